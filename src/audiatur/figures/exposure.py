"""Withholds cells until what is shown does not tell a small count, by linear and integer programming.

An outsider knows that every count is a whole number, not negative, and that each shown cell is the sum of its atoms
(the finest cells). The counts that fit this are a polytope; how far a small count can move in it is how well it is
protected (M. Fischetti and J. J. Salazar, "Models and Algorithms for Optimizing Cell Suppression in Tabular Data with
Linear Constraints", JASA 95, 2000). The atoms that nobody counted are taken to be known to be empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_array, csr_array, eye_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

REACH = 4
"""How many times k an atom may move in an alternative table: enough to show that it can, and bounded."""
WHOLE = 200
"""Atoms of a part up to which alternative tables are of whole numbers; in larger ones the difference is slight."""
TOGETHER = 200
"""Small cells that one program moves at a time."""
FEW = 20
"""Exposed cells up to which each is covered by itself, which withholds the least."""
WIDE = 2_500
"""Atoms of a table above which a doubtful cell takes a neighbour with it: the program that finds the least is slow."""
NODES = 500
EPS = 1e-6


@dataclass(frozen=True)
class Sums:
    """Cells as sums of atoms: `matrix` is cells × atoms, `counts` is quantities × atoms.

    `finer` are, for each cell, the lines below it: sets of cells that add up to it.
    """

    matrix: csr_array
    counts: Floats
    finer: Sequence[Sequence[Places]]

    def of(self, quantity: int) -> Floats:
        """The count of each cell."""
        return np.asarray(self.matrix @ self.counts[quantity])


class _Ranges:
    """How low and how high each cell of a quantity has been seen in tables that fit what is shown.

    Withholding more only adds tables, so that what has been seen once stays.
    """

    def __init__(self, sums: Sums, *, quantity: int, k: int) -> None:
        self._matrix, self._k = sums.matrix, k
        self.truth = sums.counts[quantity]
        self.value = sums.of(quantity)
        self.low, self.high = self.value.copy(), self.value.copy()
        self._small = (self.value > EPS) & (self.value < k - EPS)

    def see(self, table: Floats) -> None:
        """Take note of a table that fits."""
        at = self._matrix @ table
        np.minimum(self.low, at, out=self.low)
        np.maximum(self.high, at, out=self.high)

    @property
    def doubtful(self) -> Places:
        """The small cells that were not seen k apart."""
        return np.flatnonzero(self._small & (self.high - self.low < self._k - EPS))

    def lacking(self, cells: Places) -> Floats:
        """How far above its value a cell must be seen to have been seen k apart."""
        return self._k - (self.value[cells] - self.low[cells])


def protect(sums: Sums, *, hidden: Flags, cost: Floats, k: int) -> Flags:
    """The cells to withhold, those given among them, so that each count from 1 to k−1 can be k apart.

    `cost` is what is lost with each cell; one with an infinite cost stays shown.
    """
    hidden = hidden.copy()
    for quantity in range(len(sums.counts)):
        ranges = _Ranges(sums, quantity=quantity, k=k)
        while len(ranges.doubtful):
            _look(sums, ranges=ranges, hidden=hidden, k=k)
            _mend(sums, ranges=ranges, hidden=hidden, cost=cost, k=k)
    return hidden


@dataclass(frozen=True)
class _Part:
    """Atoms that hang together: what is shown of their sums, and the small cells among them."""

    atoms: Places
    shown: csr_array
    small: Places
    of_small: csr_array


def _look(sums: Sums, *, ranges: _Ranges, hidden: Flags, k: int) -> None:
    """Look for tables that fit what is shown and move the doubtful cells: many together, then one by one.

    In a part of more than `WHOLE` atoms none is moved alone: to withhold a little too much costs less than that.
    """
    if not len(ranges.doubtful):
        return
    binding = _binding(sums, hidden=hidden)
    for part in _parts(sums, binding=binding, small=ranges.doubtful):
        program = _Program(part, truth=ranges.truth, k=k)
        _look_together(part, program=program, ranges=ranges)
        if len(part.atoms) <= WHOLE:
            _look_alone(part, program=program, ranges=ranges, k=k)


def _look_together(part: _Part, *, program: _Program, ranges: _Ranges) -> None:
    rng, idle = np.random.default_rng(0), False
    left = np.flatnonzero(np.isin(part.small, ranges.doubtful))
    while len(left) and not idle:
        moved = rng.permutation(left)[:TOGETHER]
        ranges.see(program.spread(moved, far=ranges.lacking(part.small[moved])))
        still = np.flatnonzero(np.isin(part.small, ranges.doubtful))
        left, idle = still, len(still) > 0.95 * len(left)


def _look_alone(part: _Part, *, program: _Program, ranges: _Ranges, k: int) -> None:
    for cell, key in enumerate(part.small.tolist()):
        for sign in (1.0, -1.0):
            if ranges.high[key] - ranges.low[key] < k - EPS:
                ranges.see(program.farthest(cell, sign=sign))


def _binding(sums: Sums, *, hidden: Flags) -> Places:
    """The shown cells that tell something new: those that no line of shown cells adds up to."""
    return np.array(
        [
            cell
            for cell in np.flatnonzero(~hidden).tolist()
            if not any(not hidden[line].any() for line in sums.finer[cell] if len(line))
        ],
        dtype=np.int64,
    )


def _parts(sums: Sums, *, binding: Places, small: Places) -> Iterator[_Part]:
    """The connected parts in which a small cell lies; atoms that are shown themselves are left out."""
    shown = sums.matrix[binding]
    single = np.asarray(shown.sum(axis=1)).ravel() == 1
    known = np.asarray(shown[single].sum(axis=0)).ravel() > 0
    unknown = np.flatnonzero(~known)
    shown, of_small = shown[~single][:, unknown], sums.matrix[small][:, unknown]
    rows = block_array([[shown], [of_small]], format="csr") if shown.shape[0] else of_small
    _, labels = connected_components(block_array([[None, rows], [rows.T, None]], format="csr"), directed=False)
    of_row, of_atom = labels[: rows.shape[0]], labels[rows.shape[0] :]
    of_shown, of_cell = of_row[: shown.shape[0]], of_row[shown.shape[0] :]
    for label in np.unique(of_cell):
        atoms, cells = np.flatnonzero(of_atom == label), np.flatnonzero(of_cell == label)
        yield _Part(
            atoms=unknown[atoms],
            shown=csr_array(shown[np.flatnonzero(of_shown == label)][:, atoms]),
            small=small[cells],
            of_small=csr_array(of_small[cells][:, atoms]),
        )


class _Program:
    """The tables that fit what is shown of a part, searched for those that move small cells far."""

    def __init__(self, part: _Part, *, truth: Floats, k: int) -> None:
        self._part, self._all = part, truth
        self._truth = truth[part.atoms]
        self._told = part.shown @ self._truth
        self._bounds = np.clip(self._truth - REACH * k, 0, None), self._truth + REACH * k

    def spread(self, moved: Places, *, far: Floats) -> Floats:
        """A table that moves as many of these small cells as it can, up by as much as each is wanted to."""
        rows, none = self._part.of_small[moved], csr_array((self._part.shown.shape[0], len(moved)))
        low, high = self._bounds
        found = linprog(
            np.concatenate([np.zeros(len(low)), -np.ones(len(moved))]),
            A_ub=block_array([[-rows, eye_array(len(moved))]], format="csr"),
            b_ub=-(rows @ self._truth),
            **self._equal(none),
            bounds=np.column_stack([[*low, *np.zeros(len(moved))], [*high, *far]]),
            method="highs-ds",
        )
        return self._table(found.x[: len(low)] if found.status == 0 else None)

    def farthest(self, cell: int, *, sign: float) -> Floats:
        """A table that moves one small cell as far as it can.

        The corner that the linear program finds is mostly one of whole numbers; else the integer program is asked.
        """
        weights = -sign * np.asarray(self._part.of_small[[cell]].todense()).ravel()
        found = linprog(weights, **self._equal(), bounds=np.column_stack(self._bounds), method="highs-ds")
        if found.status != 0 or self._fits(found.x) or not self._part.shown.shape[0]:
            return self._table(found.x)
        integer = milp(
            weights,
            integrality=np.ones(len(weights)),
            bounds=Bounds(*self._bounds),
            constraints=LinearConstraint(self._part.shown, self._told, self._told),
            options={"node_limit": NODES},
        )
        return self._table(integer.x)

    def _equal(self, beside: csr_array | None = None) -> dict[str, Any]:
        """What is shown, as the equations of a program."""
        if not self._part.shown.shape[0]:
            return {}
        shown = self._part.shown if beside is None else block_array([[self._part.shown, beside]], format="csr")
        return {"A_eq": shown, "b_eq": self._told}

    def _table(self, found: Floats | None) -> Floats:
        """The whole table with what was found in this part; the true one where nothing was that will do."""
        table = self._all.copy()
        if found is not None and len(found) > WHOLE:
            table[self._part.atoms] = found
        elif found is not None and self._fits(found):
            table[self._part.atoms] = np.rint(found)
        return table

    def _fits(self, found: Floats) -> bool:
        whole = np.rint(found)
        near = np.abs(found - whole).max(initial=0) < EPS and whole.min(initial=0) >= 0
        return bool(near and np.array_equal(self._part.shown @ whole, np.rint(self._told)))


def _mend(sums: Sums, *, ranges: _Ranges, hidden: Flags, cost: Floats, k: int) -> None:
    """Withhold what lets the doubtful cells move; where that changes nothing, a neighbour of the first."""
    doubtful, before = ranges.doubtful, int(hidden.sum())
    if len(ranges.truth) > WIDE:
        _widen(sums, doubtful, hidden=hidden, cost=cost)
        return
    step = 1 if len(doubtful) <= FEW else TOGETHER
    for first in range(0, len(doubtful), step):
        cells = np.intersect1d(doubtful[first : first + step], ranges.doubtful)
        if len(cells):
            _cover(sums, cells, ranges=ranges, hidden=hidden, cost=cost, k=k)
    if len(left := ranges.doubtful) and hidden.sum() == before:
        _widen(sums, left[:1], hidden=hidden, cost=cost)


def _cover(sums: Sums, cells: Places, *, ranges: _Ranges, hidden: Flags, cost: Floats, k: int) -> None:
    """Withhold what changes in the cheapest change of the table that moves these cells up as far as they lack.

    Each shown cell that changes has its cost; the change itself is a table that fits what is shown thereafter.
    """
    shown = np.flatnonzero(~hidden)
    fixed = np.isinf(cost[shown])
    priced, kept, target = shown[~fixed], sums.matrix[shown[fixed]], sums.matrix[cells]
    atoms, rows, each = len(ranges.truth), sums.matrix[priced], eye_array(len(priced))
    equal = block_array([[kept, -kept, csr_array((kept.shape[0], len(priced)))]], format="csr")
    found = linprog(
        # A move costs a little in itself, so that nothing moves without need.
        np.concatenate([np.full(2 * atoms, 1e-4), cost[priced]]),
        A_ub=block_array(
            [[rows, -rows, -each], [-rows, rows, -each], [-target, target, csr_array((len(cells), len(priced)))]],
            format="csr",
        ),
        b_ub=np.concatenate([np.zeros(2 * len(priced)), -ranges.lacking(cells)]),
        A_eq=equal if fixed.any() else None,
        b_eq=np.zeros(kept.shape[0]) if fixed.any() else None,
        bounds=np.column_stack(
            [
                np.zeros(2 * atoms + len(priced)),
                np.concatenate([np.full(atoms, REACH * k), ranges.truth, np.full(len(priced), np.inf)]),
            ]
        ),
        method="highs-ds",
    )
    if found.status != 0:
        return
    change = found.x[:atoms] - found.x[atoms : 2 * atoms]
    hidden[priced[np.abs(rows @ change) > EPS]] = True
    if atoms > WHOLE or np.abs(change - np.rint(change)).max() < EPS:
        ranges.see(ranges.truth + change)


def _widen(sums: Sums, cells: Places, *, hidden: Flags, cost: Floats) -> None:
    """Withhold, for each of these cells, the cheapest shown cell of a line that it stands in."""
    beside: dict[int, list[Places]] = {}
    for total, below in enumerate(sums.finer):
        for line in below:
            whole = np.append(line, total)
            for cell in np.intersect1d(whole, cells).tolist():
                beside.setdefault(cell, []).append(whole)
    for cell in cells.tolist():
        near = np.unique(np.concatenate(beside[cell])) if cell in beside else np.arange(len(hidden))
        left = near[~hidden[near] & np.isfinite(cost[near])]
        left = left if len(left) else np.flatnonzero(~hidden)
        hidden[left[:1] if not len(left) else left[np.argmin(cost[left])]] = True


def sums_of(
    cells: int,
    *,
    atoms: Mapping[tuple[str, ...], Sequence[int]],
    quantities: int,
    over: Mapping[tuple[str, ...], Sequence[int]],
) -> Sums:
    """The sums of a table: `over` are, for each atom, the cells that it counts in."""
    pairs = [(cell, column) for column, atom in enumerate(atoms) for cell in over[atom]]
    at = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    matrix = csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(cells, len(atoms)))
    counts = np.zeros((quantities, len(atoms)))
    for column, values in enumerate(atoms.values()):
        counts[: len(values), column] = values
    return Sums(matrix, counts, [[] for _ in range(cells)])
