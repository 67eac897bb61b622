from __future__ import annotations

import pytest

from audiatur.reading.recommendations.clauses import clauses_of
from audiatur.reading.recommendations.flow import flow_of


def read(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(clause.text, clause.states) for clause in clauses_of(flow_of(words, ((0, len(words)),)))]


@pytest.mark.parametrize(
    ("item", "clauses"),
    [
        ("Close the old prison (Chile);", [("Close the old prison", ("Chile",))]),
        (
            "Close the old prison (Chile); to train judges (Cuba, Peru).",
            [("Close the old prison", ("Chile",)), ("to train judges", ("Cuba", "Peru"))],
        ),
        ("Ratify the Protocol (OP-CAT) (France)", [("Ratify the Protocol (OP-CAT)", ("France",))]),
        ("Ratify the Protocol (France) (Mali);", [("Ratify the Protocol", ("France", "Mali"))]),
        ("Close the prison", [("Close the prison", ())]),
        ("(a) Train judges (Cuba); (b) Pay them (Peru);", [("Train judges", ("Cuba",)), ("Pay them", ("Peru",))]),
        ("Close the prison (Iran (Islamic Republic of);", [("Close the prison", ("Iran",))]),
    ],
)
def test_each_bracket_of_states_ends_a_recommendation(item: str, clauses: list[tuple[str, tuple[str, ...]]]) -> None:
    assert read(item) == clauses


def test_verbs_of_several_states_share_the_object_that_follows() -> None:
    found = read("Ratify (Chile, Peru), consider ratifying (Ghana) the Convention on seas (Chile, Ghana, Peru);")

    assert found == [
        ("Ratify the Convention on seas", ("Chile", "Peru")),
        ("consider ratifying the Convention on seas", ("Ghana",)),
    ]


def test_a_piece_without_a_verb_goes_on_with_the_one_before_for_its_own_states() -> None:
    found = read("Train all judges (Chile, Ghana), in particular on rule 11 (Ghana);")

    assert found == [("Train all judges", ("Chile",)), ("Train all judges, in particular on rule 11", ("Ghana",))]


def test_a_treaty_named_after_another_takes_its_verb_only() -> None:
    found = read("Ratify the Convention on seas (Chile), the Convention on lakes (Peru);")

    assert found == [("Ratify the Convention on seas", ("Chile",)), ("Ratify the Convention on lakes", ("Peru",))]


def test_a_new_verb_of_recommending_opens_a_recommendation_of_the_same_state() -> None:
    found = read("That Benin train judges; recommends that Benin pay them (Chile).")

    assert [states for _, states in found] == [("Chile",), ("Chile",)]
    assert [text for text, _ in found] == ["That Benin train judges", "recommends that Benin pay them"]


def test_a_hundred_thousand_brackets_take_no_longer_than_their_length() -> None:
    assert read("(" * 100_000 + "Train judges (Chile)") != []
    assert len(read("of judges (Chile) " * 20_000)) == 1
