"""Cox's regression with delayed entry and ties by Efron, and the concordance that looks only at who was at risk.

Newton's method on the partial likelihood (D. Cox, JRSS B 34, 1972; B. Efron, JASA 72, 1977). A row is at risk at the
times t with entry < t ≤ exit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from audiatur.errors import AudiaturError
from audiatur.topics.proceedings.durations import Floats, Spells

_STEPS, _CLOSE = 50, 1e-10


class NotFitted(AudiaturError):
    """A model has no finite estimate: a column is constant, a copy of others, or tells the outcome apart."""


@dataclass(frozen=True, slots=True)
class CoxFit:
    """Log hazard ratios with standard errors, in the order of the columns."""

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    log_likelihood: float
    rows: int
    ends: int

    def interval(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """The bounds of the log hazard ratios."""
        half = float(norm.ppf((1 + level) / 2)) * self.errors
        return self.coefficients - half, self.coefficients + half


def fit_cox(spells: Spells, *, columns: Floats, names: tuple[str, ...]) -> CoxFit:
    """The fit of one way of ending (`end` = 1) on columns (rows × columns).

    Raises:
        NotFitted: there is no finite estimate.
    """
    order = _ordered(spells)
    centred = columns - columns.mean(axis=0)
    beta = np.zeros(columns.shape[1])
    value, gradient, information = _likelihood(beta, columns=centred, order=order)
    for _ in range(_STEPS):
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError as fault:
            raise NotFitted(f"No estimate for {', '.join(names)}: leave out constant or repeated columns.") from fault
        new, *rest = _likelihood(beta + step, columns=centred, order=order)
        while new < value - 1e-9 and np.abs(step).max() > _CLOSE:
            step = step / 2
            new, *rest = _likelihood(beta + step, columns=centred, order=order)
        beta, value, (gradient, information) = beta + step, new, rest
        if np.abs(gradient).max() < 1e-8 or np.abs(step).max() < _CLOSE:
            break
    else:
        raise NotFitted(f"No estimate for {', '.join(names)} after {_STEPS} steps: a column tells the ends apart.")
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    return CoxFit(names, beta, errors, float(value), len(spells.exit), int((spells.end == 1).sum()))


@dataclass(frozen=True, slots=True)
class _Order:
    """Rows by exit and by entry, and where the end times lie among them."""

    by_exit: NDArray[np.intp]
    by_entry: NDArray[np.intp]
    ends: NDArray[np.intp]
    """Rows that ended, by time."""
    group: NDArray[np.intp]
    """The number of the end time of each."""
    gone: NDArray[np.intp]
    entered: NDArray[np.intp]
    tied: NDArray[np.int64]
    fraction: Floats
    """Of each row that ended, its place among those tied with it, over their number (Efron)."""


def _ordered(spells: Spells) -> _Order:
    entry = np.where(spells.entry == 0, -np.inf, spells.entry)
    by_exit, by_entry = np.argsort(spells.exit, kind="stable"), np.argsort(entry, kind="stable")
    ends = by_exit[spells.end[by_exit] == 1]
    times, group, tied = np.unique(spells.exit[ends], return_inverse=True, return_counts=True)
    first = np.cumsum(tied) - tied
    place = np.arange(len(ends)) - first[group]
    return _Order(
        by_exit=by_exit,
        by_entry=by_entry,
        ends=ends,
        group=group,
        gone=np.searchsorted(spells.exit[by_exit], times, side="left"),
        entered=np.searchsorted(entry[by_entry], times, side="left"),
        tied=tied,
        fraction=place / tied[group],
    )


def _likelihood(beta: Floats, *, columns: Floats, order: _Order) -> tuple[float, Floats, Floats]:
    """The partial log likelihood, its gradient and its information, by sums over those at risk."""
    score = columns @ beta
    weight = np.exp(score - score.max())
    size = columns.shape[1]
    outer = columns[:, :, None] * columns[:, None, :]
    risk0 = _at_risk(weight, order=order)
    risk1 = _at_risk(weight[:, None] * columns, order=order)
    risk2 = _at_risk((weight[:, None, None] * outer).reshape(len(weight), -1), order=order).reshape(-1, size, size)
    ended_weight = weight[order.ends]
    own = columns[order.ends]
    tied0 = _per_time(ended_weight, order=order)
    tied1 = _per_time(ended_weight[:, None] * own, order=order)
    tied2 = _per_time((ended_weight[:, None, None] * outer[order.ends]).reshape(len(own), -1), order=order)
    tied2 = tied2.reshape(-1, size, size)
    group, share = order.group, order.fraction
    total0 = risk0[group] - share * tied0[group]
    total1 = risk1[group] - share[:, None] * tied1[group]
    total2 = risk2[group] - share[:, None, None] * tied2[group]
    mean = total1 / total0[:, None]
    value = float(score[order.ends].sum() - (np.log(total0) + score.max()).sum())
    gradient = own.sum(axis=0) - mean.sum(axis=0)
    information = (total2 / total0[:, None, None] - mean[:, :, None] * mean[:, None, :]).sum(axis=0)
    return value, gradient, information


def _at_risk(values: Floats, *, order: _Order) -> Floats:
    """For each end time the sum over rows that entered before it and had not left."""
    flat = values if values.ndim > 1 else values[:, None]
    zero = np.zeros((1, flat.shape[1]))
    entered = np.concatenate([zero, np.cumsum(flat[order.by_entry], axis=0)])[order.entered]
    gone = np.concatenate([zero, np.cumsum(flat[order.by_exit], axis=0)])[order.gone]
    found: Floats = entered - gone
    return found if values.ndim > 1 else found[:, 0]


def _per_time(values: Floats, *, order: _Order) -> Floats:
    return np.add.reduceat(values, np.cumsum(order.tied) - order.tied, axis=0)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Of pairs in which one ended while the other was at risk, the share in which the higher score ended first."""

    share: float
    pairs: int


def concordance(spells: Spells, *, score: Floats) -> Concordance:
    """Harrell's concordance over risk sets: a pair counts only if both were at risk when one of them ended.

    Equal scores count one half. The scores at risk are kept in a Fenwick tree, so that it takes n log n steps.
    """
    ranks = np.unique(score, return_inverse=True)[1]
    tree = _Tree(int(ranks.max(initial=0)) + 1)
    entry = np.where(spells.entry == 0, -np.inf, spells.entry)
    times = np.unique(spells.exit[spells.end == 1])
    entering, leaving = np.argsort(entry, kind="stable"), np.argsort(spells.exit, kind="stable")
    enters = np.searchsorted(entry[entering], times, side="left")
    leaves = np.searchsorted(spells.exit[leaving], times, side="right")
    entered = left = 0
    good = pairs = 0.0
    for time, to_enter, to_leave in zip(times, enters, leaves, strict=True):
        for row in entering[entered:to_enter]:
            tree.add(int(ranks[row]), 1)
        entered = int(to_enter)
        going = leaving[left:to_leave]
        left = int(to_leave)
        ends = [row for row in going if spells.end[row] == 1]
        censored_then = [row for row in going if spells.end[row] != 1 and spells.exit[row] == time]
        # Those who end at the same time are no pair; those who leave the records that day were still at risk.
        for row in going:
            if spells.exit[row] < time or spells.end[row] == 1:
                tree.add(int(ranks[row]), -1)
        for row in ends:
            below, same = tree.below(int(ranks[row])), tree.count(int(ranks[row]))
            good += below + 0.5 * same
            pairs += tree.total
        for row in censored_then:
            tree.add(int(ranks[row]), -1)
    return Concordance(good / pairs if pairs else float("nan"), int(pairs))


class _Tree:
    """Counts by rank, with the count below a rank in log n steps (P. Fenwick, 1994)."""

    def __init__(self, size: int) -> None:
        self._sums = [0] * (size + 1)
        self._each = [0] * size
        self.total = 0

    def add(self, rank: int, amount: int) -> None:
        """Add to the count of a rank."""
        self._each[rank] += amount
        self.total += amount
        place = rank + 1
        while place < len(self._sums):
            self._sums[place] += amount
            place += place & -place

    def below(self, rank: int) -> int:
        """The count of lower ranks."""
        found = 0
        while rank:
            found += self._sums[rank]
            rank -= rank & -rank
        return found

    def count(self, rank: int) -> int:
        """The count of a rank."""
        return self._each[rank]
