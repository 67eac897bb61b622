"""How far a share or a gap differs between courts, beyond what chance does: shrunk estimates, and those that stand out.

The spread between courts is R. Paule's and J. Mandel's (1982); each court's own estimate is drawn towards the mean of
all by how little it knows (C. Morris, JASA 78, 1983).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import binom, norm

from audiatur.topics.proceedings.durations import Floats


@dataclass(frozen=True, slots=True)
class CourtGap:
    """One court's gap in 0..1: as it is, and drawn towards the others."""

    court: str
    n: int
    raw: float
    shrunk: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The gaps of courts: their mean, their standard deviation beyond chance, and each."""

    mean: float
    deviation: float
    courts: tuple[CourtGap, ...]


def between_courts(counts: pl.DataFrame, *, court: str) -> Spread:
    """The spread of gaps from counts by court: one, one_hits, base, base_hits."""
    one, base = counts["one"].to_numpy(), counts["base"].to_numpy()
    # One half added to each cell, so that a share of nought or one has a spread too (A. Agresti and B. Caffo, 2000).
    share_one, share_base = (
        (counts["one_hits"].to_numpy() + 0.5) / (one + 1),
        (counts["base_hits"].to_numpy() + 0.5) / (base + 1),
    )
    gap = share_one - share_base
    variance = share_one * (1 - share_one) / one + share_base * (1 - share_base) / base
    tau2 = _paule_mandel(gap, variance)
    weight = 1 / (variance + tau2)
    mean = float(weight @ gap / weight.sum())
    kept = tau2 / (tau2 + variance)
    shrunk = mean + kept * (gap - mean)
    half = norm.ppf(0.975) * np.sqrt(kept * variance + (1 - kept) ** 2 / weight.sum())
    names = counts[court].cast(pl.String).to_list()
    rows = zip(names, (one + base).tolist(), gap, shrunk, shrunk - half, shrunk + half, strict=True)
    return Spread(
        mean,
        math.sqrt(tau2),
        tuple(CourtGap(name, n, *(float(value) for value in values)) for name, n, *values in rows),
    )


def _paule_mandel(value: Floats, variance: Floats) -> float:
    """The variance between, at which the weighted squares are what their degrees of freedom expect."""

    def excess(between: float) -> float:
        weight = 1 / (variance + between)
        mean = weight @ value / weight.sum()
        return float(weight @ (value - mean) ** 2) - (len(value) - 1)

    low, high = 0.0, 1.0
    if excess(low) <= 0:
        return 0.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its count beyond a limit, and how likely so many are where all places are as the rest."""

    place: str
    n: int
    over: int
    share: float
    p: float
    stands_out: bool


def standing_out(counts: pl.DataFrame, *, place: str, level: float = 0.05) -> tuple[Place, ...]:
    """The places whose share lies above that of the rest, whatever the number of places (Holm at `level`).

    `counts`: the place, n, over. Places are taken out of the rest one after the other, the clearest first, so that one
    cluster does not hide another; those taken out before are no part of the rest.
    """
    names = counts[place].cast(pl.String).to_list()
    n, over = counts["n"].to_numpy(), counts["over"].to_numpy()
    left = np.ones(len(names), dtype=np.bool_)
    found: dict[int, float] = {}
    while left.sum() > 1:
        rest_n, rest_over = n[left].sum() - n, over[left].sum() - over
        share = (rest_over + 0.5) / (rest_n + 1)
        # The rest is estimated too: its upper bound keeps a small rest from making others stand out.
        bound = np.minimum(1.0, share + norm.ppf(0.95) * np.sqrt(share * (1 - share) / np.maximum(rest_n, 1)))
        p = np.where(left & (n > 0), binom.sf(over - 1, n, bound), 1.0)
        clearest = int(np.argmin(p))
        if p[clearest] * left.sum() >= level:
            break
        found[clearest], left[clearest] = float(p[clearest]), False
    return tuple(
        Place(
            name, int(n[at]), int(over[at]), float(over[at] / n[at]) if n[at] else 0.0, found.get(at, 1.0), at in found
        )
        for at, name in enumerate(names)
    )
