"""Log-linear models of the lists, as the reference that most published estimates were made with.

Fienberg (1972), "The multiple recapture census for closed populations and incomplete 2^k contingency tables",
Biometrika 59; interval by the profile of the multinomial likelihood (Cormack 1992), as Rcapture's closedpCI.t gives it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln

from audiatur.topics.civic_space.estimation.lists import Floats, Lists

_CHI_SQUARE_95 = 3.841459
_STEPS = 100
_MOST_TIMES = 1_000
_MOST_LOG = 30.0

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Number of cases by one model, the pairs of lists that it lets depend on each other, and its BIC.

    The upper end is infinite (None) where the likelihood never falls far enough.
    """

    estimate: int
    low: int
    high: int | None
    interactions: tuple[Pair, ...]
    bic: float


def log_linear(lists: Lists, *, interactions: Iterable[Pair] = ()) -> LogLinear:
    """The estimate of the model with all lists and these interactions of two lists."""
    pairs = tuple(interactions)
    design = _design(lists, pairs=pairs)
    counts = lists.table().astype(np.float64)
    fitted, likelihood = _fit(design[1:], counts=counts[1:])
    start = float(np.exp(min(fitted[0], _MOST_LOG)))

    def below(log_missing: float) -> float:
        return -_profile(np.expm1(log_missing), design=design, counts=counts)

    found = minimize_scalar(below, bracket=(np.log1p(start) - 0.1, np.log1p(start) + 0.1), tol=1e-9)
    best, cut = max(float(found.x), 0.0), float(found.fun) + _CHI_SQUARE_95 / 2
    low = 0.0 if below(0.0) <= cut else brentq(lambda at: below(at) - cut, 0.0, best, xtol=1e-6)
    end = max(best + 1, float(np.log(_MOST_TIMES * lists.documented)))
    high = None if below(end) <= cut else brentq(lambda at: below(at) - cut, best, end, xtol=1e-6)
    bic = -2 * likelihood + design.shape[1] * float(np.log(lists.documented))

    def number(log_missing: float) -> int:
        return lists.documented + round(float(np.expm1(log_missing)))

    return LogLinear(number(best), number(low), None if high is None else number(high), pairs, bic)


def log_linear_chosen(lists: Lists) -> LogLinear:
    """The model that adding one interaction after the other reaches, as long as each lowers the BIC."""
    best = log_linear(lists)
    left = [pair for pair in combinations(lists.names, 2) if lists.shared(*pair)]
    while left:
        tried = {pair: log_linear(lists, interactions=(*best.interactions, pair)) for pair in left}
        pair = min(tried, key=lambda added: tried[added].bic)
        if tried[pair].bic >= best.bic:
            break
        best = tried[pair]
        left.remove(pair)
    return best


def _design(lists: Lists, *, pairs: tuple[Pair, ...]) -> Floats:
    """Columns for all, each list and each pair; rows as in `Lists.table`."""
    width = len(lists.names)
    rows = np.arange(2**width)
    on = [(rows >> (width - 1 - number) & 1).astype(np.float64) for number in range(width)]
    both = [on[lists.names.index(one)] * on[lists.names.index(other)] for one, other in pairs]
    return np.column_stack([np.ones(len(rows)), *on, *both])


def _fit(design: Floats, *, counts: Floats) -> tuple[Floats, float]:
    """Maximum-likelihood coefficients of the Poisson model and the log-likelihood, by Newton steps that never lose."""

    def value_of(beta: Floats) -> float:
        rates = np.clip(design @ beta, -_MOST_LOG, _MOST_LOG)
        return float(counts @ rates - np.exp(rates).sum())

    beta: Floats = np.linalg.lstsq(design, np.log(counts + 0.5), rcond=None)[0].astype(np.float64)
    value = value_of(beta)
    for _ in range(_STEPS):
        mean = np.exp(np.clip(design @ beta, -_MOST_LOG, _MOST_LOG))
        curvature = design.T @ (mean[:, None] * design)
        step = np.linalg.lstsq(curvature, design.T @ (counts - mean), rcond=None)[0]
        scale = 1.0
        while (tried := value_of(beta + scale * step)) < value and scale > 1e-6:
            scale /= 2
        gained, beta, value = tried - value, beta + scale * step, tried
        if gained < 1e-10 * (1 + abs(value)):
            break
    return beta, value - float(gammaln(counts + 1).sum())


def _profile(missing: float, *, design: Floats, counts: Floats) -> float:
    """The log-likelihood of the multinomial with `missing` cases on no list, at the best probabilities."""
    full = counts.copy()
    full[0] = missing
    beta, _ = _fit(design, counts=full)
    mean = np.exp(np.clip(design @ beta, -_MOST_LOG, _MOST_LOG))
    total = full.sum()
    return float(gammaln(total + 1) - gammaln(full + 1).sum() + full @ np.log(mean / total))
