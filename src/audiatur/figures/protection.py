"""Which cells of a table are not shown, so that no small count can be seen or worked out from what is shown.

A cell with a count from 1 to k−1 is sensitive. Where it is withheld, others are withheld with it until neither sums nor
differences of the cells shown tell it (complementary suppression; A. Hundepool et al., Statistical Disclosure Control,
2012, ch. 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from audiatur.figures.figure import ALL

Key = tuple[str, ...]
"""A value for each column, ALL where the cell is a total over it."""

Counts = tuple[int, ...]
K = 10


def sensitive(counts: Iterable[int], *, k: int = K) -> bool:
    """Whether one of the counts is small; none at all tells of nobody."""
    return any(0 < count < k for count in counts)


def withheld(cells: Mapping[Key, Counts], *, k: int = K) -> frozenset[Key]:
    """The cells of a table with its totals that may not be shown.

    A line is a total with the cells that add up to it. In each line with a withheld cell at least two are withheld, and
    those together count k or more; lines are gone through until none changes.
    """
    hidden = {key for key, counts in cells.items() if sensitive(counts, k=k)}
    lines = _lines(cells)
    changed = True
    while changed:
        changed = False
        for line in lines:
            if more := _lacking(line, cells=cells, hidden=hidden, k=k):
                hidden.add(more)
                changed = True
    return frozenset(hidden)


def _lines(cells: Mapping[Key, Counts]) -> list[Sequence[Key]]:
    """Each total with the cells whose sum it is."""
    parts: dict[tuple[Key, int], list[Key]] = {}
    for key in cells:
        for column, value in enumerate(key):
            if value != ALL:
                parts.setdefault((_over(key, column), column), []).append(key)
    return [[total, *sorted(line)] for (total, _), line in sorted(parts.items()) if total in cells]


def _over(key: Key, column: int) -> Key:
    return (*key[:column], ALL, *key[column + 1 :])


def _lacking(line: Sequence[Key], *, cells: Mapping[Key, Counts], hidden: set[Key], k: int) -> Key | None:
    """The cell of a line to be withheld next: the smallest that is shown and counts somebody."""
    gone = [key for key in line if key in hidden]
    if not gone or (len(gone) > 1 and sum(cells[key][0] for key in gone) >= k):
        return None
    left = [key for key in line if key not in hidden and any(cells[key])]
    return min(left, key=lambda key: (key == line[0], cells[key][0], key)) if left else None


def lattice(keys: Iterable[Key], *, published: Iterable[Iterable[int]]) -> frozenset[Key]:
    """Every cell that tables by these sets of columns show, with all their totals."""
    finest = list(keys)
    shown: set[Key] = set()
    for columns in published:
        chosen = sorted(columns)
        for kept in product((True, False), repeat=len(chosen)):
            named = {column for column, keep in zip(chosen, kept, strict=True) if keep}
            shown |= {tuple(v if i in named else ALL for i, v in enumerate(key)) for key in finest}
    return frozenset(shown)
