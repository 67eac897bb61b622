"""Chromium on the pages: what it asks for is answered by Django's test client, in the test's own transaction."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, Request, Route, sync_playwright

SITE = "http://localhost"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Served:
    """A browser page on the site, and how many bytes each answer would take compressed."""

    page: Page
    weights: dict[str, int] = field(default_factory=dict)


@contextmanager
def serve(client: Client, *, width: int = 1280, **options: object) -> Iterator[Served]:
    """A page in Chromium whose requests the client answers; skips with the reason where there is no browser."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is missing (sudo apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        # Axe is put into the page as a script, which the pages' own policy would refuse: here alone it is set aside.
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            bypass_csp=True,
            **options,  # type: ignore[arg-type]
        )
        served = Served(context.new_page())
        served.page.route("**/*", lambda route: _answer(route, client, served))
        yield served
        context.close()
        browser.close()


@contextmanager
def no_loop() -> Iterator[None]:
    """Playwright's event loop put aside, so that Django sees the plain thread, and the transaction, of the test."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


def _answer(route: Route, client: Client, served: Served) -> None:
    request: Request = route.request
    parts = urlsplit(request.url)
    if parts.hostname != "localhost":
        route.abort()
        return
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    with no_loop():
        status, headers, body = _fetched(client, request, address)
    font = address.endswith(".woff2")
    served.weights[address] = len(body) if font else len(gzip.compress(body))
    route.fulfill(status=status, headers=headers, body=body)


def _fetched(client: Client, request: Request, address: str) -> tuple[int, dict[str, str], bytes]:
    """The answer, redirects followed here: the browser would follow them past the route."""
    htmx = {name: value for name, value in request.headers.items() if name.startswith("hx-")}
    if request.method == "POST":
        kind = request.headers.get("content-type", "application/octet-stream")
        answer = client.post(address, request.post_data_buffer or b"", content_type=kind, follow=True, headers=htmx)
    else:
        answer = client.get(address, follow=True, headers=htmx)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, {key: str(value) for key, value in answer.items()}, body
