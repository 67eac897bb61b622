"""What the shown cells of a table tell about the withheld ones, by linear and integer programming.

An outsider knows that every count is a whole number, not negative, and that each shown cell is the sum of its atoms
(the finest cells). The counts that fit this are a polytope; how far a small count can move in it is how well it is
protected (M. Fischetti and J. J. Salazar, "Models and Algorithms for Optimizing Cell Suppression in Tabular Data with
Linear Constraints", JASA 95, 2000). The atoms that nobody counted are taken to be known to be empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_array, csr_array, eye_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

REACH = 4
"""How many times k an atom may move in an alternative table: enough to show that it can, and bounded."""
ROUNDS = 3
"""How often all doubtful cells are moved at once to little effect, before each is moved alone."""
WHOLE = 200
"""Atoms of a part up to which alternative tables are of whole numbers; in larger ones the difference is slight."""
NODES = 500
EPS = 1e-6


@dataclass(frozen=True)
class Sums:
    """Cells as sums of atoms: `matrix` is cells × atoms, `counts` is quantities × atoms.

    `finer` are, for each cell, the lines below it: sets of cells that add up to it.
    """

    matrix: csr_array
    counts: Floats
    finer: Sequence[Sequence[NDArray[np.int64]]]

    def of(self, quantity: int) -> Floats:
        """The count of each cell."""
        return np.asarray(self.matrix @ self.counts[quantity])


@dataclass(frozen=True, slots=True)
class Exposed:
    """A small count that can be worked out too closely, and how far below its value it can be shown to lie."""

    cell: int
    quantity: int
    below: float


def exposed(sums: Sums, *, hidden: Flags, k: int) -> list[Exposed]:
    """The counts from 1 to k−1 whose feasible range is narrower than k."""
    binding = _binding(sums, hidden=hidden)
    found = []
    for quantity in range(len(sums.counts)):
        counts = sums.of(quantity)
        small = np.flatnonzero((counts > EPS) & (counts < k - EPS))
        for part in _parts(sums, binding=binding, small=small):
            found += _narrow(sums.counts[quantity][part.atoms], part=part, quantity=quantity, k=k)
    return sorted(found, key=lambda one: (one.cell, one.quantity))


def _binding(sums: Sums, *, hidden: Flags) -> NDArray[np.int64]:
    """The shown cells that tell something new: those that no line of shown cells adds up to."""
    return np.array(
        [
            cell
            for cell in np.flatnonzero(~hidden).tolist()
            if not any(not hidden[line].any() for line in sums.finer[cell] if len(line))
        ],
        dtype=np.int64,
    )


@dataclass(frozen=True)
class _Part:
    """Atoms that hang together: what is shown of their sums, and the small cells among them."""

    atoms: NDArray[np.int64]
    shown: csr_array
    small: NDArray[np.int64]
    of_small: csr_array


def _parts(sums: Sums, *, binding: NDArray[np.int64], small: NDArray[np.int64]) -> Iterator[_Part]:
    """The connected parts in which a small cell lies; atoms that are shown themselves are left out."""
    if not len(small):
        return
    shown = sums.matrix[binding]
    single = np.asarray(shown.sum(axis=1)).ravel() == 1
    known = np.asarray(shown[single].sum(axis=0)).ravel() > 0
    unknown = np.flatnonzero(~known)
    shown, of_small = shown[~single][:, unknown], sums.matrix[small][:, unknown]
    joined = block_array([[None, (rows := _stacked(shown, of_small))], [rows.T, None]], format="csr")
    _, labels = connected_components(joined, directed=False)
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


def _stacked(above: csr_array, below: csr_array) -> csr_array:
    return block_array([[above], [below]], format="csr") if above.shape[0] else csr_array(below)


def _narrow(truth: Floats, *, part: _Part, quantity: int, k: int) -> list[Exposed]:
    """The small cells of a part for which no two tables that fit are k apart."""
    value = part.of_small @ truth
    low, high = value.copy(), value.copy()
    bounds = np.clip(truth - REACH * k, 0, None), truth + REACH * k

    def move(weights: Floats, *, alone: bool) -> None:
        found = _farthest(weights @ part.of_small, part=part, truth=truth, bounds=bounds, alone=alone)
        if found is not None:
            at = part.of_small @ found
            np.minimum(low, at, out=low)
            np.maximum(high, at, out=high)

    rng, idle = np.random.default_rng(0), 0
    while (doubtful := high - low < k - EPS).any() and idle < ROUNDS:
        direction = rng.choice([-1.0, 1.0], len(value)) * doubtful
        move(direction, alone=False)
        move(-direction, alone=False)
        idle = 0 if (high - low < k - EPS).sum() < 0.9 * doubtful.sum() else idle + 1
    for cell in np.argsort(value, kind="stable"):
        weights = np.zeros(len(value))
        for sign in (1.0, -1.0):
            if high[cell] - low[cell] < k - EPS:
                weights[cell] = sign
                move(weights, alone=True)
    return [
        Exposed(int(part.small[cell]), quantity, float(value[cell] - low[cell]))
        for cell in np.flatnonzero(high - low < k - EPS)
    ]


def _farthest(
    weights: Floats, *, part: _Part, truth: Floats, bounds: tuple[Floats, Floats], alone: bool
) -> Floats | None:
    """A table that fits what is shown and goes as far as it can in a direction.

    In a part of up to `WHOLE` atoms it is one of whole numbers: the corner that the linear program finds mostly is;
    where it is not and a cell is moved `alone`, the integer program is asked.
    """
    told = part.shown @ truth
    equal = {"A_eq": part.shown, "b_eq": told} if part.shown.shape[0] else {}
    found = linprog(-weights, **equal, bounds=np.column_stack(bounds), method="highs-ds")
    if found.status != 0:
        return None
    if len(truth) > WHOLE:
        return np.asarray(found.x)
    if _fits(found.x, shown=part.shown, told=told):
        return np.asarray(np.rint(found.x))
    return _whole(weights, part=part, bounds=bounds, told=told) if alone else None


def _whole(weights: Floats, *, part: _Part, bounds: tuple[Floats, Floats], told: Floats) -> Floats | None:
    found = milp(
        -weights,
        integrality=np.ones(len(weights)),
        bounds=Bounds(*bounds),
        constraints=LinearConstraint(part.shown, told, told),
        options={"node_limit": NODES},
    )
    if found.x is None or not _fits(found.x, shown=part.shown, told=told):
        return None
    return np.asarray(np.rint(found.x))


def _fits(found: Floats, *, shown: csr_array, told: Floats) -> bool:
    rounded = np.rint(found)
    return bool(
        np.abs(found - rounded).max(initial=0) < EPS
        and rounded.min(initial=0) >= 0
        and np.array_equal(shown @ rounded, np.rint(told))
    )


def cover(sums: Sums, one: Exposed, *, hidden: Flags, cost: Floats, k: int) -> NDArray[np.int64]:
    """The shown cells to withhold so that an exposed count can lie k above the lowest that it is known to reach.

    The cheapest change of the table that moves the count as far, where each shown cell that changes has its cost; the
    cells that it changes are those to withhold. Cells with an infinite cost stay.
    """
    truth = sums.counts[one.quantity]
    shown = np.flatnonzero(~hidden)
    fixed = np.isinf(cost[shown])
    atoms, priced = len(truth), shown[~fixed]
    rows, kept = sums.matrix[priced], sums.matrix[shown[fixed]]
    target = sums.matrix[[one.cell]]
    none = csr_array((1, len(priced)))
    identity = eye_array(len(priced), format="csr")
    found = linprog(
        np.concatenate([np.full(atoms, 1e-4), np.full(atoms, 1e-4), cost[priced]]),
        A_ub=block_array([[rows, -rows, -identity], [-rows, rows, -identity]], format="csr"),
        b_ub=np.zeros(2 * len(priced)),
        A_eq=block_array(
            [
                [target, -target, none],
                *([[kept, -kept, csr_array((kept.shape[0], len(priced)))]] if fixed.any() else []),
            ],
            format="csr",
        ),
        b_eq=np.concatenate([[k - one.below], np.zeros(int(fixed.sum()))]),
        bounds=np.column_stack(
            [
                np.zeros(2 * atoms + len(priced)),
                np.concatenate([np.full(atoms, REACH * k), truth, np.full(len(priced), np.inf)]),
            ]
        ),
        method="highs-ds",
    )
    if found.status != 0:
        return np.array([], dtype=np.int64)
    return np.asarray(priced[found.x[2 * atoms :] > EPS])


def sums_of(
    cells: int,
    *,
    atoms: Mapping[tuple[str, ...], Sequence[int]],
    quantities: int,
    over: Mapping[tuple[str, ...], Sequence[int]],
    finer: Sequence[Sequence[NDArray[np.int64]]],
) -> Sums:
    """The sums of a table: `over` are, for each atom, the cells that it counts in."""
    pairs = [(cell, column) for column, atom in enumerate(atoms) for cell in over[atom]]
    at = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    matrix = csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(cells, len(atoms)))
    counts = np.zeros((quantities, len(atoms)))
    for column, values in enumerate(atoms.values()):
        counts[: len(values), column] = values
    return Sums(matrix, counts, finer)
