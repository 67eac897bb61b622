"""Asking as a person of the planted record: by session or token, with whatever comes of it taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.http import HttpResponse

from tests.canary.addresses import Route
from tests.canary.people import Person


def ask(
    who: Person,
    route: Route,
    address: str,
    *,
    method: str = "get",
    data: Any = None,
    language: str = "en",
    **given: Any,
) -> HttpResponse:
    """The answer to a person; the API knows them by their token, everything else by their session."""
    headers = {"accept-language": language}
    if route.name.startswith("api-") and who.token:
        headers["authorization"] = f"Bearer {who.token}"
    answer: HttpResponse = getattr(who.client, method)(address, data, headers=headers)
    return answer


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is done here is taken back: rows, and the parties' own stores where these are files beside them."""
    private = Path(settings.PRIVATE)
    with TemporaryDirectory() as folder:
        files = connection.vendor != "postgresql" and private.exists()
        if files:
            shutil.copytree(private, folder, dirs_exist_ok=True)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            mail.outbox.clear()
            if files:
                shutil.rmtree(private)
                shutil.copytree(folder, private)


@contextmanager
def no_clock() -> Iterator[None]:
    """Sessions do not note that they are used, as they do once a minute: answers differ by what was asked alone."""
    with patch("audiatur.site.signed_in.A_MINUTE", 10**9):
        yield
