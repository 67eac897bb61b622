"""What every answer says to browsers and caches, over all routes, answers of every kind and every role."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, override_settings
from django.urls import reverse

from audiatur.site.views import about
from tests.canary.addresses import routes
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.crawl import crawl

pytestmark = pytest.mark.django_db

ALLOWED = {"'none'", "'self'"}


def policy(header: str) -> dict[str, list[str]]:
    """A content security policy as its directives."""
    return {name: values for name, *values in (part.split() for part in header.split(";") if part.strip())}


def checked(response: object) -> None:
    """Every header that an answer must have."""
    headers = response.headers  # type: ignore[attr-defined]
    told = policy(headers["Content-Security-Policy"])
    assert told["default-src"] == told["base-uri"] == told["frame-ancestors"] == ["'none'"]
    assert {value for values in told.values() for value in values} <= ALLOWED
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert all(part.endswith("=()") for part in headers["Permissions-Policy"].split(", "))
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["Permissions-Policy"].split(", "))
    assert "private" in headers["Cache-Control"]
    assert "Server" not in headers


@pytest.mark.parametrize("who", ["", "keeper"])
def test_every_page_carries_the_headers(record: SmallRecord, who: str) -> None:
    visited = list(crawl(signed_in(record.users[who] if who else AnonymousUser())))

    assert len(visited) > 20
    for page in visited:
        checked(page.response)
        if who:
            assert page.response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("route", [route.name for route in routes() if not route.arguments])
def test_every_address_without_arguments_carries_the_headers(visitor: Client, route: str) -> None:

    checked(visitor.get(reverse(route)))


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/nothing/", "testserver", 404), ("/about/", "elsewhere.example", 400), ("/language/", "testserver", 405)],
)
def test_errors_carry_the_headers(visitor: Client, address: str, host: str, status: int) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = visitor.get(address, headers={"host": host})

    assert answer.status_code in (status, 302)
    checked(answer)


def test_a_fault_of_the_program_carries_the_headers_and_tells_nothing_of_itself(
    record: SmallRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> object:
        raise RuntimeError("the-inner-words")

    monkeypatch.setattr(about, "render", broken)

    answer = Client(raise_request_exception=False).get("/about/")

    assert answer.status_code == 500
    assert b"the-inner-words" not in answer.content
    assert b"Traceback" not in answer.content
    checked(answer)


def test_a_form_without_its_token_is_refused_with_the_headers(record: SmallRecord) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x", "password": "y"})

    assert answer.status_code == 403
    checked(answer)


def test_over_https_browsers_are_told_to_stay_there(visitor: Client) -> None:
    with override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True):
        answer = visitor.get("/about/", secure=True)

    seconds = re.search(r"max-age=(\d+)", answer.headers["Strict-Transport-Security"])
    assert seconds is not None
    assert int(seconds.group(1)) >= 31536000


def test_a_host_that_is_not_ours_is_never_written_into_a_page(visitor: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = visitor.get("/about/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert b"elsewhere.example" not in answer.content


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_no_form_leads_to_another_site(record: SmallRecord, visitor: Client, target: str) -> None:
    language = visitor.post("/language/", {"language": "km", "next": target})
    signing = visitor.post(
        "/sign-in/", {"username": "calidor-clerk", "password": "a long enough password", "next": target}
    )

    for answer in (language, signing):
        assert "elsewhere" not in answer.headers.get("Location", "")
        assert "javascript" not in answer.headers.get("Location", "")
