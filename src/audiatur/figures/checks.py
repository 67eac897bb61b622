"""A claim's quantity set against a figure, by rule 1: the same for every party, and never a verdict on who is right.

The claim stands for an interval, from its hedge and the precision that it is stated with; the figure is its own
interval, a complete count a point. Apart: contradicted. The figure inside the claim's: supported. Else: within
uncertainty. Where the two are not about the same, they are not checkable, and the reason is named.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from audiatur.figures.figure import Figure, Release
from audiatur.reading.quantities.precision import stated_precision
from audiatur.reading.result import Hedge

RULE = 1
NEARLY = 0.9
"""How far "nearly" reaches down, as a part of the number."""


class Verdict(StrEnum):
    """What the rule finds."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    WITHIN = "within_uncertainty"
    NOT_CHECKABLE = "not_checkable"


class Reason(StrEnum):
    """Why a claim cannot be checked against a figure."""

    BASE = "base"
    PLACE = "place"
    PERIOD = "period"
    DEFINITION = "definition"
    UNIT = "unit"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Interval:
    """What a number stands for; a bound that is open is not part of it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def apart_from(self, low: float, high: float) -> bool:
        """Whether nothing of [low, high] lies in it."""
        below = high < self.low or (self.low_open and high == self.low)
        above = low > self.high or (self.high_open and low == self.high)
        return below or above

    def holds(self, low: float, high: float) -> bool:
        """Whether all of [low, high] lies in it."""
        above = low > self.low or (low == self.low and not self.low_open)
        below = high < self.high or (high == self.high and not self.high_open)
        return above and below


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict with the two intervals that it comes from, so that anyone can see why."""

    verdict: Verdict
    reason: Reason | None
    claimed: Interval | None
    figure: Interval | None
    rule: int = RULE


def claimed_interval(low: float | None, high: float | None, *, hedge: Hedge, surface: str) -> Interval | None:
    """The interval that a stated number stands for; None where it states nothing that can be measured.

    An exact number reaches half a unit of its last digit each way, one with "about" half a unit of its last digit that
    is not zero, "nearly" a tenth down; "more than" excludes the number itself; a range is as given.

    >>> claimed_interval(40000, 40000, hedge="approx", surface="40,000")
    Interval(low=35000.0, high=45000.0, low_open=False, high_open=False)
    >>> claimed_interval(80, None, hedge="more_than", surface="80")
    Interval(low=80, high=inf, low_open=True, high_open=False)
    """
    if hedge == "vague" or (low is None and high is None):
        return None
    precision = stated_precision(surface)
    down, up = -math.inf if low is None else low, math.inf if high is None else high
    match hedge:
        case "more_than":
            return Interval(down, math.inf, low_open=True)
        case "less_than":
            return Interval(-math.inf, up, high_open=True)
        case "at_least" | "at_most" | "range" | "interval":
            return Interval(down, up)
        case "approx_below":
            return Interval(NEARLY * up, up)
        case "approx" | "approx_range":
            return Interval(down - precision.significant / 2, up + precision.significant / 2)
        case _:
            return Interval(down - precision.unit / 2, up + precision.unit / 2)


def check(claimed: Interval | None, figure: Figure | None, *, differs: Reason | None = None) -> Check:
    """The verdict on a claim's interval beside a figure; `differs` says what the two do not share."""
    if figure is None:
        return Check(Verdict.NOT_CHECKABLE, Reason.MISSING, claimed, None)
    found = _of(figure)
    reason = differs or _reason(claimed, figure=figure, found=found)
    if reason or claimed is None or found is None:
        return Check(Verdict.NOT_CHECKABLE, reason, claimed, found)
    if claimed.apart_from(found.low, found.high):
        return Check(Verdict.CONTRADICTED, None, claimed, found)
    inside = claimed.holds(found.low, found.high)
    return Check(Verdict.SUPPORTED if inside else Verdict.WITHIN, None, claimed, found)


def _of(figure: Figure) -> Interval | None:
    if figure.low is None or figure.high is None:
        return None
    return Interval(figure.low, figure.high)


def _reason(claimed: Interval | None, *, figure: Figure, found: Interval | None) -> Reason | None:
    if figure.release is not Release.SHOWN:
        return Reason.SUPPRESSED
    if found is None:
        return Reason.MISSING
    return Reason.VAGUE if claimed is None else None
