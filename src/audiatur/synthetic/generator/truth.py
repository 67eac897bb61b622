"""What was planted: each effect with its realised value, counted from the rows before noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from audiatur.synthetic.generator.streams import Ints

Counts = dict[str, Ints]
"""Counts of a block by name; those of all blocks add up to those of the country."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One planted effect: where, what is computed, its true values, and what a naive computation gives instead."""

    id: str
    tables: tuple[str, ...]
    definition: str
    values: Mapping[str, Any]
    tolerance: float
    """How far a right computation may be from the values; 0 where the rows give them exactly."""
    naive: str = ""
    naive_values: Mapping[str, Any] | None = None


def added(first: Counts, second: Counts) -> Counts:
    """The counts of two groups of blocks together."""
    if not first:
        return second
    return {name: first[name] + second[name] for name in first}


def share(part: float, whole: float) -> float:
    """A share to six decimals.

    >>> share(1, 3)
    0.333333
    """
    return round(float(part) / float(whole), 6) if whole else 0.0


def median_of(histogram: Ints) -> int:
    """The smallest value that at least half of those counted do not exceed."""
    return int(np.searchsorted(np.cumsum(histogram), histogram.sum() / 2))
