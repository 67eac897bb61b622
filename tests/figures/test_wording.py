"""Where a sentence and a figure speak of the same, and where they part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bench.checks import judged

from audiatur.figures.checks import Reason
from audiatur.figures.wording import Stated, Wording, at_another_time, elsewhere, likeness, parts, period_named, stated
from audiatur.synthetic.generator.country import Asked, generate

STAYS = Wording("stays in police custody", "lasted more than 48 hours")
PLACES = ("Lesk", "Lesk Hill", "Land")


def said(text: str) -> Stated:
    return stated(text, number=(0, len(text.partition(" of ")[0])), places=PLACES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 per cent of stays in police custody in Lesk Hill from 2020 to 2025 lasted more than 48 hours.", None),
        ("4 per cent of the stays in police custody lasted more than 48 hours in 2024.", None),
        ("4 per cent of persons questioned in Lesk lasted more than 48 hours.", Reason.BASE),
        ("4 per cent of stays in police custody and in prison lasted more than 48 hours.", Reason.BASE),
        ("4 per cent of stays in police custody in Lesk lasted more than 36 hours.", Reason.DEFINITION),
        ("4 per cent of stays in police custody of women in Lesk lasted more than 48 hours.", Reason.DEFINITION),
    ],
)
def test_words_part_at_the_base_or_at_the_definition(text: str, expected: Reason | None) -> None:
    assert parts(said(text), wording=STAYS) is expected


def test_the_longest_name_of_a_place_is_the_one_named() -> None:
    found = said("4 per cent of stays in Lesk Hill lasted long.")

    assert found.names == ("Lesk Hill",)
    assert elsewhere(found, place="Lesk Hill", country="Land") is None
    assert elsewhere(found, place="Lesk", country="Land") is Reason.PLACE


def test_a_place_that_no_register_knows_is_another_place() -> None:
    found = said("4 per cent of stays in police custody in Elsewhere Town lasted more than 48 hours.")

    assert elsewhere(found, place="Land", country="Land") is Reason.PLACE
    assert parts(found, wording=STAYS) is None


def test_a_sentence_that_names_no_place_speaks_of_the_country() -> None:
    found = said("4 per cent of stays in police custody lasted more than 48 hours.")

    assert elsewhere(found, place="Land", country="Land") is None
    assert elsewhere(found, place="Lesk", country="Land") is Reason.PLACE


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("from 2020 to 2025", date(2020, 1, 1), date(2025, 12, 31)),
        ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2022–2023", date(2022, 1, 1), date(2023, 12, 31)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("the survey of May and June 2025", date(2025, 5, 1), date(2025, 6, 30)),
    ],
)
def test_periods_are_read(text: str, since: date, until: date) -> None:
    found = period_named(text)

    assert found
    assert found[:2] == (since, until)


def test_another_period_is_said_and_none_is_not() -> None:
    year = {"since": date(2024, 1, 1), "until": date(2024, 12, 31)}
    day = {"since": date(2024, 6, 30), "until": date(2024, 6, 30)}

    assert at_another_time(said("4 per cent of stays in 2024"), **year) is None
    assert at_another_time(said("4 per cent of stays in 2023"), **year) is Reason.PERIOD
    assert at_another_time(said("4 per cent of stays"), **year) is None
    assert at_another_time(said("4 per cent of stays in 2024"), **day) is Reason.PERIOD
    assert at_another_time(said("4 per cent of stays in 2024"), **day, stock=True) is None


def test_likeness_is_one_for_the_same_words_and_nought_for_none() -> None:
    assert likeness(said("4 per cent of stays in police custody lasted more than 48 hours."), wording=STAYS) == 1.0
    assert likeness(said("4 per cent of judges sing."), wording=STAYS) == 0.0


def test_the_planted_claims_get_their_verdict_from_their_sentence_alone(tmp_path: Path) -> None:
    generate(Asked(tmp_path, size="S", seed=11, noise="none", country="xx", csv=False))

    found = judged(tmp_path)

    right = [claim["verdict"] == told.verdict for claim, told in found]
    assert len(right) == 300
    assert sum(right) >= 291
    assert all(told.reason for _, told in found if told.verdict == "not_checkable")
