"""The number of cases where some are more visible than others by degrees: one normal trait of each case, for all lists.

Coull and Agresti (1999), "The use of mixed logit models to reflect heterogeneity in capture-recapture studies",
Biometrics 55: logit P(list j has case i) = b_j + s z_i, z_i ~ N(0, 1). Few lists hardly show s, so the number is known
as badly as s is, and the interval says so. Priors: b_j ~ N(0, 2²), s ~ half-normal(1), 1/N on the number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import chi2

from audiatur.topics.civic_space.estimation.lists import Floats, Ints, Lists
from audiatur.topics.civic_space.estimation.posterior import Posterior

CONTRADICTED = 0.01
_LOGIT_SPREAD = 2.0
_TRAIT_SPREAD = 1.0
_GRID = np.linspace(0.0, 3.5, 36)
"""Values of s: the half-normal has 0.0005 of its probability beyond."""
_DRAWS = 200
"""Draws of the b_j for each s."""
_TRAITS, _TRAIT_WEIGHTS = np.polynomial.hermite_e.hermegauss(31)
_DEGREES = 6.0
_STEP = 1e-3
_LEAST = 1e-300
_MOST_TIMES = 1e4


@dataclass(frozen=True, slots=True)
class Visibility:
    """The posterior of the number, the mean of s, how many independent draws the weighted ones are worth, and the fit.

    `fit` is the probability of counts that lie as far from the model's as these do (likelihood ratio, chi-square):
    where it is small, lists depend on each other in ways that one trait cannot tell.
    """

    posterior: Posterior
    spread: float
    effective_draws: float
    fit: float

    @property
    def contradicted(self) -> bool:
        """Whether the lists contradict the model."""
        return self.fit < CONTRADICTED


def visibility(lists: Lists, *, seed: int) -> Visibility:
    """The posterior by importance sampling: for each s on a grid, draws of the b_j around their best values."""
    rng = np.random.default_rng(seed)
    patterns, counts = lists.cells()
    best = np.full(len(lists.names), -1.0)
    logits, spreads, weights = [], [], []
    nearest = -np.inf
    for spread in _GRID:
        best, covariance = _around(best, spread=float(spread), patterns=patterns, counts=counts)
        drawn, log_proposal = _student(rng, middle=best, covariance=covariance)
        closeness = _log_likelihood(best[None, :], spreads=np.array([spread]), patterns=patterns, counts=counts)
        nearest = max(nearest, float(closeness[0]))
        logits.append(drawn)
        spreads.append(np.full(len(drawn), spread))
        log_weight = _log_posterior(drawn, spreads=spreads[-1], patterns=patterns, counts=counts)
        weights.append(log_weight - log_proposal - 0.5 * (spread / _TRAIT_SPREAD) ** 2)
    all_spreads, all_logs = np.concatenate(spreads), np.concatenate(weights)
    weight = np.exp(all_logs - all_logs.max())
    weight /= weight.sum()
    unseen = _unseen(np.concatenate(logits), spreads=all_spreads)
    rate = rng.standard_gamma(lists.documented, len(unseen)) * unseen / (1 - unseen)
    missing = rng.poisson(np.minimum(rate, _MOST_TIMES * lists.documented))
    values, place = np.unique(missing + lists.documented, return_inverse=True)
    shares: Floats = np.bincount(place, weights=weight).astype(np.float64)
    return Visibility(
        Posterior(values, shares),
        float(weight @ all_spreads),
        float(1 / (weight**2).sum()),
        _fit(nearest, counts=counts, lists=len(lists.names)),
    )


def _fit(log_likelihood: float, *, counts: Ints, lists: int) -> float:
    saturated = float(counts @ np.log(counts / counts.sum()))
    return float(chi2.sf(2 * (saturated - log_likelihood), max(2**lists - lists - 3, 1)))


def _chances(logits: Floats, *, spreads: Floats) -> Floats:
    """The probability of each list (draw, list, trait) for a case with each trait."""
    found: Floats = 1 / (1 + np.exp(-(logits[:, :, None] + spreads[:, None, None] * _TRAITS)))
    return found


def _unseen(logits: Floats, *, spreads: Floats) -> Floats:
    traits = _TRAIT_WEIGHTS / _TRAIT_WEIGHTS.sum()
    missed: Floats = np.prod(1 - _chances(logits, spreads=spreads), axis=1) @ traits
    return np.asarray(np.minimum(missed, 1 - 1e-12), dtype=np.float64)


def _log_posterior(logits: Floats, *, spreads: Floats, patterns: Ints, counts: Ints) -> Floats:
    """The log of likelihood and prior of the b_j, for each draw."""
    prior = 0.5 * (logits**2).sum(axis=1) / _LOGIT_SPREAD**2
    found: Floats = _log_likelihood(logits, spreads=spreads, patterns=patterns, counts=counts) - prior
    return found


def _log_likelihood(logits: Floats, *, spreads: Floats, patterns: Ints, counts: Ints) -> Floats:
    """The log likelihood of the cases that are on some list (the number is integrated out), for each draw."""
    chances = _chances(logits, spreads=spreads)
    traits = _TRAIT_WEIGHTS / _TRAIT_WEIGHTS.sum()
    on, off = np.log(chances), np.log1p(-np.minimum(chances, 1 - 1e-15))
    logs = np.einsum("cj,djt->dct", patterns.astype(np.float64), on - off) + off.sum(axis=1)[:, None, :]
    cells = np.exp(logs) @ traits
    seen = np.log1p(-_unseen(logits, spreads=spreads))
    found: Floats = np.log(np.maximum(cells, _LEAST)) @ counts - counts.sum() * seen
    return found


def _around(start: Floats, *, spread: float, patterns: Ints, counts: Ints) -> tuple[Floats, Floats]:
    """The best b_j for one s, and the covariance that the curvature there gives."""

    def loss(logits: Floats) -> Floats:
        rows = np.atleast_2d(logits)
        return -_log_posterior(rows, spreads=np.full(len(rows), spread), patterns=patterns, counts=counts)

    def slope(logits: Floats) -> Floats:
        steps = _STEP * np.eye(len(logits))
        found: Floats = (loss(logits + steps) - loss(logits - steps)) / (2 * _STEP)
        return found

    best = minimize(lambda at: loss(at)[0], start, jac=slope, method="BFGS", options={"gtol": 1e-2}).x
    steps = _STEP * np.eye(len(best))
    curvature = np.array([(slope(best + step) - slope(best - step)) / (2 * _STEP) for step in steps])
    values, vectors = np.linalg.eigh((curvature + curvature.T) / 2)
    return best, (vectors / np.maximum(values, 1.0)) @ vectors.T


def _student(rng: np.random.Generator, *, middle: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Draws of a multivariate t, and the log of their density up to a constant that is the same for all."""
    root = np.linalg.cholesky(covariance)
    width = len(middle)
    normal = rng.standard_normal((_DRAWS, width))
    scale = np.sqrt(_DEGREES / rng.chisquare(_DEGREES, _DRAWS))[:, None]
    standard = normal * scale
    density = -0.5 * (_DEGREES + width) * np.log1p((standard**2).sum(axis=1) / _DEGREES)
    return middle + standard @ root.T, density - np.log(np.diag(root)).sum()
