"""Obligations and reforms: what answers what, what lapses, what differs, what is old."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from audiatur.topics.law.errors import LawError
from audiatur.topics.law.model import text_hash
from audiatur.topics.law.obligations import Stance, coverage, numeric_gap, stance_now
from audiatur.topics.law.reforms import track
from audiatur.topics.law.rows import Amount, Obligation, ProvisionFact, Reform, ReformEvent, load_rows, standards

ASKED = Obligation("gc35-33", "gc35", "33", "", "", Amount("custody-hours", "hour", "at most", 48, "adult"))


def fact(value: float, *, unit: str = "hour", subject: str = "adult") -> ProvisionFact:
    """A provision that sets a number of custody hours."""
    amount = Amount("custody-hours", unit, "at most", value, subject)  # type: ignore[arg-type]
    return ProvisionFact("ccp", "96", "", "", ("gc35-33",), "", amount)


@pytest.mark.parametrize(("value", "beyond"), [(72, 24), (48, 0), (24, -24)])
def test_the_gap_is_the_distance_from_the_standard(value: float, beyond: float) -> None:
    gap = numeric_gap(fact(value), ASKED)

    assert gap is not None
    assert gap.beyond == beyond


def test_numbers_of_other_units_or_persons_are_not_compared() -> None:
    assert numeric_gap(fact(3, unit="day"), ASKED) is None
    assert numeric_gap(fact(36, subject="child"), ASKED) is None


def test_an_obligation_that_nothing_answers_is_shown_as_such() -> None:
    other = Obligation("cat-12", "cat", "12", "", "")

    answered = {one.obligation.key: one.is_answered for one in coverage([ASKED, other], [fact(48)])}

    assert answered == {"gc35-33": True, "cat-12": False}


def test_a_stance_lapses_when_the_words_change() -> None:
    stance = Stance("Ministry", "gc35-33", "ccp", "96", "compatible", "2020", text_hash("48 hours"))

    assert not stance_now(stance, words=text_hash("48 hours")).lapsed
    assert stance_now(stance, words=text_hash("72 hours")).lapsed


def event(stage: str, on: str, publisher: str = "A") -> ReformEvent:
    """One telling."""
    return ReformEvent("r", stage, on, "https://example.org", publisher)  # type: ignore[arg-type]


def test_sources_that_disagree_on_a_date_stand_side_by_side() -> None:
    reform = Reform("r", "Reform", "")

    shown = track(
        [reform], [event("in force", "2015-08-12"), event("in force", "2016-01-01", "B")], on=date(2020, 1, 1)
    )

    assert [one.publisher for one in shown[0].stages[0].events] == ["A", "B"]
    assert shown[0].stages[0].sources_differ


def test_a_month_and_a_day_in_it_do_not_disagree() -> None:
    events = [event("promulgated", "2016-07"), event("promulgated", "2016-07-14", "B")]

    assert not track([Reform("r", "Reform", "")], events, on=date(2020, 1, 1))[0].stages[0].sources_differ


def test_a_reform_without_news_for_a_year_is_stale_unless_it_came_to_its_end() -> None:
    reform = Reform("r", "Reform", "")

    assert track([reform], [event("drafted", "2020-01-01")], on=date(2021, 1, 2))[0].is_stale
    assert not track([reform], [event("drafted", "2020-01-01")], on=date(2020, 12, 31))[0].is_stale
    assert not track([reform], [event("in force", "2020-01-01")], on=date(2025, 1, 1))[0].is_stale


def test_every_row_of_the_packs_names_obligations_that_there_are() -> None:
    known = {one.key for one in standards().obligations}
    folders = [files("audiatur.countries") / "kh" / "law", files("audiatur.synthetic") / "law"]

    for folder in folders:
        rows = load_rows(folder)
        keys = {one.key for one in rows.instruments}
        assert {key for one in rows.provisions for key in one.obligations} <= known
        assert {one.instrument for one in rows.provisions} <= keys
    assert all(one.text_km and one.text for one in standards().obligations)


def test_a_row_that_does_not_fit_says_what_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "rows.toml").write_text('[[reforms]]\nkey = "a"\nname = "A"\nname_km = ""\ncolour = "red"\n')

    with pytest.raises(LawError, match="unknown \\['colour'\\]"):
        load_rows(tmp_path)
