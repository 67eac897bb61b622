from __future__ import annotations

import pytest

from audiatur.reading.recommendations.states import state_misspelt, state_named, states_in
from audiatur.reading.recommendations.states_table import NAMES


@pytest.mark.parametrize(
    ("inside", "states"),
    [
        ("France", ("France",)),
        ("the Netherlands", ("Netherlands",)),
        ("France, Chile and Viet Nam", ("France", "Chile", "Viet Nam")),
        ("Trinidad and Tobago, Bosnia and Herzegovina", ("Trinidad and Tobago", "Bosnia and Herzegovina")),
        ("Iran (Islamic Republic of), Cuba", ("Iran", "Cuba")),
        ("United Kingdom of Great Britain and Northern Ireland", ("United Kingdom",)),
        ("Saint Vincent and the Grenadines and Spain", ("Saint Vincent and the Grenadines", "Spain")),
        ("Slovenia (on behalf of the Group)", ("Slovenia",)),
        ("Slovenia, on behalf of the Group", ("Slovenia",)),
        ("Argentina Chile", ("Argentina", "Chile")),
        ("Phillippines", ("Philippines",)),
        ("Chile, Chile", ("Chile",)),
        ("Congo/Democratic Republic of the Congo", ("Congo", "Democratic Republic of the Congo")),
    ],
)
def test_a_bracket_of_states_gives_their_short_names(inside: str, states: tuple[str, ...] | None) -> None:
    assert states_in(inside) == states


@pytest.mark.parametrize(
    "inside", ["CEDAW", "No. 29", "paragraph 12", "OP-CAT", "see above", "", "1990", "a", "2007–2010"]
)
def test_a_bracket_of_something_else_gives_none(inside: str) -> None:
    assert states_in(inside) is None


def test_one_unknown_name_among_known_ones_is_kept_as_printed() -> None:
    assert states_in("France, Chile, Spain, Ruritania") == ("France", "Chile", "Spain", "Ruritania")
    assert states_in("Ruritania") is None


def test_a_slip_between_two_names_names_none() -> None:
    assert state_misspelt("Austrlia") in (None, "Australia")
    assert state_misspelt("Paris Principles") is None


def test_every_spelling_of_the_table_names_its_own_state() -> None:
    lines = [line.partition(":") for line in NAMES.strip().splitlines()]

    for short, _, others in lines:
        assert {state_named(name) for name in (short, *others.split("|")) if name.strip()} == {short}
    assert len(lines) == 193 + 2 + 2  # members; Holy See and Palestine; Cook Islands and Niue
