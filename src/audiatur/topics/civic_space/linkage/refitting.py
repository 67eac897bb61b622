"""Pairs scored again where agreements come together by chance: a mixture in which unlike pairs may depend.

Where many things happen in one place on one day, pairs that are not of one thing agree on both, and on kind and words
as well; Fellegi and Sunter's model takes that for evidence. Here the unlike pairs have the joint distribution of when
and where, and the others given whether those agree (Winkler 1993; Larsen and Rubin 2001: dependence among the unlike).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audiatur.topics.civic_space.estimation.lists import Floats, Ints

_TURNS = 300
_SETTLED = 1e-7
_MOST = 0.9
_UNSURE = 0.02
_SPREAD = 1.0
"""Prior pairs on each level, so that no level is impossible."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Levels of agreement of all pairs (pair, comparison): -1 where one side is unknown, 0 for none, higher for more.

    `joint` are the comparisons that unlike pairs share by chance (columns), `close` whether a pair agrees on them.
    """

    levels: Ints
    joint: tuple[int, ...]
    close: Floats


def refitted(agreement: Agreement, *, expected: float) -> Floats:
    """The probability of each pair.

    EM over the share of like pairs and both distributions. It begins with the `expected` pairs that agree most taken
    for like, and ends where the share moves by less than 1e-7.
    """
    rows, place, counts = np.unique(
        np.column_stack([agreement.levels, agreement.close]), axis=0, return_inverse=True, return_counts=True
    )
    levels, close = rows[:, :-1].astype(np.int64), rows[:, -1].astype(np.int64)
    cells = np.unique(levels[:, list(agreement.joint)], axis=0, return_inverse=True)[1]
    others = [column for column in range(levels.shape[1]) if column not in agreement.joint]
    apart = np.zeros_like(close)

    def log_against(weights: Floats) -> Floats:
        given = [_log_given(levels[:, column], weights=weights, close=close) for column in others]
        return np.asarray(np.sum([_log_share(cells, weights=weights), *given], axis=0))

    def log_for(weights: Floats) -> Floats:
        given = [_log_given(levels[:, column], weights=weights, close=apart) for column in others]
        return np.asarray(np.sum([_log_share(cells, weights=weights), *given], axis=0))

    like, share = _first_guess(levels, counts=counts, expected=expected), 0.0
    for _ in range(_TURNS):
        moved, share = share, min(float(counts @ like / counts.sum()), _MOST)
        log_ratio = log_for(counts * like) - log_against(counts * (1 - like))
        like = 1 / (1 + np.exp(-np.clip(log_ratio + np.log(share) - np.log1p(-share), -500, 500)))
        if abs(share - moved) < _SETTLED:
            break
    odds = log_ratio[place] + np.log(share) - np.log1p(-share)
    found: Floats = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return found


def _first_guess(levels: Ints, *, counts: Ints, expected: float) -> Floats:
    """Near 1 for the patterns that agree most, as far as they hold the expected pairs; near 0 for the others."""
    tops = np.maximum(levels.max(axis=0), 1)
    known = np.maximum((levels >= 0).sum(axis=1), 1)
    agreement = np.where(levels >= 0, levels / tops, 0.0).sum(axis=1) / known
    order = np.argsort(-agreement, kind="stable")
    before = np.cumsum(counts[order]) - counts[order]
    guess = np.empty(len(levels))
    guess[order] = np.where(before < expected, 1 - _UNSURE, _UNSURE)
    return guess


def closeness(levels: Ints, *, at_least: Sequence[tuple[int, int]]) -> Floats:
    """Whether a pair has at least these levels (column, level)."""
    return np.asarray(np.all([levels[:, column] >= level for column, level in at_least], axis=0), dtype=np.float64)


def _log_share(levels: Ints, *, weights: Floats) -> Floats:
    """The log of the share of each pattern's level, with `_SPREAD` prior pairs on each."""
    totals = np.bincount(levels, weights=weights) + _SPREAD
    shares: Floats = np.log(totals / totals.sum())[levels]
    return shares


def _log_given(levels: Ints, *, weights: Floats, close: Ints) -> Floats:
    """As `_log_share`, apart for close pairs and others; unknown levels count for nothing."""
    found = np.zeros(len(levels))
    for value in (0, 1):
        known = (close == value) & (levels >= 0)
        if known.any():
            totals = np.full(int(levels.max()) + 1, _SPREAD)
            totals += np.bincount(levels[known], weights=weights[known], minlength=len(totals))
            found[known] = np.log(totals / totals.sum())[levels[known]]
    return found
