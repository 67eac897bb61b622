"""Which records are of one thing, as several draws: partitions with the probability that the scored pairs give them.

A partition is as probable as the product of the odds of the pairs within its groups; draws come from a Gibbs sampler
that moves one record at a time (as for the partitions of Steorts, Hall and Fienberg 2016, on scored pairs). Pairs that
people decided are fixed. Pairs of one group tell partly the same, so that their odds count with a power under 1
(composite likelihoods: Pauli, Racugno and Ventura 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from audiatur.topics.civic_space.estimation.lists import Floats, Ints, Lists, lists_of_rows
from audiatur.topics.civic_space.linkage.decisions import groups_of

DRAWS = 100
_BURN, _THIN = 40, 4
_AGAINST, _FOR = -9.0, 12.0
"""Bounds of the log odds of a pair. What speaks against a pair is bounded more closely: where two records of a group
each go with a third, that they are told otherwise is little further evidence. Pairs that were not scored have the
lower bound.
"""
_POWER = 0.7
"""What the log odds of pairs count for: with 1 the shares are too sure, with 0.55 groups fall apart (`bench.civic_space
linkage` gives the log scores of both and between)."""
_NEVER = -1e6
"""The log odds of a pair that a person found not to be one."""
_SURE = 1e4


@dataclass(frozen=True, slots=True)
class Linkage:
    """The groups of each draw: `groups` (draw, record) holds, for each record, the number of its group in that draw.

    `scored` (pair, 2) are the rows of the records of each scored or decided pair; `nodes` gives each record a number
    that it shares with those that it was decided to be together with.
    """

    records: tuple[str, ...]
    groups: Ints
    scored: Ints
    nodes: Ints

    def shares(self) -> Floats:
        """For each scored pair the share of the draws in which both are in one group: what all pairs say together."""
        left, right = self.scored.T
        return np.asarray((self.groups[:, left] == self.groups[:, right]).mean(axis=0), dtype=np.float64)

    def probabilities(self) -> pl.DataFrame:
        """The scored pairs (`left`, `right`) with that share as their `probability`."""
        left, right = ([self.records[row] for row in column] for column in self.scored.T.tolist())
        return pl.DataFrame({"left": left, "right": right, "probability": self.shares()})

    def best(self) -> Ints:
        """The groups in which pairs are together that are together in most draws.

        As far as pairs agree on that: Binder's loss (Lau and Green 2007, J. Comput. Graph. Stat. 16), lowered one
        record at a time from a draw that has little of it.
        """
        left, right = self.scored.T
        shares = self.shares()
        weights = np.where(shares > 0, (shares - 0.5) * _SURE, _NEVER)
        gains = [float((shares - 0.5)[one[left] == one[right]].sum()) for one in self.groups]
        first = np.unique(self.nodes, return_index=True)[1]
        start = np.unique(self.groups[int(np.argmax(gains))][first], return_inverse=True)[1].astype(np.int64)
        mass = np.bincount(self.nodes).astype(np.int64)
        near = _between_nodes(self.nodes[left], self.nodes[right], odds=weights, mass=mass, unscored=-_SURE / 2)
        found: Ints = _gibbs(np.random.default_rng(0), start, mass, *near, 1, _BURN, 1, -_SURE / 2)[0]
        return found[self.nodes]

    def together(self, members: tuple[str, ...]) -> float:
        """The share of the draws in which these records are one group, and no other record with them."""
        rows = [self.records.index(member) for member in members]
        hits = 0
        for groups in self.groups:
            group = groups[rows[0]]
            hits += bool((groups[rows] == group).all() and (groups == group).sum() == len(rows))
        return hits / len(self.groups)

    def spaced(self, number: int) -> Ints:
        """So many of the draws, as far apart as they can be."""
        chosen: Ints = self.groups[np.linspace(0, len(self.groups) - 1, min(number, len(self.groups))).astype(np.int64)]
        return chosen


def linked(
    pairs: pl.DataFrame,
    *,
    records: tuple[str, ...],
    seed: int,
    draws: int = DRAWS,
    decided: Sequence[tuple[str, str, bool]] = (),
) -> Linkage:
    """Draws of the groups of these records from scored pairs; `decided` pairs are together, or apart, in every draw.

    Records that were decided to be of one thing move as one, so that a chain of decisions holds.
    """
    place = {record: row for row, record in enumerate(records)}
    left, right, odds = _scored(pairs, place=place, decided=decided)
    same = groups_of((one, other) for one, other, alike in decided if alike and one in place and other in place)
    nodes: Ints = np.array([place[same.get(record, record)] for record in records], dtype=np.int64)
    nodes = np.unique(nodes, return_inverse=True)[1].astype(np.int64)
    mass = np.bincount(nodes).astype(np.int64)
    against = _AGAINST * _POWER
    near = _between_nodes(nodes[left], nodes[right], odds=odds, mass=mass, unscored=against)
    rng = np.random.default_rng(seed)
    groups = _gibbs(rng, np.arange(len(mass)), mass, *near, draws, _BURN, _THIN, against)
    return Linkage(records, groups[:, nodes], np.column_stack([left, right]), nodes)


def _scored(
    pairs: pl.DataFrame, *, place: dict[str, int], decided: Sequence[tuple[str, str, bool]]
) -> tuple[Ints, Ints, Floats]:
    """The rows of both records of each pair and its log odds; decided pairs that were not scored come at the end."""
    probability = np.clip(pairs["probability"].to_numpy(), 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(probability) - np.log1p(-probability), _AGAINST, _FOR) * _POWER
    found = {
        (min(one, other), max(one, other)): weight
        for one, other, weight in zip(
            (place[name] for name in pairs["left"]),
            (place[name] for name in pairs["right"]),
            odds.tolist(),
            strict=True,
        )
    }
    for one, other, alike in decided:
        if one in place and other in place:
            rows = sorted((place[one], place[other]))
            found[rows[0], rows[1]] = _FOR if alike else _NEVER
    ends = np.array(list(found), dtype=np.int64).reshape(len(found), 2)
    return ends[:, 0], ends[:, 1], np.array(list(found.values()), dtype=np.float64)


def _between_nodes(left: Ints, right: Ints, *, odds: Floats, mass: Ints, unscored: float) -> tuple[Ints, Ints, Floats]:
    """The neighbours of each node: the log odds of all pairs between two nodes, those not scored among them."""
    apart = left != right
    keys = np.minimum(left, right)[apart] * len(mass) + np.maximum(left, right)[apart]
    known, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    one, other = known // len(mass), known % len(mass)
    others = mass[one] * mass[other] - counts
    total = np.bincount(place, weights=odds[apart], minlength=len(known)) + others * unscored
    return _neighbours(one, other, odds=total, records=len(mass))


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
    group: Ints,
    mass: Ints,
    ends: Ints,
    others: Ints,
    weights: Floats,
    draws: int,
    burn: int,
    thin: int,
    unscored: float,
) -> Ints:
    """Draws of the groups of nodes of `mass` records each, from `group` on, which is changed.

    `unscored` are the log odds of a pair of records that has none of its own.
    """
    nodes = len(ends) - 1
    size = np.zeros(nodes, dtype=np.int64)
    for i in range(nodes):
        size[group[i]] += mass[i]
    kept = np.empty((draws, nodes), dtype=np.int64)
    score = np.zeros(nodes)
    met = np.zeros(nodes, dtype=np.int64)
    free = np.empty(nodes, dtype=np.int64)
    empty = 0
    for number in range(nodes):
        if size[number] == 0:
            free[empty] = number
            empty += 1
    for turn in range(burn + draws * thin):
        for i in range(nodes):
            size[group[i]] -= mass[i]
            if size[group[i]] == 0:
                free[empty] = group[i]
                empty += 1
            own = free[empty - 1] if empty else -1
            top = 0.0
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                score[g] += weights[at] - unscored * mass[i] * mass[others[at]]
                met[g] += 1
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                top = max(top, score[g] + size[g] * mass[i] * unscored)
            total = np.exp(-top)
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                if met[g] > 0:
                    total += np.exp(score[g] + size[g] * mass[i] * unscored - top)
                    met[g] = -met[g]
            chosen, left = own, rng.random() * total - np.exp(-top)
            for at in range(ends[i], ends[i + 1]):
                g = group[others[at]]
                if met[g] < 0:
                    met[g] = 0
                    if left >= 0.0:
                        left -= np.exp(score[g] + size[g] * mass[i] * unscored - top)
                        chosen = g
            for at in range(ends[i], ends[i + 1]):
                score[group[others[at]]] = 0.0
            group[i] = chosen
            if chosen == own:
                empty -= 1
            size[chosen] += mass[i]
        if turn >= burn and (turn - burn) % thin == thin - 1:
            kept[(turn - burn) // thin] = group
    return kept
