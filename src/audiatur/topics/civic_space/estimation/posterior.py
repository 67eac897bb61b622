"""What is believed about a number after the lists were seen: values with weights, intervals, and separate answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audiatur.topics.civic_space.estimation.lists import Floats, Ints

LEVEL = 0.95
LEAST_SHARE = 0.05
"""A mode with a smaller share of the whole is not told apart."""
VALLEY = 0.5
"""Two modes are apart where the density between them falls under this share of the lower one."""
_BINS = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds and middle of a number, and the level of the interval."""

    low: int
    median: int
    high: int
    level: float = LEVEL

    def holds(self, value: float) -> bool:
        """Whether a value lies within."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer among those that the lists allow, with its weight among them (they add up to 1)."""

    interval: Interval
    weight: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """Numbers of cases in ascending order, and the probability of each."""

    values: Ints
    weights: Floats

    def quantile(self, share: float) -> int:
        """The smallest value that has at least this share of the probability at or below it."""
        cumulative = np.cumsum(self.weights)
        return int(self.values[min(int(np.searchsorted(cumulative, share)), len(self.values) - 1)])

    def interval(self, *, level: float = LEVEL) -> Interval:
        """The interval with equal tails."""
        tail = (1 - level) / 2
        return Interval(self.quantile(tail), self.quantile(0.5), self.quantile(1 - tail), level)

    def between(self, low: float, high: float) -> tuple[Posterior, float]:
        """The part at or over `low` and under `high`, made whole again, and its share; where it has none, 0."""
        inside = (self.values >= low) & (self.values < high)
        share = float(self.weights[inside].sum())
        return Posterior(self.values[inside], self.weights[inside] / (share or 1.0)), share


def posterior_of_draws(draws: Ints) -> Posterior:
    """The posterior that a sample stands for."""
    values, counts = np.unique(draws, return_counts=True)
    return Posterior(values.astype(np.int64), counts / counts.sum())


def mixture(parts: Sequence[tuple[Posterior, float]]) -> Posterior:
    """Several posteriors as one, each with its weight."""
    total = sum(weight for _, weight in parts)
    values, place = np.unique(np.concatenate([part.values for part, _ in parts]), return_inverse=True)
    joined = np.concatenate([part.weights * (weight / total) for part, weight in parts])
    shares: Floats = np.bincount(place, weights=joined, minlength=len(values)).astype(np.float64)
    return Posterior(values, shares)


def answers(posterior: Posterior, *, floor: int) -> tuple[Answer, ...]:
    """One answer, or one for each mode that stands apart on the scale of log(number not documented).

    `floor` is the number documented.
    """
    cuts = [0.0, *valleys(posterior, floor=floor), np.inf]
    parts = [posterior.between(low, high) for low, high in pairwise(cuts)]
    return tuple(Answer(part.interval(), share) for part, share in parts)


def valleys(posterior: Posterior, *, floor: int) -> list[float]:
    """The numbers at which a posterior with several modes is divided."""
    scale = np.log(posterior.values - floor + 1.0)
    density, edges = _density(scale, weights=posterior.weights)
    middles = (edges[:-1] + edges[1:]) / 2
    at = np.arange(len(density))
    found: list[float] = []
    begins = 0
    for low in [i for i in range(1, len(density) - 1) if density[i - 1] > density[i] <= density[i + 1]]:
        left, right = density[begins:low].max(), density[low:].max()
        shares = density[(at >= begins) & (at < low)].sum(), density[low:].sum()
        if density[low] < VALLEY * min(left, right) and min(shares) >= LEAST_SHARE * density.sum():
            found.append(float(np.exp(middles[low]) + floor - 1))
            begins = low
    return found


def _density(scale: Floats, *, weights: Floats) -> tuple[Floats, Floats]:
    """A smooth histogram: Gaussian kernel with Silverman's width, narrowed since modes are looked for."""
    mean = float(weights @ scale)
    spread = float(np.sqrt(weights @ (scale - mean) ** 2)) or 1.0
    effective = 1 / float((weights**2).sum())
    width = max(0.5 * spread * min(effective, 5_000.0) ** -0.2, 1e-9)
    edges = np.linspace(scale.min() - 3 * width, scale.max() + 3 * width, _BINS + 1)
    counts, _ = np.histogram(scale, bins=edges, weights=weights)
    step = edges[1] - edges[0]
    reach = max(1, int(3 * width / step))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    return np.convolve(counts, kernel / kernel.sum(), mode="same"), edges
