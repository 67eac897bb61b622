"""Changes from one stated value to another: rose from 14,702 to 15,165, an increase of 3 per cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities.judging import Link
from audiatur.reading.quantities.lexicon_en import CHANGE_NOUNS, DOWN, UP
from audiatur.reading.quantities.passages import Passage, Term, is_input, same_head

_FILL: Final = (
    r"(?:(?:the|a|an|its|about|some|around|approximately|roughly|nearly|almost|over|more than|only|just|just over|"
    r"just under|at least|less than|a total of|an estimated)\s+)*"
)
_FROM: Final = re.compile(rf"\bfrom\s+{_FILL}$")
_TO: Final = re.compile(rf"[^.;:]*?\bto\s+{_FILL}$")
_BACK_FROM: Final = re.compile(
    rf"[^.;:0-9]*?(?:\b(?:up|down|compared (?:with|to)|as against|against|as compared (?:with|to))\s+(?:from\s+)?)"
    rf"[^.;:0-9]{{0,30}}$|[^.;:]{{0,40}}\b(?:up |down )?from\s+{_FILL}$"
)
_TO_BEFORE: Final = re.compile(rf"\bto\s+{_FILL}$|\b(?:reached|stood at|was|were)\s+{_FILL}$")
_SIZE: Final = re.compile(
    rf"\b(?:(?:increase|rise|growth|decline|decrease|drop|fall|reduction|difference|gap|gain|loss)\s+of|by|up|down)\s+{_FILL}$"
)
_ANNUAL: Final = re.compile(r"\b(?:annual|annually|per year|a year|each year|per annum|average|respectively|monthly|yearly)\b")
_WORDS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A value that became another, in the order of time."""

    earlier: Term
    later: Term


def changes(passage: Passage) -> list[Change]:
    """Every pair of values that the passage tells as a change."""
    found: list[Change] = []
    for first, second in zip(passage.terms, passage.terms[1:], strict=False):
        if first.sentence != second.sentence or not _comparable(first, second):
            continue
        words = passage.between(first, second)
        if len(words) > 140:
            continue
        if _FROM.search(passage.before(first)) and _TO.fullmatch(words) and _told(passage, first, second):
            found.append(Change(first, second))
        elif _BACK_FROM.fullmatch(words) and (_TO_BEFORE.search(passage.before(first)) or "up from" in words or "down from" in words or "compared" in words):  # fmt: skip
            found.append(Change(second, first))
    return found


def _comparable(first: Term, second: Term) -> bool:
    levels = first.quantity.kind == second.quantity.kind == "percent"
    return (levels or (is_input(first) and is_input(second))) and first.quantity.kind == second.quantity.kind and same_head(first, second)  # fmt: skip


def _told(passage: Passage, first: Term, second: Term) -> bool:
    """A word of change stands in the sentence."""
    words = _WORDS.findall(passage.before(first, reach=160)) + _WORDS.findall(passage.after(second, reach=80))
    return any(word in UP or word in DOWN or word in CHANGE_NOUNS or word in ("doubled", "tripled", "changed") for word in words)


def change_links(passage: Passage, stated: Term, told: list[Change]) -> list[Link]:
    """The changes that a stated growth, fall, multiple or number of points may be the size of."""
    near = [
        change
        for change in told
        if abs(change.later.order - stated.order) <= 8 and abs(change.later.sentence - stated.sentence) <= 1
    ]
    here = [change for change in near if change.later.sentence == stated.sentence]
    links: list[Link] = []
    for change in here or near:
        sure = len(here or near) == 1 and _belongs(passage, stated, change, same_sentence=bool(here))
        links.extend(_links(stated, change, sure=sure))
    return links


def _belongs(passage: Passage, stated: Term, change: Change, *, same_sentence: bool) -> bool:
    """Nothing says that the stated size is of something else, or of a year on average."""
    first, last = sorted((change.earlier, change.later), key=lambda term: term.order)
    if first.order < stated.order < last.order:
        return True
    words = passage.between(last, stated) if last.order < stated.order else passage.between(stated, first)
    if _ANNUAL.search(words) or _ANNUAL.search(passage.after(stated, reach=40)) or _ANNUAL.search(passage.before(stated, reach=30)):
        return False
    if same_sentence:
        return abs(stated.order - (last.order if last.order < stated.order else first.order)) == 1 and not _turns(words)
    base = stated.quantity.base
    return base is None or same_head(stated, change.later)


def _turns(words: str) -> bool:
    """The clause between goes on to something else."""
    return re.search(r"\b(?:while|whereas|and the|but|although)\b|;", words) is not None


def _links(stated: Term, change: Change, *, sure: bool) -> list[Link]:
    kind = stated.quantity.kind
    levels = change.later.quantity.kind == "percent"
    if kind in ("percent_change", "fraction_change"):
        links = [Link(change.earlier, change.later, "change_pct", sure=sure and not levels)]
        return [*links, Link(change.later, change.earlier, "difference", sure=False)] if levels else links
    if kind == "multiple":
        return [Link(change.later, change.earlier, "multiple", sure=sure and not levels)]
    if kind == "pp_change":
        return [Link(change.later, change.earlier, "difference", sure=sure)] if levels else []
    return []


def size_links(passage: Passage, stated: Term, told: list[Change]) -> list[Link]:
    """The change that a count such as "an increase of 463" is the difference of."""
    if not is_input(stated) or not _SIZE.search(passage.before(stated)):
        return []
    links: list[Link] = []
    for change in told:
        members = (change.earlier.order, change.later.order)
        if stated.order in members or change.later.sentence != stated.sentence:
            continue
        if min(abs(order - stated.order) for order in members) > 1 or not same_head(stated, change.later):
            continue
        high, low = sorted((change.earlier, change.later), key=lambda term: -term.value)
        if high.quantity.kind == stated.quantity.kind:
            links.append(Link(high, low, "difference", sure=True))
    return links
