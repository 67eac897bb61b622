"""Every change is one entry; entries cannot be altered, removed or reordered unseen."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from audiatur.record import ledger, services
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, UnrecordedChange
from audiatur.record.models import Entry, Position, Question


def forge(sql: str, *given: object) -> None:
    """Change the stored entries behind the program's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def test_an_entry_holds_the_rows_as_they_were_after(small):
    question = small.question()

    small.take(question.propositions.get(), "ministry", "accepts")

    entry = Entry.objects.latest("seq")
    rows = json.loads(entry.rows)
    assert entry.kind == "position taken"
    assert entry.actor == f"user:{small.people['ministry'].pk}"
    assert [(row["model"], row["fields"]["stance"]) for row in rows] == [("record.position", "accepts")]


def test_superseding_a_position_is_one_entry_with_both_rows(small):
    question = small.question()
    small.take(question.propositions.get(), "ministry", "rejects", "2030-02-01")
    before = ledger.head().seq

    small.take(question.propositions.get(), "ministry", "accepts", "2030-03-01")

    assert ledger.head().seq == before + 1
    ended = [row["fields"]["ended"] for row in json.loads(Entry.objects.latest("seq").rows)]
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


@pytest.mark.parametrize("column", ["at", "actor", "kind", "rows", "previous"])
def test_altering_any_part_of_any_entry_is_detected(small, column):
    for seq in range(1, ledger.head().seq + 1):
        kept = Entry.objects.values_list(column, flat=True).get(seq=seq)
        forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", f"{kept} ", seq)

        assert any(str(seq) in fault for fault in ledger.faults())

        forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", kept, seq)
    assert list(ledger.faults()) == []


def test_removing_an_entry_is_detected(small):
    forge("DELETE FROM record_entry WHERE seq = 3")

    assert "entry 3 is missing" in next(ledger.faults())


def test_cutting_the_end_off_is_detected_by_a_head_noted_elsewhere(small):
    noted = ledger.head()

    forge("DELETE FROM record_entry WHERE seq = %s", noted.seq)

    assert list(ledger.faults()) == []
    assert ledger.head() != noted


def test_reordering_two_entries_is_detected(small):
    forge("UPDATE record_entry SET seq = 999 WHERE seq = 2")
    forge("UPDATE record_entry SET seq = 2 WHERE seq = 3")
    forge("UPDATE record_entry SET seq = 3 WHERE seq = 999")

    assert len(list(ledger.faults())) >= 2


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_chain_after_it(small):
    entry = Entry.objects.get(seq=2)
    entry.kind = "nothing happened"

    forge("UPDATE record_entry SET kind = %s, hash = %s WHERE seq = 2", entry.kind, ledger._hash(entry))

    assert list(ledger.faults()) == ["entry 3 does not follow the entry before it"]


def test_an_entry_is_never_written_twice(small):
    entry = Entry.objects.get(seq=2)

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        entry.save()
    with pytest.raises(UnrecordedChange):
        entry.delete()
