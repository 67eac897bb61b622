from __future__ import annotations

import json

import pytest

from audiatur.reading.quantities import check_arithmetic, read_quantities
from audiatur.reading.result import Arithmetic
from tests.reading.quantities.computations import ALL, CONSISTENT, UNRELATED, Worked
from tests.reading.quantities.texts import one_paragraph
from tests.shared import shared


def _check(words: str) -> tuple[Arithmetic, ...]:
    text = one_paragraph(words)
    return check_arithmetic(text, read_quantities(text))


@pytest.mark.parametrize("worked", ALL, ids=lambda worked: worked.text[:50])
def test_a_passage_gives_the_computation_that_it_holds(worked: Worked) -> None:
    found = [
        item
        for item in _check(worked.text)
        if (item.verdict, item.operation, item.stated) == (worked.verdict, worked.operation, worked.stated)
    ]

    assert [pytest.approx(worked.inputs)] == [item.inputs for item in found]


@pytest.mark.parametrize("worked", CONSISTENT, ids=lambda worked: worked.text[:50])
def test_nothing_in_a_consistent_passage_is_called_inconsistent(worked: Worked) -> None:
    assert "inconsistent" not in {item.verdict for item in _check(worked.text)}


@pytest.mark.parametrize("words", UNRELATED)
def test_unrelated_numbers_are_never_set_against_each_other(words: str) -> None:
    assert not {"inconsistent", "consistent", "consistent_truncated"} & {item.verdict for item in _check(words)}


def test_numbers_of_two_years_are_not_compared() -> None:
    found = _check(
        "In 2010 the jail had a capacity of 400; occupancy was 150 per cent in 2015 with 700 inmates in 2012."
    )

    assert "inconsistent" not in {item.verdict for item in found}


def test_the_verdict_does_not_depend_on_who_speaks() -> None:
    of_state = _check("The ministry said that of 940 appeals, 312 were allowed, or 43.2 per cent.")
    of_society = _check("The network said that of 940 appeals, 312 were allowed, or 43.2 per cent.")

    assert [item.verdict for item in of_state] == [item.verdict for item in of_society] == ["inconsistent"]


def test_the_shared_passages_get_their_verdicts_and_no_false_alarm() -> None:
    rows = shared("data/dialogue/arithmetic_claims_dev.jsonl").read_text("utf-8").splitlines()
    right = 0

    for row in map(json.loads, rows):
        found = _check(row["passage"])
        right += any(
            item.verdict == row["verdict"] and item.operation == row["operation"] and list(item.inputs) == row["inputs"]
            for item in found
        )
        if row["verdict"] != "inconsistent":
            assert "inconsistent" not in {item.verdict for item in found}, row["id"]

    assert right >= 12
