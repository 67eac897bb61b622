"""Indicators of a small log, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.indicator import COMPLETE, NO_BASE
from audiatur.registers.errors import SnapshotError
from audiatur.topics.mediation.definitions import SETTLEMENT
from audiatur.topics.mediation.indicators import INDICATORS
from tests.topics.mediation.invented import ALL_YEARS, DISPUTES, HEAD, figure, figures, log


@pytest.mark.parametrize(
    ("name", "agreed", "base"),
    [
        ("settled_of_decided", 4, 5),
        ("settled_of_started", 3, 5),
        ("settled_of_referred", 4, 7),
        ("settled_of_pursued", 4, 6),
        ("settled_of_concluded", 4, 7),
        ("settled_of_received", 4, 8),
        ("concluded_of_referred", 6, 7),
        ("concluded_of_received", 7, 8),
        ("referred_of_received", 7, 8),
        ("exclusion_examined", 7, 8),
    ],
)
def test_one_log_gives_as_many_rates_as_there_are_bases(tmp_path: Path, name: str, agreed: int, base: int) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        found = figure(name, registers)

    assert (found.numerator, found.denominator, found.interval) == (agreed, base, COMPLETE)
    assert found.value == pytest.approx(100 * agreed / base)


def test_every_rate_names_its_base_its_cohort_and_its_censoring_day(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        found = [figure(definition.code, registers) for definition in SETTLEMENT]

    assert len({one.denominator_code for one in found}) == len(found)
    assert all(
        (one.since, one.until, one.censored_on) == (ALL_YEARS.since, ALL_YEARS.until, ALL_YEARS.on) for one in found
    )
    with pytest.raises(IncompleteFigure, match="denominator_code"):
        replace(found[0], denominator_code="")
    with pytest.raises(IncompleteFigure, match="censored_on"):
        replace(found[0], censored_on=None)


@pytest.mark.parametrize(
    ("name", "value", "low", "high"),
    [
        # Of 4 agreements: one kept in 40 days, one found not kept, two (one of them 206 days old) not followed up.
        ("kept_within_91", 1 / 2, 1 / 4, 3 / 4),
        ("kept_within_365", 1 / 2, 1 / 3, 2 / 3),
        # Of 5 with a session: three examined and allowed, one examined and excluded, one not examined.
        ("mediated_though_excluded", 1 / 4, 1 / 5, 2 / 5),
        # Of 7 admitted, all were asked: six agreed.
        ("both_agreed_to_mediate", 6 / 7, 6 / 7, 6 / 7),
    ],
)
def test_what_nobody_asked_is_a_bound(tmp_path: Path, name: str, value: float, low: float, high: float) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        found = figure(name, registers)

    assert (found.value, found.low, found.high) == (
        pytest.approx(100 * value), pytest.approx(100 * low), pytest.approx(100 * high),
    )  # fmt: skip


def test_a_log_that_does_not_record_a_step_gives_no_rate_of_it(tmp_path: Path) -> None:
    bare = "dispute,body,subject,place,received,result\n" + "\n".join(
        f"D{i},court,debt,00,2024-01-01,{'agreed' if i < 3 else 'not_agreed'}" for i in range(12)
    )

    with log({"disputes": bare}, folder=tmp_path) as registers:
        of_started, of_decided, kept = (
            figure(name, registers) for name in ("settled_of_started", "settled_of_decided", "kept_within_91")
        )

    assert (of_started.value, of_started.interval) == (None, NO_BASE)
    assert of_decided.value == 25.0
    assert kept.interval == NO_BASE


def test_the_median_counts_what_is_still_open(tmp_path: Path) -> None:
    # Ten disputes received on one day: five end after 10, 20 … 50 days, five are open after 60.
    rows = [f"D{i},court,debt,00,2025-11-01,,,,,,2025-11-{1 + 6 * i:02d},agreed,,," for i in range(1, 5)]
    rows += [f"E{i},court,debt,00,2025-11-01,,,,,,,pending,,," for i in range(4)]

    with log({"disputes": HEAD + "\n".join(rows)}, folder=tmp_path) as registers:
        with_open, closed = (figure(name, registers) for name in ("days_to_result", "days_to_result_closed_only"))

    # Half of eight have ended after 24 days; half of the four that ended, after 12.
    assert (with_open.value, closed.value) == (24.0, 12.0)
    assert (with_open.n, closed.n) == (8, 4)


def test_one_who_ended_otherwise_can_no_longer_settle(tmp_path: Path) -> None:
    rows = [f"D{i},court,debt,00,2024-11-01,,,,,,2024-11-20,agreed,,," for i in range(3)]
    rows += [f"E{i},court,debt,00,2024-11-01,,,,,,2024-11-10,withdrawn,,," for i in range(6)]

    with log({"disputes": HEAD + "\n".join(rows)}, folder=tmp_path) as registers:
        found = figure("settled_within_90", registers)

    assert found.value == pytest.approx(100 * 3 / 9)


def test_cohorts_are_kept_apart(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        found = figures("settled_of_received", registers, asked=replace(ALL_YEARS, by=("year",)))
        narrow = figure("settled_of_received", registers, asked=replace(ALL_YEARS, since=date(2025, 1, 1)))

    assert [(one.group["year"], one.numerator, one.denominator) for one in found] == [
        ("*", 4, 8), ("2024", 3, 7), ("2025", 1, 1),
    ]  # fmt: skip
    assert (narrow.numerator, narrow.denominator) == (1, 1)


def test_every_indicator_has_words_in_both_languages_and_a_base() -> None:
    for indicator in INDICATORS:
        for words in (indicator.name, indicator.definition):
            assert words.en, indicator.id
            assert any("\u1780" <= letter <= "\u17ff" for letter in words.km), indicator.id
        assert indicator.denominator


def test_a_place_holds_the_disputes_of_what_lies_in_it_and_needs_the_places(tmp_path: Path) -> None:
    places = "place,name,kind,within\n00,Land,country,\n01,North,province,00\n0101,Hill,commune,01\n"
    inside = DISPUTES.replace("D1,court,debt,00", "D1,court,debt,0101")
    north = replace(ALL_YEARS, place="01")

    (tmp_path / "with").mkdir()
    with log({"places": places, "disputes": inside}, folder=tmp_path / "with") as registers:
        assert figure("settled_of_received", registers, asked=north).denominator == 1
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers, pytest.raises(SnapshotError, match="places"):
        figure("settled_of_received", registers, asked=north)
