from __future__ import annotations

import pytest

from audiatur.reading.quantities.numbers import read_number
from audiatur.reading.quantities.tokens import tokenize


def _value(words: str) -> float | None:
    number = read_number(tokenize(words, 0, len(words)), 0)
    return number.value if number else None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("45,122 prisoners", 45122),
        ("45.122 prisoners", 45122),
        ("45 122 prisoners", 45122),
        ("3.042 per cent", 3.042),
        ("1.234,5", 1234.5),
        ("1,00,000 people", 100000),
        ("12,5 %", 12.5),
        ("2½ years", 2.5),
        ("1.2m people", 1200000),
        ("5bn", 5e9),
        ("three", 3),
        ("forty-two", 42),
        ("one hundred and five", 105),
        ("two thousand and ten", 2010),
        ("three dozen", 36),
        ("a hundred", 100),
        ("one and a half million", 1.5e6),
        ("two million three hundred", 2000300),
        ("៤៥.១២២ នាក់", 45122),
        ("៣,៥ ភាគរយ", 3.5),
        ("៥ លាន", 5e6),
        ("ពីរម៉ឺនបីពាន់", 23000),
        ("ប្រាំមួយ", 6),
        ("មួយលានកន្លះ", 1.5e6),
    ],
)
def test_digits_and_words_of_both_languages_have_one_value(words: str, value: float) -> None:
    assert _value(words) == value


@pytest.mark.parametrize("words", ["12,13 and 14", "1.2.3", "99999999999999999999", "a prisoner", "0,1234"])
def test_digits_that_have_no_sure_reading_have_no_value(words: str) -> None:
    assert _value(words) is None
