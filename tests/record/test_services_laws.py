"""What parties say of laws: one entry each, superseded and withdrawn but never overwritten, for its readers alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audiatur.record import services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Ended, Entry, ProvisionStance, ProvisionView, ReformStage, Visibility
from audiatur.record.selectors import reform_news_visible, stances_visible
from audiatur.record.visibility import PUBLIC, viewer_of
from tests.record_fixture import SmallRecord, small_record


@pytest.fixture
def record(db: None, settings: Any, tmp_path: Any) -> SmallRecord:
    """The small record."""
    settings.BLOBS = tmp_path
    return small_record()


def state(record: SmallRecord, **changed: Any) -> ProvisionStance:
    """The ministry's stance on an article."""
    given: dict[str, Any] = {
        "by": record.users["clerk"],
        "party": record.parties["ministry"],
        "law": "ccp",
        "article": "96",
        "obligation": "gc35-33",
        "view": ProvisionView.COMPATIBLE,
        "taken": "2026-01-05",
        "words": "0" * 20,
        "visibility": Visibility.PUBLIC,
    }
    return services.stance_state(record.dialogue, **{**given, **changed})


def test_a_new_stance_supersedes_and_the_former_stays(record: SmallRecord) -> None:
    before = Entry.objects.count()
    first = state(record)

    second = state(record, view=ProvisionView.UNCLEAR, taken="2026-02-01")

    first.refresh_from_db()
    assert (first.ended, first.ended_on) == (Ended.SUPERSEDED, date(2026, 2, 1))
    assert second.supersedes == first
    assert Entry.objects.count() == before + 2
    assert [one.view for one in stances_visible(record.dialogue, viewer=PUBLIC)] == ["unclear"]


def test_nobody_states_the_stance_of_another_party(record: SmallRecord) -> None:
    for person in ("warden", "keeper"):
        with pytest.raises(NotAllowed):
            state(record, by=record.users[person])
    assert not ProvisionStance.objects.exists()


def test_a_stance_is_not_hidden_nor_dated_back_by_a_new_one(record: SmallRecord) -> None:
    state(record)

    with pytest.raises(Invalid, match="hidden"):
        state(record, visibility=Visibility.RESTRICTED)
    with pytest.raises(Invalid, match="dated before"):
        state(record, taken="2025-01-01")


def test_a_withdrawn_stance_stays_in_the_record_and_is_not_shown(record: SmallRecord) -> None:
    stance = services.stance_withdraw(state(record), by=record.users["clerk"], on=date(2026, 3, 1))

    assert ProvisionStance.objects.get().ended == Ended.WITHDRAWN
    assert stances_visible(record.dialogue, viewer=PUBLIC) == ()
    with pytest.raises(Invalid):
        services.stance_withdraw(stance, by=record.users["clerk"], on=date(2026, 3, 2))


def test_a_narrow_stance_is_seen_by_its_own_alone(record: SmallRecord) -> None:
    state(record, visibility=Visibility.RESTRICTED)

    seen = {name: len(stances_visible(record.dialogue, viewer=viewer_of(user))) for name, user in record.users.items()}
    assert seen["clerk"] == 1
    assert seen["warden"] == 0
    assert stances_visible(record.dialogue, viewer=PUBLIC) == ()


def test_two_tellings_of_a_stage_stand_side_by_side(record: SmallRecord) -> None:
    def tell(on: str) -> Any:
        return services.reform_tell(
            record.dialogue,
            by=record.users["clerk"],
            party=record.parties["ministry"],
            reform="gates",
            stage=ReformStage.PROMULGATED,
            on=on,
            visibility=Visibility.PUBLIC,
        )

    tell("2026-01-02")
    second = tell("2026-01-03")

    assert [one.on for one in reform_news_visible(record.dialogue, viewer=PUBLIC)] == ["2026-01-02", "2026-01-03"]
    services.reform_withdraw(second, by=record.users["clerk"], on=date(2026, 2, 1))
    assert [one.on for one in reform_news_visible(record.dialogue, viewer=PUBLIC)] == ["2026-01-02"]
