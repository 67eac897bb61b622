"""How admissions and stays may drift away from what they were: a step at once and a random walk, with heavy tails.

The step is there because what they are now is not known exactly, and because a change of practice comes at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.steps import PER_YEAR, Step

_TAILS = 5
"""Degrees of freedom: a run in five hundred drifts five times as far as the scale says."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Factors on admissions and on the intensity of leaving, by (runs, T)."""

    admissions: Floats
    stays: Floats


def drifting(*, runs: int, steps: int, step: Step, admissions_a_year: float, stays_a_year: float, seed: int) -> Drift:
    """Walks of the logarithm; `…_a_year` is the scale of the change after one year, half of its variance at once.

    >>> drifting(runs=1, steps=2, step="month", admissions_a_year=0, stays_a_year=0, seed=1).stays.tolist()
    [[1.0, 1.0]]
    """
    rng = np.random.default_rng([seed, 0xD21F7])
    return Drift(
        _walks(rng, runs=runs, steps=steps, step=step, scale=admissions_a_year),
        _walks(rng, runs=runs, steps=steps, step=step, scale=stays_a_year),
    )


def _walks(rng: np.random.Generator, *, runs: int, steps: int, step: Step, scale: float) -> Floats:
    one = np.cumsum(rng.standard_normal((runs, steps)), axis=1) / np.sqrt(PER_YEAR[step])
    wide = np.sqrt(_TAILS / rng.chisquare(_TAILS, runs))[:, None]
    walk = (rng.standard_normal((runs, 1)) + one) * wide * scale / np.sqrt(2.0)
    # A factor beyond a hundred either way is no forecast; it would only exhaust the engine.
    return np.asarray(np.exp(np.clip(walk, -4.6, 4.6)))


def still(*, runs: int, steps: int) -> Drift:
    """No drift: what is left is the chance of each person."""
    return Drift(np.ones((runs, steps)), np.ones((runs, steps)))
