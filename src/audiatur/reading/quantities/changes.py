"""Changes from one stated value to another: rose from 14,702 to 15,165, an increase of 3 per cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiatur.reading.quantities.judging import Link
from audiatur.reading.quantities.lexicon_en import CHANGE_NOUNS, DOWN, UP
from audiatur.reading.quantities.passages import Passage, Term, is_input, same_head
from audiatur.reading.quantities.ratios import apposed

_FILL: Final = (
    r"(?:(?:the|an?|its|about|some|around|approximately|roughly|nearly|almost|over|under|more|less|than|only|just|at|"
    r"least|total|of|estimated)\s+)*"
)
_FROM: Final = re.compile(rf"\bfrom\s+{_FILL}$")
_TO: Final = re.compile(rf"[^.;:]*?\bto\s+{_FILL}$")
_BACK_FROM: Final = re.compile(
    rf"[^.;:]*?(?:\b(?:up|down|compared (?:with|to)|as against|against|as compared (?:with|to))\s+(?:from\s+)?)"
    rf"[^.;:0-9]{{0,30}}$|[^.;:]{{0,40}}\b(?:up |down )?from\s+{_FILL}$"
)
_TO_BEFORE: Final = re.compile(rf"\bto\s+{_FILL}$|\b(?:reached|stood at|was|were)\s+{_FILL}$")
_SIZE: Final = re.compile(
    rf"\b(?:(?:increase|rise|growth|decline|decrease|drop|fall|reduction|difference|gap|gain|loss)\s+of|by|up|down)\s+{_FILL}$"
)
_MORE_THAN: Final = re.compile(
    r"\s+(?:\w+\s+)?(?:more|fewer|less|higher)\s+(?:\w+\s+)?than\s+(?:the\s+)?(?:\w+\s+)?[0-9០-៩]"
)
_ANNUAL: Final = re.compile(
    r"\b(?:annual|annually|per year|a year|each year|per annum|average|respectively|monthly|yearly)\b"
)
_WORDS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A value that became another, in the order of time."""

    earlier: Term
    later: Term


def changes(passage: Passage) -> list[Change]:
    """Every pair of values that the passage tells as a change."""
    found: list[Change] = []
    for first, second in pairwise(passage.terms):
        if first.sentence != second.sentence or not _comparable(first, second):
            continue
        words = passage.between(first, second)
        if len(words) > 140:
            continue
        if _FROM.search(passage.before(first)) and _TO.fullmatch(words) and _told(passage, first, second):
            found.append(Change(first, second))
        elif _BACK_FROM.fullmatch(words) and _then_earlier(passage, first, second, words):
            found.append(Change(second, first))
    return found


def _then_earlier(passage: Passage, first: Term, second: Term, words: str) -> bool:
    """The second value is the earlier one of the same thing, and not something else it is compared with."""
    if "compared" in words or "against" in words:
        return bool(first.year and second.year and first.year != second.year)
    return "up from" in words or "down from" in words or _TO_BEFORE.search(passage.before(first)) is not None


def _comparable(first: Term, second: Term) -> bool:
    if first.quantity.kind != second.quantity.kind or not same_head(first, second):
        return False
    return first.quantity.kind == "percent" or (is_input(first) and is_input(second))


def _told(passage: Passage, first: Term, second: Term) -> bool:
    """A word of change stands in the sentence."""
    words = _WORDS.findall(passage.before(first, reach=160)) + _WORDS.findall(passage.after(second, reach=80))
    return any(
        word in UP or word in DOWN or word in CHANGE_NOUNS or word in ("doubled", "tripled", "changed")
        for word in words
    )


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
    if (
        _ANNUAL.search(words)
        or _ANNUAL.search(passage.after(stated, reach=40))
        or _ANNUAL.search(passage.before(stated, reach=30))
    ):
        return False
    if same_sentence:
        return abs(stated.order - (last.order if last.order < stated.order else first.order)) == 1 and not _turns(words)
    if stated.quantity.kind == "multiple":
        return False
    known = stated.head and (change.later.head or change.earlier.head)
    return not stated.head or (known != "" and same_head(stated, change.later) and same_head(stated, change.earlier))


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


def apposed_links(passage: Passage, stated: Term, told: list[Change]) -> list[Link]:
    """The change that a percentage restates: from 800 to 600, or 25 per cent."""
    return [
        Link(change.earlier, change.later, "change_pct", sure=True)
        for change in told
        if change.later.quantity.kind != "percent"
        and stated.order == max(change.earlier.order, change.later.order) + 1
        and stated.sentence == change.later.sentence
        and apposed(passage, max(change.earlier, change.later, key=lambda term: term.order), stated)
    ]


def size_links(passage: Passage, stated: Term, told: list[Change]) -> list[Link]:
    """The change that a count such as "an increase of 463" is the difference of."""
    if not is_input(stated):
        return []
    if _MORE_THAN.match(passage.after(stated)):
        return _compared(passage, stated)
    if not _SIZE.search(passage.before(stated)):
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


def _compared(passage: Passage, stated: Term) -> list[Link]:
    """15,165 prisoners, 463 more than the 14,702 of the year before."""
    if not 0 < stated.order < len(passage.terms) - 1:
        return []
    first, second = passage.terms[stated.order - 1], passage.terms[stated.order + 1]
    fits = first.sentence == second.sentence == stated.sentence and is_input(first) and is_input(second)
    if not fits or not (first.quantity.kind == second.quantity.kind == stated.quantity.kind):
        return []
    words = passage.between(first, stated)
    if not re.fullmatch(r"[^.;:0-9]{0,60}(?:,|–|\(|\bor)\s*", words) or not same_head(first, second):
        return []
    high, low = sorted((first, second), key=lambda term: -term.value)
    return [Link(high, low, "difference", sure=True)]
