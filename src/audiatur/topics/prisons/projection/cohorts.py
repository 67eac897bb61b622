"""From custody spells to counts of what happened between the ends of steps: at risk, moved, left, arrived.

A spell that began before the records do, or that is still open, counts for the steps at which it was seen: occurrence
over exposure with delayed entry and right censoring (N. Keiding, Phil. Trans. R. Soc. A 335 (1991)).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.topics.prisons.projection.steps import FAR, Ints, Step, step_of


@dataclass(frozen=True, slots=True)
class Spells:
    """Spells of one stay, status and group each, as codes and days counted from 1970; `ended` is `FAR` while open.

    The spells of a stay do not overlap and are given in any order.
    """

    stay: Ints
    group: Ints
    status: Ints
    began: Ints
    ended: Ints
    groups: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Stretches of a stay under one status as seen at the ends of steps: first and last step, and what came next."""

    group: Ints
    status: Ints
    first: Ints
    last: Ints
    then: Ints
    """The status at the step after the last; the number of statuses where the person was gone."""
    arrived_as: Ints
    """The status under which the stay began, for its first stretch; -1 for the others."""
    gone_at: Ints
    """The steps of stays that began and ended within one step, with `gone_group` and `gone_status`."""
    gone_group: Ints
    gone_status: Ints
    groups: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened from the end of step `start` to the end of step `stop`."""

    at_risk: Ints
    """Stays at the end of a step by (group, status, steps in the status)."""
    moved: Ints
    """Of those, by what they were one step later: (group, status, steps, status or gone)."""
    arrived: Ints
    """Admissions by (group, status on arrival, status or gone at the end of the step)."""
    admissions: Ints
    """Admissions by (step, group, status on arrival)."""
    start: int
    stop: int


def seen(spells: Spells, *, step: Step) -> Seen:
    """The spells as they are seen at the ends of steps."""
    order = np.lexsort((spells.began, spells.stay))
    stay, began = spells.stay[order], spells.began[order]
    first = step_of(began, step=step)
    ended = spells.ended[order]
    last = np.where(ended >= FAR // 2, FAR, step_of(np.minimum(ended, FAR // 2) + 1, step=step) - 1)
    status, group = spells.status[order], spells.group[order]
    begins = np.r_[True, stay[1:] != stay[:-1]]
    started_as = status[np.maximum.accumulate(np.where(begins, np.arange(len(stay)), 0))] if len(stay) else status
    began_in = first[np.maximum.accumulate(np.where(begins, np.arange(len(stay)), 0))] if len(stay) else first
    whole_group = group[np.maximum.accumulate(np.where(begins, np.arange(len(stay)), 0))] if len(stay) else group
    shown = last >= first
    rows = _merged(stay[shown], status[shown], first[shown], last[shown])
    keep, last_of = rows
    index = np.flatnonzero(shown)[keep]
    stay_k, first_k, status_k = stay[index], first[index], status[index]
    same_next = np.r_[stay_k[1:] == stay_k[:-1], False] if len(index) else np.zeros(0, bool)
    meets = same_next & (np.r_[first_k[1:], 0] == last_of + 1) if len(index) else same_next
    nothing = len(spells.statuses)
    then = np.where(meets, np.r_[status_k[1:], 0], nothing) if len(index) else status_k
    came_on = np.r_[False, meets[:-1]] if len(index) else meets
    # A person missing at the end of a step in the middle of a stay left and came back.
    arrived = np.where(first_k == began_in[index], started_as[index], status_k)
    unseen = np.setdiff1d(np.unique(stay), stay_k)
    gone = np.flatnonzero(begins & np.isin(stay, unseen))
    return Seen(
        whole_group[index], status_k, first_k, last_of, then, np.where(came_on, -1, arrived),
        first[gone], group[gone], status[gone], spells.groups, spells.statuses,
    )  # fmt: skip


def _merged(stay: Ints, status: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Stretches of one stay and status that meet, made one: the index of each first one, and its last step."""
    if not len(stay):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    joins = (stay[1:] == stay[:-1]) & (status[1:] == status[:-1]) & (first[1:] <= last[:-1] + 1)
    keep = np.flatnonzero(np.r_[True, ~joins])
    ends = np.r_[keep[1:] - 1, len(stay) - 1]
    return keep, last[ends]


def counts(rows: Seen, *, start: int, stop: int, classes: int) -> Counts:
    """What happened from the end of step `start` to the end of step `stop`, with that many classes of duration."""
    groups, statuses = len(rows.groups), len(rows.statuses)
    low = np.maximum(rows.first, start)
    high = np.minimum(rows.last, stop - 1)
    inside = high >= low
    risk = np.zeros((groups, statuses, classes + 1), np.int64)
    where = (rows.group[inside], rows.status[inside])
    begin, end = low[inside] - rows.first[inside], high[inside] - rows.first[inside]
    # The last class is open: stays beyond it are in it once for each step.
    np.add.at(risk, (*where, np.minimum(begin, classes)), 1)
    np.subtract.at(risk, (*where, np.minimum(end + 1, classes)), 1)
    at_risk = np.cumsum(risk, axis=2)[:, :, :classes]
    beyond = np.maximum(end - np.maximum(begin, classes) + 1, 0)
    np.add.at(at_risk, (*where, np.full(len(begin), classes - 1)), beyond)
    moved = np.zeros((groups, statuses, classes, statuses + 1), np.int64)
    ends = inside & (rows.last >= start) & (rows.last < stop)
    lasted = np.minimum(rows.last - rows.first, classes - 1)
    np.add.at(moved, (rows.group[ends], rows.status[ends], lasted[ends], rows.then[ends]), 1)
    return Counts(at_risk, moved, *_arrivals(rows, start=start, stop=stop), start, stop)


def _arrivals(rows: Seen, *, start: int, stop: int) -> tuple[Ints, Ints]:
    groups, statuses = len(rows.groups), len(rows.statuses)
    arrived = np.zeros((groups, statuses, statuses + 1), np.int64)
    admissions = np.zeros((stop - start, groups, statuses), np.int64)
    came = (rows.arrived_as >= 0) & (rows.first > start) & (rows.first <= stop)
    np.add.at(arrived, (rows.group[came], rows.arrived_as[came], rows.status[came]), 1)
    np.add.at(admissions, (rows.first[came] - start - 1, rows.group[came], rows.arrived_as[came]), 1)
    gone = (rows.gone_at > start) & (rows.gone_at <= stop)
    np.add.at(arrived, (rows.gone_group[gone], rows.gone_status[gone], np.full(gone.sum(), statuses)), 1)
    np.add.at(admissions, (rows.gone_at[gone] - start - 1, rows.gone_group[gone], rows.gone_status[gone]), 1)
    return arrived, admissions


def stock(rows: Seen, *, at: int, classes: int) -> Ints:
    """Persons at the end of a step by (group, status, steps in the status)."""
    there = (rows.first <= at) & (rows.last >= at)
    held = np.zeros((len(rows.groups), len(rows.statuses), classes), np.int64)
    lasted = np.minimum(at - rows.first[there], classes - 1)
    np.add.at(held, (rows.group[there], rows.status[there], lasted), 1)
    return held
