"""The invented country's tables on the embedded engine, as indicators see them, and its truth."""

from __future__ import annotations

import json
from pathlib import Path

import ibis
import polars as pl

from audiatur.synthetic.generator.country import Asked, generate


class Invented:
    """What `Registers` gives, from a folder that the generator wrote."""

    def __init__(self, folder: Path, **tables: pl.DataFrame) -> None:
        generate(Asked(folder))
        self._engine = ibis.duckdb.connect(threads=1)
        self._folder = folder
        self._own = tables
        told = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))["effects"]
        self.truth = {effect["id"]: effect for effect in told}

    def __getitem__(self, table: str):
        if table in self._own:
            return ibis.memtable(self._own[table])
        return self._engine.read_parquet(str(self._folder / "tables" / f"{table}.parquet"), table_name=table)

    def run(self, expression) -> pl.DataFrame:
        return self._engine.to_polars(expression)

    def rows(self, table: str) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "tables" / f"{table}.parquet")
