"""The pages of laws: drawn for everyone, in both languages, acts only for those who may."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from audiatur.commands.invented_law import keep_laws
from audiatur.record.models import Entry, ProvisionStance
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

LAW = "/calidor/topics/law/"


@pytest.fixture
def laws(record: SmallRecord, settings: Any, tmp_path: Path) -> SmallRecord:
    """The small record, of the invented country and with its laws."""
    settings.LAWS = tmp_path / "laws"
    keep_laws(settings.LAWS)
    dialogue = record.dialogue
    dialogue.country = "xx"
    from audiatur.record.changes import change

    with change("test", by=None):
        dialogue.save()
    return record


ADDRESSES = (
    "laws/", "laws/?words=judge&on=2010", "laws/?on=never", "laws/associations-act/", "laws/associations-act/?on=1990",
    "laws/associations-act/compare/", "laws/criminal-procedure/articles/sec_2/",
    "laws/criminal-procedure/articles/sec_7/", "laws/public-records/", "obligations/", "obligations/?show=unanswered",
    "obligations/map.csv", "reforms/", "citations/", "citations/?law=iccpr",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "km"])
def test_each_page_is_drawn(laws: SmallRecord, address: str, language: str) -> None:
    answer = Client(headers={"accept-language": language}).get(LAW + address)

    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_law_is_shown_as_in_force_on_the_day_asked_for(laws: SmallRecord, visitor: Client) -> None:
    before = visitor.get(f"{LAW}laws/criminal-procedure/?on=2015-12-31").content.decode()
    after = visitor.get(f"{LAW}laws/criminal-procedure/?on=2016-01-01").content.decode()

    assert 'id="sec_2"' in before
    assert "72 hours" in before
    assert "48 hours" not in before
    assert "48 hours" in after
    assert "Not yet in force" in visitor.get(f"{LAW}laws/criminal-procedure/?on=2006-12-31").content.decode()


@pytest.mark.django_db
def test_the_comparison_in_word_says_that_the_law_is_invented(laws: SmallRecord, visitor: Client) -> None:
    answer = visitor.get(f"{LAW}laws/associations-act/compare/comparison.docx")

    words = [paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs]
    assert "Synthetic: this law is invented." in words
    assert "synthetic-" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_only_the_secretariat_imports_a_law(laws: SmallRecord, visitor: Client) -> None:
    assert visitor.get(f"{LAW}laws/import/").status_code == 404
    assert signed_in(laws.users["clerk"]).get(f"{LAW}laws/import/").status_code == 404
    assert signed_in(laws.users["keeper"]).get(f"{LAW}laws/import/").status_code == 200


@pytest.mark.django_db
def test_a_law_is_looked_at_corrected_and_only_then_kept(laws: SmallRecord, settings: Any) -> None:
    keeper = signed_in(laws.users["keeper"])
    text = "LAW ON GATES\nArticle 1.- Gates are open.\nArticle 1.- They close at night.\nArticle 3.- End."
    upload = SimpleUploadedFile("gates.txt", text.encode())

    review = keeper.post(f"{LAW}laws/import/", {"file": upload})
    shown = review.context
    given = {name: shown[name] for name in ("carried", "width", "language", "file", "sha256")}
    again = keeper.post(f"{LAW}laws/import/", {**given, "line-3": "text", "step": "again", "title": "Gates"})
    nothing = (settings.LAWS / "xx" / "gates").exists()
    keep = {**given, "line-3": "text", "step": "keep", "name": "gates", "title": "Gates", "published": "2020"}
    kept = keeper.post(f"{LAW}laws/import/", {**keep, "starts": "2021"})

    assert "This number comes twice" in review.content.decode()
    assert again.context["articles"] == 2
    assert not nothing
    assert kept.status_code == 302
    page = keeper.get(f"{LAW}laws/gates/").content.decode()
    assert "They close at night." in page


@pytest.mark.django_db
def test_a_party_states_a_stance_in_one_entry_and_it_is_shown(laws: SmallRecord) -> None:
    clerk = signed_in(laws.users["clerk"])
    address = f"{LAW}obligations/gc35-33/criminal-procedure/2/ministry/"
    given = {"view": "compatible", "taken": "2026-01-05", "visibility": "public", "reason": "Forty-eight hours."}
    before = Entry.objects.count()

    check = clerk.post(address, {**given, "step": "check"})
    confirmed = clerk.post(address, {**given, "step": "confirm"})

    assert check.status_code == 200
    assert confirmed.status_code == 302
    assert Entry.objects.count() == before + 1
    assert ProvisionStance.objects.get().words
    assert "Forty-eight hours." in Client().get(f"{LAW}obligations/").content.decode()


@pytest.mark.django_db
def test_nobody_else_finds_the_form_and_a_narrow_stance_stays_unseen(laws: SmallRecord) -> None:
    address = f"{LAW}obligations/gc35-33/criminal-procedure/2/ministry/"
    given = {
        "view": "unclear",
        "taken": "2026-01-05",
        "visibility": "restricted",
        "reason": "Not for all.",
        "step": "confirm",
    }

    signed_in(laws.users["clerk"]).post(address, given)

    assert signed_in(laws.users["warden"]).get(address).status_code == 404
    assert "Not for all." not in Client().get(f"{LAW}obligations/").content.decode()
    assert "Not for all." in signed_in(laws.users["clerk"]).get(f"{LAW}obligations/").content.decode()
