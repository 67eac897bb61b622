"""`Text` → attributed statements: who says what.

A sequence of small steps. A span finder gives attributions (source, cue, content) and nothing else; the steps after
it take attributions from any finder: which one holds which, who the source stands for, voice and modality.
"""

from audiatur.reading.statements.reader import read_statements

__all__ = ["read_statements"]
