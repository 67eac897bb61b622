from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audiatur.topics.prisons.lines import HEIGHT, WIDTH, lines, spread


@given(st.lists(st.floats(20, 300), min_size=1, max_size=6))
def test_letters_keep_their_order_and_do_not_overlap(heights: list[float]) -> None:
    found = spread(heights)

    order = sorted(range(len(heights)), key=lambda n: (heights[n], n))
    placed = [found[n] for n in order]
    assert placed == sorted(found)
    assert all(below - above >= 14 for above, below in pairwise(placed))


def test_two_letters_at_one_height_are_moved_apart() -> None:
    assert sorted(spread([100.0, 100.0, 100.0])) == [85.0, 100.0, 115.0]


def test_every_point_lies_within_the_drawing() -> None:
    ends = [date(2026, month, 1) for month in range(1, 7)]

    drawn = lines([(date(2024, 1, 1), 500.0)], [("A", ends, [400.0] * 6), ("0", ends, [520.0] * 6)])

    assert [line.letter for line in drawn.lines] == ["A", "0"]
    for path in (drawn.past, *(line.points for line in drawn.lines)):
        points = [tuple(map(float, point.split(","))) for point in path.split()]
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert drawn.lines[0].y > drawn.lines[1].y
