"""The invented country's disputes, loaded once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiatur.registers.engine import Registers
from audiatur.synthetic.generator.country import Asked, generate
from tests.topics.mediation.invented import kept, opened

TABLES = (
    "places", "persons", "mediators", "disputes", "dispute_parties", "exit_survey", "legal_needs",
    "legal_needs_replicates",
)  # fmt: skip
Truth = dict[str, dict[str, Any]]


def country(folder: Path, **asked: Any) -> Truth:
    """The invented country written into a folder, and what was planted in it."""
    generate(Asked(folder / "out", **asked))
    told = json.loads((folder / "out/truth/truth.json").read_text(encoding="utf-8"))
    return {effect["id"]: effect["values"] for effect in told["effects"]}


@pytest.fixture(scope="session")
def marovintha(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Registers, Truth]]:
    """The small country without noise, and its truth."""
    folder = tmp_path_factory.mktemp("marovintha")
    truth = country(folder, size="S")
    loaded = {
        table: kept(folder / f"out/tables/{table}.parquet", table=table, store=folder / "store") for table in TABLES
    }
    with opened(loaded, folder=folder) as registers:
        yield registers, truth
