"""The planted record, built once, and what every person met behind every address of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import override_settings

from audiatur.commands.invented_law import keep_laws
from tests.canary.crawling import Crawled, Scene, crawled, scene

TODAY = date(2030, 4, 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-visibility", action="store_true",
        help="write what the crawl met into docs/visibility.csv; read the difference before you keep it",
    )  # fmt: skip


@contextmanager
def scene_in(home: Path) -> Iterator[Scene]:
    """The planted record with its files in a folder; its rows are taken back at the end."""
    folders = {name: home / name.lower() for name in ("BLOBS", "STAGING", "REGISTERS", "LAWS", "FIGURES", "PRIVATE")}
    with (
        override_settings(
            **folders, LEDGER_KEY=home / "ledger-key", PRIVATE_KEY=home / "private-key", DEMO=False,
            API_RATES={"anonymous": 10**9, "token": 10**9, "write": 10**9},
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ),
        patch("audiatur.site.views.visit.today", return_value=TODAY),
        transaction.atomic(),
    ):  # fmt: skip
        keep_laws(Path(folders["LAWS"]))
        yield scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def planted(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A record with words planted at every level, and the people who look at it."""
    with (
        django_db_blocker.unblock(),
        scene_in(tmp_path_factory.mktemp("home")) as made,
        # What a server keeps between pages is kept between these too, though all happens in one transaction.
        patch("audiatur.record.selectors.standing._settled", return_value=True),
    ):
        yield made


@pytest.fixture(scope="package")
def met(planted: Scene, django_db_blocker: Any) -> Crawled:
    """What the crawl met; it takes a minute and is done once."""
    with django_db_blocker.unblock():
        return crawled(planted)
