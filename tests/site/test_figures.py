"""Published figures in words, and how far each reaches on the line."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from audiatur.record.models import PublishedFigure
from audiatur.site.figures import extent, last_unit, value_in_words


@pytest.mark.parametrize(
    ("low", "high", "hedge", "unit", "words", "reach"),
    [
        (147.2, 147.2, "exact", "percent", "147.2 %", (147.2, 147.2)),
        (40000, 40000, "approx", "persons", "about 40,000 persons", (35000, 45000)),
        (40000, 40000, "approx_below", "persons", "nearly 40,000 persons", (35000, 40000)),
        (320, 320, "more_than", "percent", "more than 320 %", (320, None)),
        (320, None, "at_least", "percent", "at least 320 %", (320, None)),
        (320, 320, "less_than", "percent", "less than 320 %", (None, 320)),
        (None, 320, "at_most", "percent", "at most 320 %", (None, 320)),
        (300, 350, "range", "percent", "between 300 and 350 %", (300, 350)),
        (None, 5, "exact", "places", "at most 5 places", (None, 5)),
        (5, None, "exact", "beds", "at least 5 beds", (5, None)),
        (None, None, "vague", "places", "no number given", (None, None)),
    ],
)
def test_a_figure_keeps_the_words_of_its_source(low, high, hedge, unit, words, reach) -> None:  # type: ignore[no-untyped-def]
    figure = PublishedFigure(low=low, high=high, hedge=hedge, unit=unit)

    with override("en"):
        assert value_in_words(figure).replace("\N{NO-BREAK SPACE}", " ") == words
    assert extent(figure) == reach


@pytest.mark.parametrize(
    ("value", "unit"), [(40000, 10000), (147.2, 0.1), (2650, 10), (7, 1), (0, 1), (0.05, 0.01), (1200, 100)]
)
def test_the_last_digit_that_is_not_zero_tells_how_exact_a_number_is(value: float, unit: float) -> None:
    assert last_unit(value) == pytest.approx(unit)
