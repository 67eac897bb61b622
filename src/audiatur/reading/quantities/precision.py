"""How exactly a number is stated, and whether a computed value agrees with it at that precision.

Half a unit of the last stated digit; after "about" of the last digit that is not nought; "nearly" reaches down by a
tenth; "more than" is strict.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities.numbers import read_number
from audiatur.reading.quantities.tokens import NUMBER, tokenize
from audiatur.reading.result import Hedge, Quantity, Verdict

_EPSILON: Final = 1e-9
_FRACTION_SLACK: Final = 2.5
"""Percentage points by which a share may differ from "a third" and still be called so."""


@dataclass(frozen=True, slots=True)
class Precision:
    """The unit of the last stated digit, and of the last that is not nought."""

    unit: float
    significant: float


def stated_precision(surface: str) -> Precision:
    """The precision that a number is written with.

    >>> stated_precision("40,000"), stated_precision("82.41 per cent").unit
    (Precision(unit=1.0, significant=10000.0), 0.01)
    """
    stream = tokenize(surface, 0, len(surface))
    best = Precision(1.0, 1.0)
    for index in range(len(stream)):
        number = read_number(stream, index)
        if number is None:
            continue
        digits = number.raw.replace(",", "").replace("'", "").replace("’", "")
        if stream.kind(index) != NUMBER or not digits.replace(".", "").isdecimal():
            return Precision(_last_digit(number.value), _last_digit(number.value))
        written = float(digits)
        factor = number.value / written if written and number.scaled else 1.0
        decimals = len(digits.partition(".")[2])
        if written != number.value and not number.scaled:  # the comma of 7,5 is a decimal sign
            decimals = max(0, round(math.log10(written / number.value))) if number.value > 0 else 0
        unit = round(10.0**-decimals * factor, 9)
        return Precision(unit, max(unit, _last_digit(number.value) if not decimals else unit))
    return best


def _last_digit(value: float) -> float:
    """The unit of the last digit that is not nought of a whole number."""
    whole = round(abs(value))
    if whole == 0 or abs(whole - abs(value)) > _EPSILON:
        return 1.0
    unit = 1
    while whole % (unit * 10) == 0:
        unit *= 10
    return float(unit)


def agrees(computed: float, stated: float, *, hedge: Hedge, precision: Precision) -> bool:
    """The computed value is what the stated number says, at its own precision.

    >>> agrees(82.409, 82.41, hedge="exact", precision=Precision(0.01, 0.01))
    True
    >>> agrees(63.9, 63, hedge="approx", precision=Precision(1, 1))
    False
    """
    slack = _EPSILON * max(1.0, abs(stated))
    if hedge == "approx":
        return abs(computed - stated) <= precision.significant / 2 + slack
    if hedge == "approx_below":
        return 0.9 * stated - slack <= computed <= stated + slack
    if hedge == "more_than":
        return computed > stated
    if hedge == "at_least":
        return computed >= stated - precision.unit / 2 - slack
    if hedge == "less_than":
        return computed < stated
    if hedge == "at_most":
        return computed <= stated + precision.unit / 2 + slack
    return abs(computed - stated) <= precision.unit / 2 + slack


def verdict(
    computed: float, stated: float, *, hedge: Hedge, precision: Precision, reach: tuple[float, float] | None = None
) -> Verdict:
    """Consistent, consistent only when cut off instead of rounded, or inconsistent.

    Args:
        computed: what the inputs give as they are stated.
        stated: the number set beside it.
        hedge: how the stated number is meant.
        precision: how exactly it is stated.
        reach: the least and the most that the inputs can give where they are rounded themselves.

    >>> verdict(97.889, 97.8, hedge="exact", precision=Precision(0.1, 0.1))
    'consistent_truncated'
    """
    if agrees(computed, stated, hedge=hedge, precision=precision):
        return "consistent"
    if reach and reach[0] < reach[1] and _meets(reach, stated, hedge=hedge, precision=precision):
        return "consistent"
    unit = precision.significant if hedge == "approx" else precision.unit
    cut = math.floor(computed / unit + _EPSILON) * unit
    if hedge in ("exact", "approx") and abs(cut - stated) <= _EPSILON * max(1.0, abs(stated)):
        return "consistent_truncated"
    return "inconsistent"


def _meets(reach: tuple[float, float], stated: float, *, hedge: Hedge, precision: Precision) -> bool:
    low, high = reach
    nearest = min(max(stated, low), high)
    return any(agrees(value, stated, hedge=hedge, precision=precision) for value in (nearest, low, high))


def input_reach(quantity: Quantity) -> tuple[float, float]:
    """The values that an input can stand for: a rounded or hedged one is an interval."""
    value = point_value(quantity) or 0.0
    precision = stated_precision(quantity.surface)
    if quantity.hedge == "exact":
        half = precision.unit / 2 if precision.unit > 1 else 0.0
        return value - half, value + half
    if quantity.hedge in ("more_than", "at_least"):
        return value, value + precision.significant
    if quantity.hedge in ("less_than", "at_most", "approx_below"):
        return value - precision.significant, value
    return value - precision.significant / 2, value + precision.significant / 2


def point_value(quantity: Quantity) -> float | None:
    """The one number that the quantity states; None for ranges and for what is only vague."""
    if quantity.hedge in ("range", "approx_range", "vague"):
        return None
    if quantity.hedge == "interval" and quantity.low is not None and quantity.high is not None:
        return (quantity.low + quantity.high) / 2
    return quantity.low if quantity.low is not None else quantity.high
