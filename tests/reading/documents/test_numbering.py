"""Numbers are written as Word writes them."""

from __future__ import annotations

import pytest

from audiatur.reading.documents.numbering import BULLET, Level, Numbering, written


@pytest.mark.parametrize(
    ("number", "form", "sign"),
    [
        (12, "decimal", "12"),
        (3, "decimalZero", "03"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (1994, "lowerRoman", "mcmxciv"),
        (14, "upperRoman", "XIV"),
        (5, "thaiCounting", "5"),
        (0, "upperRoman", "0"),
        (999_999, "lowerRoman", "999999"),
    ],
)
def test_a_number_is_written_in_its_form(number: int, form: str, sign: str) -> None:
    assert written(number, form) == sign


def test_a_level_shows_the_numbers_of_the_levels_above_it() -> None:
    numbering = Numbering(
        levels={("0", 0): Level(pattern="%1."), ("0", 1): Level(pattern="%1.%2")}, counted_with={"1": "0"}
    )

    found = [numbering.next_label("1", level) for level in (0, 1, 1, 0, 1)]

    assert found == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_two_lists_with_one_definition_count_on() -> None:
    numbering = Numbering(levels={("0", 0): Level(pattern="%1.")}, counted_with={"1": "0", "2": "0"})

    assert [numbering.next_label(list_id, 0) for list_id in ("1", "2", "1")] == ["1.", "2.", "3."]


def test_a_bullet_has_no_number_and_no_list_no_label() -> None:
    numbering = Numbering(levels={("0", 0): Level(form="bullet", pattern="\uf0b7")}, counted_with={"1": "0"})

    assert numbering.next_label("1", 0) == BULLET
    assert numbering.next_label("1", 3) is None
    assert numbering.next_label(None, 0) is None
    assert numbering.next_label("9", 0) is None
