"""Streams of random numbers: one for each table and block, so that no table depends on how another was drawn."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(seed: int, *, table: str, block: int = 0) -> np.random.Generator:
    """The stream of one block of one table.

    >>> int(stream(7, table="cases").integers(1 << 60)) == int(stream(7, table="cases").integers(1 << 60))
    True
    >>> int(stream(7, table="cases").integers(1 << 60)) == int(stream(7, table="cases", block=1).integers(1 << 60))
    False
    """
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, zlib.crc32(table.encode()), block])))


def chance(rng: np.random.Generator, share: Floats | float, *, rows: int) -> Flags:
    """True in each row with its share."""
    return rng.random(rows) < share


def pick(rng: np.random.Generator, shares: Floats, *, rows: int) -> Ints:
    """A category for each row by the shares, which add up to one."""
    return np.minimum(np.searchsorted(np.cumsum(shares), rng.random(rows), side="right"), len(shares) - 1).astype(
        np.int64
    )


def pick_by(rng: np.random.Generator, shares: Floats, *, rows: Ints) -> Ints:
    """A category for each row by the shares of the line of the table that the row names."""
    edges = np.cumsum(shares, axis=1)[rows]
    drawn = rng.random(len(rows))[:, None] >= edges[:, :-1]
    return np.asarray(drawn.sum(axis=1), dtype=np.int64)
