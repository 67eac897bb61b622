"""`Text` → recommendations of a UN mechanism with the recommending States and the State's position."""

from __future__ import annotations

from audiatur.reading.recommendations.prose import read_prose
from audiatur.reading.recommendations.upr import read_review
from audiatur.reading.result import ReadingWarning, Recommendation
from audiatur.reading.text import Text


def read_recommendations(text: Text) -> tuple[tuple[Recommendation, ...], tuple[ReadingWarning, ...]]:
    """The recommendations of a UN report in the order of the text, and what a person should know about them."""
    found, warnings = read_review(text)
    return (found, warnings) if found else (read_prose(text), warnings)
