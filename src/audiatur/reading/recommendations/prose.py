"""Treaty bodies and special procedures: "The Committee recommends that the State party: (a) …; (b) …".

These recommendations name no recommending State and no position. They are read in UN documents only, from sentences in
which the mechanism itself recommends in the present tense, or says what the State party or the Government should do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiatur.reading.recommendations.flow import Flow, flow_of
from audiatur.reading.recommendations.masthead import first_page
from audiatur.reading.recommendations.verbs import opens_with_verb
from audiatur.reading.result import Recommendation
from audiatur.reading.text import Text

CONFIDENCE = 0.5
"""Nothing to measure this reading against is at hand, so it claims no more than an even chance."""

_MECHANISM = re.compile(
    r"\b(?:A/HRC/\d|A/\d\d/\d|E/C\.12/|CAT/[CO]|CCPR/C|CEDAW/C|CRC/C|CRPD/C|CERD/C|CED/C|CMW/C|CAT/OP)"
    r"|concluding observations|report of the (?:special rapporteur|independent expert|working group on)",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"working group on the universal periodic review|A/HRC/WG\.6/", re.IGNORECASE)
_BODY = (
    r"(?:the (?:sub)?committee|the special (?:rapporteur|representative)|the independent expert|the working group"
    r"|the (?:expert|mandate holder|delegation of the subcommittee)|the high commissioner|the commission|ohchr|he|she"
    r"|it|they)"
)
_RECOMMENDS = (
    r"(?:recommend|urge|encourage|request|invite|exhort|advise|suggest|ask)s?\b(?! (?:in|by|for)\b)"
    r"|call(?:s)? (?:up)?on|appeals? to|reiterates? (?:its|his|her|the) (?:\w+ )?recommendations?"
)
_WHO = (
    r"(?:the )?(?:state part(?:y|ies)|(?:royal )?government|authorities|state(?! of)|national assembly|parliament"
    r"|judiciary|ministry)(?: of [A-Z][\w’'-]*(?: (?:and |of |the )*[A-Z][\w’'-]*)*)?"
)
_LEAD = re.compile(
    rf"(?:^|(?<=, )|(?<=; )|(?<=and )|(?<=that ))(?i:{_BODY})(?:,[^,]{{2,80}},)? (?i:(?:\w+ ){{0,3}}?(?:{_RECOMMENDS}))"
    rf"(?: (?i:again|also|therefore))?(?: (?i:that))?(?: (?i:{_WHO})(?= to\b| should\b|,|:| [a-z]))?"
    r"(?: (?i:to|should))?[\s,:]*"
)
_SHOULD = re.compile(rf"(?:^|(?<=, )|(?<=; ))(?i:{_WHO}) (?i:should)(?: (?i:also|therefore|further|urgently))?\s*:?\s*")
_RECOMMENDATIONS = re.compile(r"(?:[IVX\d]+\.\s*)?(?:[A-Z]\.\s*)?.{0,40}\brecommendations?\b.{0,60}", re.IGNORECASE)
_LETTER = re.compile(r"\(([a-z]{1,2}|[ivx]{1,4})\)\s+")


@dataclass(slots=True)
class _Draft:
    """A recommendation as it is put together: its label, its section, and the parts of the content that it spans."""

    label: str
    section: str
    flows: list[Flow]


@dataclass(slots=True)
class _Open:
    """A sentence that ends with a colon: what follows in letters belongs to it."""

    number: str
    section: str
    letter: str = ""


def read_prose(text: Text) -> tuple[Recommendation, ...]:
    """The recommendations of a treaty body or special procedure; none in a document of another kind."""
    head = first_page(text)
    if not _MECHANISM.search(head) or _REVIEW.search(head):
        return ()
    drafts: list[_Draft] = []
    _walk(text, drafts)
    return tuple(found for draft in drafts if (found := _recommendation(text, draft)) is not None)


def _walk(text: Text, drafts: list[_Draft]) -> None:
    section = number = ""
    waiting: _Open | None = None
    for paragraph in text.paragraphs:
        if paragraph.role in ("margin", "note", "table"):
            continue
        flow = flow_of(text.content, ((paragraph.start, paragraph.end),))
        if paragraph.role == "heading":
            section, waiting = flow.text, None
            continue
        label = re.match(r"(\d{1,3})\.\s+", flow.text)
        if label:
            number, waiting = label[1], None
            flow = flow.part(label.end(), len(flow.text))
        letter = _LETTER.match(flow.text)
        if waiting is not None and letter:
            if _follows(waiting.letter, letter[1]) or not drafts:
                drafts.extend(_lettered(waiting, flow))
            else:  # a numeral below a letter is part of that letter's recommendation
                drafts[-1].flows.append(flow)
            continue
        drafts.extend(_sentences(flow, number=number, section=section))
        opens = flow.text.endswith(":") and _opens_list(flow.text, section)
        waiting = _Open(number, section) if opens else None


def _opens_list(words: str, section: str) -> bool:
    last = re.split(r"(?<=[.;])\s+(?=[A-Z])", words)[-1]
    return bool(_LEAD.search(last) or _SHOULD.search(last)) or (
        _RECOMMENDATIONS.fullmatch(section) is not None and "recommend" in last.lower()
    )


def _lettered(waiting: _Open, flow: Flow) -> Iterator[_Draft]:
    """The lettered items of a paragraph; several may stand in one paragraph."""
    marks: list[re.Match[str]] = []
    for mark in _LETTER.finditer(flow.text):
        beginning = not marks or re.search(r"[;,.]\s*(?:and\s*)?$", flow.text[max(0, mark.start() - 12) : mark.start()])
        if beginning and _follows(waiting.letter, mark[1]):
            waiting.letter = mark[1]
            marks.append(mark)
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(flow.text)
        yield _Draft(f"{waiting.number}({mark[1]})", waiting.section, [flow.part(mark.end(), end)])


def _follows(before: str, letter: str) -> bool:
    """Whether a letter goes on with the list: "(i)" follows "(h)", but is a numeral below "(c)"."""
    if not re.fullmatch(r"[ivx]+", letter):
        return True
    return letter in ("i", "v", "x") and before == chr(ord(letter) - 1)


def _sentences(flow: Flow, *, number: str, section: str) -> Iterator[_Draft]:
    for start, end in _sentence_spans(flow.text):
        words = flow.text[start:end]
        lead = _LEAD.search(words) or _SHOULD.search(words)
        begin = start + lead.end() if lead else start
        if lead is None and not _stands_as_item(words, section):
            continue
        letter = _LETTER.search(flow.text, begin, end)
        if letter and letter.start() - begin < 3:
            yield from _lettered(_Open(number, section), flow.part(letter.start(), end))
        elif not words.rstrip().endswith(":"):
            yield _Draft(number, section, [flow.part(begin, end)])


def _sentence_spans(words: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(r"(?<!\bNo)(?<!\bart)(?<!\bpara)[.](?=\s+[A-Z])|[.:]$", words)]
    if not ends or ends[-1] < len(words):
        ends.append(len(words))
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _stands_as_item(words: str, section: str) -> bool:
    """Whether words without a lead are a recommendation by where they stand: "89. Ratify …" under Recommendations."""
    return _RECOMMENDATIONS.fullmatch(section) is not None and words[:1].isupper() and opens_with_verb(words)


def _recommendation(text: Text, draft: _Draft) -> Recommendation | None:
    spans = [flow.span(0, len(flow.text)) for flow in draft.flows if flow.text]
    if not spans:
        return None
    start, whole = spans[0][0], flow_of(text.content, spans)
    words = re.sub(r"[\s;,.]*(?:;\s*and)?[\s;,.]*$", "", whole.text)
    if len(words.split()) < 2:
        return None
    return Recommendation(
        paragraph=draft.label,
        text=words,
        recommending_states=(),
        report_position="unknown",
        position="",
        section=draft.section,
        page=text.page_at(start),
        start=start,
        end=whole.span(0, len(words))[1],
        confidence=CONFIDENCE,
    )
