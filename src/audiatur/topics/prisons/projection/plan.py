"""All that one projection runs on, as arrays: the stock, the rates, the admissions and what levers do to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from audiatur.topics.prisons.projection.rates import Floats, Rates
from audiatur.topics.prisons.projection.steps import Ints, Step


@dataclass(frozen=True, slots=True)
class Plan:
    """A projection before it is run; G groups, S statuses, D classes of duration, T steps, R regimes of rates."""

    groups: tuple[str, ...]
    statuses: tuple[str, ...]
    step: Step
    origin: int
    """The step at whose end the projection opens."""
    stock: Ints
    """Persons at the opening (G, S, D)."""
    leaving: Floats
    """Intensities (R, G, S, D, S + 1)."""
    arriving: Floats
    """Shares (R, G, S, S + 1)."""
    regime: Ints
    """Which rates hold in each step (T)."""
    level: Floats
    """Admissions that are expected in each step (T, G, S)."""
    kept: Floats
    """The factor that levers put on admissions (T, G, S)."""
    forced: Floats
    """Shares let go by a lever in each step (T, G, S, D)."""
    moves: Floats
    """Moves between groups (n, 5): step, from, to, status (-1 for all), share."""

    @property
    def steps(self) -> int:
        """How many steps it goes on for."""
        return len(self.regime)


def plan(
    *,
    groups: Sequence[str],
    statuses: Sequence[str],
    step: Step,
    origin: int,
    stock: Ints,
    rates: Rates,
    level: Floats,
) -> Plan:
    """A projection in which the rates stay as they are and `level` (T, G, S) persons are admitted.

    Raises:
        ValueError: the arrays do not fit each other.
    """
    sizes = (len(groups), len(statuses))
    if (
        not stock.shape[:2] == rates.leaving.shape[:2] == level.shape[1:] == sizes
        or stock.shape != rates.leaving.shape[:3]
    ):
        raise ValueError(
            f"Stock {stock.shape}, rates {rates.leaving.shape} and admissions {level.shape} do not fit {sizes[0]} "
            f"groups and {sizes[1]} statuses. Give all by (group, status)."
        )
    steps = len(level)
    return Plan(
        tuple(groups), tuple(statuses), step, origin, stock, rates.leaving[None], rates.arriving[None],
        np.zeros(steps, np.int64), level, np.ones_like(level), np.zeros((steps, *stock.shape)), np.zeros((0, 5)),
    )  # fmt: skip


def varied(given: Plan, *, leaving: Floats, arriving: Floats, regime: Ints) -> Plan:
    """The projection with rates that change from step to step."""
    return replace(given, leaving=leaving, arriving=arriving, regime=regime)
