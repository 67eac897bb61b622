from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.recommendations.flow import flow_of


def test_line_breaks_become_spaces_and_a_word_divided_at_its_hyphen_is_joined() -> None:
    content = "Ratify the\nanti-\ndiscrimination law"

    flow = flow_of(content, ((0, len(content)),))

    assert flow.text == "Ratify the anti-discrimination law"
    assert content[slice(*flow.span(11, 30))] == "anti-\ndiscrimination"


def test_a_hanging_hyphen_before_and_keeps_its_space() -> None:
    content = "pre-\nand post-natal care"

    assert flow_of(content, ((0, len(content)),)).text == "pre- and post-natal care"


def test_a_part_has_no_white_space_at_its_ends() -> None:
    flow = flow_of("one  two  three", ((0, 15),))

    assert flow.part(3, 8).text == "two"


@given(st.text(alphabet="ab- \n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_every_character_but_a_space_stands_where_its_offset_says(content: str, first: int, last: int) -> None:
    start, end = sorted((min(first, len(content)), min(last, len(content))))

    flow = flow_of(content, ((start, end),))

    assert len(flow.text) == len(flow.at)
    assert all(content[at] == character for character, at in zip(flow.text, flow.at, strict=True) if character != " ")
    assert [c for c in flow.text if c != " "] == [c for c in content[start:end] if not c.isspace()]
