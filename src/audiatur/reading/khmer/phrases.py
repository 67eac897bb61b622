"""Noun phrases of Khmer by the words they begin with: the subject before a verb, the name after a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiatur.reading.khmer.characters import LETTERS, MARKS
from audiatur.reading.khmer.lexicon import (
    ADVERBIAL,
    BODY,
    DOCUMENT,
    HONORIFIC,
    NORM,
    OFFICE,
    PEOPLE,
    PLURAL_PRONOUN,
    PREPOSITION_LAST,
    PRONOUN,
    VERBS,
    any_of,
)
from audiatur.reading.text import Span

_CHUNK: Final = re.compile(r"[^\s,;៖:]+")
_HEAD: Final = re.compile(rf"(?:{HONORIFIC}|{PRONOUN}|{PLURAL_PRONOUN}|{OFFICE}|{PEOPLE}|{BODY}|{DOCUMENT})")
_ADVERBIAL: Final = re.compile(ADVERBIAL)
_TITLE_INSIDE: Final = re.compile(HONORIFIC)
_FRONT: Final = re.compile(r"\s*(?:នេះ)?(?:បើ)?(?:យោង)?តាម(?!រយៈ)\s*(?:ការ\S{1,20}?របស់|ប្រសាសន៍(?:របស់)?|សម្តី(?:របស់)?)?\s*")
_NORM: Final = re.compile(NORM)
_DOCUMENT: Final = re.compile(DOCUMENT)
_RELATIVE: Final = re.compile(r"\s*ដែល\Z")
_LONGEST: Final = 160
"""Characters of a subject: longer ones are no noun phrase but a clause misread."""

_NAME_PART: Final = rf"[{LETTERS}{MARKS}]+"
_NO_NAME: Final = re.compile(
    any_of(
        "បាន នឹង និង ដែល ជា ត្រូវ នៅ ថា ពី ក្នុង ក៏ មាន ជាមួយ កំពុង មិន ពុំ ដោយ ហើយ ដើម្បី ទៅ មក នេះ នោះ រូបនេះ ដដែល ទាំង គឺ នៃ របស់ "
        "ប្រចាំ ទទួល តែ ប៉ុន្តែ ក្រោយ មុន ចំនួន ករណី ច្បាប់ ការ គ្មាន អាច គួរ ដែរ វិញ ផ្ទាល់ រស់ អាយុ ភេទ ព្រម"
    )
)
_CUT_INSIDE: Final = re.compile(rf"(?:{OFFICE}|{BODY}|{any_of('ដែល បាន នឹង និង ត្រូវ កំពុង')})")
_VERB: Final = re.compile(any_of(" ".join(VERBS)))
_AGENT: Final = re.compile(r"ត្រូវ(?:បាន)?\s?")


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase that speaks: its span, the "according to" before it, and whether a known word heads it."""

    span: Span
    according: Span | None = None
    headed: bool = True
    relative: bool = False


def head_at(text: str, at: int) -> bool:
    """Whether a title, pronoun, office, body or document begins here."""
    return _HEAD.match(text, at) is not None


def subject_before(text: str, start: int, end: int) -> Subject | None:
    """The subject of the verb that follows text[start:end]; None where the verb has none.

    >>> text = "កាលពីថ្ងៃទី១២ ខែមីនា លោក ចាន់ វុទ្ធី អ្នកនាំពាក្យក្រសួង "
    >>> text[slice(*subject_before(text, 0, len(text)).span)]
    'លោក ចាន់ វុទ្ធី អ្នកនាំពាក្យក្រសួង'
    """
    relative = _RELATIVE.search(text, start, end)
    if relative:
        end = relative.start()
    agents = [match.end() for match in _AGENT.finditer(text, start, end) if head_at(text, match.end())]
    if agents and agents[-1] < end:
        span = _headed(text, _chunks(text, agents[-1], end))
        return Subject(span) if span else None
    front = _FRONT.match(text, start, end)
    if front and front.end() < end and not _NORM.match(text, front.end()):
        found = _according(text, front, end)
        if found:
            return found
    span = _headed(text, _chunks(text, start, end))
    if span:
        return Subject(span, relative=relative is not None)
    return _unheaded(text, start, end)


def _according(text: str, front: re.Match[str], end: int) -> Subject | None:
    """ "According to X" before a verb of speech; None where another subject follows it."""
    chunks = _chunks(text, front.end(), end)
    if not chunks or not _HEAD.match(text, chunks[0][0]):
        return None
    if _DOCUMENT.match(text, chunks[0][0]) and _headed(text, chunks[1:]):
        return None
    word = text[front.start() : front.end()]
    at = front.start() + len(word) - len(word.lstrip())
    span = _headed(text, chunks)
    return Subject(span, (at, front.start() + len(word.rstrip()))) if span else None


def _chunks(text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in _CHUNK.finditer(text, start, end)]


def _headed(text: str, chunks: list[Span]) -> Span | None:
    """From the first head after the last adverbial to the end; where there is none, what is before the adverbial."""
    while chunks:
        last = max((i for i, (at, _) in enumerate(chunks) if _ADVERBIAL.match(text, at)), default=-1)
        for i in range(last + 1, len(chunks)):
            governed = i > 0 and PREPOSITION_LAST.search(text, *chunks[i - 1])
            if _HEAD.match(text, chunks[i][0]) and not governed:
                return _fitting(text, chunks[i][0], chunks[-1][1])
        if last < 0:
            return None
        inside = [m.start() for m in _TITLE_INSIDE.finditer(text, chunks[last][0] + 1, chunks[last][1])]
        if inside and not PREPOSITION_LAST.search(text, chunks[last][0], inside[-1]):
            return _fitting(text, inside[-1], chunks[-1][1])
        chunks = chunks[:last]
    return None


def _fitting(text: str, start: int, end: int) -> Span | None:
    end -= len("វិញ") * text.endswith("វិញ", start, end)
    return (start, end) if end - start <= _LONGEST else None


def _unheaded(text: str, start: int, end: int) -> Subject | None:
    """A subject whose first word is not known: all that stands before the verb, if it is short and no adverbial."""
    chunks = _chunks(text, start, end)
    if not chunks or any(_ADVERBIAL.match(text, at) for at, _ in chunks) or chunks[-1][1] - chunks[0][0] > 60:
        return None
    if len(chunks) > 4 or "ដែល" in text[start:end]:
        return None
    return Subject((chunks[0][0], chunks[-1][1]), headed=False)


def name_after(text: str, at: int, end: int, *, parts: int = 2) -> Span | None:
    """The name that begins at `at`, after a title: up to `parts` words, none of which is a verb or an office.

    >>> text = "សុខ ដារ៉ា អ្នកនាំពាក្យក្រសួង"
    >>> text[slice(*name_after(text, 0, len(text)))]
    'សុខ ដារ៉ា'
    """
    attached = at < end and not text[at].isspace()
    start, last, position = None, at, at
    for count in range(parts):
        match = re.compile(rf"\s*({_NAME_PART})").match(text, position, end)
        if match is None:
            break
        begin, stop = match.span(1)
        no_name = _NO_NAME.match(text, begin, stop)
        if (no_name and (count > 0 or attached or no_name.end() < stop)) or head_at(text, begin):
            break
        if _ADVERBIAL.match(text, begin) and (count > 0 or attached):
            break
        if _VERB.match(text, begin, stop) and (count > 0 or attached):
            break
        cut = _CUT_INSIDE.search(text, begin + 1, stop)
        start = begin if start is None else start
        last = cut.start() if cut else stop
        if cut:
            break
        position = stop
    return (start, last) if start is not None and last > start else None
