"""Four numbers of one article, of which none may be set beside another but the same project's two years."""

from dataclasses import replace

from audiatur.topics.civic_space.counts import PublishedCount, change_between, comparable, differences

FIRST = PublishedCount(
    "three organisations", 391, "incident", "restriction of a freedom", "2016-04/2017-03", "Cambodia", "project total"
)
SECOND = replace(FIRST, value=593, period="2017-04/2018-03")
MONITORS = replace(SECOND, value=163, definition="incident that a monitor recorded", method="monitors in the field")
PRESS = replace(SECOND, value=672, unit="report", definition="relevant report", method="reading the press")


def test_counts_of_unlike_things_are_never_compared():
    assert comparable((FIRST, SECOND, MONITORS, PRESS)) == ((FIRST, SECOND),)


def test_what_differs_is_named():
    assert differences(SECOND, PRESS) == ("unit", "definition", "method")
    assert differences(SECOND, MONITORS) == ("definition", "method")


def test_a_change_is_told_only_between_two_periods_of_one_count():
    assert change_between(FIRST, SECOND) == 202
    assert change_between(FIRST, PRESS) is None
    assert change_between(MONITORS, PRESS) is None


def test_two_publishers_may_count_the_same_thing():
    assert differences(SECOND, replace(SECOND, publisher="the ministry", value=12)) == ()
