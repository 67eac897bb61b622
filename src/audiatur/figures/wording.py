"""Whether a sentence about a number speaks of the same as a figure: base, definition, place and period.

It compares words, so it can say that two wordings are the same or where they part; that two different wordings mean
the same, a person says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from audiatur.figures.checks import Reason

MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = "|".join(MONTHS)
_YEAR: Final = r"(?:19|20)\d\d"
_PERIODS: Final = (
    rf"\b(?:from|between) (?P<y1>{_YEAR}) (?:to|and|until) (?P<y2>{_YEAR})\b",
    rf"\b(?P<m1>{_MONTH})(?: (?:and|to) (?P<m2>{_MONTH}))? (?P<y>{_YEAR})\b",
    rf"\b(?P<y1>{_YEAR})\s?[–-]\s?(?P<y2>{_YEAR})\b",
    rf"\b(?:in|during|since|of|for) (?P<y>{_YEAR})\b",
)
_LEADING: Final = re.compile(
    r"(?:\b(?:in|during|for|from|at|by) (?:the|a) (?:survey|census|count|report|register|records) (?:of|in|for) "
    r"|\b(?:in|during|for|of|the|at|by)\s+)$"
)
"""What leads up to a period and goes with it."""
_IDLE: Final = frozenset("the a an of in at by for were was are is been have has had that which who".split())
_JOINED: Final = frozenset(("and", "or"))


@dataclass(frozen=True, slots=True)
class Wording:
    """What a figure is of (`base`), and what it says of that (`predicate`), in the words of a sentence."""

    base: str
    predicate: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says apart from its number: the words left, and the period if it names one."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    since: date | None
    until: date | None


def period_named(text: str) -> tuple[date, date, int, int] | None:
    """The period that a text names, and where.

    >>> period_named("filed from 2020 to 2025")[:2]
    (datetime.date(2020, 1, 1), datetime.date(2025, 12, 31))
    >>> period_named("occupied in February 2024")[:2]
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    for pattern in _PERIODS:
        if found := re.search(pattern, text, re.IGNORECASE):
            named = found.groupdict()
            first = int(named.get("y1") or named["y"])
            last = int(named.get("y2") or named.get("y") or first)
            month = MONTHS.index(named["m1"].lower()) + 1 if named.get("m1") else 1
            until = MONTHS.index((named.get("m2") or named["m1"]).lower()) + 1 if named.get("m1") else 12
            return date(first, month, 1), date(last, until, monthrange(last, until)[1]), *found.span()
    return None


def stated(text: str, *, number: tuple[int, int], places: Collection[str]) -> Stated:
    """A sentence without its number, its period and the places that it names."""
    left = text[number[1] :]
    period = period_named(left)
    if period:
        before = _LEADING.sub("", left[: period[2]])
        left = before + left[period[3] :]
    known = []
    # The longest first, each taken out when found: a town may bear the name of its province and more.
    for name in sorted(places, key=len, reverse=True):
        rest = re.sub(rf"\b(?:(?:in|of|at) )?{re.escape(name)}\b", " ", left)
        if rest != left:
            known.append(name)
            left = rest
    unknown = re.findall(r"\b(?:in|of|at) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)", left)
    for name in unknown:
        left = re.sub(rf"\b(?:in|of|at) {re.escape(name)}\b", " ", left)
    since, until = (period[0], period[1]) if period else (None, None)
    return Stated(tuple(_words(left)), (*known, *unknown), since, until)


def parts(said: Stated, *, wording: Wording) -> Reason | None:
    """Where the sentence parts from a figure's wording: at its base, at its definition, or not at all."""
    base, predicate = _words(wording.base), _words(wording.predicate)
    head = list(said.words[: len(base)])
    rest = list(said.words[len(base) :])
    if head != base or (rest and rest[0] in _JOINED):
        return Reason.BASE
    return None if rest == predicate else Reason.DEFINITION


def likeness(said: Stated, *, wording: Wording) -> float:
    """The share of words that a sentence and a figure's wording have in common, 0 to 1 (Dice)."""
    mine, theirs = set(said.words), {*_words(wording.base), *_words(wording.predicate)}
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine else 0.0


def elsewhere(said: Stated, *, place: str, country: str) -> Reason | None:
    """Whether the sentence names another place; one that names none speaks of the country."""
    named = set(said.names) or {country}
    return None if named <= {place, country} and place in named else Reason.PLACE


def at_another_time(said: Stated, *, since: date, until: date, stock: bool = False) -> Reason | None:
    """Whether the sentence names another period; a stock counted within the period named is of that period."""
    if said.since is None or said.until is None:
        return None
    same = said.since <= since and until <= said.until if stock else (said.since, said.until) == (since, until)
    return None if same else Reason.PERIOD


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w’'-]+", text.lower()) if word not in _IDLE]
