"""The names of places and facilities as they were loaded, by their codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from audiatur.figures.indicator import Words
from audiatur.registers.shelf import Shelf
from audiatur.registers.snapshots import snapshot_open

NAMED = {"places": "place", "facilities": "facility"}
"""Tables of things that have a name → the column of their codes."""


def place_names(shelf: Shelf, *, table_names: Mapping[str, str]) -> Mapping[str, Words]:
    """Code → name; `table_names` are the snapshots by table that the viewer may use."""
    found: dict[str, Words] = {}
    for table in NAMED:
        if table in table_names:
            found |= _names_of(shelf, table_names[table])
    return found


@lru_cache(maxsize=8)
def _names_of(shelf: Shelf, snapshot: str) -> Mapping[str, Words]:
    rows = snapshot_open(snapshot, store=shelf.store).rows()
    held = rows.collect_schema().names()
    code = NAMED[snapshot.rpartition("-")[0]]
    table = rows.select(code, *(name for name in ("name", "name_km") if name in held)).collect()
    return {row[code]: Words(row.get("name") or row[code], row.get("name_km") or "") for row in table.to_dicts()}
