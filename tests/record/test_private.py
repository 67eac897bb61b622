"""A party's drafts and notes lie in a store of its own, sealed; nobody else reads, opens or finds them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from audiatur.errors import SettingError
from audiatur.record.errors import Invalid, NotAllowed, RecordError
from audiatur.record.models import Party
from audiatur.record.private import stores
from audiatur.record.private.keeping import (
    draft_discard,
    draft_get,
    draft_keep,
    drafts,
    note_remove,
    note_write,
    notes,
)
from audiatur.record.private.resealing import reseal
from audiatur.record.private.sealing import PartyKey
from audiatur.record.visibility import PUBLIC, Viewer, viewer_of
from tests.record.small import Small

ADDRESS = "/osmere/questions/question-1/positions/1/ministry/"
CANARY = "សេចក្តីព្រាង canary 7f3a"
sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of SQLite")
postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="the policies of PostgreSQL")


@pytest.fixture
def ministry(small: Small) -> Party:
    return small.parties["ministry"]


@pytest.fixture
def clerk(small: Small) -> Viewer:
    return viewer_of(small.people["ministry"])


def keep(party: Party, viewer: Viewer, reason: str = CANARY, address: str = ADDRESS) -> None:
    draft_keep(party, viewer=viewer, address=address, title="A position", fields={"reason": reason})


def colleague(small: Small) -> Viewer:
    from audiatur.record import services
    from audiatur.record.models import Role, User

    other = User.objects.create_user("colleague")
    services.member_add(small.dialogue, user=other, role=Role.MEMBER, party=small.parties["ministry"])
    return viewer_of(other)


def test_a_draft_is_given_back_as_it_was_typed_and_the_newer_takes_its_place(ministry: Party, clerk: Viewer) -> None:
    keep(ministry, clerk, "first")
    keep(ministry, clerk)

    (draft,) = drafts(ministry, viewer=clerk)

    assert (draft.address, draft.title, draft.fields) == (ADDRESS, "A position", {"reason": CANARY})
    assert draft_get(ministry, viewer=clerk, address="/other/") is None


def test_a_draft_that_is_discarded_is_gone(ministry: Party, clerk: Viewer) -> None:
    keep(ministry, clerk)

    draft_discard(ministry, viewer=clerk, address=ADDRESS)

    assert drafts(ministry, viewer=clerk) == []


def test_a_draft_is_for_the_person_who_typed_it_alone(small: Small, ministry: Party, clerk: Viewer) -> None:
    keep(ministry, clerk)
    other = colleague(small)

    assert drafts(ministry, viewer=other) == []
    draft_discard(ministry, viewer=other, address=ADDRESS)
    assert len(drafts(ministry, viewer=clerk)) == 1


@pytest.mark.parametrize("who", ["mandate", "monitor", "lawyers", "secretariat", "administrator", "public"])
def test_nobody_but_members_reads_or_writes_drafts_and_notes(small: Small, who: str, clerk: Viewer) -> None:
    ministry, question = small.parties["ministry"], small.question()
    keep(ministry, clerk)
    note_write(ministry, question, viewer=clerk, text=CANARY)
    people = {**small.people, "secretariat": small.secretariat, "administrator": small.secretariat}
    if who == "administrator":
        people[who].is_superuser = people[who].is_staff = True
        people[who].save()
    viewer = PUBLIC if who == "public" else viewer_of(people[who])

    assert drafts(ministry, viewer=viewer) == []
    assert notes(ministry, [question], viewer=viewer) == {}
    with pytest.raises(NotAllowed):
        keep(ministry, viewer)
    with pytest.raises(NotAllowed):
        note_write(ministry, question, viewer=viewer, text="x")
    with pytest.raises(NotAllowed):
        note_remove(ministry, question, viewer=viewer, number=1)


def test_notes_are_read_by_all_members_and_written_by_those_who_write(small: Small, clerk: Viewer) -> None:
    ministry, question = small.parties["ministry"], small.question()
    reader = viewer_of(small.reader)

    note_write(ministry, question, viewer=clerk, text=f" {CANARY} ")

    (note,) = notes(ministry, [question], viewer=reader)[question.pk]
    assert (note.text, note.own) == (CANARY, False)
    assert notes(ministry, [question], viewer=clerk)[question.pk][0].own
    with pytest.raises(NotAllowed):
        note_write(ministry, question, viewer=reader, text="x")
    note_remove(ministry, question, viewer=colleague(small), number=note.number)
    assert notes(ministry, [question], viewer=clerk) == {}


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5_001])
def test_a_note_that_is_empty_or_too_long_is_refused(small: Small, clerk: Viewer, text: str) -> None:
    with pytest.raises(Invalid, match="5,000 characters"):
        note_write(small.parties["ministry"], small.question(), viewer=clerk, text=text)


def test_a_draft_that_no_form_takes_is_refused(ministry: Party, clerk: Viewer) -> None:
    with pytest.raises(Invalid, match="20,000"):
        keep(ministry, clerk, "x" * 20_001)


@sqlite_only
def test_looking_for_drafts_makes_no_file_and_opens_no_other_party_s(
    small: Small, clerk: Viewer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    connect = sqlite3.connect
    monkeypatch.setattr(
        stores.sqlite3, "connect", lambda place, **given: opened.append(Path(place).name) or connect(place, **given)
    )

    for party in small.parties.values():
        drafts(party, viewer=clerk)
    assert opened == []
    keep(small.parties["ministry"], clerk)
    for party in small.parties.values():
        drafts(party, viewer=clerk)

    ministry = small.parties["ministry"]
    assert set(opened) == {f"party-{ministry.pk}.sqlite3"}
    assert [path.name for path in Path(settings.PRIVATE).iterdir()] == [f"party-{ministry.pk}.sqlite3"]


@sqlite_only
def test_the_bytes_of_a_store_hold_neither_words_nor_what_they_are_of(
    small: Small, ministry: Party, clerk: Viewer, settings: Any
) -> None:
    question = small.question()
    keep(ministry, clerk)
    note_write(ministry, question, viewer=clerk, text=CANARY)

    held = b"".join(path.read_bytes() for path in Path(settings.PRIVATE).iterdir())

    assert held.startswith(b"SQLite format 3")
    for word in (CANARY, "canary", ADDRESS, "question-1", "osmere"):
        assert word.encode() not in held


@postgresql_only
def test_on_postgresql_a_session_sees_only_the_party_that_it_named(small: Small, clerk: Viewer) -> None:
    ministry, lawyers = small.parties["ministry"], small.parties["lawyers"]
    keep(ministry, clerk)
    keep(lawyers, viewer_of(small.people["lawyers"]))

    def count(party: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('audiatur.party', %s, true)", [party])
            cursor.execute("SELECT count(*) FROM private.draft")
            return cursor.fetchone()[0]

    assert (count(""), count(str(ministry.pk)), count(str(lawyers.pk)), count("999")) == (0, 1, 1, 0)
    forged = "INSERT INTO private.draft (party, whose, about, sealed) VALUES (%s, 'x', 'x', 'x')"
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forged, [ministry.pk])


@postgresql_only
def test_on_postgresql_what_lies_in_the_rows_is_sealed(ministry: Party, clerk: Viewer) -> None:
    keep(ministry, clerk)

    with stores.opened(ministry.pk) as store:
        ((_, _, sealed),) = store.all_drafts()

    assert b"canary" not in sealed


def test_with_another_key_nothing_is_found_and_altered_bytes_are_refused(
    ministry: Party, clerk: Viewer, settings: Any
) -> None:
    keep(ministry, clerk)
    with stores.opened(ministry.pk) as store:
        ((whose, about, sealed),) = store.all_drafts()
        store.draft_put(whose=whose, about=about, sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))

    with pytest.raises(RecordError, match="altered"):
        drafts(ministry, viewer=clerk)
    Path(settings.PRIVATE_KEY).write_bytes(b"k" * 32)
    assert drafts(ministry, viewer=clerk) == []


def test_a_key_file_that_was_named_elsewhere_is_never_made(
    ministry: Party, clerk: Viewer, settings: Any, tmp_path: Path
) -> None:
    settings.PRIVATE_KEY = tmp_path / "apart" / "key"
    with pytest.raises(SettingError, match="is missing"):
        keep(ministry, clerk)
    settings.PRIVATE_KEY.parent.mkdir()
    settings.PRIVATE_KEY.write_bytes(b"short")
    with pytest.raises(SettingError, match="must hold 32"):
        keep(ministry, clerk)


def test_with_a_new_key_file_all_is_found_again_and_the_former_opens_nothing(
    small: Small, clerk: Viewer, settings: Any, tmp_path: Path
) -> None:
    ministry, lawyers, question = small.parties["ministry"], small.parties["lawyers"], small.question()
    lawyer = viewer_of(small.people["lawyers"])
    keep(ministry, clerk)
    keep(lawyers, lawyer)
    for text in ("first", "second"):
        note_write(ministry, question, viewer=clerk, text=text)
    former, new = settings.PRIVATE_KEY, tmp_path / "new" / "key"
    new.parent.mkdir()

    # Run again after it was stopped in between, it goes on.
    assert reseal(new) == 4
    assert reseal(new) == 4

    assert drafts(ministry, viewer=clerk) == []
    settings.PRIVATE_KEY = new
    assert [draft.fields for draft in drafts(ministry, viewer=clerk)] == [{"reason": CANARY}]
    assert len(drafts(lawyers, viewer=lawyer)) == 1
    assert [note.text for note in notes(ministry, [question], viewer=clerk)[question.pk]] == ["first", "second"]
    settings.PRIVATE_KEY = tmp_path / "third"
    settings.PRIVATE_KEY.write_bytes(b"3" * 32)
    with pytest.raises(RecordError, match="nothing was changed"):
        reseal(former)


@given(st.dictionaries(st.text(), st.text()), st.binary(min_size=32, max_size=32), st.binary())
def test_what_is_sealed_is_opened_by_its_key_beside_its_place_alone(
    value: dict[str, str], secret: bytes, bound: bytes
) -> None:
    key = PartyKey(secret)

    sealed = key.seal(value, bound=bound)

    assert key.opened(sealed, bound=bound) == value
    assert len(sealed) % 256 == (12 + 16) % 256
    for other, place in ((key, bound + b"x"), (PartyKey(bytes([secret[0] ^ 1]) + secret[1:]), bound)):
        with pytest.raises(RecordError):
            other.opened(sealed, bound=place)
