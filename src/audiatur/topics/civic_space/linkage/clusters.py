"""Which records are of one thing, as several draws: partitions with the probability that the scored pairs give them.

A partition is as probable as the product of the odds of the pairs within its groups; draws come from a Gibbs sampler
that moves one record at a time (as for the partitions of Steorts, Hall and Fienberg 2016, on scored pairs).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from audiatur.topics.civic_space.estimation.lists import Floats, Ints, Lists, lists_of_rows

DRAWS = 20
_BURN, _THIN = 40, 4
_AGAINST, _FOR = -9.0, 12.0
"""Bounds of the log odds of a pair. What speaks against a pair is bounded more closely: where two records of a group
each go with a third, that they are told otherwise is little further evidence. Pairs that were not scored have the
lower bound.
"""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The groups of each draw: `groups` (draw, record) holds, for each record, the number of its group in that draw."""

    records: tuple[str, ...]
    groups: Ints

    def best(self) -> Ints:
        """The draw that agrees best with all the others on which records go together."""
        agreement = [sum(_alike(one, other) for other in self.groups) for one in self.groups]
        found: Ints = self.groups[int(np.argmax(agreement))]
        return found

    def together(self, members: tuple[str, ...]) -> float:
        """The share of the draws in which these records are one group, and no other record with them."""
        rows = [self.records.index(member) for member in members]
        hits = 0
        for groups in self.groups:
            group = groups[rows[0]]
            hits += bool((groups[rows] == group).all() and (groups == group).sum() == len(rows))
        return hits / len(self.groups)


def linked(pairs: pl.DataFrame, *, records: tuple[str, ...], seed: int, draws: int = DRAWS) -> Linkage:
    """Draws of the groups of these records from scored pairs."""
    place = {record: row for row, record in enumerate(records)}
    left = np.array([place[name] for name in pairs["left"]], dtype=np.int64)
    right = np.array([place[name] for name in pairs["right"]], dtype=np.int64)
    probability = np.clip(pairs["probability"].to_numpy(), 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(probability) - np.log1p(-probability), _AGAINST, _FOR)
    ends, others, weights = _neighbours(left, right, odds=odds, records=len(records))
    groups = _gibbs(np.random.default_rng(seed), ends, others, weights, draws, _BURN, _THIN, _AGAINST)
    return Linkage(records, groups)


def lists_of_groups(groups: Ints, *, monitors: list[str], names: tuple[str, ...]) -> Lists:
    """The lists of one draw: a case is a group, and a monitor has it where one of its reports is in the group."""
    numbers = {name: column for column, name in enumerate(names)}
    seen: NDArray[np.bool_] = np.zeros((int(groups.max()) + 1, len(names)), dtype=np.bool_)
    for group, monitor in zip(groups.tolist(), monitors, strict=True):
        if monitor in numbers:
            seen[group, numbers[monitor]] = True
    return lists_of_rows(seen, names=names)


def _neighbours(left: Ints, right: Ints, *, odds: Floats, records: int) -> tuple[Ints, Ints, Floats]:
    """Each record's scored partners, one after the other: where they end, who they are, the log odds."""
    one, other, weight = np.concatenate([left, right]), np.concatenate([right, left]), np.concatenate([odds, odds])
    order = np.argsort(one, kind="stable")
    ends = np.concatenate([[0], np.cumsum(np.bincount(one, minlength=records))]).astype(np.int64)
    return ends, other[order], weight[order]


@njit(cache=True, error_model="numpy")
def _gibbs(
    rng: np.random.Generator,
    ends: Ints,
    others: Ints,
    weights: Floats,
    draws: int,
    burn: int,
    thin: int,
    unscored: float,
) -> Ints:
    records = len(ends) - 1
    group = np.arange(records)
    size = np.ones(records, dtype=np.int64)
    kept = np.empty((draws, records), dtype=np.int64)
    score = np.zeros(records)
    met = np.zeros(records, dtype=np.int64)
    free = np.empty(records, dtype=np.int64)
    empty = 0
    for turn in range(burn + draws * thin):
        for i in range(records):
            size[group[i]] -= 1
            if size[group[i]] == 0:
                free[empty] = group[i]
                empty += 1
            own = free[empty - 1] if empty else -1
            top = 0.0
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                score[g] += weights[at] - unscored
                met[g] += 1
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                top = max(top, score[g] + size[g] * unscored)
            total = np.exp(-top)
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                if met[g] > 0:
                    total += np.exp(score[g] + size[g] * unscored - top)
                    met[g] = -met[g]
            chosen, left = own, rng.random() * total - np.exp(-top)
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                if met[g] < 0:
                    met[g] = 0
                    if left >= 0.0:
                        left -= np.exp(score[g] + size[g] * unscored - top)
                        chosen = g
            for at in range(ends[i], ends[i + 1]):
                score[group[others[at]]] = 0.0
            group[i] = chosen
            if chosen == own:
                empty -= 1
            size[chosen] += 1
        if turn >= burn and (turn - burn) % thin == thin - 1:
            kept[(turn - burn) // thin] = group
    return kept


def _alike(one: Ints, other: Ints) -> float:
    """The share of records whose group has the same members in both."""
    joint = one * (int(other.max()) + 1) + other
    _, place, counts = np.unique(joint, return_inverse=True, return_counts=True)
    both = counts[place]
    return float(((both == np.bincount(one)[one]) & (both == np.bincount(other)[other])).mean())
