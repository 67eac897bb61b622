"""Drafts come back to the person who typed them and leave when they are submitted; notes are for the party."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from audiatur.record import ledger
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
CANARY = "canary-4c1d"
NOTES = "/calidor/questions/partly-agreed/notes/ministry/"
PRIVATE = "/calidor/private/"
OTHERS = ["warden", "keeper", "rapporteur", "monitor", "lawyer", "outsider"]


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


def kept(client: Client, **given: str) -> Any:
    return client.post(ADDRESS, {**GIVEN, "reason": CANARY, "step": "draft", **given})


def forms_of(record: SmallRecord) -> list[str]:
    return [ADDRESS, f"/calidor/questions/partly-agreed/claims/{record.claims['disputed'].pk}/"]


def test_a_draft_is_filled_in_again_when_the_person_comes_back(clerk: Client) -> None:
    before = ledger.head()

    assert kept(clerk)["Location"] == ADDRESS
    page = clerk.get(ADDRESS).content.decode()

    assert CANARY in page
    assert 'value="2026-03-20"' in page
    assert "Your draft of" in page
    assert ledger.head() == before


def test_while_typing_a_draft_is_kept_without_a_page(clerk: Client) -> None:
    answer = clerk.post(ADDRESS, {"reason": CANARY, "step": "draft"}, headers={"x-audiatur-draft": "while typing"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert CANARY in clerk.get(ADDRESS).content.decode()


def test_a_draft_of_every_form_is_kept(record: SmallRecord, clerk: Client) -> None:
    for address, field in zip(forms_of(record), ("reason", "words"), strict=True):
        clerk.post(address, {field: f"{CANARY} {address}", "step": "draft"})

        assert f"{CANARY} {address}" in clerk.get(address).content.decode()


def test_a_draft_goes_when_it_is_submitted_or_discarded(clerk: Client) -> None:
    for step in ("confirm", "discard"):
        kept(clerk)
        clerk.post(ADDRESS, {**GIVEN, "step": step})

        assert CANARY not in clerk.get(ADDRESS).content.decode()
        assert "Your draft of" not in clerk.get(ADDRESS).content.decode()


def test_what_the_page_asked_for_stays_while_it_is_checked(clerk: Client) -> None:
    kept(clerk)
    clerk.post(ADDRESS, {**GIVEN, "step": "check"})

    assert CANARY in clerk.get(ADDRESS).content.decode()


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_finds_a_party_s_drafts_and_notes(record: SmallRecord, clerk: Client, person: str) -> None:
    kept(clerk)
    clerk.post(NOTES, {"text": CANARY})
    other = signed_in(record.users[person])

    pages = [other.get(address) for address in (*forms_of(record), NOTES, PRIVATE, "/calidor/")]

    assert all(CANARY not in page.content.decode() for page in pages)
    assert pages[2].status_code == 404
    assert other.post(NOTES, {"text": "x"}).status_code == 404
    assert kept(other).status_code in (403, 404)


def test_the_host_s_administrator_reads_no_private_text(record: SmallRecord, clerk: Client) -> None:
    kept(clerk)
    clerk.post(NOTES, {"text": CANARY})
    administrator = record.users["outsider"]
    administrator.is_superuser = administrator.is_staff = True
    administrator.save()

    pages = [signed_in(administrator).get(address) for address in (*forms_of(record), NOTES, PRIVATE)]

    assert all(CANARY not in page.content.decode() for page in pages)
    assert {page.status_code for page in pages} <= {403, 404}


def test_the_page_of_drafts_and_notes_lists_both_and_discards(record: SmallRecord, clerk: Client) -> None:
    kept(clerk)
    clerk.post(NOTES, {"text": f"note {CANARY}"})

    page = clerk.get(PRIVATE).content.decode()
    assert ADDRESS in page
    assert f"note {CANARY}" in page
    assert PRIVATE in clerk.get("/calidor/").content.decode()
    assert NOTES in clerk.get("/calidor/questions/partly-agreed/").content.decode()

    clerk.post(PRIVATE, {"party": "ministry", "address": ADDRESS})
    assert ADDRESS not in clerk.get(PRIVATE).content.decode()


def test_a_note_is_written_shown_and_removed(record: SmallRecord, clerk: Client) -> None:
    before = ledger.head()
    clerk.post(NOTES, {"text": f"{CANARY} <b>\nsecond line"})

    page = clerk.get(NOTES).content.decode()
    assert f"{CANARY} &lt;b&gt;<br>second line" in page
    number = page.split('name="remove" value="')[1].split('"')[0]

    assert CANARY not in clerk.post(NOTES, {"remove": number}, follow=True).content.decode()
    assert "Write the note." in clerk.post(NOTES, {"text": " "}).content.decode()
    assert ledger.head() == before


def test_a_reader_reads_notes_and_writes_none(record: SmallRecord) -> None:
    notes = "/calidor/questions/partly-agreed/notes/monitor/"
    signed_in(record.users["monitor"]).post(notes, {"text": CANARY})
    reader = signed_in(record.users["reader"])

    assert CANARY in reader.get(notes).content.decode()
    assert "Keep the note" not in reader.get(notes).content.decode()
    assert reader.post(notes, {"text": "x"}).status_code == 403


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(visitor: Client) -> None:
    assert visitor.get(PRIVATE)["Location"].startswith("/sign-in/")
    assert visitor.get(NOTES)["Location"].startswith("/sign-in/")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bytes of SQLite's file")
def test_the_shared_database_never_holds_a_private_text(record: SmallRecord, clerk: Client, tmp_path: Path) -> None:
    kept(clerk)
    clerk.post(NOTES, {"text": CANARY})
    clerk.get(ADDRESS)

    shared = connection.connection.serialize()
    assert b"calidor-clerk" in shared
    assert CANARY.encode() not in shared
    shutil.rmtree(tmp_path / "private")
    assert CANARY not in clerk.get(ADDRESS).content.decode()
