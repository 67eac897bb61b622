"""The law in force on a date: two axes, repeal, commencement, and articles without a single text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audiatur.topics.law.timeline import Timeline, Version, Wording, timeline_of

FIRST, SECOND, THIRD = date(2001, 1, 1), date(2005, 7, 1), date(2010, 3, 15)
DAY = timedelta(days=1)


def test_a_wording_holds_from_its_day_and_not_the_day_before() -> None:
    lines = Timeline([Version("a", "old", FIRST, FIRST), Version("a", "new", FIRST, SECOND)])

    assert lines.standing("a", on=SECOND - DAY).text == "old"
    assert lines.standing("a", on=SECOND).text == "new"
    assert lines.standing("a", on=FIRST - DAY).state == "not yet in force"
    assert (lines.standing("a", on=FIRST).since, lines.standing("a", on=FIRST).until) == (FIRST, SECOND)


def test_what_was_not_published_yet_is_not_known() -> None:
    lines = Timeline([Version("a", "old", FIRST, FIRST), Version("a", "new", THIRD, SECOND)])

    assert lines.standing("a", on=THIRD, known=THIRD).text == "new"
    assert lines.standing("a", on=THIRD, known=SECOND).text == "old"


def test_a_repealed_article_has_no_words_and_is_not_in_the_law() -> None:
    lines = Timeline([Version("a", "old", FIRST, FIRST), Version("a", None, SECOND, SECOND)])

    assert lines.standing("a", on=THIRD).state == "repealed"
    assert lines.on(THIRD) == ()


def test_an_article_with_two_texts_at_once_has_no_single_text() -> None:
    lines = timeline_of([Wording(FIRST, FIRST, [("a", "one"), ("a", "other"), ("b", "x")])])

    standing = lines.standing("a", on=FIRST)

    assert (standing.state, standing.text) == ("no single text", None)
    assert {version.text for version in standing.versions} == {"one", "other"}


def test_an_article_printed_twice_in_the_same_words_has_one_text_and_says_so() -> None:
    standing = timeline_of([Wording(FIRST, FIRST, [("a", "one"), ("a", "one")])]).standing("a", on=FIRST)

    assert (standing.text, standing.is_printed_twice) == ("one", True)


def test_a_new_article_stands_where_it_was_put() -> None:
    lines = timeline_of([
        Wording(FIRST, FIRST, [("1", "a"), ("2", "b")]),
        Wording(SECOND, SECOND, [("1", "a"), ("1bis", "c"), ("2", "b")]),
    ])  # fmt: skip

    assert [one.key for one in lines.on(SECOND)] == ["1", "1bis", "2"]


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["x", "y", "z"]), max_size=5), min_size=1, max_size=8
    )
)
def test_the_timeline_gives_back_each_wording_on_its_day(wordings: list[dict[str, str]]) -> None:
    days = [FIRST + timedelta(days=30 * place) for place in range(len(wordings))]

    lines = timeline_of([Wording(day, day, [*items.items()]) for day, items in zip(days, wordings, strict=True)])

    for day, items in zip(days, wordings, strict=True):
        assert {one.key: one.text for one in lines.on(day)} == items
        assert {one.key: one.text for one in lines.on(day + 29 * DAY)} == items
