"""The topics of a dialogue. Adding one is adding a folder and one line here."""

from audiatur.topics import civic_space, law, mediation, prisons, proceedings
from audiatur.topics.base import Topic

TOPICS: tuple[Topic, ...] = (
    law.TOPIC,
    prisons.TOPIC,
    proceedings.TOPIC,
    mediation.TOPIC,
    civic_space.TOPIC,
)

__all__ = ["TOPICS", "Topic"]
