"""What clerks do to records: disturbances of the written rows, never of the truth.

Which person is recorded under two numbers follows from the person's number alone, so that all tables agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from audiatur.synthetic.generator.accused import BLOCK
from audiatur.synthetic.generator.calendar import NEVER
from audiatur.synthetic.generator.layout import Draft
from audiatur.synthetic.generator.streams import Flags, Ints, stream
from audiatur.synthetic.generator.tables import SPELLINGS

Level = Literal["none", "light", "heavy"]
NoiseCounts = dict[str, int]
ALIAS = 20_000_000
"""Added to a person's number, it gives the second number under which the person is also recorded."""

_STRENGTH: dict[Level, float] = {"none": 0.0, "light": 0.01, "heavy": 0.05}
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass
class _Work:
    """A draft while it is disturbed, with what was done to it."""

    rng: np.random.Generator
    seed: int
    share: float
    draft: Draft
    counts: NoiseCounts

    def some(self, kind: str, *, times: float = 1.0, of: Flags | None = None) -> Flags:
        """The rows that a disturbance hits."""
        rows = len(next(iter(self.draft.values())))
        hit = self.rng.random(rows) < self.share * times
        if of is not None:
            hit &= of
        self.counts[kind] = self.counts.get(kind, 0) + int(hit.sum())
        return hit


def disturb(draft: Draft, *, table: str, level: Level, seed: int, block: int) -> tuple[Draft, NoiseCounts]:
    """The rows of a block as they were recorded, and how many rows each disturbance hit."""
    if level == "none" or table not in _TABLES:
        return draft, {}
    rng = stream(seed, table=f"noise {table}", block=block)
    work = _Work(rng, seed, _STRENGTH[level], {name: column.copy() for name, column in draft.items()}, {})
    for step in _TABLES[table]:
        step(work)
    return work.draft, {f"{table}: {kind}": count for kind, count in work.counts.items()}


def twice_recorded(person: Ints, *, seed: int, share: float) -> Flags:
    """Whether a person goes under two numbers."""
    mixed = (person.astype(np.uint64) + np.uint64(seed % 1_000_003)) * _MIX
    return np.asarray((mixed >> np.uint64(40)).astype(np.float64) / 2**24 < share)


def heap(days: Ints) -> Ints:
    """The first of the month for days before the 15th, else the 15th: what is written where the day is not known."""
    first = days.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.where(days - first < 14, first, first + 14)


def swap(days: Ints) -> Ints:
    """Day and month exchanged, where the day can be a month."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    day = days - months.astype("datetime64[D]").astype(np.int64) + 1
    month = months.astype(np.int64) % 12 + 1
    other = (months.astype(np.int64) - month + 1 + day - 1).astype("datetime64[M]").astype("datetime64[D]")
    return np.where(day <= 12, other.astype(np.int64) + month - 1, days)


def buddhist(days: Ints) -> Ints:
    """The same day and month in a year counted from the Buddhist era, written as if it were the common one."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    day = days - months.astype("datetime64[D]").astype(np.int64)
    return np.asarray((months + 543 * 12).astype("datetime64[D]").astype(np.int64) + day)


def _dates(*names: str) -> Callable[[_Work], None]:
    def step(work: _Work) -> None:
        for name in names:
            days = work.draft[name].astype(np.int64)
            known = (days < NEVER) & (days >= 0)
            for kind, change, times in (("heaped", heap, 2.0), ("day and month swapped", swap, 0.5)):
                days = np.where(work.some(f"{name} {kind}", times=times, of=known), change(days), days)
            hit = work.some(f"{name} in the Buddhist era", times=0.3, of=known)
            work.draft[name] = np.where(hit, buddhist(days), days)

    return step


def _late(work: _Work) -> None:
    hit = work.some("recorded late", times=3.0)
    work.draft["recorded"] = work.draft["recorded"] + np.where(hit, work.rng.integers(30, 240, len(hit)), 0)


def _wrong_order(first: str, second: str) -> Callable[[_Work], None]:
    def step(work: _Work) -> None:
        known = work.draft[second] < NEVER
        hit = work.some(f"{second} before {first}", times=0.3, of=known & (work.draft[second] > work.draft[first]))
        before, after = work.draft[first].copy(), work.draft[second].copy()
        work.draft[first], work.draft[second] = np.where(hit, after, before), np.where(hit, before, after)

    return step


def _overlaps_and_gaps(work: _Work) -> None:
    known = work.draft["ended"] < NEVER
    longer = work.some("overlaps the next spell", times=1.5, of=known)
    days = work.rng.integers(1, 8, len(known))
    work.draft["ended"] = work.draft["ended"] + np.where(longer, days, 0)
    long = work.draft["ended"] - work.draft["began"] > 10
    shorter = work.some("leaves a gap", times=1.5, of=known & ~longer & long)
    work.draft["ended"] = work.draft["ended"] - np.where(shorter, days, 0)


def _aliases(work: _Work) -> None:
    """Half of the rows of a person who goes under two numbers bear the second one; others bear somebody else's."""
    person = _merged(work)
    twice = twice_recorded(person, seed=work.seed, share=work.share)
    hit = twice & (work.rng.random(len(person)) < 0.5)
    work.counts["under a second number"] = int(hit.sum())
    work.draft["person"] = np.where(hit, person + ALIAS, person)


def _merged(work: _Work) -> Ints:
    """The numbers under which the persons of the rows are recorded, some of them those of another person."""
    person = work.draft["person"].astype(np.int64)
    # The first hundred numbers of a block are always those of persons.
    other = person - person % BLOCK + person % 100
    hit = (other != person) & twice_recorded(person, seed=work.seed + 1, share=work.share * 0.3)
    work.counts["under the number of another person"] = int(hit.sum())
    return np.where(hit, other, person)


def _persons(work: _Work) -> None:
    """Second rows of persons with another spelling, two persons under one number, and spellings that vary."""
    hit = work.some("name spelled otherwise", times=4.0)
    spelled = work.draft["name"] + np.where(hit, work.rng.integers(1, SPELLINGS, len(hit)), 0)
    work.draft["name"] = spelled
    vague = work.some("date of birth not exact", times=3.0)
    work.draft["born"] = work.draft["born"] + np.where(vague, work.rng.integers(1, 4, len(vague)), 0)
    merged = _merged(work) != work.draft["person"]
    twice = twice_recorded(work.draft["person"].astype(np.int64), seed=work.seed, share=work.share)
    work.counts["recorded twice"] = int(twice.sum())
    second = {name: column[twice] for name, column in work.draft.items()}
    second["person"] = second["person"] + ALIAS
    second["name"] = second["name"] // SPELLINGS * SPELLINGS + (second["name"] + 1) % SPELLINGS
    kept = {name: column[~merged] for name, column in work.draft.items()}
    work.draft = {name: np.concatenate([kept[name], second[name]]) for name in kept}


def _reports(work: _Work) -> None:
    """Reports not linked to an incident; names and dates as each monitor heard them."""
    work.draft["incident"] = np.where(work.some("not linked", times=15.0), -1, work.draft["incident"])
    spelled = work.some("name spelled otherwise", times=8.0)
    work.draft["name"] = work.draft["name"] + np.where(spelled, work.rng.integers(1, SPELLINGS, len(spelled)), 0)
    away = work.some("date off by some days", times=5.0)
    days = np.where(away, work.rng.integers(-3, 4, len(away)), 0)
    vague = work.some("month only", times=3.0)
    work.draft["on"] = work.draft["on"] + 4 * days + np.where(vague, 2, 0)


def _unlinked(work: _Work) -> None:
    work.draft["person"] = np.where(work.some("person not named", times=1.0), -1, work.draft["person"])


_TABLES: dict[str, tuple[Callable[[_Work], None], ...]] = {
    "persons": (_persons,),
    "incident_reports": (_reports,),
    "incident_reports_dependent": (_reports,),
    "incident_reports_heterogeneous": (_reports,),
    "cases": (_dates("opened"), _wrong_order("opened", "closed")),
    "defendants": (_aliases,),
    "custody": (_aliases, _overlaps_and_gaps, _dates("began"), _wrong_order("began", "ended")),
    "disputes": (_dates("received"), _wrong_order("accepted", "first_session")),
    "dispute_parties": (_aliases,),
    "exit_survey": (_aliases,),
    "events": (_aliases, _unlinked, _late, _dates("on")),
}
