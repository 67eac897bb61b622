"""Stated numbers beside what their own inputs in the passage give: shares, changes, multiples, differences, sums.

Nothing is looked up and no side is favoured: inputs are numbers of the same paragraph, tied together by its words.
"""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities.changes import Change, apposed_links, change_links, changes, size_links
from audiatur.reading.quantities.judging import compute, judge
from audiatur.reading.quantities.passages import Passage, Term, is_input, passages, result
from audiatur.reading.quantities.ratios import is_part, multiple_links, ratio_links
from audiatur.reading.quantities.sums import sums
from audiatur.reading.quantities.tables import table_sums
from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import Arithmetic, Quantity
from audiatur.reading.text import Text

_DERIVED: Final = words("percent percent_over percent_change fraction_change pp_change multiple")
"""Kinds that are computed from other numbers: without any in the passage they cannot be checked there."""
_LEAST_WHOLE: Final = 10
"""A share is derived of nothing smaller: three of the five members need no percentage."""


def check_arithmetic(text: Text, quantities: tuple[Quantity, ...]) -> tuple[Arithmetic, ...]:
    """Stated numbers beside what their own inputs in the passage give, in the order of the text."""
    found: list[Arithmetic] = list(table_sums(text))
    for passage in passages(text, quantities):
        found.extend(_check(passage))
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _check(passage: Passage) -> list[Arithmetic]:
    told = changes(passage)
    found: list[Arithmetic] = []
    inputs: set[tuple[int, ...]] = set()
    for term in passage.terms:
        made = _stated(passage, term, told)
        if made:
            found.append(made)
            inputs.add(tuple(sorted(int(value) for value in made.inputs)))
    summed = sums(passage)
    return [*found, *summed, *_derived(passage, told, inputs)]


def _stated(passage: Passage, term: Term, told: list[Change]) -> Arithmetic | None:
    """The result for one stated number, None for a number that is no result of others."""
    kind = term.quantity.kind
    if kind in ("percent", "percent_over", "fraction"):
        made = judge(term, ratio_links(passage, term)) or judge(term, apposed_links(passage, term, told))
    elif kind == "multiple":
        made = judge(term, multiple_links(passage, term) + change_links(passage, term, told))
    elif kind in ("percent_change", "fraction_change", "pp_change"):
        made = judge(term, change_links(passage, term, told))
    else:
        made = judge(term, size_links(passage, term, told))
    if made or kind not in _DERIVED or _is_level(term, told):
        return made
    return result(
        (), operation="none", inputs=(), stated=term, stated_value=term.value, computed=None, outcome="not_checkable"
    )


def _is_level(term: Term, told: list[Change]) -> bool:
    """The percentage is itself one end of a change."""
    return any(term in (change.earlier, change.later) for change in told)


def _derived(passage: Passage, told: list[Change], used: set[tuple[int, ...]]) -> list[Arithmetic]:
    """Shares and changes that the passage gives the inputs of, and does not state itself."""
    found: list[Arithmetic] = []
    for change in told:
        pair = (change.earlier, change.later)
        if change.later.quantity.kind != "percent" and _unused(pair, used):
            computed = compute("change_pct", change.earlier.value, change.later.value)
            found.append(_unstated(pair, "change_pct", computed))
    for first in passage.terms:
        for second in passage.terms[max(0, first.order - 2) : first.order + 2]:
            pair = (first, second)
            if (
                first.order == second.order
                or not (is_input(first) and is_input(second))
                or second.value < _LEAST_WHOLE
                or second.value in (10, 100, 1_000)
            ):
                continue
            counts = first.quantity.kind == second.quantity.kind == "count"
            if counts and is_part(passage, first, second) and _unused(pair, used):
                found.append(_unstated(pair, "ratio_pct", compute("ratio_pct", first.value, second.value)))
    return found


def _unused(pair: tuple[Term, Term], used: set[tuple[int, ...]]) -> bool:
    return tuple(sorted(int(term.value) for term in pair)) not in used


def _unstated(pair: tuple[Term, Term], operation: str, computed: float) -> Arithmetic:
    return result(
        pair,
        operation="change_pct" if operation == "change_pct" else "ratio_pct",
        inputs=(pair[0].value, pair[1].value),
        stated=None,
        stated_value=None,
        computed=computed,
        outcome="derived_only",
    )
