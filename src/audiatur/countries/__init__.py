"""Country packs: public facts with their sources, names, rules. Data only."""
