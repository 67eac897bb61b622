"""Percentages and multiples of stated bases: 163 of the 198, or 82 per cent; twice the capacity of 8,804."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audiatur.reading.quantities.judging import Link
from audiatur.reading.quantities.lexicon_en import HELD
from audiatur.reading.quantities.passages import Passage, Term, is_input, same_head, same_year

_HEDGES: Final = (
    r"(?:(?:the|an?|its|about|some|around|approximately|roughly|nearly|almost|over|under|more|less|fewer|than|only|just|"
    r"at|least|estimated)\s+)*"
)
"""Single words, so that a pattern has one way only to match them."""
_NOUNS: Final = (
    r"(?:(?!(?:while|and|but|whereas|went|go|were|was|are|is|had|have|has|in|on|for|with|by|to|from|against)\b)"
    r"[\w’'-]+\s+){0,4}?"
)
"""The nouns of one phrase: no conjunction, preposition or plain verb is among them."""
_TOTAL: Final = r"(?:total\s+(?:of\s+|number\s+of\s+)?|whole\s+of\s+)?"
_EQUALS: Final = (
    r"(?:or|i\.e\.|that is|which is|equivalent to|equal to|equals|equalling|representing|represents|represent|"
    r"accounting for|accounts for|accounted for|constituting|constitutes|constitute|making up|makes up|comprising|"
    r"amounting to|corresponding to|meaning|namely|being)"
)
_APPOSED: Final = re.compile(
    rf"[^.;:()0-9]{{0,60}}(?:[,–—(-]\s*(?:or|i\.e\.,?|that is,?|about|some)?\s*|,?\s+{_EQUALS}\s+){_HEDGES}$"
)
_APPOSED_CLAUSE: Final = re.compile(rf"[^;()0-9]{{0,160}}\b{_EQUALS}\s+(?:to\s+)?{_HEDGES}$")
_APPOSED_AFTER: Final = re.compile(rf"\s*(?:\(|,\s*or\s+|–\s*){_HEDGES}$")
_OF_BASE: Final = re.compile(rf"\s*(?:of|out of|among)\s+{_HEDGES}{_TOTAL}{_HEDGES}$")
_OF_BASE_AFTER_PART: Final = re.compile(rf"\s*\([^()]{{1,40}}\)\s*(?:of|out of|among)\s+{_HEDGES}{_TOTAL}{_HEDGES}$")
_AHEAD: Final = re.compile(r"\b(?:must|should|needs?|would|will|could|may|might|win|take|get|another|who|while)\b")
"""What is still to come is no part of a whole already stated."""
_OF_BASE_LATER: Final = re.compile(r"\s*of [^.;()0-9]{0,80}\((?:[^()0-9]{0,60}[\s:])?$")
_A_OF_B: Final = re.compile(rf"\s+(?:of|{_NOUNS}(?:out of|from among|among))\s+{_HEDGES}{_TOTAL}{_HEDGES}$")
_A_IN_PLACES: Final = re.compile(rf"\s+{_NOUNS}(?:in|on|for|against)\s+{_HEDGES}$")
_PLACES: Final = re.compile(r"\s+(?:[\w-]+\s+)?(?:places|beds|spaces)\b")
_NO_STOP: Final = re.compile(r"[^.;:0-9]{0,80}")
_OPENS_PART: Final = re.compile(
    r"(?:[.,;:–—(“\"!?]\s*|\b(?:while|and|but|that|whereas)\s+)(?:of|out of|among|from among|from)\s+"
    rf"{_HEDGES}{_TOTAL}{_HEDGES}$"
)
"""A clause begins with it: Of the 940 appeals, 312; and not: a town of 13,000 residents, 18 miles away."""
_OF_WHICH: Final = re.compile(rf"\b(?:of|among)\s+(?:which|whom|these|those|them)\b,?\s+(?:a total of\s+)?{_HEDGES}$")
_ONLY: Final = re.compile(rf"[^.;]*,\s+(?:a total of\s+)?{_HEDGES}$")
_APPOSED_KHMER: Final = re.compile(r"[^។.;:0-9០-៩]{0,40}(?:ឬ|ស្មើ(?:នឹង|ប្រមាណ)?|ត្រូវជា)\s*(?:ប្រហែល|ប្រមាណ|ជាង|ជិត)?\s*$")
_A_OF_B_KHMER: Final = re.compile(r"[^។0-9០-៩]{0,30}ក្នុងចំណោម[^។0-9០-៩]{0,30}$")
_APPOSED_WHOLE: Final = re.compile(rf"[^.;:()0-9]{{0,40}},\s+or\s+{_HEDGES}$|[^.;:()0-9]{{0,40}}\(\s*{_HEDGES}$")
_TOTAL_CUE: Final = re.compile(rf"\b(?:total of|totall?ing|in total)\s+{_HEDGES}$")
_RATE: Final = re.compile(r"\b(?:rate|rates|proportion|percentage|share)\b")
_RESULTING: Final = re.compile(
    r"\b(?:resulting in|a rate of|rate of|leading to|giving|yielding|translating (?:in)?to|meaning|which means|"
    r"a success rate|for a|achieving)\b[^.;0-9]{0,40}$"
)
_CAPACITY: Final = re.compile(
    r"\b(?:capacity|built for|designed for|designed to hold|built to hold|intended for|meant for|room for|space for)"
    r"\b[^.;,0-9]{0,40}$"
)
_HOLDS: Final = re.compile(
    r"\b(?:holds?|held|holding|houses?|housed|housing|population|detains?|has|with|had)\b[^.;,0-9]{0,40}$"
)
_COMPARED: Final = re.compile(
    r"\s*(?:times\s+)?(?:as many as\s+|more than\s+)?(?:the|its|their|what|that)?\s*[^.;,0-9]{0,45}$"
)


def ratio_links(passage: Passage, stated: Term) -> list[Link]:
    """The pairs that a percentage or fraction may be the share of."""
    near = [term for term in passage.near(stated, back=2, ahead=1) if is_input(term)]
    if stated.quantity.kind == "percent_over":
        return list(_capacity(passage, stated, near, over=True))
    if _about_capacity(stated):
        paired = list(_of_places(passage, stated, near))
        return paired or list(_capacity(passage, stated, near, over=False))
    links = [*_of_places(passage, stated, near), *_parts(passage, stated, near), *_direct(passage, stated, near)]
    return [link for link in links if link.first.order != link.second.order]


def _about_capacity(stated: Term) -> bool:
    return "capacity" in (stated.quantity.base or "")


def is_part(passage: Passage, first: Term, second: Term) -> bool:
    """The words say that the first of two terms is a part of the second, whichever comes first."""
    if not (0 < first.value <= second.value) or not same_year(first, second):
        return False
    if first.order < second.order:
        words = passage.between(first, second)
        told = _A_OF_B.fullmatch(words) or _A_OF_B_KHMER.fullmatch(words)
        return second.order == first.order + 1 and told is not None and same_head(first, second)
    words = passage.between(second, first)
    if _OF_WHICH.search(words):
        direct = not any(is_input(term) for term in passage.terms[second.order + 1 : first.order])
        return direct and first.sentence - second.sentence <= 1 and not passage.unread(second, first)
    opened = _OPENS_PART.search(f". {passage.before(second)}" if _at_start(passage, second) else passage.before(second))
    return opened is not None and first.sentence == second.sentence and _ONLY.fullmatch(words) is not None


def _at_start(passage: Passage, term: Term) -> bool:
    return term.quantity.start - passage.start < 60


def apposed(passage: Passage, term: Term, stated: Term) -> bool:
    """The stated number stands beside the term as another way to say it."""
    if term.order < stated.order:
        words = passage.content[term.quantity.end : stated.quantity.start].lower()
        return len(words) < 200 and (
            _APPOSED.fullmatch(words) is not None
            or _APPOSED_KHMER.fullmatch(words) is not None
            or (term.sentence == stated.sentence and _APPOSED_CLAUSE.fullmatch(words) is not None)
        )
    return term.order == stated.order + 1 and _APPOSED_AFTER.fullmatch(passage.between(stated, term)) is not None


def _parts(passage: Passage, stated: Term, near: list[Term]) -> Iterator[Link]:
    """A part and its whole told as such, and a share that follows from them."""
    for first in near:
        for second in near:
            if (
                first.order == second.order
                or abs(first.order - second.order) > 3
                or not is_part(passage, first, second)
            ):
                continue
            last = first if first.order > second.order else second
            if apposed(passage, first, stated) or apposed(passage, last, stated):
                yield Link(first, second, "ratio_pct", sure=True)
            elif last.order < stated.order and _follows(passage, last, stated):
                computed = 100 * first.value / second.value
                closer = abs(computed - stated.value) <= abs(100 - computed - stated.value)
                off = min(abs(computed - stated.value), abs(100 - computed - stated.value))
                yield Link(first, second, "ratio_pct", sure=closer and off <= 25)
                yield Link(first, second, "one_minus_ratio_pct", sure=not closer and off <= 10)
            elif abs(first.sentence - stated.sentence) <= 1:
                yield Link(first, second, "ratio_pct", sure=False)
                yield Link(first, second, "one_minus_ratio_pct", sure=False)


def _follows(passage: Passage, last: Term, stated: Term) -> bool:
    """The share is drawn from the pair: resulting in a rate of 92 per cent; The settlement rate was 95 per cent."""
    if stated.order != last.order + 1 or stated.sentence - last.sentence > 1:
        return False
    words = passage.between(last, stated)
    if _RESULTING.search(words):
        return True
    rate = _RATE.search(words) or _RATE.search(passage.after(stated, reach=40))
    base = stated.quantity.base
    return rate is not None and (base is None or _RATE.search(base.lower()) is not None or same_head(stated, last))


def _direct(passage: Passage, stated: Term, near: list[Term]) -> Iterator[Link]:
    """The share names its whole, and stands beside its part."""
    parts = [term for term in near if apposed(passage, term, stated)]
    wholes = [term for term in near if _names_whole(passage, stated, term)]
    if wholes and not parts:
        parts = [term for term in near if _after_whole(passage, wholes[0], term)]
    clause = _clause_part(passage, stated, near, wholes)
    for first in parts or clause:
        for second in wholes:
            if first.value <= second.value and same_year(first, second):
                yield Link(first, second, "ratio_pct", sure=True)
        for second in near:
            larger = second.value > first.value and same_head(first, second) and same_year(first, second)
            if larger and second.order != first.order and second.quantity.kind == first.quantity.kind:
                total = second.order < first.order and _TOTAL_CUE.search(passage.before(second)) is not None
                yield Link(first, second, "ratio_pct", sure=total and bool(parts) and first.head != "")


def _names_whole(passage: Passage, stated: Term, term: Term) -> bool:
    """82 per cent of the 229,272 cases; 89 per cent of the backlog (39,152)."""
    words = passage.between(stated, term)
    if term.order == stated.order + 2:
        return _OF_BASE_AFTER_PART.fullmatch(words) is not None
    if term.order != stated.order + 1:
        return False
    if _OF_BASE.fullmatch(words):
        return True
    return _OF_BASE_LATER.fullmatch(words) is not None and same_head(stated, term)


def _after_whole(passage: Passage, whole: Term, term: Term) -> bool:
    """60 per cent of the 500 staff, or 310."""
    if term.order != whole.order + 1 or term.sentence != whole.sentence or term.value > whole.value:
        return False
    return _APPOSED_WHOLE.fullmatch(passage.between(whole, term)) is not None


def _clause_part(passage: Passage, stated: Term, near: list[Term], wholes: list[Term]) -> list[Term]:
    """The count just before a share that names its whole, where both count the same noun."""
    if not wholes:
        return []
    before = [term for term in near if term.order < stated.order and term.sentence == stated.sentence]
    if not before or not before[-1].head:
        return []
    last = before[-1]
    alone = last.order == stated.order - 1 and (same_head(last, wholes[0]) and same_head(last, stated))
    words = passage.between(last, stated)
    return [last] if alone and len(words) < 160 and not _AHEAD.search(words) else []


def _of_places(passage: Passage, stated: Term, near: list[Term]) -> Iterator[Link]:
    """38,977 in 8,804 places, or 343 per cent; with 38,977 in 8,804 places they are at 343 per cent of capacity."""
    for first in near:
        for second in near:
            if second.order != first.order + 1 or stated.order != second.order + 1:
                continue
            placed = _PLACES.match(passage.after(second)) is not None
            if not placed or not _A_IN_PLACES.fullmatch(passage.between(first, second)):
                continue
            same_clause = _about_capacity(stated) and _NO_STOP.fullmatch(passage.between(second, stated))
            if same_clause or apposed(passage, second, stated):
                yield Link(first, second, "ratio_pct", sure=True)


def _capacity(passage: Passage, stated: Term, near: list[Term], *, over: bool) -> Iterator[Link]:
    """How many are held, against the places that there are."""
    places = [term for term in near if _is_capacity(passage, term)]
    held = [term for term in near if term not in places and _is_held(passage, term)]
    fitting = [term for term in held if same_year(stated, term)]
    sure = len(places) == 1 and len(fitting) == 1
    for second in places:
        for first in fitting:
            near_enough = abs(first.sentence - second.sentence) <= 1
            if over:
                yield Link(second, first, "change_pct", sure=sure and near_enough)
                yield Link(first, second, "ratio_pct", sure=False)
            else:
                yield Link(first, second, "ratio_pct", sure=sure and near_enough)


def _is_capacity(passage: Passage, term: Term) -> bool:
    return (
        _CAPACITY.search(passage.before(term)) is not None
        or _PLACES.match(passage.after(term)) is not None
        or re.match(r"[- ]capacity\b", passage.after(term)) is not None
    )


def _is_held(passage: Passage, term: Term) -> bool:
    return term.head in HELD or (not term.head and _HOLDS.search(passage.before(term)) is not None)


def multiple_links(passage: Passage, stated: Term) -> list[Link]:
    """The pairs that "four times" may compare: 38,977, more than four times the capacity of 8,804."""
    links: list[Link] = []
    near = [term for term in passage.near(stated, back=1, ahead=1) if is_input(term)]
    after = [term for term in near if term.order == stated.order + 1 and term.sentence == stated.sentence]
    for second in after:
        if not _COMPARED.fullmatch(passage.between(stated, second)):
            continue
        for first in near:
            if (
                first.order == stated.order - 1
                and first.sentence == stated.sentence
                and apposed(passage, first, stated)
            ):
                links.append(Link(first, second, "multiple", sure=True))
    return links
