"""Which cells of a table are not shown, so that no small count can be seen or worked out from what is shown.

A cell with a count from 1 to k−1 is sensitive and is withheld. Others are withheld with it (complementary suppression;
A. Hundepool et al., Statistical Disclosure Control, 2012, ch. 4) until, for each small count, two tables of whole
numbers fit everything shown in which it is k apart: neither sums and differences nor bounds then tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from audiatur.figures.exposure import Flags, Floats, Sums, protect, sums_of
from audiatur.figures.figure import ALL

Key = tuple[str, ...]
"""A value for each column, ALL where the cell is a total over it."""

Counts = tuple[int, ...]
K = 10


def sensitive(counts: Iterable[int], *, k: int = K) -> bool:
    """Whether one of the counts is small; none at all tells of nobody."""
    return any(0 < count < k for count in counts)


def withheld(
    cells: Mapping[Key, Counts],
    *,
    k: int = K,
    atoms: Mapping[Key, Counts] | None = None,
) -> frozenset[Key]:
    """The cells of a table with its totals that may not be shown.

    `atoms` are the finest cells, where they are not all among `cells` (tables by other columns of the same rows); each
    cell is the sum of its atoms. Cells that count nobody are shown.
    """
    keys = sorted(cells)
    hidden = np.array([sensitive(cells[key], k=k) for key in keys], dtype=bool)
    if not hidden.any():
        return frozenset()
    finest = dict(atoms) if atoms is not None else _finest(cells)
    sums = _sums(keys, cells=cells, atoms=finest)
    cost = np.array([_cost(key, counts=cells[key]) for key in keys])
    _pair(sums, hidden=hidden, first=np.array([next(iter(cells[key]), 0) for key in keys]), cost=cost, k=k)
    hidden = protect(sums, hidden=hidden, cost=cost, k=k)
    return frozenset(key for key, gone in zip(keys, hidden, strict=True) if gone)


def _pair(sums: Sums, *, hidden: Flags, first: NDArray[np.int64], cost: Floats, k: int) -> None:
    """Withhold cells until each line has none withheld or at least two that count k or more together.

    A line is a total with the cells that add up to it. This leaves little for the programs to find.
    """
    lines = [np.append(line, total) for total, below in enumerate(sums.finer) for line in below]
    changed = True
    while changed:
        changed = False
        for line in lines:
            gone = hidden[line]
            if not gone.any() or (gone.sum() > 1 and first[line[gone]].sum() >= k):
                continue
            left = line[~gone & np.isfinite(cost[line])]
            if len(left):
                # The total is withheld last: it tells the most.
                hidden[min(left, key=lambda cell: (cell == line[-1], first[cell], cell))] = changed = True


def _finest(cells: Mapping[Key, Counts]) -> dict[Key, Counts]:
    """The cells that are no sum of others."""
    totals = {_over(key, column) for key in cells for column, value in enumerate(key) if value != ALL}
    return {key: counts for key, counts in cells.items() if key not in totals}


def _over(key: Key, column: int) -> Key:
    return (*key[:column], ALL, *key[column + 1 :])


def _sums(keys: Sequence[Key], *, cells: Mapping[Key, Counts], atoms: Mapping[Key, Counts]) -> Sums:
    """The cells as sums of the atoms; one that is not their sum (persons counted once) binds none of them."""
    at = {key: row for row, key in enumerate(keys)}
    quantities = max(map(len, cells.values()))
    over = {atom: [at[cell] for cell in product(*((v, ALL) for v in atom)) if cell in at] for atom in atoms}
    sums = sums_of(len(keys), atoms=atoms, quantities=quantities, over=over)
    told = np.array([_padded(cells[key], quantities) for key in keys], dtype=float).T
    apart = np.flatnonzero((np.array([sums.of(quantity) for quantity in range(quantities)]) != told).any(axis=0))
    if len(apart):
        odd = set(apart.tolist())
        over = {atom: [cell for cell in above if cell not in odd] for atom, above in over.items()}
        sums = sums_of(len(keys), atoms=atoms, quantities=quantities, over=over)
    return replace(sums, finer=_lines(keys, at=at, without=set(apart.tolist())))


def _padded(counts: Counts, length: int) -> Counts:
    return (*counts, *[0] * (length - len(counts)))


def _lines(keys: Sequence[Key], *, at: Mapping[Key, int], without: set[int]) -> list[list[NDArray[np.int64]]]:
    """For each cell, the lines below it: cells that add up to it."""
    lines: dict[tuple[Key, int], list[int]] = {}
    for key in keys:
        for column, value in enumerate(key):
            if value != ALL:
                lines.setdefault((_over(key, column), column), []).append(at[key])
    finer: list[list[NDArray[np.int64]]] = [[] for _ in keys]
    for (total, _), line in lines.items():
        if total in at and not without.intersection((at[total], *line)):
            finer[at[total]].append(np.array(line, dtype=np.int64))
    return finer


def _cost(key: Key, *, counts: Counts) -> float:
    """What is lost where a cell is withheld: more for a total than for a part, more for a large count."""
    if not any(counts):
        return np.inf
    return float((1 + key.count(ALL)) ** 2 + np.log1p(max(counts)) / 4)


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
