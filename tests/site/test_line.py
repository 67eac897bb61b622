"""The drawing of figures on one line: what is drawn where, and that no label is crossed or covered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.site.line import BAND, Drawing, Given, Mark, draw, nice_ticks, text_width, wrapped

NAMES = st.sampled_from(
    ["State", "Special Rapporteur on the situation of human rights", "អ្នករាយការណ៍ពិសេស", "Monitor", "The Courier"]
)
POINTS = st.floats(0, 1e6, allow_nan=False).map(lambda value: (value, value))
RANGES = st.tuples(st.floats(0, 5e5), st.floats(5e5, 1e6))
OPEN = st.floats(0, 1e6).flatmap(lambda value: st.sampled_from([(value, None), (None, value)]))
GIVEN = st.builds(
    lambda name, bounds: Given(name, "31 December 2025", "more than 320 %", *bounds), NAMES, POINTS | RANGES | OPEN
)


def box(mark: Mark) -> tuple[float, float, float, float]:
    """The rectangle that a label covers: left, top, right, bottom."""
    width = max(text_width(line.text) for line in mark.lines)
    left = mark.text_x if mark.anchor == "start" else mark.text_x - width
    return left, mark.lines[0].y - 13, left + width, mark.lines[-1].y + 4


@given(st.lists(GIVEN, min_size=1, max_size=6))
def test_no_label_covers_another_nor_is_crossed_by_a_leader(figures: list[Given]) -> None:
    drawing = draw(figures, width=1080)

    boxes = [box(mark) for mark in drawing.marks]
    for mine, one in enumerate(boxes):
        for other in boxes[mine + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart
        for mark in drawing.marks:
            if mark.leader_top is not None and one[0] < mark.x < one[2]:
                assert mark.leader_top >= one[3]


@given(st.lists(GIVEN, min_size=1, max_size=6), st.sampled_from([340.0, 1080.0]))
def test_everything_lies_inside_the_picture(figures: list[Given], width: float) -> None:
    drawing = draw(figures, width=width, rows=width < 500)

    for mark in drawing.marks:
        assert 0 <= mark.x <= width
        assert mark.lines[0].y > 0
        assert mark.lines[-1].y < drawing.axis_y <= drawing.height
        if mark.band:
            start, length, top = mark.band
            assert drawing.left <= start
            assert start + length <= drawing.right + 1
            assert top + BAND <= drawing.axis_y


@given(st.lists(GIVEN, min_size=2, max_size=6))
def test_bands_do_not_cover_one_another(figures: list[Given]) -> None:
    bands = [mark.band for mark in draw(figures, width=1080).marks if mark.band]

    for mine, (start, length, top) in enumerate(bands):
        for other_start, other_length, other_top in bands[mine + 1 :]:
            if top == other_top:
                assert start + length <= other_start or other_start + other_length <= start


def test_marks_stand_in_proportion_to_their_values() -> None:
    drawing = draw([Given(str(value), "", "", value, value) for value in (100.0, 200.0, 400.0)], width=1080)

    first, second, third = (mark.x for mark in drawing.marks)

    assert (third - first) / (second - first) == pytest.approx(3, rel=0.01)


def test_an_interval_is_a_band_and_a_point_is_none() -> None:
    drawing = draw([Given("a", "", "", 10, 10), Given("b", "", "", 5, 15), Given("c", "", "", 20, None)], width=1080)
    by_name = {mark.lines[0].text: mark for mark in drawing.marks}

    assert by_name["a"].band is None
    assert by_name["b"].band is not None
    assert by_name["b"].open_right is None
    assert by_name["c"].open_right is not None


def test_figures_that_stand_too_close_get_a_row_each() -> None:
    long_name = "An institution with a name that is long and has many words"
    drawing = draw([Given(long_name, "", "1", 1.0, 1.0), Given(long_name, "", "2", 2.0, 2.0)], width=300)

    assert drawing.rows


def test_one_value_alone_can_be_drawn() -> None:
    drawing: Drawing = draw([Given("a", "", "0", 0.0, 0.0)], width=1080)

    assert drawing.ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 100, 5, (0, 20, 40, 60, 80, 100)),
        (140, 460, 4, (200, 300, 400)),
        (0.12, 0.31, 4, (0.15, 0.2, 0.25, 0.3)),
        (11050, 11290, 5, (11050, 11100, 11150, 11200, 11250)),
    ],
)
def test_the_scale_has_round_numbers(low: float, high: float, most: int, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(low, high, most=most) == ticks


def test_long_names_break_at_spaces_and_khmer_at_zero_width_spaces_only() -> None:
    assert wrapped("one two three", most=70) == ("one two", "three")
    assert wrapped("កខគ\u200bឃងច", most=40) == ("កខគ", "ឃងច")
    assert wrapped("កខគឃងចឆជ", most=10) == ("កខគឃងចឆជ",)
