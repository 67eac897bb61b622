"""The invented country's disputes, loaded once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from audiatur.registers.engine import Registers
from audiatur.registers.loading import load
from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.tables import TABLES as CONTRACTS
from audiatur.topics.tables import table_get
from tests.record_fixture import SmallRecord, small_record
from tests.topics.mediation.invented import NOW, opened
from tests.topics.mediation.invented import kept as kept_file

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
        table: kept_file(folder / f"out/tables/{table}.parquet", table=table, store=folder / "store")
        for table in TABLES
    }
    with opened(loaded, folder=folder) as registers:
        yield registers, truth


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SmallRecord]:
    """The small record, for this module."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(BLOBS=tmp_path_factory.mktemp("blobs"), PASSWORD_HASHERS=hashers),
        transaction.atomic(),
    ):
        yield small_record()
        transaction.set_rollback(True)


@pytest.fixture
def record(built: SmallRecord, db: None) -> SmallRecord:
    """The small record; what a test changes is undone after it."""
    return built


@pytest.fixture
def visitor() -> Client:
    """Someone who has not signed in, reading English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small invented country's disputes, kept as of the small record's country."""
    folder = tmp_path_factory.mktemp("registers")
    country(folder, size="S")
    for table in TABLES:
        load(
            folder / f"out/tables/{table}.parquet",
            table=table_get(table),
            tables=CONTRACTS,
            at=NOW,
            store=folder / "store",
            synthetic=True,
        )
    return folder / "store"


@pytest.fixture
def kept(store: Path, settings: LazySettings) -> Iterator[None]:
    cache.clear()
    settings.REGISTERS = store
    yield
    cache.clear()
