"""Recommendations that a report's conclusions only point to: "those noted in paragraphs 23 (b) and 45 above".

They stand in the summary of the interactive dialogue, in the words of the rapporteurs: "Chile recommended that … (b)
the authorities protect journalists". The reports of 2008 and 2009 tell the ones that the State refuses in this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiatur.reading.recommendations.citations import Citation, citations_in
from audiatur.reading.recommendations.flow import Flow, flow_of
from audiatur.reading.recommendations.states import state_named
from audiatur.reading.text import Span, Text

_POINTING = re.compile(
    r"recommendations?\b[^.:]{0,120}?\bparagraphs?\s*:?\s*(?=\d)|following paragraphs[^:]{0,80}: paragraphs\s*(?=\d)"
    r"|recommendations?\s+(?=\d{1,3}\s?\([a-z])|\bparagraphs?\s+(?=\d{1,3}\s?\([a-z])",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(r"\b(?:recommend(?:ed|s|ing)?|urged)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:recommend(?:ed|s|ing)?|urged|encouraged|called (?:up)?on|requested|invited|suggested)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d{1,3})\s?\.(?!\d)")
_LEADING_ON = re.compile(
    r"(?:,? and (?:(?:wished|asked|enquired|inquired|welcomed|noted|encouraged|recommended)\b[^()]*"
    r"|that [A-Z][\w ]{2,40}))?"
    r"[\s;,.]*(?:\band)?[\s;,.]*$"
)
_SENTENCE_END = re.compile(r"\.(?=\s+[A-Z“\"])|\.$")
_LETTER = re.compile(r"\(([a-z])\)\s")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recommendation in the summary of the dialogue: where it is cited, its words, and the State that speaks."""

    label: str
    flow: Flow
    states: tuple[str, ...]


def cited_in(words: str) -> tuple[Citation, ...]:
    """The paragraphs of the dialogue whose recommendations the words speak of."""
    found = [citation for match in _POINTING.finditer(words) for citation in citations_in(words[match.end() :])]
    return tuple(dict.fromkeys(citation for citation in found if citation.main is None))


def numbered_paragraphs(text: Text, *, before: int) -> dict[int, Flow]:
    """The paragraphs "1." to `before`, each with what stands unnumbered after it; of two alike the first counts."""
    spans: dict[int, list[Span]] = {}
    current: list[Span] | None = None
    for paragraph in text.paragraphs:
        if paragraph.role in ("margin", "note", "table"):
            continue
        label = _NUMBER.match(text.content, paragraph.start, paragraph.end)
        if label:
            current = spans.setdefault(int(label[1]), []) if int(label[1]) not in spans else None
        elif paragraph.role == "heading":
            current = None
        if current is not None:
            current.append((paragraph.start, paragraph.end))
    return {number: flow_of(text.content, parts) for number, parts in spans.items() if number < before}


def spoken_at(paragraphs: dict[int, Flow], citation: Citation, *, reviewed: str | None) -> Iterator[Spoken]:
    """The recommendations at a cited paragraph of the dialogue; the State under review speaks none of them."""
    flow = paragraphs.get(citation.number)
    if flow is None:
        return
    speaker = _speaker(flow.text, reviewed)
    lettered = citation.letter or (_LETTER.search(flow.text) and not citation.last_sentence)
    parts = _lettered(flow, citation.letter) if lettered else _recommending(flow, citation.last_sentence)
    for part in parts:
        if part.text:
            yield Spoken(citation.label, part, (speaker,) if speaker else ())


def _speaker(words: str, reviewed: str | None) -> str | None:
    """The first State that the paragraph names: in these summaries, the one that speaks."""
    tokens = words[:400].split()
    for first, token in enumerate(tokens):
        if not token[:1].isupper():
            continue
        for last in range(min(first + 9, len(tokens)), first, -1):
            state = state_named(re.sub(r"(?:[’']s)?[,.;:]*$", "", " ".join(tokens[first:last])))
            if state and state != reviewed:
                return state
    return None


def _lettered(flow: Flow, letter: str | None) -> Iterator[Flow]:
    """The words after "(b)", up to the next letter or the sentence's end; after each letter where none is given."""
    marks = list(_LETTER.finditer(flow.text))
    for i, mark in enumerate(marks):
        if letter in (None, mark[1]):
            limit = marks[i + 1].start() if i + 1 < len(marks) else len(flow.text)
            stop = _SENTENCE_END.search(flow.text, mark.end(), limit)
            words = flow.text[mark.end() : stop.start() if stop else limit]
            yield flow.part(mark.end(), mark.end() + len(_LEADING_ON.sub("", words)))


def _recommending(flow: Flow, last_only: bool) -> Iterator[Flow]:
    """The sentences that recommend, each from its verb on."""
    ends = [stop.start() for stop in _SENTENCE_END.finditer(flow.text)]
    sentences = list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True)) if ends else []
    for begin, end in sentences[-1:] if last_only else sentences:
        match = (_ASKED if last_only else _RECOMMENDED).search(flow.text, begin, end)
        if match:
            yield flow.part(match.start(), end)
