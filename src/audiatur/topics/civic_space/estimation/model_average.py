"""The number of cases, averaged over all decomposable graphs of dependence between the lists.

Madigan and York (1997), "Bayesian methods for estimation of the size of a closed population", Biometrika 84; as in
dga (Johndrow, Lum and Ball 2015), whose posterior it equals: hyper-Dirichlet prior with `delta` in each cell, prior
1/N on the number, the same prior for each graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import gammaln, logsumexp

from audiatur.topics.civic_space.estimation.graphs import Edge, coefficients, decomposable_graphs
from audiatur.topics.civic_space.estimation.lists import Floats, Ints, Lists
from audiatur.topics.civic_space.estimation.posterior import Posterior

_COLUMNS = 1024
_COARSE = 256
_NEGLIGIBLE = 1e-9
_PRUNED_FROM = 6
"""From this many lists on, graphs with a negligible share on a coarse grid are left out of the fine one."""
_REACH = 20
_REACH_LIMIT = 320
_LEAST_REACH = 2_000
_OPEN_TAIL = 1e-3


@dataclass(frozen=True, slots=True)
class ModelAverage:
    """The averaged posterior, and what each graph (by its edges between the names of lists) adds to it.

    `open_tail` is the probability in the upper half of the range that was looked at: where it is not small, the lists
    set no upper bound, and the upper end of the interval is that of the range.
    """

    posterior: Posterior
    graphs: tuple[tuple[tuple[str, str], ...], ...]
    weights: Floats
    open_tail: float

    def dependence(self) -> dict[tuple[str, str], float]:
        """The probability that two lists depend on each other, for each pair in some graph."""
        found: dict[tuple[str, str], float] = {}
        for edges, weight in zip(self.graphs, self.weights.tolist(), strict=True):
            for edge in edges:
                found[edge] = found.get(edge, 0.0) + weight
        return found


def model_average(lists: Lists, *, most_missing: int | None = None, delta: float | None = None) -> ModelAverage:
    """The posterior of the number of cases, for 0 … `most_missing` cases on no list.

    Without `most_missing` the range grows until its upper half is improbable. `delta` is the prior count of each
    cell, 2^-p for p lists unless given.

    >>> three = Lists(("A", "B", "C"), {(1, 0, 0): 60, (0, 1, 0): 49, (1, 1, 0): 4, (0, 0, 1): 247, (1, 0, 1): 112,
    ...                                 (0, 1, 1): 142, (1, 1, 1): 12})
    >>> model_average(three).posterior.interval()
    Interval(low=694, median=731, high=787, level=0.95)
    """
    if most_missing is not None:
        return _averaged(lists, most_missing=most_missing, delta=delta)
    reach, limit = (max(_LEAST_REACH, times * lists.documented) for times in (_REACH, _REACH_LIMIT))
    found = _averaged(lists, most_missing=reach, delta=delta)
    while found.open_tail > _OPEN_TAIL and reach < limit:
        reach = min(4 * reach, limit)
        found = _averaged(lists, most_missing=reach, delta=delta)
    return found


def _averaged(lists: Lists, *, most_missing: int, delta: float | None) -> ModelAverage:
    width = len(lists.names)
    graphs, matrix, parts = _graphs(width)
    prior = 2.0**-width if delta is None else delta
    chosen = np.arange(len(parts))
    missing = np.arange(most_missing + 1)
    coarse = np.unique(np.geomspace(1, most_missing + 1, _COARSE).astype(np.int64)) - 1
    rough = _log_weights(lists, matrix=matrix, parts=parts, missing=coarse, delta=prior)
    top = float(rough.max())
    if width >= _PRUNED_FROM:
        mass = logsumexp(rough, axis=1, b=np.gradient(coarse.astype(np.float64)))
        chosen = np.flatnonzero(mass > logsumexp(mass) + np.log(_NEGLIGIBLE))
    by_number, by_graph = np.empty(len(missing)), np.zeros(len(chosen))
    for start in range(0, len(missing), _COLUMNS):
        span = slice(start, start + _COLUMNS)
        weights = _log_weights(lists, matrix=matrix[chosen], parts=parts[chosen], missing=missing[span], delta=prior)
        weights -= top
        np.exp(weights, out=weights)
        by_number[span] = weights.sum(axis=0)
        by_graph += weights.sum(axis=1)
    probability = by_number / by_number.sum()
    return ModelAverage(
        Posterior(missing + lists.documented, probability),
        tuple(tuple((lists.names[one], lists.names[other]) for one, other in graphs[row]) for row in chosen),
        by_graph / by_graph.sum(),
        float(probability[len(missing) // 2 :].sum()),
    )


@lru_cache(maxsize=8)
def _graphs(width: int) -> tuple[tuple[tuple[Edge, ...], ...], Floats, Floats]:
    graphs = decomposable_graphs(width)
    return tuple(graph.edges for graph in graphs), *coefficients(graphs, lists=width)


def _log_weights(lists: Lists, *, matrix: Floats, parts: Floats, missing: Ints, delta: float) -> Floats:
    """The log of likelihood and prior, up to a constant, for each graph (row) and number missing (column)."""
    prior = delta * 2 ** len(lists.names)
    numbers = missing + float(lists.documented)
    common = gammaln(numbers + 1) - gammaln(missing + 1.0) - np.log(np.maximum(numbers, 1))
    whole = gammaln(prior) - gammaln(numbers + prior)
    weights: Floats = matrix @ _set_weights(lists, missing=missing, delta=delta)
    weights += parts[:, None] * whole
    weights += common
    return weights


def _set_weights(lists: Lists, *, missing: Ints, delta: float) -> Floats:
    """For each set of lists (row, 1 … 2^p - 1) the log marginal likelihood of its table, without its sum."""
    width = len(lists.names)
    table = lists.table().reshape((2,) * width)
    rows = np.empty((2**width - 1, len(missing)))
    for number in range(1, 2**width):
        away = tuple(axis for axis in range(width) if not number >> (width - 1 - axis) & 1)
        counts = table.sum(axis=away).ravel().astype(np.float64)
        alpha = delta * 2 ** len(away)
        known = gammaln(counts[1:] + alpha).sum() - len(counts) * gammaln(alpha)
        rows[number - 1] = gammaln(counts[0] + missing + alpha) + known
    return rows
