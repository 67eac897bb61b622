"""Runs a projection many times over, cell by cell or person by person, in batches that tell how far they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiatur.topics.prisons.projection import kernels
from audiatur.topics.prisons.projection.drift import Drift
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.steps import Ints

_BATCH = 100

Persons = NDArray[np.int32]
"""Counts of persons; half as wide as other whole numbers, since there are many."""

Progress = Callable[[int, int], bool]
"""Told runs done and runs in all; answers whether to go on."""


class Cancelled(Exception):
    """The projection was stopped by its `progress`."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What came of a projection, run by run; step 0 of `held` is the opening."""

    held: Persons
    """Persons at the end of each step (runs, T + 1, G, S)."""
    came: Persons
    """Persons admitted, or moved in from another group, in each step (runs, T, G)."""
    went: Persons
    """Persons gone, or moved out to another group, in each step (runs, T, G)."""

    @property
    def total(self) -> Ints:
        """Persons at the end of each step (runs, T + 1)."""
        return np.asarray(self.held.sum(axis=(2, 3), dtype=np.int64))

    def balance(self) -> int:
        """The largest difference of opening + in - out from closing, over all runs, steps and groups: always 0."""
        held = self.held.sum(axis=3, dtype=np.int64)
        return int(np.abs(held[:, :-1] + self.came - self.went - held[:, 1:]).max(initial=0))


def run(plan: Plan, *, drift: Drift, seed: int, progress: Progress | None = None) -> Runs:
    """The projection, cell by cell, once for each row of `drift`; equal seeds give equal runs in any batches.

    Raises:
        Cancelled: `progress` answered that it is not to go on.
    """
    runs = len(drift.admissions)
    groups, statuses = len(plan.groups), len(plan.statuses)
    held = np.zeros((runs, plan.steps + 1, groups, statuses), np.int32)
    came, went = (np.zeros((runs, plan.steps, groups), np.int32) for _ in range(2))
    total, parts, arriving = _cumulated(plan)
    for first in range(0, runs, _BATCH):
        rows = slice(first, first + _BATCH)
        kernels.run_cells(
            plan.stock, total, parts, plan.regime, arriving, plan.level, plan.kept,
            drift.admissions[rows], drift.stays[rows], plan.forced, plan.moves, seed, first,
            held[rows], came[rows], went[rows],
        )  # fmt: skip
        done = min(first + _BATCH, runs)
        if progress is not None and not progress(done, runs):
            raise Cancelled(f"stopped after {done} of {runs} runs")
    return Runs(held, came, went)


def run_by_person(plan: Plan, *, drift: Drift, seed: int) -> Runs:
    """The same projection with each person followed alone: slow, and a check of `run`.

    Raises:
        ValueError: the projection moves persons between groups, which this engine does not.
    """
    if len(plan.moves):
        raise ValueError("Moves between groups are run cell by cell only. Leave them out of this check.")
    runs = len(drift.admissions)
    groups, statuses = len(plan.groups), len(plan.statuses)
    held = np.zeros((runs, plan.steps + 1, groups, statuses), np.int32)
    came, went = (np.zeros((runs, plan.steps, groups), np.int32) for _ in range(2))
    total, parts, arriving = _cumulated(plan)
    person = np.repeat(np.argwhere(plan.stock > 0), plan.stock[plan.stock > 0], axis=0)
    kernels.run_persons(
        person, total, parts, plan.regime, arriving, plan.level, plan.kept, drift.admissions, drift.stays,
        plan.forced, seed, plan.stock.shape[2], held, came, went,
    )  # fmt: skip
    return Runs(held, came, went)


def expected(plan: Plan, *, drift: Drift) -> Floats:
    """Persons expected at the end of each step (runs, T + 1, G, S): the drift is drawn, the chance of persons is not.

    Quick, and near enough for thousands of persons, where chance is small beside drift.
    """
    held = np.zeros((len(drift.admissions), plan.steps + 1, len(plan.groups), len(plan.statuses)))
    total, parts, arriving = _cumulated(plan)
    kernels.run_expected(
        plan.stock, total, parts, plan.regime, arriving, plan.level, plan.kept, drift.admissions, drift.stays,
        plan.forced, plan.moves, held,
    )  # fmt: skip
    return held


def _cumulated(plan: Plan) -> tuple[Floats, Floats, Floats]:
    total = plan.leaving.sum(axis=-1)
    share = np.divide(plan.leaving, total[..., None], out=np.zeros_like(plan.leaving), where=total[..., None] > 0)
    return total, np.cumsum(share, axis=-1), np.cumsum(plan.arriving, axis=-1)
