"""The themes and what they stand for."""

from __future__ import annotations

import gzip
import json

from audiatur.reading.recommendations.sdgs import SDG_NAMES
from audiatur.reading.themes import THEMES, goals_of, themed_topic
from audiatur.topics import TOPICS
from tests.shared import shared


def test_every_topic_and_goal_of_the_table_exists():
    topics = {theme.topic for theme in THEMES.values()} - {None}
    goals = {goal for theme in THEMES.values() for goal in theme.goals}

    assert topics <= {topic.key for topic in TOPICS}
    assert goals <= set(SDG_NAMES)


def test_the_table_names_the_themes_of_the_database():
    with gzip.open(shared("data/recommendations/upr/gold.jsonl.gz"), "rt", encoding="utf-8") as lines:
        used = {theme for line in lines for theme in json.loads(line)["issues"]}

    assert set(THEMES) == used


def test_the_surest_theme_with_a_topic_decides():
    assert themed_topic(("Women's rights", "Justice", "Detention"), worded="law") == "proceedings"


def test_words_decide_where_no_theme_has_a_topic():
    assert themed_topic(("Women's rights", "Other"), worded="law") == "law"
    assert themed_topic((), worded=None) is None


def test_words_decide_for_the_topic_that_no_theme_stands_for():
    assert themed_topic(("Justice",), worded="mediation") == "mediation"


def test_themes_of_another_list_stand_for_nothing():
    assert goals_of(("A12 Acceptance of international norms",)) == ()
    assert themed_topic(("A12 Acceptance of international norms",)) is None


def test_goals_are_given_once_and_rising():
    assert goals_of(("Trafficking", "Women's rights", "Poverty")) == (1, 5, 8, 16)
