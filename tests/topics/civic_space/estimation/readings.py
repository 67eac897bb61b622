"""Lists for these tests: textbook counts read where they stand, and lists drawn from a population that is known."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from audiatur.topics.civic_space.estimation import Lists, lists_of_rows

MADIGAN_YORK = Lists(
    ("A", "B", "C"),
    {
        (1, 0, 0): 60,
        (0, 1, 0): 49,
        (1, 1, 0): 4,
        (0, 0, 1): 247,
        (1, 0, 1): 112,
        (0, 1, 1): 142,
        (1, 1, 1): 12,
    },
)
"""The counts of Madigan and York (1997), table 1: 626 cases."""


def lists_in(path: Path) -> Lists:
    """The lists of a file with one column a list and one of counts."""
    with path.open(newline="") as lines:
        head, *rows = csv.reader(lines)
    return Lists(tuple(head[:-1]), {tuple(map(int, row[:-1])): int(row[-1]) for row in rows})


def drawn(seed: int, *, cases: int, chances: tuple[float, ...], spread: float = 0.0, follows: float = 0.0) -> Lists:
    """Lists of a population of `cases`.

    `spread` is the standard deviation of each case's visibility on the logit scale; `follows` what the second list
    has more of what the first one has, and less of the rest, so that its share stays.
    """
    rng = np.random.default_rng(seed)
    logits = np.log(np.array(chances) / (1 - np.array(chances))) + spread * rng.standard_normal((cases, 1))
    chance = 1 / (1 + np.exp(-logits))
    uniform = rng.random(chance.shape)
    seen = uniform < chance
    if follows:
        less = follows * chances[0] / (1 - chances[0])
        seen[:, 1] = uniform[:, 1] < np.where(seen[:, 0], chances[1] + follows, chances[1] - less)
    return lists_of_rows(seen, names="ABCDEF"[: len(chances)])
