"""The topics of a dialogue. Adding one is adding a folder and one line here."""

from collections.abc import Mapping

from audiatur.topics import civic_space, law, mediation, prisons, proceedings
from audiatur.topics.base import Topic

TOPICS: tuple[Topic, ...] = (
    law.TOPIC,
    prisons.TOPIC,
    proceedings.TOPIC,
    mediation.TOPIC,
    civic_space.TOPIC,
)

WORDS: Mapping[str, tuple[str, ...]] = {topic.key: topic.words for topic in TOPICS}
"""Topic key → word stems: what the reader suggests a topic by."""

__all__ = ["TOPICS", "WORDS", "Topic"]
