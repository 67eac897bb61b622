"""What the record refuses is said in the language of the page: every refusal's text stands in the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

import audiatur.record
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.site.written import refusal
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

RECORD = Path(audiatur.record.__file__).parent
KHMER = re.compile(r"[\u1780-\u17ff]")
ELSEWHERE = {"models/base.py"}
"""Modules whose refusals join what fields say, in the page's language already, or that no page leads to."""


def _refusals() -> Iterator[tuple[str, ast.expr | None]]:
    """Where the record refuses, and the text that it gives."""
    for file in sorted(RECORD.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Invalid", "NotAllowed"):
                name = file.relative_to(RECORD).as_posix()
                if name not in ELSEWHERE:
                    yield f"{name}:{node.lineno}", call.args[0] if call.args else None


REFUSALS = list(_refusals())


@pytest.mark.parametrize(("place", "text"), REFUSALS, ids=[place for place, _ in REFUSALS])
def test_every_refusal_of_the_record_has_a_khmer_text(place: str, text: ast.expr | None) -> None:
    assert isinstance(text, ast.Call), f"{place}: mark the text with gettext_noop and give its values by name"
    assert getattr(text.func, "id", "") == "_", place
    assert isinstance(text.args[0], ast.Constant), place
    with override("km"):
        assert KHMER.search(gettext(text.args[0].value)), place


def test_there_are_refusals_to_look_at() -> None:
    assert len(REFUSALS) > 90


def test_a_refusal_names_rows_in_the_language_of_the_page() -> None:
    class Ministry:
        def __str__(self) -> str:
            return "Ministry"

    fault = NotAllowed("Only members of %(party)s may do this.", party=Ministry())

    assert str(fault) == refusal(fault) == "Only members of Ministry may do this."
    with override("km"):
        assert KHMER.search(refusal(fault))
        assert str(fault) == "Only members of Ministry may do this."


def test_a_sign_of_percent_in_a_text_without_values_stays() -> None:
    assert str(Invalid("100 % of them")) == "100 % of them"


@pytest.mark.django_db
def test_a_page_of_a_refusal_is_all_khmer(record: SmallRecord) -> None:
    warden = signed_in(record.users["warden"], language="km")

    page = warden.post("/calidor/questions/partly-agreed/positions/3/ministry/", {"stance": "accepts"})

    assert page.status_code == 403
    assert "ក្រសួងយុត្តិធម៌" in page.content.decode()
    assert "Only members of" not in page.content.decode()


@pytest.mark.django_db
def test_a_form_tells_a_refusal_in_khmer(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"], language="km")
    given = {
        "kind": "allegation", "party": "ministry", "addressee": "ministry", "subject": "Places", "sent": "2026-03-01",
        "visibility": "public",
    }  # fmt: skip

    page = clerk.post("/calidor/letters/add/", {**given, "step": "confirm"}).content.decode()

    assert "លិខិតត្រូវផ្ញើទៅភាគីផ្សេងពីអ្នកផ្ញើ។" in page
