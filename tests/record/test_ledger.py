"""Every change is one entry; entries cannot be altered, removed or reordered unseen."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.db import connection, transaction

from audiatur.record import ledger, merkle, services
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, UnrecordedChange
from audiatur.record.models import Entry, Position, Question


def forge(sql: str, *given: object) -> None:
    """Change the stored entries behind the program's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def remove(seq: int) -> None:
    """Take an entry out with its rows, as somebody with the database in hand would."""
    forge("DELETE FROM record_told WHERE entry_id = %s", seq)
    forge("DELETE FROM record_entry WHERE seq = %s", seq)


def test_an_entry_holds_the_rows_as_they_were_after(small):
    question = small.question()

    small.take(question.propositions.get(), "ministry", "accepts")

    entry = Entry.objects.latest("seq")
    rows = entry.rows
    assert entry.kind == "position taken"
    assert entry.actor == f"user:{small.people['ministry'].pk}"
    assert [(row["model"], row["fields"]["stance"]) for row in rows] == [("record.position", "accepts")]


def test_superseding_a_position_is_one_entry_with_both_rows(small):
    question = small.question()
    small.take(question.propositions.get(), "ministry", "rejects", "2030-02-01")
    before = ledger.head().seq

    small.take(question.propositions.get(), "ministry", "accepts", "2030-03-01")

    assert ledger.head().seq == before + 1
    ended = [row["fields"]["ended"] for row in Entry.objects.latest("seq").rows]
    assert sorted(ended) == ["", "superseded"]


def test_a_refused_change_leaves_no_entry_and_no_row(small):
    question = small.question()
    small.take(question.propositions.get(), "ministry", "rejects", "2030-02-01")
    before = ledger.head()

    with pytest.raises(Invalid):
        small.take(question.propositions.get(), "ministry", "accepts", "2029-02-01")

    assert ledger.head() == before
    assert Position.objects.get().stance == "rejects"


def test_nothing_is_saved_changed_or_deleted_outside_an_entry(small):
    question = small.question()

    with pytest.raises(UnrecordedChange):
        question.save()
    with pytest.raises(UnrecordedChange):
        question.delete()
    with pytest.raises(UnrecordedChange):
        Question.objects.update(text="Other")
    with pytest.raises(UnrecordedChange):
        Question.objects.all().delete()
    with pytest.raises(UnrecordedChange):
        Question.objects.bulk_create([])


def test_one_change_cannot_be_begun_inside_another(small):
    with pytest.raises(UnrecordedChange), change("outer", by=None):
        services.party_join(small.sides["cso"], slug="x", kind="organisation", name="X")


def test_an_honest_ledger_has_no_faults(small):
    small.question()

    assert list(ledger.faults()) == []
    assert ledger.head().seq == Entry.objects.count()


def forged(kept: str) -> str:
    """Another text of the same form: its last letter or digit changed."""
    place = max(number for number, sign in enumerate(kept) if sign.isalnum())
    return kept[:place] + ("1" if kept[place] != "1" else "2") + kept[place + 1 :]


@pytest.mark.parametrize("column", ["at", "actor", "kind", "commitments", "leaf", "peaks", "hash"])
def test_altering_any_part_of_any_entry_is_detected(small, column):
    for seq in range(1, ledger.head().seq + 1):
        kept = Entry.objects.values_list(column, flat=True).get(seq=seq)
        forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", forged(kept), seq)

        assert any(str(seq) in fault for fault in ledger.faults())

        forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", kept, seq)
    assert list(ledger.faults()) == []


def test_removing_an_entry_is_detected(small):
    remove(3)

    assert "entry 3 is missing" in next(ledger.faults())


def test_cutting_the_end_off_is_detected_by_a_head_noted_elsewhere(small):
    noted = ledger.head()

    remove(noted.seq)

    assert list(ledger.faults()) == []
    assert ledger.head() != noted


def test_reordering_two_entries_is_detected(small):
    columns = ("at", "actor", "kind", "commitments", "leaf")
    second, third = (Entry.objects.values_list(*columns).get(seq=seq) for seq in (2, 3))
    for seq, other in ((2, third), (3, second)):
        forge(f"UPDATE record_entry SET {', '.join(f'{name} = %s' for name in columns)} WHERE seq = {seq}", *other)

    assert len(list(ledger.faults())) >= 2


def test_rows_of_an_entry_altered_removed_or_added_are_detected(small):
    question = small.question()
    told = Entry.objects.latest("seq").told.first()
    for sql, given, fault in (
        ("UPDATE record_told SET content = %s WHERE id = %s", (forged(told.content), told.pk), "was altered"),
        ("UPDATE record_told SET salt = %s WHERE id = %s", (forged(told.salt), told.pk), "was altered"),
        ("DELETE FROM record_told WHERE id = %s", (told.pk,), "is gone"),
        ("UPDATE record_told SET place = 99 WHERE id = %s", (told.pk,), "was added"),
    ):
        with transaction.atomic():
            forge(sql, *given)

            assert any(fault in one for one in ledger.faults()), sql
            transaction.set_rollback(True)
    assert list(ledger.faults()) == []
    assert question.text


def test_an_entry_tells_nothing_of_its_rows_without_their_salts(small):
    question = small.question()
    entry = Entry.objects.latest("seq")

    public = json.dumps(ledger.content_of(entry))

    assert question.text not in public
    assert "record.question" not in public
    content = entry.told.first().content
    assert sha256(content.encode()).hexdigest() not in public


def test_an_entry_rewritten_with_a_fitting_leaf_breaks_the_tree_from_there_on(small):
    entry = Entry.objects.get(seq=2)
    entry.kind = "nothing happened"

    forge("UPDATE record_entry SET kind = %s, leaf = %s WHERE seq = 2", entry.kind, ledger._leaf(entry).hex())

    faults = list(ledger.faults())
    assert "entry 2 does not follow the entries before it" in faults
    assert not any("altered" in fault for fault in faults)


def test_the_head_is_the_root_of_the_leaves(small):
    small.question()

    assert ledger.head() == ledger.Head(Entry.objects.count(), merkle.root(ledger.leaves()).hex())


def test_an_entry_is_never_written_twice(small):
    entry = Entry.objects.get(seq=2)

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        entry.save()
    with pytest.raises(UnrecordedChange):
        entry.delete()
