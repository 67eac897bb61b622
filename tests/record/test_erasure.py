"""Lawful erasure: the words are gone everywhere, the gap is told, and everything else still proves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiatur.record import blobs, heads, ledger, services
from audiatur.record.audit import audit
from audiatur.record.erasing import blank
from audiatur.record.errors import Invalid, NotAllowed, RecordError
from audiatur.record.models import Answer, Claim, ClaimAnswer, Entry, Position, Searched, Source, Told
from audiatur.record.selectors import question_page, search, source_get, source_page
from audiatur.record.visibility import PUBLIC
from audiatur.verify_receipt import check_growth, check_receipt
from tests.record.small import Small, small_dialogue
from tests.record.test_ledger import forge

GROUND = "Article 17, request of the person named, 3 May 2030"
ON = date(2030, 5, 4)
CANARY = "Zacharias Quillfeather"
TEXT = f"The minister said that {CANARY} was free.\n\n“{CANARY} is well,” the rapporteur told reporters.\n"


@pytest.fixture(autouse=True)
def key_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"


@pytest.fixture
def named(small: Small) -> Source:
    """A source that names a person, with a claim made from it."""
    source = small.press(TEXT)
    services.claim_file(source.statements.first(), by=small.secretariat, question=small.question())
    return source


def entry_of(kind: str) -> Entry:
    return Entry.objects.filter(kind=kind).latest("seq")


def everything() -> str:
    """All that the database holds, as text."""
    names = [name for name in connection.introspection.table_names() if name.startswith("record_")]
    with connection.cursor() as cursor:
        found = []
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_words_are_gone_from_record_ledger_search_and_documents(
    small: Small, named: Source, django_capture_on_commit_callbacks: Any
) -> None:
    digest = named.sha256
    assert CANARY in everything()

    with django_capture_on_commit_callbacks(execute=True):
        services.entry_erase(entry_of("source added"), by=small.secretariat, ground=GROUND, on=ON)

    held = everything()
    assert CANARY not in held
    assert "quillfeather" not in "".join(Searched.objects.values_list("form", flat=True))
    assert all(group.count == 0 for group in search(small.dialogue, CANARY, viewer=PUBLIC))
    with pytest.raises(RecordError):
        blobs.fetch(digest)


def test_the_head_stays_the_gap_is_told_and_all_else_proves(small: Small, named: Source) -> None:
    entry, former = entry_of("source added"), heads.signed_head()
    receipt = json.loads(json.dumps(heads.receipt(entry)))
    leaves = ledger.leaves()

    services.entry_erase(entry, by=small.secretariat, ground=GROUND, on=ON)

    assert ledger.leaves()[:-1] == leaves
    check_growth(former, heads.signed_head(since=former["size"]))
    looked = audit()
    assert looked.faults == ()
    said = f"erased on 2030-05-04 by the secretariat, ground: {GROUND} (entry {ledger.head().seq})"
    assert f"row 0 of entry {entry.seq} was {said}" in looked.erased
    now = heads.receipt(Entry.objects.get(pk=entry.seq))
    check_receipt(now)
    assert now["told"] == []
    assert {"place": 0, "said": said} in now["erased"]
    # The receipt that a party kept from before still proves what it holds.
    check_receipt(receipt)


def test_an_erasure_is_one_entry_that_tells_none_of_the_words(small: Small, named: Source) -> None:
    before = ledger.head().seq

    erasure = services.entry_erase(entry_of("source added"), by=small.secretariat, ground=GROUND, on=ON)

    entry = Entry.objects.latest("seq")
    assert (entry.seq, entry.kind) == (before + 1, "content erased")
    assert CANARY not in "".join(told.content for told in entry.told.all())
    assert (erasure.by_role, erasure.party, erasure.ground) == ("the secretariat", None, GROUND)


def test_pages_say_what_was_erased_and_still_open(small: Small, named: Source) -> None:
    services.entry_erase(entry_of("source added"), by=small.secretariat, ground=GROUND, on=ON)

    claim = Claim.objects.get()
    assert claim.text == "[Erased on 2030-05-04]"
    view = question_page(claim.question, viewer=PUBLIC, today=ON)
    assert [one.claim.text for one in view.other_claims] == ["[Erased on 2030-05-04]"]
    source = source_get(small.dialogue, named.pk, viewer=PUBLIC)
    assert (source.title, source.content) == ("[Erased on 2030-05-04]", "")
    assert source_page(source, viewer=PUBLIC) is not None


def test_a_party_erases_its_own_words_and_the_stance_stays(small: Small) -> None:
    proposition = small.question().propositions.get()
    small.take(proposition, "ministry", "rejects", "2030-02-01", reason=CANARY)
    small.take(proposition, "ministry", "accepts", "2030-03-01", reason="Another.")
    entry = Entry.objects.filter(kind="position taken").order_by("seq").first()

    erasure = services.entry_erase(entry, by=small.people["ministry"], ground=GROUND, on=ON)

    first, second = Position.objects.order_by("pk")
    assert (first.stance, first.taken, first.reason) == ("rejects", "2030-02-01", "")
    assert second.reason == "Another."
    # The later entry, which told the superseded position again, has its gap too.
    assert [seq for seq, _ in erasure.told] == [entry.seq, entry.seq + 1]
    assert erasure.by_role == "Ministry of Justice of Osmere"
    assert CANARY not in everything()
    assert audit().faults == ()


@pytest.mark.parametrize("who", ["mandate", "monitor", "lawyers", "reader"])
def test_nobody_erases_the_words_of_others(small: Small, who: str) -> None:
    small.take(small.question().propositions.get(), "ministry", "rejects", reason=CANARY)
    entry, before = entry_of("position taken"), ledger.head()
    person = small.reader if who == "reader" else small.people[who]

    assert not services.may_erase(entry, by=person, dialogue=small.dialogue)
    with pytest.raises(NotAllowed, match="Only the party whose words these are"):
        services.entry_erase(entry, by=person, ground=GROUND, on=ON)
    assert ledger.head() == before


@pytest.mark.parametrize("ground", ["", "  ", "Art. 17"])
def test_a_ground_is_told_in_words(small: Small, named: Source, ground: str) -> None:
    with pytest.raises(Invalid, match="on what legal ground"):
        services.entry_erase(entry_of("source added"), by=small.secretariat, ground=ground, on=ON)


def test_what_has_no_words_of_anyone_is_not_erased(small: Small) -> None:
    for seq in (1, 2):
        with pytest.raises(Invalid, match="Nothing was given"):
            services.entry_erase(Entry.objects.get(seq=seq), by=small.secretariat, ground=GROUND, on=ON)


def test_bytes_that_another_source_holds_stay(small: Small, django_capture_on_commit_callbacks: Any) -> None:
    first = small.press(TEXT)
    entry = entry_of("source added")
    small_dialogue("elsewhere").press(TEXT)

    with django_capture_on_commit_callbacks(execute=True):
        services.entry_erase(entry, by=small.secretariat, ground=GROUND, on=ON)

    assert blobs.fetch(first.sha256) == TEXT.encode()


def test_a_row_that_was_emptied_without_an_act_is_a_fault(small: Small, named: Source) -> None:
    told = entry_of("claim filed").told.first()
    forge("UPDATE record_told SET content = '', salt = '' WHERE id = %s", told.pk)

    assert f"row {told.place} of entry {told.entry_id} was altered" in audit().faults


def test_an_act_whose_own_row_was_emptied_or_altered_excuses_nothing(small: Small, named: Source) -> None:
    entry = entry_of("source added")
    services.entry_erase(entry, by=small.secretariat, ground=GROUND, on=ON)
    act = Told.objects.get(content__contains='"model":"record.erasure"')
    forge("UPDATE record_told SET content = '', salt = '' WHERE id = %s", act.pk)

    faults = audit().faults

    assert f"row {act.place} of entry {act.entry_id} was altered" in faults
    assert f"row 0 of entry {entry.seq} was altered" in faults


def test_an_erased_row_that_is_filled_again_is_a_fault(small: Small, named: Source) -> None:
    entry = entry_of("source added")
    services.entry_erase(entry, by=small.secretariat, ground=GROUND, on=ON)
    forge("UPDATE record_told SET content = '{}', salt = '00' WHERE entry_id = %s AND place = 0", entry.seq)

    assert f"row 0 of entry {entry.seq} was altered" in audit().faults


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reason=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60))
def test_blanking_leaves_none_of_any_words(small: Small, reason: str) -> None:
    row = Position(reason=reason, reason_km=reason, locator=reason, stance="accepts", taken="2030", ended="")
    answer = ClaimAnswer(answer=Answer.DISPUTES, words=reason, words_km=reason, given_on=ON)

    blank(row, on=ON)
    blank(answer, on=ON)

    assert (row.reason, row.reason_km, row.locator, row.stance, row.taken) == ("", "", "", "accepts", "2030")
    assert (answer.words, answer.words_km, answer.answer) == ("", "", "disputes")
