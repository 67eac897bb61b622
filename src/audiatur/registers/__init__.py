"""Tables of records: contracts, loading, snapshots, the engine. Knows no Django."""
