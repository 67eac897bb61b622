"""`Text` → attributed statements: who says what."""

from __future__ import annotations

from audiatur.reading.result import Statement
from audiatur.reading.text import Text


def read_statements(text: Text) -> tuple[Statement, ...]:
    """The statements that the text attributes to someone, in the order of the text."""
    return ()
