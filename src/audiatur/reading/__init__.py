"""Documents → text → statements, recommendations, quantities, arithmetic. Knows no Django."""

from audiatur.reading.pipeline import READER, Progress, read_document
from audiatur.reading.result import (
    Arithmetic,
    Quantity,
    Reading,
    ReadingWarning,
    Recommendation,
    Statement,
)
from audiatur.reading.text import Page, Paragraph, Sentence, Span, Text

__all__ = [
    "READER",
    "Arithmetic",
    "Page",
    "Paragraph",
    "Progress",
    "Quantity",
    "Reading",
    "ReadingWarning",
    "Recommendation",
    "Sentence",
    "Span",
    "Statement",
    "Text",
    "read_document",
]
