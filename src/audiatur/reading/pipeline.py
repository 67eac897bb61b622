"""Reading as a sequence of small pure steps: bytes → text → statements, recommendations, quantities, arithmetic."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from audiatur.reading.documents import open_document
from audiatur.reading.quantities import check_arithmetic, read_quantities
from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.result import Reading
from audiatur.reading.statements import read_statements
from audiatur.reading.tagger import is_present
from audiatur.reading.themes import with_themes
from audiatur.reading.topics import suggest_topic

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how far it is and how far it goes."""

READER = "tagger-1" if is_present() else "rules-1"
"""The version of the reader: kept beside everything that was read, so that a later reader can be told apart."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def read_document(
    data: bytes,
    *,
    name: str,
    topics: Mapping[str, tuple[str, ...]] | None = None,
    progress: Progress = silent,
) -> Reading:
    """Read one document.

    Args:
        data: the bytes as received.
        name: the file's name; the kind is taken from the bytes, the name only breaks a tie between text formats.
        topics: topic key → lower-case word stems, for suggestions; none are made without it.
        progress: told of each step.

    Raises:
        ReadingError: the document cannot be read; see audiatur.reading.errors.
    """
    text, warnings = open_document(data, name=name, progress=progress)
    progress("statements", 0, 1)
    statements = read_statements(text, progress=partial(progress, "statements"))
    if topics:
        statements = tuple(replace(item, topic=suggest_topic(text.quote(item.content), topics)) for item in statements)
    progress("recommendations", 0, 1)
    recommendations, more = read_recommendations(text)
    progress("quantities", 0, 1)
    quantities = read_quantities(text)
    return Reading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        statements=statements,
        recommendations=with_themes(recommendations, language=text.language),
        quantities=quantities,
        arithmetic=check_arithmetic(text, quantities),
        warnings=(*warnings, *more),
    )
