"""Gibbs steps of the latent class model, compiled.

State of one chain: logs of the class shares `share` (k), capture probabilities `capture` (list, k), concentration
(1-vector) and missing (1-vector). Shares are kept as logs: with a small concentration the last ones are far under the
smallest number, and the concentration is drawn from them. Cells: `patterns` (cell, list) and `counts` (cell); the cell
of no list is not among them.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from audiatur.topics.civic_space.estimation.lists import Floats, Ints

_LEAST = 1e-300
_NEAR_ONE = 1 - 1e-15
_MOST_TIMES = 1e4


@njit(cache=True, error_model="numpy")
def _beta(rng: np.random.Generator, a: float, b: float) -> float:
    if a == 1.0 and b == 1.0:
        return rng.random()
    x = rng.standard_gamma(a)
    y = rng.standard_gamma(b)
    if x + y <= 0.0:
        return 1.0 if rng.random() * (a + b) < a else 0.0
    return x / (x + y)


@njit(cache=True, error_model="numpy")
def _divide(
    rng: np.random.Generator, count: int, odds: Floats, whole: float, size: Floats, into: Ints
) -> int:  # fmt: skip
    """Divides the cases of one cell among the classes; returns how many classes were looked at."""
    left, rest = count, whole
    last = len(odds) - 1
    for k in range(last):
        probability = odds[k] / rest if rest > 0.0 else 0.0
        if probability >= _NEAR_ONE:
            drawn = left
        elif probability > 0.0:
            drawn = rng.binomial(left, probability)
        else:
            drawn = 0
        into[k] = drawn
        size[k] += drawn
        left -= drawn
        if left == 0:
            return k + 1
        rest -= odds[k]
    into[last] = left
    size[last] += left
    return last + 1


@njit(cache=True, error_model="numpy")
def chance_unseen(share: Floats, capture: Floats) -> float:
    """The probability that a case is on no list."""
    unseen = 0.0
    for k in range(len(share)):
        product = math.exp(share[k])
        for j in range(capture.shape[0]):
            product *= 1.0 - capture[j, k]
        unseen += product
    return min(unseen, _NEAR_ONE)


@njit(cache=True, error_model="numpy")
def sweep(
    rng: np.random.Generator,
    patterns: Ints,
    counts: Ints,
    documented: int,
    share: Floats,
    capture: Floats,
    concentration: Floats,
    missing: Ints,
    prior: Floats,
) -> None:
    """One sweep: missing cases, classes of all cases, capture probabilities, labels, shares, concentration."""
    lists, classes = capture.shape
    odds = np.empty(classes)
    prior_odds = np.exp(share)
    size = np.zeros(classes)
    on = np.zeros((lists, classes))
    into = np.zeros(classes, dtype=np.int64)
    unseen = chance_unseen(share, capture)
    expected = rng.standard_gamma(documented) * unseen / (1.0 - unseen)
    # Without an upper end a chain that starts far away could leave the numbers that a computer has.
    missing[0] = rng.poisson(min(expected, _MOST_TIMES * documented))
    for cell in range(-1, len(counts)):
        whole = 0.0
        for k in range(classes):
            odds[k] = prior_odds[k]
        for j in range(lists):
            if cell >= 0 and patterns[cell, j] == 1:
                for k in range(classes):
                    odds[k] *= capture[j, k]
            else:
                for k in range(classes):
                    odds[k] *= 1.0 - capture[j, k]
        for k in range(classes):
            whole += odds[k]
        count = missing[0] if cell < 0 else counts[cell]
        if count == 0:
            continue
        used = _divide(rng, count, odds, whole, size, into)
        if cell >= 0:
            for j in range(lists):
                if patterns[cell, j] == 1:
                    for k in range(used):
                        on[j, k] += into[k]
    for k in range(classes):
        for j in range(lists):
            capture[j, k] = _beta(rng, prior[2] + on[j, k], prior[3] + size[k] - on[j, k])
    _relabel(rng, size, share, capture)
    _shares(rng, size, share, concentration, prior)


@njit(cache=True, error_model="numpy")
def _relabel(rng: np.random.Generator, size: Floats, share: Floats, capture: Floats) -> None:
    """Exchanges the labels of two classes drawn at random (Papaspiliopoulos and Roberts 2008, move 1).

    Stick-breaking gives labels a prior order; without the exchange a large class can stay behind a small one.
    """
    classes = len(size)
    for _ in range(classes):
        a = int(rng.random() * classes)
        b = int(rng.random() * classes)
        if a == b:
            continue
        gain = (size[a] - size[b]) * (share[b] - share[a])
        if gain >= 0.0 or rng.random() < math.exp(gain):
            size[a], size[b] = size[b], size[a]
            for j in range(capture.shape[0]):
                capture[j, a], capture[j, b] = capture[j, b], capture[j, a]


@njit(cache=True, error_model="numpy")
def _shares(rng: np.random.Generator, size: Floats, share: Floats, concentration: Floats, prior: Floats) -> None:
    """Stick-breaking shares given the sizes of the classes, then the concentration given the sticks."""
    classes = len(size)
    later = 0.0
    for k in range(classes):
        later += size[k]
    left = 0.0
    for k in range(classes - 1):
        later -= size[k]
        taken = _log_gamma(rng, 1.0 + size[k])
        rest = _log_gamma(rng, concentration[0] + later)
        both = max(taken, rest) + math.log1p(math.exp(-abs(taken - rest)))
        share[k] = left + taken - both
        left += rest - both
    share[classes - 1] = left
    concentration[0] = rng.standard_gamma(prior[0] + classes - 1) / (prior[1] - left)


@njit(cache=True, error_model="numpy")
def _log_gamma(rng: np.random.Generator, shape: float) -> float:
    """The log of a gamma variate, exact where the variate itself would be 0 (Robert and Casella 2002, p. 45)."""
    if shape < 0.5:
        return math.log(rng.standard_gamma(1.0 + shape)) + math.log(1.0 - rng.random()) / shape
    return math.log(rng.standard_gamma(shape))


@njit(cache=True, error_model="numpy")
def run_chain(
    rng: np.random.Generator,
    patterns: Ints,
    counts: Ints,
    share: Floats,
    capture: Floats,
    concentration: Floats,
    prior: Floats,
    draws: int,
    thin: int,
) -> Ints:
    """Missing cases after every `thin` sweeps, `draws` times; the state is changed in place."""
    documented = counts.sum()
    missing = np.zeros(1, dtype=np.int64)
    kept = np.empty(draws, dtype=np.int64)
    for draw in range(draws):
        for _ in range(thin):
            sweep(rng, patterns, counts, documented, share, capture, concentration, missing, prior)
        kept[draw] = missing[0]
    return kept


@njit(cache=True, error_model="numpy")
def _log_cells(patterns: Ints, share: Floats, capture: Floats, into: Floats) -> None:
    """The log probability of each cell, then of being on some list."""
    lists, classes = capture.shape
    for cell in range(len(patterns)):
        total = 0.0
        for k in range(classes):
            product = math.exp(share[k])
            for j in range(lists):
                product *= capture[j, k] if patterns[cell, j] == 1 else 1.0 - capture[j, k]
            total += product
        into[cell] = math.log(max(total, _LEAST))
    into[len(patterns)] = math.log1p(-chance_unseen(share, capture))


@njit(cache=True, error_model="numpy")
def run_ladder(
    rng: np.random.Generator,
    patterns: Ints,
    rungs: Ints,
    share: Floats,
    capture: Floats,
    concentration: Floats,
    prior: Floats,
    draws: int,
    thin: int,
    swapped: Ints,
) -> Ints:
    """As `run_chain`, with chains on thinned counts beside it (`rungs`: rung, cell; rung 0 has all the cases).

    Neighbours exchange their states with the probability that leaves the posterior of each rung as it is (parallel
    tempering; Geyer 1991). A chain on few cases crosses between modes that hold a chain on all of them.
    `share` (rung, k), `capture` (rung, list, k) and `concentration` (rung, 1) are changed in place.
    """
    levels, cells = rungs.shape
    documented = rungs.sum(axis=1)
    missing = np.zeros((levels, 1), dtype=np.int64)
    kept = np.empty(draws, dtype=np.int64)
    logs = np.empty((levels, cells + 1))
    for draw in range(draws):
        for turn in range(thin):
            for level in range(levels):
                sweep(
                    rng, patterns, rungs[level], documented[level], share[level], capture[level],
                    concentration[level], missing[level], prior,
                )  # fmt: skip
            if turn == thin - 1:
                kept[draw] = missing[0, 0]
            for level in range(levels):
                _log_cells(patterns, share[level], capture[level], logs[level])
            for lower in range((draw * thin + turn) % 2, levels - 1, 2):
                upper = lower + 1
                gain = -(documented[lower] - documented[upper]) * (logs[upper, cells] - logs[lower, cells])
                for cell in range(cells):
                    gain += (rungs[lower, cell] - rungs[upper, cell]) * (logs[upper, cell] - logs[lower, cell])
                if gain >= 0.0 or rng.random() < math.exp(gain):
                    swapped[lower] += 1
                    _exchange(share, capture, concentration, lower, upper)
    return kept


@njit(cache=True, error_model="numpy")
def _exchange(share: Floats, capture: Floats, concentration: Floats, lower: int, upper: int) -> None:
    concentration[lower, 0], concentration[upper, 0] = concentration[upper, 0], concentration[lower, 0]
    for k in range(share.shape[1]):
        share[lower, k], share[upper, k] = share[upper, k], share[lower, k]
        for j in range(capture.shape[1]):
            capture[lower, j, k], capture[upper, j, k] = capture[upper, j, k], capture[lower, j, k]
