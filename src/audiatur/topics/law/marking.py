"""Which lines of a document open parts of the law: form first, then quotations, tables of contents and the count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from audiatur.topics.law.lines import Line, Lines
from audiatur.topics.law.model import CONTAINERS, Level
from audiatur.topics.law.numbers import bare, order
from audiatur.topics.law.openings import Opening, opening_of
from audiatur.topics.law.wordlists import AMENDING, CONTENTS_HEAD

_OPENS_QUOTE: Final = re.compile(r"[“«„‘\"]\s*")
_PAIRS: Final = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"'}
_LONGEST_QUOTE: Final = 400
_SHORT_CONTENTS: Final = 4
_FIRST_NUMBER: Final = re.compile(
    r"\D{0,30}?(?P<number>[0-9០-៩]+(?:-[0-9]+)?(?:\s(?:bis|ter|quater))?|\b[IVXLC]+\b)[.:;៖)\-–—_\s]*"
)
_SENTENCE: Final = re.compile(r"[.;!?។៕][”»\"’)\]]*\Z")


Correction: TypeAlias = Level | Literal["text"]
"""What a person says of a line: the level that it opens, or that it is text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The lines (by index) that open parts; those that stand in quotations or a table of contents; the unit's level."""

    openings: Mapping[int, Opening]
    quoted: frozenset[int]
    contents: frozenset[int]
    unit: Level


def mark(lines: Lines, corrections: Mapping[int, Correction] | None = None) -> Marked:
    """The openings of a document; `corrections` say of lines, by their number, what a person found them to be."""
    body = lines.body
    candidates = {
        index: found
        for index, line in enumerate(body)
        if (found := opening_of(line, before=body[index - 1] if index else None)) is not None
    }
    contents = _contents(body, candidates)
    quoted = _quoted(body)
    standing = {index: one for index, one in candidates.items() if index not in contents and index not in quoted}
    unit = _unit(standing)
    kept = _by_count(standing, body, unit=unit)
    kept, announced = _without_announced(kept, body, unit=unit)
    kept = _corrected(kept, body, corrections or {})
    return Marked(kept, frozenset(quoted | announced) - kept.keys(), contents - kept.keys(), unit)


def _corrected(
    kept: dict[int, Opening], body: Sequence[Line], corrections: Mapping[int, Correction]
) -> dict[int, Opening]:
    """The openings as a person corrected them: a line that is text after all, or that opens a part."""
    place = {line.number: index for index, line in enumerate(body)}
    corrected = dict(kept)
    for number, correction in corrections.items():
        index = place.get(number)
        if index is None:
            continue
        corrected.pop(index, None)
        if correction != "text":
            corrected[index] = _as_opening(body[index].text, correction)
    return dict(sorted(corrected.items()))


def _as_opening(text: str, level: Level) -> Opening:
    """A line as the opening of a part: up to its first number, and the marks behind it, is what was printed."""
    match = _FIRST_NUMBER.match(text)
    printed = match.group().strip() if match else text
    number = bare(match["number"]) if match else ""
    return Opening(level, number, printed, text[match.end() :].strip() if match else "", True, False)


def _unit(openings: Mapping[int, Opening]) -> Level:
    """The level that the law counts through: articles, or else what it has most of."""
    counts = Counter(one.level for one in openings.values() if one.level not in ("annex",))
    for level in ("article", "rule", "clause"):
        if counts[level] and counts[level] * 4 >= counts["section"]:
            return level
    return counts.most_common(1)[0][0] if counts else "article"


def _quoted(body: Sequence[Line]) -> frozenset[int]:
    """The lines inside a quotation that a line opens at its head and a later line closes."""
    found: set[int] = set()
    index = 0
    while index < len(body):
        match = _OPENS_QUOTE.match(body[index].text)
        if match is None:
            index += 1
            continue
        end = _closing_line(body, index, sign=match.group()[0])
        if end is None:
            found.add(index)
            index += 1
        else:
            found.update(range(index, end + 1))
            index = end + 1
    return frozenset(found)


def _closing_line(body: Sequence[Line], start: int, *, sign: str) -> int | None:
    """The line in which a quotation ends; None where it does not."""
    closing = _PAIRS[sign]
    depth = 0
    for index in range(start, min(len(body), start + _LONGEST_QUOTE)):
        text = body[index].text
        if sign == closing:
            depth = (depth + text.count(sign)) % 2
        else:
            depth += text.count(sign) - text.count(closing)
            if index > start and text.startswith(sign) and sign == "«":
                depth -= 1  # French print repeats the sign at the head of each quoted paragraph
        if depth <= 0:
            return index
    return None


def _contents(body: Sequence[Line], candidates: Mapping[int, Opening]) -> frozenset[int]:
    """The lines of a table of contents: openings without words between that come again later."""
    places = sorted(candidates)
    keys = [(candidates[index].level, candidates[index].number) for index in places]
    start = next((i for i, line in enumerate(body[:200]) if CONTENTS_HEAD.fullmatch(line.text)), None)
    first = next((n for n, index in enumerate(places) if start is None or index > start), None)
    if first is None:
        return frozenset()
    again = next((n for n in range(first + 1, len(keys)) if keys[n] == keys[first]), None)
    if again is None or again - first < _SHORT_CONTENTS:
        return frozenset()
    listed, later = keys[first:again], set(keys[again:])
    repeated = sum(key in later for key in listed)
    between = places[again] - places[first] - len(listed)
    has_sentences = sum(bool(_SENTENCE.search(body[i].text)) for i in range(places[first], places[again]))
    if repeated < 0.9 * len(listed) or between > 2 * len(listed) or has_sentences > 0.2 * len(listed) + 1:
        return frozenset()
    begin = start if start is not None else places[first]
    return frozenset(range(begin, places[again]))


def _by_count(standing: dict[int, Opening], body: Sequence[Line], *, unit: Level) -> dict[int, Opening]:
    """Openings of doubtful form stay only where they go on with the count and no clear one has their number."""
    strong = {(one.level, one.number) for one in standing.values() if one.strong}
    in_count = _longest_count(standing, unit=unit)
    shares = Counter((one.level, one.strong) for one in standing.values())
    kept: dict[int, Opening] = {}
    last: dict[Level, tuple[int, int]] = {}
    for index, one in standing.items():
        place = order(one.number)
        if not one.strong and one.level == unit:
            stands = index in in_count and (one.level, one.number) not in strong and not _is_sentence(one, shares)
        else:
            stands = one.strong or _fits(one, place, last, shares, body[index])
        if not stands:
            continue
        kept[index] = one
        if place is not None:
            last[one.level] = place
        if one.level in CONTAINERS:
            for level in CONTAINERS:
                if level != one.level and _default_rank(level) > _default_rank(one.level):
                    last.pop(level, None)
    return kept


def _longest_count(standing: Mapping[int, Opening], *, unit: Level) -> frozenset[int]:
    """The units that make the longest rising count: what falls out of it speaks of another place.

    Schensted's algorithm, in time n log n.
    """
    ends: list[tuple[int, int]] = []
    holders: list[int] = []
    before: dict[int, int | None] = {}
    for index, one in standing.items():
        place = order(one.number)
        if one.level != unit or place is None:
            continue
        at = bisect_left(ends, place)
        before[index] = holders[at - 1] if at else None
        if at == len(ends):
            ends.append(place)
            holders.append(index)
        else:
            ends[at], holders[at] = place, index
    found: set[int] = set()
    index_now = holders[-1] if holders else None
    while index_now is not None:
        found.add(index_now)
        index_now = before[index_now]
    return frozenset(found)


def _is_sentence(one: Opening, shares: Counter[tuple[Level, bool]]) -> bool:
    return bool(_SENTENCE.search(one.tail)) and shares[one.level, True] > shares[one.level, False]


def _fits(
    one: Opening,
    place: tuple[int, int] | None,
    last: Mapping[Level, tuple[int, int]],
    shares: Counter[tuple[Level, bool]],
    line: Line,
) -> bool:
    if _is_sentence(one, shares):
        return False
    if place is None:
        return line.opens or line.is_heading
    before = last.get(one.level)
    if before is None:
        return place[0] <= 1 or line.is_heading or one.printed.isupper()
    return place[0] in (before[0], before[0] + 1) and place > before


def _default_rank(level: Level) -> int:
    return CONTAINERS.index(level)


def _without_announced(
    kept: dict[int, Opening], body: Sequence[Line], *, unit: Level
) -> tuple[dict[int, Opening], frozenset[int]]:
    """Leave the articles that an amending article announces without quotation marks to its text.

    "Article 1.- Articles 48 and 49 are amended as follows:" is followed by "Article 48 new"; they end where the count
    of the amending law goes on.
    """
    left: dict[int, Opening] = {}
    announced: set[int] = set()
    expected: int | None = None
    places = sorted(kept)
    for n, index in enumerate(places):
        one = kept[index]
        place = order(one.number)
        if expected is not None and one.level == unit:
            if one.is_new or place is None or place != (expected, 0):
                stop = places[n + 1] if n + 1 < len(places) else index + 1
                announced.update(range(index, stop))
                continue
            expected = None
        elif expected is not None and one.level in CONTAINERS:
            unit_after = next((kept[i] for i in places[n + 1 :] if kept[i].level == unit), None)
            if unit_after is not None and (unit_after.is_new or order(unit_after.number) != (expected, 0)):
                announced.update(range(index, places[n + 1]))
                continue
        left[index] = one
        if one.level == unit and place is not None and place[1] == 0:
            stop = places[n + 1] if n + 1 < len(places) else len(body)
            if _announces(body, index, stop, following=kept.get(places[n + 1]) if n + 1 < len(places) else None):
                later = _goes_on_after(place[0] + 1, places[n + 1 :], kept, unit=unit)
                expected = place[0] + 1 if later or _follower_is_new(kept, places, n) else None
    return left, frozenset(announced)


def _follower_is_new(kept: Mapping[int, Opening], places: Sequence[int], n: int) -> bool:
    return n + 1 < len(places) and kept[places[n + 1]].is_new


def _announces(body: Sequence[Line], start: int, stop: int, *, following: Opening | None) -> bool:
    if following is None or not body[stop - 1].text.endswith((":", "៖", ":-", "：")):
        return False
    return any(AMENDING.search(body[index].text) for index in range(max(start, stop - 4), stop))


def _goes_on_after(expected: int, places: Sequence[int], kept: Mapping[int, Opening], *, unit: Level) -> bool:
    """Whether the count of the amending law goes on later."""
    return any(
        kept[index].level == unit and order(kept[index].number) == (expected, 0) and not kept[index].is_new
        for index in places
    )
