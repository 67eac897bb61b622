"""A real browser before a real server: skipped, with the reason, where there is no Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from audiatur.record.models import User
from tests.record_fixture import SmallRecord, small_record


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, started once."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the tests' own queries run beside it, not in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def record(chromium: Any, transactional_db: None, settings: Any, tmp_path: Any) -> SmallRecord:
    """The small record, where the live server sees it."""
    settings.BLOBS, settings.STAGING = tmp_path / "blobs", tmp_path / "staging"
    return small_record()


@pytest.fixture
def opened(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page as a person, in a language and at a width; a fault of a script fails the test."""
    contexts, faults = [], []

    def open_page(path: str, *, by: User | None = None, language: str = "en", width: int = 1280, **more: Any) -> Any:
        context = chromium.new_context(
            locale=language, viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        contexts.append(context)
        if by is not None:
            client = Client()
            client.force_login(by)
            cookie = client.cookies[configured.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
