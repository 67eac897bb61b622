"""A `Reading` as plain JSON values and back, so that what was read outlives the program that read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from audiatur.reading.result import Arithmetic, Quantity, Reading, ReadingWarning, Recommendation, Statement
from audiatur.reading.text import Page, Paragraph, Sentence, Text


def reading_to_json(reading: Reading) -> str:
    """The reading with its whole text, as one JSON object."""
    return json.dumps(asdict(reading), ensure_ascii=False)


def reading_from_json(kept: str) -> Reading:
    """The reading that `reading_to_json` wrote.

    >>> reading = Reading("a.txt", "0" * 64, Text("Yes.", "txt", "en", ()))
    >>> reading_from_json(reading_to_json(reading)) == reading
    True
    """
    values: dict[str, Any] = _frozen(json.loads(kept))
    return Reading(
        name=values["name"],
        sha256=values["sha256"],
        text=_text(values["text"]),
        statements=tuple(Statement(**item) for item in values["statements"]),
        recommendations=tuple(Recommendation(**item) for item in values["recommendations"]),
        quantities=tuple(Quantity(**item) for item in values["quantities"]),
        arithmetic=tuple(Arithmetic(**item) for item in values["arithmetic"]),
        warnings=tuple(ReadingWarning(**item) for item in values["warnings"]),
    )


def _text(kept: Mapping[str, Any]) -> Text:
    paragraphs = (
        {**item, "sentences": tuple(Sentence(**sentence) for sentence in item["sentences"])}
        for item in kept["paragraphs"]
    )
    return Text(
        **{
            **kept,
            "paragraphs": tuple(Paragraph(**item) for item in paragraphs),
            "pages": tuple(Page(**item) for item in kept["pages"]),
        }
    )


def _frozen(value: Any) -> Any:
    """JSON's lists as tuples, all the way down."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value
