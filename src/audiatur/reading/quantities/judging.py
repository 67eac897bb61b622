"""From links between terms to one result for a stated number: the link that holds, else the one that is sure.

A link is sure where the words themselves tie the numbers together. Only a sure link can call a number inconsistent,
and only where no other reading of the passage makes it right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities.passages import Term, result
from audiatur.reading.quantities.precision import Precision, input_reach, point_value, stated_precision, verdict
from audiatur.reading.result import Arithmetic, Operation, Verdict

_FRACTION: Final = Precision(5.0, 5.0)
"""Percentage points: "a third" is said of anything from 31 to 36 per cent."""
_MULTIPLE_WORD: Final = Precision(0.5, 0.5)
"""Doubled, said of a number, is said of what lies nearer to twice than to other halves."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two terms that a stated number may be computed from."""

    first: Term
    second: Term
    operation: Operation
    sure: bool


def compute(operation: Operation, first: float, second: float) -> float:
    """The value of an operation on two inputs.

    >>> round(compute("ratio_pct", 188_942, 229_272), 2), round(compute("change_pct", 14_702, 15_165), 3)
    (82.41, 3.149)
    """
    if operation == "ratio_pct":
        return 100 * first / second
    if operation == "one_minus_ratio_pct":
        return 100 - 100 * first / second
    if operation == "change_pct":
        return 100 * (second - first) / first
    if operation == "difference":
        return first - second
    return first / second


def _range_of(link: Link, operation: Operation) -> tuple[float, float]:
    low_a, high_a = input_reach(link.first.quantity)
    low_b, high_b = input_reach(link.second.quantity)
    if min(low_a, low_b) <= 0:
        return 0.0, 0.0
    corners = [compute(operation, a, b) for a in (low_a, high_a) for b in (low_b, high_b)]
    return min(corners), max(corners)


def stated_in_percent(term: Term) -> tuple[float, Precision]:
    """The stated number on the scale of its operation: a fraction as a percentage, a fall as a negative one."""
    kind, precision = term.quantity.kind, stated_precision(term.quantity.surface)
    if kind in ("fraction", "fraction_change"):
        return 100 * term.value, _FRACTION
    if kind == "multiple" and not any(char.isdecimal() for char in term.quantity.surface):
        return term.value, _MULTIPLE_WORD
    return term.value, precision


def _outcome(stated: Term, link: Link, operation: Operation) -> tuple[float, Verdict]:
    value, precision = stated_in_percent(stated)
    computed = compute(operation, link.first.value, link.second.value)
    reach = _range_of(link, operation)
    if computed < 0 and (value < 0 or stated.quantity.kind == "percent"):  # a fall is stated by its size
        return computed, verdict(
            -computed, abs(value), hedge=stated.quantity.hedge, precision=precision, reach=(-reach[1], -reach[0])
        )
    return computed, verdict(computed, value, hedge=stated.quantity.hedge, precision=precision, reach=reach)


def judge(stated: Term, links: list[Link]) -> Arithmetic | None:
    """The result for a stated number, None where no link says enough."""
    if point_value(stated.quantity) is None:
        return None
    best: tuple[tuple[int, float], Link, float, Verdict] | None = None
    for link in links:
        computed, found = _outcome(stated, link, link.operation)
        rank = _rank(stated, found, sure=link.sure)
        apart = abs(abs(computed) - abs(stated_in_percent(stated)[0]))
        if rank and (best is None or (rank, -apart) > best[0]):
            best = ((rank, -apart), link, computed, found)
    if best is None or (best[3] == "inconsistent" and len({link.operation for link in links if link.sure}) > 2):
        return None
    _, link, computed, found = best
    value, _ = stated_in_percent(stated)
    return result(
        (link.first, link.second),
        operation=link.operation,
        inputs=(link.first.value, link.second.value),
        stated=stated,
        stated_value=value,
        computed=computed,
        outcome=found,
    )


def _rank(stated: Term, found: Verdict, *, sure: bool) -> int:
    """Agreement before truncation before contradiction; a loose link only where the digits leave no doubt."""
    if sure:
        return {"consistent": 6, "consistent_truncated": 4, "inconsistent": 1}.get(found, 0)
    if found == "consistent" and stated.quantity.hedge in ("exact", "approx") and _telling(stated):
        return 5
    return 0


def _telling(stated: Term) -> bool:
    """The stated number has enough digits that agreement is no accident."""
    digits = [char for char in stated.quantity.surface if char.isdecimal()]
    return len(digits) >= 3
