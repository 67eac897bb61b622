"""One record for all tests of the pages, built once; each test works in a savepoint of its own (mark `django_db`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client, override_settings

from audiatur.record.models import User
from audiatur.site.signed_in import has_second_factor
from audiatur.site.views import visit
from tests.record_fixture import TODAY, SmallRecord, second_factor, small_record

FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="package")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SmallRecord]:
    """The small record, for the whole package."""
    with (
        django_db_blocker.unblock(),
        override_settings(BLOBS=tmp_path_factory.mktemp("blobs"), PASSWORD_HASHERS=FAST),
        transaction.atomic(),
    ):
        yield small_record()
        transaction.set_rollback(True)


@pytest.fixture
def record(built: SmallRecord, db: None, monkeypatch: pytest.MonkeyPatch) -> SmallRecord:
    """The small record on its day; what the test changes is undone after it."""
    monkeypatch.setattr(visit, "today", lambda: TODAY)
    return built


@pytest.fixture
def visitor(record: SmallRecord) -> Client:
    """Someone who has not signed in, reading English."""
    return Client(headers={"accept-language": "en"})


def signed_in(user: User | AnonymousUser, *, language: str = "en") -> Client:
    """A client signed in as a person, who has a second factor."""
    client = Client(headers={"accept-language": language})
    if isinstance(user, User):
        if not has_second_factor(user):
            second_factor(user)
        client.force_login(user)
    return client
