"""Levers as values: what is changed, for whom, from when, how fast, on which assumption; they compose in any number.

A lever of amount 0 leaves every array of the plan as it was, so that equal seeds give equal runs. Law is not known
here: a time limit is a number of days that the caller takes from the rules in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

import numpy as np

from audiatur.errors import AudiaturError
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.steps import last_day

Kind = Literal[
    "bail", "diversion", "time_limit", "sentence_length", "remission", "early_release", "faster_trials", "transfer",
    "places",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

_ON_ADMISSIONS = ("bail", "diversion")
_ON_RATES = ("sentence_length", "remission", "faster_trials")
_DAYS_A_MONTH = 30.4375


class LeverError(AudiaturError):
    """A lever cannot be applied as it was given."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One change of what is done, with the assumption that it stands for."""

    kind: Kind
    amount: float
    """A share from 0 to 1 (of persons, or by which a length shrinks); for faster trials, how much faster (0.2: by a
    fifth); for places, how many."""
    starts: date
    full: date | None = None
    """The day from which it works in full; empty, at once. Between the two it grows evenly."""
    ends: date | None = None
    """The last day on which it works; empty, it goes on."""
    groups: tuple[str, ...] = ()
    """The groups that it concerns; empty, all."""
    statuses: tuple[str, ...] = ()
    """The legal statuses that it concerns; empty, all."""
    limit_days: int = 0
    """For a time limit: days in the status after which a person is let go; for early release: days served before."""
    to_group: str = ""
    """For a transfer: the group that takes the persons."""
    unit_cost: float = 0.0
    """For places: what one place costs, in the currency that the scenario names."""
    assumption: str = ""
    """What is assumed, in one sentence."""
    source: str = ""
    """Where the amount is taken from."""


def checked(lever: Lever, *, plan: Plan) -> Lever:
    """The lever, if it can be applied to the plan.

    Raises:
        LeverError: its kind, amount, dates, groups or statuses do not fit.
    """
    if lever.kind not in KINDS:
        raise LeverError(f"There is no lever {lever.kind!r}. Kinds are {', '.join(KINDS)}.")
    most = np.inf if lever.kind in ("places", "faster_trials") else 0.95 if lever.kind in _ON_RATES else 1.0
    if not 0 <= lever.amount <= most:
        raise LeverError(f"The amount of {lever.kind} is {lever.amount:g}; give a number from 0 to {most:g}.")
    for name, given, known in (("group", lever.groups, plan.groups), ("status", lever.statuses, plan.statuses)):
        if missing := [one for one in given if one not in known]:
            raise LeverError(f"{lever.kind}: there is no {name} {', '.join(missing)}. Known are {', '.join(known)}.")
    if lever.kind == "transfer" and lever.to_group not in plan.groups:
        raise LeverError(f"A transfer to {lever.to_group!r} was given. Known groups are {', '.join(plan.groups)}.")
    if lever.kind == "time_limit" and lever.limit_days <= 0:
        raise LeverError(f"A time limit of {lever.limit_days} days was given. Give the days that the rule allows.")
    if (lever.full or lever.starts) < lever.starts or (lever.ends or lever.starts) < lever.starts:
        raise LeverError(f"{lever.kind} starts on {lever.starts}; it cannot work in full, or end, before.")
    return lever


def applied(plan: Plan, levers: Sequence[Lever]) -> Plan:
    """The plan with the levers applied in their order.

    Raises:
        LeverError: a lever does not fit the plan.
    """
    fitting = [checked(lever, plan=plan) for lever in levers]
    working = [lever for lever in fitting if lever.amount > 0]
    for lever in working:
        if lever.kind in _ON_ADMISSIONS:
            plan = _fewer_admissions(plan, lever)
        elif lever.kind in ("time_limit", "early_release"):
            plan = _let_go(plan, lever)
        elif lever.kind == "transfer":
            plan = _moved(plan, lever)
    return _with_rates(plan, [lever for lever in working if lever.kind in _ON_RATES])


def grown(lever: Lever, *, plan: Plan) -> Floats:
    """The amount at which the lever stands in each step (T), by the middle of its growth within the step."""
    ends = [last_day(plan.origin + 1 + t, step=plan.step) for t in range(plan.steps)]
    starts = [last_day(plan.origin + t, step=plan.step).toordinal() + 1 for t in range(plan.steps)]
    full = lever.full or lever.starts
    amounts = []
    for first, end in zip(starts, ends, strict=True):
        days = range(first, end.toordinal() + 1)
        amounts.append(lever.amount * sum(_grown_on(day, lever=lever, full=full) for day in days) / len(days))
    return np.array(amounts)


def _grown_on(day: int, *, lever: Lever, full: date) -> float:
    if day < lever.starts.toordinal() or (lever.ends is not None and day > lever.ends.toordinal()):
        return 0.0
    if day >= full.toordinal():
        return 1.0
    return (day - lever.starts.toordinal() + 1) / (full.toordinal() - lever.starts.toordinal() + 1)


def places_of(plan: Plan, levers: Sequence[Lever], *, places: float) -> Floats:
    """Places at the end of each step (T + 1), the opening first, with those that levers add."""
    added = np.zeros(plan.steps + 1)
    for lever in levers:
        if lever.kind == "places":
            for t in range(plan.steps):
                day = last_day(plan.origin + 1 + t, step=plan.step).toordinal()
                added[t + 1] += lever.amount * _grown_on(day, lever=lever, full=lever.full or lever.starts)
    return places + added


def _who(plan: Plan, lever: Lever) -> tuple[np.ndarray, np.ndarray]:
    groups = [g for g, name in enumerate(plan.groups) if not lever.groups or name in lever.groups]
    statuses = [s for s, name in enumerate(plan.statuses) if not lever.statuses or name in lever.statuses]
    return np.array(groups), np.array(statuses)


def _fewer_admissions(plan: Plan, lever: Lever) -> Plan:
    groups, statuses = _who(plan, lever)
    kept = plan.kept.copy()
    kept[np.ix_(np.arange(plan.steps), groups, statuses)] *= (1 - grown(lever, plan=plan))[:, None, None]
    return replace(plan, kept=kept)


def _let_go(plan: Plan, lever: Lever) -> Plan:
    """Those who pass the limit are let go as they pass it; those beyond it as the lever grows, each once."""
    groups, statuses = _who(plan, lever)
    days_a_step = _DAYS_A_MONTH if plan.step == "month" else 1.0
    classes = plan.stock.shape[2]
    limit = min(int(np.ceil(lever.limit_days / days_a_step)), classes - 1)
    amount = grown(lever, plan=plan)
    before = np.concatenate([[0.0], np.maximum.accumulate(amount)[:-1]])
    growth = np.divide(np.maximum(amount - before, 0), 1 - before, out=np.zeros_like(amount), where=before < 1)
    share = np.zeros((plan.steps, classes))
    share[:, limit:] = growth[:, None]
    if lever.kind == "time_limit":
        # The open last class cannot tell who passes the limit now, so a limit in it works by growth alone.
        share[:, limit] = amount if limit < classes - 1 else growth
    forced = plan.forced.copy()
    cells = np.ix_(np.arange(plan.steps), groups, statuses)
    forced[cells] = 1 - (1 - forced[cells]) * (1 - share[:, None, None, :])
    return replace(plan, forced=forced)


def _moved(plan: Plan, lever: Lever) -> Plan:
    """Of those who are there as the lever grows, the share is moved, each once."""
    groups, _ = _who(plan, lever)
    amount = grown(lever, plan=plan)
    before = np.concatenate([[0.0], np.maximum.accumulate(amount)[:-1]])
    growth = np.divide(np.maximum(amount - before, 0), 1 - before, out=np.zeros_like(amount), where=before < 1)
    to = plan.groups.index(lever.to_group)
    statuses = [plan.statuses.index(name) for name in lever.statuses] or [-1]
    rows = [
        (t, g, to, s, growth[t])
        for t in np.flatnonzero(growth) for g in groups if g != to for s in statuses
    ]  # fmt: skip
    return replace(plan, moves=np.concatenate([plan.moves, np.array(rows).reshape(-1, 5)]))


def _with_rates(plan: Plan, levers: Sequence[Lever]) -> Plan:
    """One set of rates for each state that the levers and the plan's own regimes are in."""
    if not levers:
        return plan
    amounts = np.round(np.stack([grown(lever, plan=plan) for lever in levers], axis=1), 6)
    states = np.column_stack([plan.regime, amounts])
    unique, regime = np.unique(states, axis=0, return_inverse=True)
    leaving = np.stack([_rates_at(plan, levers, state=state) for state in unique])
    return replace(plan, leaving=leaving, arriving=plan.arriving[unique[:, 0].astype(int)], regime=regime.ravel())


def _rates_at(plan: Plan, levers: Sequence[Lever], *, state: Floats) -> Floats:
    leaving: Floats = plan.leaving[int(state[0])].copy()
    for lever, amount in zip(levers, state[1:], strict=True):
        groups, statuses = _who(plan, lever)
        cells = np.ix_(groups, statuses)
        if lever.kind == "faster_trials":
            leaving[cells] *= 1 + amount
        else:
            leaving[cells] = _shortened(leaving[cells], by=float(amount))
    return leaving


def _shortened(leaving: Floats, *, by: float) -> Floats:
    """Intensities (…, D, S + 1) where every stay is shorter by a share: accelerated failure time."""
    classes = leaving.shape[2]
    if by <= 0:
        return leaving
    reach = np.arange(classes + 1) / (1 - by)
    cumulated = np.concatenate(
        [np.zeros((*leaving.shape[:2], 1, leaving.shape[3])), np.cumsum(leaving, axis=2)], axis=2
    )
    floor = np.minimum(reach.astype(int), classes - 1)
    inside = cumulated[:, :, floor] + leaving[:, :, floor] * (reach - floor)[:, None]
    return np.asarray(np.diff(inside, axis=2))
