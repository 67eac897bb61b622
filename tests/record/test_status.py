"""The status rule: gold cases, and what must hold for every set of stances."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.record.status import proposition_status, question_status, side_stance
from tests.shared import shared

STANCES = ("accepts", "accepts_in_part", "rejects", "reserves", "silent")
parties = st.lists(st.sampled_from(STANCES), min_size=1, max_size=4)
propositions = st.fixed_dictionaries({"state": parties, "un": parties, "cso": parties})


def test_every_gold_case_gets_its_expected_status():
    cases = [json.loads(line) for line in shared("data/dialogue/agreement_cases_dev.jsonl").open(encoding="utf-8")]

    found = {case["id"]: question_status([proposition_status(p) for p in case["propositions"]]) for case in cases}

    assert found == {case["id"]: case["expected"] for case in cases}


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["silent", "silent"], "silent"),
        (["reserves", "silent"], "reserves"),
        (["accepts", "reserves"], "accepts"),
        (["accepts", "accepts_in_part"], "accepts_in_part"),
        (["rejects", "accepts_in_part"], "divided"),
        (["rejects", "accepts", "accepts", "accepts"], "divided"),
        ([], "silent"),
    ],
)
def test_a_side_speaks_with_its_parties(stances, expected):
    assert side_stance(stances) == expected


@pytest.mark.parametrize(
    ("state", "un", "cso", "expected"),
    [
        ("silent", "reserves", "silent", "unanswered"),
        ("rejects", "rejects", "rejects", "agreed"),
        ("rejects", "rejects", "silent", "one_sided"),
        ("rejects", "accepts_in_part", "silent", "differing"),
        ("accepts_in_part", "accepts_in_part", "accepts_in_part", "partly_agreed"),
        ("accepts", "accepts", "reserves", "one_sided"),
    ],
)
def test_a_proposition_has_the_status_of_its_sides(state, un, cso, expected):
    assert proposition_status({"state": [state], "un": [un], "cso": [cso]}) == expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["agreed", "unanswered"], "partly_agreed"),
        (["differing", "agreed"], "partly_agreed"),
        (["differing", "one_sided"], "differing"),
        (["one_sided", "unanswered"], "one_sided"),
        (["differing", "differing"], "differing"),
        ([], "unanswered"),
    ],
)
def test_a_question_has_the_status_of_its_propositions(statuses, expected):
    assert question_status(statuses) == expected


@given(propositions)
def test_swapping_the_sides_changes_no_status(sides):
    swapped = {"state": sides["cso"], "un": sides["state"], "cso": sides["un"]}

    assert proposition_status(swapped) == proposition_status(sides)


@given(propositions, st.data())
def test_the_order_of_sides_and_parties_changes_no_status(sides, data):
    order = data.draw(st.permutations(list(sides)))
    shuffled = {side: data.draw(st.permutations(sides[side])) for side in order}

    assert proposition_status(shuffled) == proposition_status(sides)


@given(propositions, st.sampled_from(["state", "un", "cso"]))
def test_a_silent_member_changes_no_status(sides, side):
    more = {**sides, side: [*sides[side], "silent"]}

    assert proposition_status(more) == proposition_status(sides)


@given(propositions, st.sampled_from(["state", "un", "cso"]), st.integers(1, 50))
def test_a_majority_never_outvotes_a_difference(sides, side, many):
    both = {**sides, side: ["rejects", *["accepts"] * many]}

    assert proposition_status(both) == "differing"


@given(
    st.lists(st.sampled_from(["agreed", "partly_agreed", "differing", "one_sided", "unanswered"]), max_size=6),
    st.data(),
)
def test_the_order_of_propositions_changes_no_status(statuses, data):
    assert question_status(data.draw(st.permutations(statuses))) == question_status(statuses)
