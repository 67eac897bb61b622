"""Report and replies → the State's final position on each recommendation, with every step that led there.

A reply answers by number: a sentence that accepts or notes "recommendations 122.1, 122.17-18", a heading "Noted
recommendations" over a list of numbers, or a number with its answer beside it. A number that no reply names keeps the
position of the report; nothing is taken from silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiatur.reading.recommendations.citations import Citation, citations_in
from audiatur.reading.recommendations.flow import Flow, flow_of
from audiatur.reading.recommendations.masthead import date_of, symbol_of
from audiatur.reading.recommendations.positions import position_in
from audiatur.reading.recommendations.totals import Total, totals_in
from audiatur.reading.result import Position, ReadingWarning, Recommendation
from audiatur.reading.text import Span, Text

_LISTED = re.compile(
    r"\b(?:recommendations?|recs?\.?|paragraphs?|paras?\.?|nos?\.?|numbers?|numbered|following|accepted|supported"
    r"|noted)(?:\s+(?:recommendations?|above|below|listed|contained|set out|in|under|the|nos?\.?|numbers?|numbered"
    r"|paragraphs?|made|of|report))*\s*[:,–—-]?\s*(?=\d)",
    re.IGNORECASE,
)
_ANSWER_BESIDE = re.compile(
    r"(?:recommendations?\s+|rec\.?\s+)?(?P<number>\d{1,3}\s?\.\s?\d{1,3})\s*[.:–—-]?\s*"
    r"(?P<answer>(?:fully |partially |not )?"
    r"(?:accepted|supported|noted|rejected|(?:not )?(?:accept|support)s?|takes? note))\b",
    re.IGNORECASE,
)
_ONLY_NUMBERS = re.compile(
    r"(?:recommendations?|recs?\.?|nos?\.?)?\s*[\d.,;–—\s-]+(?:and|to)?[\d.,;–—\s-]*", re.IGNORECASE
)
_HEADING_ANSWERS: tuple[tuple[Position, re.Pattern[str]], ...] = (
    ("not_supported", re.compile(r"\b(?:not (?:accepted|supported)|rejected|do not enjoy)\b", re.IGNORECASE)),
    (
        "supported_implemented",
        re.compile(r"\balready implemented|in (?:the )?process of implementation", re.IGNORECASE),
    ),
    ("noted", re.compile(r"\bnoted\b|takes? note", re.IGNORECASE)),
    ("supported", re.compile(r"\b(?:accepted|supported|enjoy)\b", re.IGNORECASE)),
)
_THEY = re.compile(r"\b(?:they|these|those|them|the above)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """What one document says of a recommendation: the position, its own words, and where they stand."""

    position: Position
    words: str
    source: str
    paragraph: str | None
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class FinalPosition:
    """The last position on a recommendation, and the steps to it in the order of their dates."""

    paragraph: str
    position: Position
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class FinalPositions:
    """The positions in the report's order, the totals that the documents state, and what a person should know."""

    positions: tuple[FinalPosition, ...]
    totals: tuple[Total, ...]
    warnings: tuple[ReadingWarning, ...]


def final_positions(
    recommendations: Sequence[Recommendation], *, report: Text, replies: Sequence[Text]
) -> FinalPositions:
    """The final position on each paragraph of a report's recommendations.

    Args:
        recommendations: what was read from the report.
        report: the report itself, for its symbol and date.
        replies: addenda and plenary records of the same review, in the order of their dates.
    """
    steps: dict[str, list[Step]] = {}
    source, date = symbol_of(report) or "report", date_of(report)
    for item in recommendations:
        span = (item.start, item.end)
        first = Step(item.report_position, item.position, source, item.paragraph, date, span)
        steps.setdefault(item.paragraph, [first])
    warnings: list[ReadingWarning] = []
    for reply in replies:
        explicit, implied = _answers(reply, set(steps))
        warnings.extend(_contradictions(explicit))
        for label, step in {**dict(reversed(implied)), **dict(reversed(explicit))}.items():
            steps[label].append(step)
    positions = tuple(FinalPosition(label, found[-1].position, tuple(found)) for label, found in steps.items())
    totals = tuple(total for reply in replies for total in totals_in(reply))
    return FinalPositions(positions, totals, (*warnings, *_open(positions, replies), *_differences(positions, totals)))


def _answers(reply: Text, known: set[str]) -> tuple[list[tuple[str, Step]], list[tuple[str, Step]]]:
    """The numbers that a reply answers, each with its step: in so many words, and by standing under a heading."""
    source, date = symbol_of(reply) or "reply", date_of(reply)
    explicit: list[tuple[str, Step]] = []
    implied: list[tuple[str, Step]] = []
    heading: tuple[Position, str] = ("unknown", "")
    paragraph: str | None = None
    for part in reply.paragraphs:
        if part.role in ("margin", "note", "table"):
            continue
        flow = flow_of(reply.content, ((part.start, part.end),))
        if _opens_section(flow.text, part.role):
            heading = _heading_answer(flow.text)
        number = re.match(r"(\d{1,3})\s?\.(?![\d\s]*\d)", flow.text)
        paragraph = number[1] if number else paragraph
        for label, position, words, span in _in_paragraph(flow, heading, known):
            explicit.append((label, Step(position, words, source, paragraph, date, span)))
        if heading[0] != "unknown" and _ONLY_NUMBERS.fullmatch(flow.text):
            for label in _labels(citations_in(re.sub(r"^\D+", "", flow.text)), known):
                step = Step(heading[0], heading[1], source, paragraph, date, (part.start, part.end))
                implied.append((label, step))
    return explicit, implied


def _opens_section(words: str, role: str) -> bool:
    return role == "heading" or (len(words) < 120 and words.endswith(":") and not re.search(r"\d\.\d", words))


def _heading_answer(words: str) -> tuple[Position, str]:
    for position, pattern in _HEADING_ANSWERS:
        match = pattern.search(words)
        if match:
            return position, match[0]
    return "unknown", ""


def _in_paragraph(
    flow: Flow, heading: tuple[Position, str], known: set[str]
) -> Iterator[tuple[str, Position, str, Span]]:
    """The answers that a paragraph gives in so many words."""
    beside = list(_ANSWER_BESIDE.finditer(flow.text))
    for match in beside:
        position, words = _heading_answer(match["answer"])
        if match["answer"].lower() in ("accept", "accepts", "support", "supports"):
            position, words = "supported", match["answer"]
        for label in _labels(citations_in(match["number"]), known):
            yield label, position, words, flow.span(match.start(), match.end())
    if beside:
        return
    sentences = _sentences(flow.text)
    for i, (start, end) in enumerate(sentences):
        words = flow.text[start:end]
        position, own = position_in(words)
        labels = [
            label for match in _LISTED.finditer(words) for label in _labels(citations_in(words[match.end() :]), known)
        ]
        if not labels or position in ("unknown", "pending"):
            continue
        if position == "supported" and i + 1 < len(sentences):
            after = flow.text[slice(*sentences[i + 1])]
            if _THEY.search(after) and position_in(after)[0] == "supported_implemented":
                position, own = position_in(after)
        for label in labels:
            yield label, position, own, flow.span(start, end)


def _sentences(words: str) -> list[tuple[int, int]]:
    """Sentences of a paragraph of numbers: a full stop inside "122.1" ends none."""
    ends = [match.end() for match in re.finditer(r"\.(?=\s+[A-Z])|\.$", words)]
    if not ends or ends[-1] < len(words):
        ends.append(len(words))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _labels(citations: Sequence[Citation], known: set[str]) -> list[str]:
    """The report's own labels of the cited numbers; a bare number is understood where only one list has it."""
    found: list[str] = []
    for citation in citations:
        if citation.main is not None:
            matches = [citation.label]
        else:
            ending = f".{citation.number}"
            matches = [label for label in known if label.endswith(ending)]
        found.extend(matches if len(matches) == 1 and matches[0] in known else [])
    return found


def _contradictions(answers: Sequence[tuple[str, Step]]) -> Iterator[ReadingWarning]:
    seen: dict[str, Step] = {}
    for label, step in answers:
        other = seen.setdefault(label, step)
        if other.position != step.position:
            yield ReadingWarning("two_answers", f"{step.source} gives two answers to recommendation {label}.")


def _open(positions: Sequence[FinalPosition], replies: Sequence[Text]) -> Iterator[ReadingWarning]:
    left = [item.paragraph for item in positions if item.position in ("pending", "unknown")]
    if left and replies:
        shown = ", ".join(left[:8]) + (f" and {len(left) - 8} more" if len(left) > 8 else "")
        yield ReadingWarning("no_answer", f"No reply names {len(left)} of {len(positions)} recommendations: {shown}.")


def _differences(positions: Sequence[FinalPosition], totals: Sequence[Total]) -> Iterator[ReadingWarning]:
    """Where the State's own count is not ours. A reply may count all or only those that it answers."""
    for total in totals:
        counts = _counts(positions, total.kind)
        if total.number not in counts:
            yield ReadingWarning(
                "count_differs",
                f'The reply says "{total.words}"; {counts[0]} are read here as {total.kind}.',
            )


def _counts(positions: Sequence[FinalPosition], kind: str) -> tuple[int, ...]:
    """How many recommendations are of a kind: in the end, in the report already, and by a reply."""

    def of_kind(position: str) -> bool:
        if kind == "supported":
            return position in ("supported", "supported_implemented")
        return kind == "all" or position in ("noted", "not_supported")

    last = sum(of_kind(item.position) for item in positions)
    first = sum(of_kind(item.steps[0].position) for item in positions)
    answered = sum(of_kind(item.position) for item in positions if len(item.steps) > 1)
    left = sum(item.steps[0].position in ("pending", "unknown") for item in positions)
    return (last, first, answered, left) if kind == "all" else (last, first, answered)
