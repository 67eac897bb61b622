"""The small country as written, and its truth, made once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from audiatur.synthetic.generator.country import Asked, generate


@dataclass(frozen=True)
class Country:
    """A written country, its tables readable by SQL."""

    folder: Path
    manifest: dict[str, Any]
    truth: dict[str, dict[str, Any]]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query in which each table is a view."""
        with duckdb.connect() as database:
            for file in self.folder.glob("t*/*.parquet"):
                database.execute(f"create view {file.stem} as from '{file}'")
            return database.execute(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        """The only row of a query."""
        (row,) = self.rows(query)
        return row


def read_country(folder: Path) -> Country:
    """The country that was written into a folder."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told = json.loads((folder / "truth/truth.json").read_text(encoding="utf-8"))
    return Country(folder, manifest, {effect["id"]: effect for effect in told["effects"]})


Make = Callable[..., Country]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    def made(**asked: Any) -> Country:
        folder = tmp_path_factory.mktemp("country") / "out"
        generate(Asked(folder, **asked))
        return read_country(folder)

    return made


@pytest.fixture(scope="session")
def country(make: Make) -> Country:
    return make(size="S", seed=1)
