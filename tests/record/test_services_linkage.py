"""Deciding on pairs of reports: who may, what is kept, what is undone, and what contradicts."""

from __future__ import annotations

from datetime import date

import pytest

from audiatur.record import services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Entry, PairDecision, PairVerdict
from audiatur.record.selectors import decisions_standing
from tests.record_fixture import SmallRecord, small_record

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)


@pytest.fixture
def record(db: None) -> SmallRecord:
    """The small record, which no other test shares."""
    return small_record()


def decide(record: SmallRecord, pair: tuple[str, str], verdict: str, *, by: str = "clerk") -> PairDecision:
    return services.pair_decide(
        record.dialogue,
        by=record.users[by],
        table="incident_reports",
        pair=pair,
        verdict=PairVerdict(verdict),
        on=DAY,
        reason=" The same names. ",
    )


def standing(record: SmallRecord) -> list[tuple[str, str, str]]:
    found = decisions_standing(record.dialogue, table="incident_reports")
    return [(one.left, one.right, one.verdict) for one in found]


def test_a_decision_is_one_entry_with_who_when_and_why(record: SmallRecord) -> None:
    before = Entry.objects.count()

    row = decide(record, ("r2", "r1"), "same")

    assert Entry.objects.count() == before + 1
    assert (row.left, row.right, row.decided_on, row.reason) == ("r1", "r2", DAY, "The same names.")
    assert row.decided_by == record.users["clerk"]


def test_a_new_decision_supersedes_and_the_former_stays(record: SmallRecord) -> None:
    former = decide(record, ("r1", "r2"), "unknown")

    decide(record, ("r1", "r2"), "different")

    former.refresh_from_db()
    assert (former.ended, former.ended_on) == ("superseded", DAY)
    assert standing(record) == [("r1", "r2", "different")]


def test_what_is_undone_waits_again_and_is_not_undone_twice(record: SmallRecord) -> None:
    row = decide(record, ("r1", "r2"), "same")

    services.pair_undo(row, by=record.users["clerk"], on=DAY)

    assert standing(record) == []
    with pytest.raises(Invalid):
        services.pair_undo(row, by=record.users["clerk"], on=DAY)


def test_a_decision_that_contradicts_others_together_is_refused(record: SmallRecord) -> None:
    decide(record, ("r1", "r2"), "same")
    decide(record, ("r2", "r3"), "same")

    with pytest.raises(Invalid, match="Undo one of them first"):
        decide(record, ("r1", "r3"), "different")

    assert len(standing(record)) == 2


def test_one_report_is_no_pair(record: SmallRecord) -> None:
    with pytest.raises(Invalid):
        decide(record, ("r1", "r1"), "same")


def test_of_real_reports_only_the_secretariat_decides(record: SmallRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record.dialogue, "synthetic", False)

    with pytest.raises(NotAllowed):
        decide(record, ("r1", "r2"), "same", by="clerk")
