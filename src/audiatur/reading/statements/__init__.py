"""`Text` → attributed statements: who says what.

A sequence of small steps. A span finder gives attributions (source, cue, content) and nothing else; the steps after
it take attributions from any finder: which one holds which, who the source stands for, voice and modality.
Khmer paragraphs have their own reader (`audiatur.reading.khmer`).
"""

from audiatur.reading.result import Statement
from audiatur.reading.statements.reader import read_statements as _read_statements
from audiatur.reading.tagger import Progress
from audiatur.reading.text import Text

__all__ = ["read_statements"]


def read_statements(text: Text, *, progress: Progress | None = None) -> tuple[Statement, ...]:
    """The statements that the text attributes to someone, in the order of the text."""
    statements = _read_statements(text, progress=progress)
    if not any(paragraph.lang == "km" for paragraph in text.paragraphs):
        return statements
    # Imported here: an English document must not wait for the Khmer word lists, and that reader uses steps of this one.
    from audiatur.reading.khmer.reader import read_khmer_statements

    return tuple(sorted((*statements, *read_khmer_statements(text)), key=lambda statement: statement.start))
