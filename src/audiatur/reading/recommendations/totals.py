"""What a document says of how many recommendations there are: "accepts 142 recommendations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from audiatur.reading.recommendations.flow import flow_of
from audiatur.reading.text import Text

TotalKind = Literal["all", "supported", "noted"]

_KINDS: tuple[tuple[TotalKind, re.Pattern[str]], ...] = (
    (
        "noted",
        re.compile(r"\b(?:note[sd]?|takes? note|reject(?:s|ed)?|not (?:support|accept)(?:ed)?)\b", re.IGNORECASE),
    ),
    ("supported", re.compile(r"\b(?:accept(?:s|ed)?|support(?:s|ed)?|enjoy)\b", re.IGNORECASE)),
    ("all", re.compile(r"\b(?:contains?|received|total of|were made|made|formulated)\b", re.IGNORECASE)),
)
_COUNT = re.compile(
    r"(?<![\d./])(?P<number>\d{1,3})(?![\d./,–-]*\d)\s+(?P<noun>(?:of (?:the|these|those) )?recommendations)?"
)


@dataclass(frozen=True, slots=True)
class Total:
    """A number of recommendations as the document states it."""

    kind: TotalKind
    number: int
    words: str


def totals_in(text: Text) -> tuple[Total, ...]:
    """The totals that the document's own sentences state.

    Only sentences that count recommendations are read, and only numbers next to a verb of answering: "the report
    contains 163 recommendations", "of which 124 are now supported and 33 noted".
    """
    found: list[Total] = []
    for paragraph in text.paragraphs:
        if paragraph.role not in ("margin", "note", "table", "heading"):
            words = flow_of(text.content, ((paragraph.start, paragraph.end),)).text
            if "recommendation" in words:
                for sentence in re.split(r"(?<=[a-z]\.)\s+(?=[A-Z])", words):
                    found.extend(_totals(sentence))
    return tuple(dict.fromkeys(found))


def _totals(sentence: str) -> Iterator[Total]:
    counted = "recommendations" in sentence
    for match in _COUNT.finditer(sentence):
        if not counted or not (match["noun"] or re.search(r"of which|and", sentence[: match.start()])):
            continue
        before, after = sentence[max(0, match.start() - 25) : match.start()], sentence[match.end() : match.end() + 25]
        kind = _kind_before(before) if match["noun"] else _kind_after(after)
        kind = kind or (_kind_after(after) if match["noun"] else None)
        if kind:
            yield Total(kind, int(match["number"]), sentence[max(0, match.start() - 20) : match.end() + 25].strip())


def _kind_before(words: str) -> TotalKind | None:
    last = [(match.end(), kind) for kind, pattern in _KINDS for match in pattern.finditer(words)]
    return max(last)[1] if last else None


def _kind_after(words: str) -> TotalKind | None:
    clause = re.split(r"[;.,]|\band\b", words)[0]
    return next((kind for kind, pattern in _KINDS if pattern.search(clause)), None)


def counted_in(heading: str) -> int | None:
    """How many recommendations a list's heading says there are below it; None where it gives no number.

    >>> counted_in("The following 58 recommendations enjoy the support of Xyland:")
    58
    >>> counted_in("The recommendations listed below enjoy the support of Xyland:") is None
    True
    """
    match = re.search(r"\b(?:the|following|these) (?:following )?(\d{1,3}) recommendations\b", heading, re.IGNORECASE)
    return int(match[1]) if match else None
