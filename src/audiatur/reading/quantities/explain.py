"""A computation in one line, as it is shown beside the passage."""

from __future__ import annotations

from typing import Final

from audiatur.reading.result import Arithmetic, Hedge

_HEDGES: Final[dict[Hedge, str]] = {
    "approx": "about ", "approx_below": "nearly ", "more_than": "more than ", "at_least": "at least ",
    "less_than": "less than ", "at_most": "at most ",
}  # fmt: skip
_PERCENT: Final = frozenset({"ratio_pct", "one_minus_ratio_pct", "change_pct"})


def explain(arithmetic: Arithmetic) -> str:
    """The computation in one line, with the number that is printed.

    >>> explain(Arithmetic(0, 9, "ratio_pct", (38977.0, 8804.0), 343.0, "exact", 442.719, "inconsistent"))
    '38,977 ÷ 8,804 = 442.7 %, printed 343 %'
    """
    sign = " %" if arithmetic.operation in _PERCENT else ""
    printed = ""
    if arithmetic.stated is not None:
        printed = f"printed {_HEDGES.get(arithmetic.hedge, '')}{_number(arithmetic.stated)}{sign}"
    if arithmetic.computed is None:
        return f"{printed or 'nothing printed'}; the passage does not give its inputs"
    computed = f"{_left(arithmetic)} = {_rounded(arithmetic.computed, arithmetic.stated)}{sign}"
    return f"{computed}, {printed or 'not printed'}"


def _left(arithmetic: Arithmetic) -> str:
    values = [_number(value) for value in arithmetic.inputs]
    if arithmetic.operation == "sum":
        return " + ".join(values)
    first, second = values
    if arithmetic.operation == "one_minus_ratio_pct":
        return f"1 − {first} ÷ {second}"
    if arithmetic.operation == "change_pct":
        return f"({second} − {first}) ÷ {first}"
    return f"{first} {'−' if arithmetic.operation == 'difference' else '÷'} {second}"


def _number(value: float) -> str:
    """Digits grouped by commas, without idle decimals."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _rounded(value: float, stated: float | None) -> str:
    """One decimal more than is printed, at least one for what is no whole number."""
    if value == int(value):
        return _number(value)
    decimals = 1 if stated is None else len(f"{stated:.6f}".rstrip("0").partition(".")[2]) + 1
    whole, _, digits = f"{value:,.{max(1, min(decimals, 3))}f}".partition(".")
    return f"{whole}.{digits.rstrip('0') or '0'}".replace("-", "−")
