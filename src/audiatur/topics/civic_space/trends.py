"""Counts by year beside who was recording: a rise is not called one where a new reporter explains it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from scipy.stats import beta

LEVEL = 0.95

Verdict = Literal["explained", "not_explained", "no_rise"]


@dataclass(frozen=True, slots=True)
class Documented:
    """An incident: the year in which it was, and the organisations that documented it."""

    year: int
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Effort:
    """The first and the last year for which an organisation documented incidents, and how many it documented."""

    organisation: str
    first: int
    last: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Year:
    """What was documented for a year: by anyone, by those who recorded in every year, and by each organisation."""

    year: int
    all: int
    steady: int
    by: dict[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened when organisations began to record: incidents a year before and after, by all and by the steady.

    `low` and `high` bound the ratio after : before of what the steady organisations documented (95 %).
    """

    organisations: tuple[str, ...]
    since: int
    all_before: float
    all_after: float
    steady_before: float
    steady_after: float
    low: float
    high: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Trend:
    """The years, who recorded when, who recorded throughout, and each change of who recorded."""

    years: tuple[Year, ...]
    efforts: tuple[Effort, ...]
    steady: tuple[str, ...]
    changes: tuple[Change, ...]


def trend(incidents: Iterable[Documented]) -> Trend:
    """The trend of incidents that were documented, each counted once.

    An organisation is steady where it documented incidents of the first and of the last year. Organisations that
    document nothing of the first year began with the first year that they documented.
    """
    found = tuple(incidents)
    if not found:
        return Trend((), (), (), ())
    first, last = min(one.year for one in found), max(one.year for one in found)
    efforts = _efforts(found)
    steady = tuple(e.organisation for e in efforts if e.first == first and e.last == last)
    years = tuple(_year(found, year=year, steady=frozenset(steady)) for year in range(first, last + 1))
    began: dict[int, list[str]] = defaultdict(list)
    for effort in efforts:
        if effort.first > first:
            began[effort.first].append(effort.organisation)
    changes = tuple(_change(years, since=since, organisations=tuple(names)) for since, names in sorted(began.items()))
    return Trend(years, efforts, steady, changes)


def _efforts(incidents: tuple[Documented, ...]) -> tuple[Effort, ...]:
    years: dict[str, list[int]] = defaultdict(list)
    for incident in incidents:
        for organisation in incident.by:
            years[organisation].append(incident.year)
    return tuple(Effort(name, min(when), max(when), len(when)) for name, when in sorted(years.items()))


def _year(incidents: tuple[Documented, ...], *, year: int, steady: frozenset[str]) -> Year:
    these = [incident for incident in incidents if incident.year == year]
    by: dict[str, int] = defaultdict(int)
    for incident in these:
        for organisation in sorted(incident.by):
            by[organisation] += 1
    return Year(year, len(these), sum(bool(incident.by & steady) for incident in these), dict(sorted(by.items())))


def _change(years: tuple[Year, ...], *, since: int, organisations: tuple[str, ...]) -> Change:
    before = [year for year in years if year.year < since]
    after = [year for year in years if year.year >= since]
    steady = sum(year.steady for year in before), sum(year.steady for year in after)
    low, high = ratio_bounds(*steady, before_years=len(before), after_years=len(after))
    all_before, all_after = (sum(year.all for year in part) / len(part) for part in (before, after))
    if all_after <= all_before:
        verdict: Verdict = "no_rise"
    else:
        verdict = "not_explained" if low > 1 else "explained"
    return Change(
        organisations, since, all_before, all_after, steady[0] / len(before), steady[1] / len(after), low, high, verdict
    )


def ratio_bounds(before: int, after: int, *, before_years: float, after_years: float) -> tuple[float, float]:
    """Bounds of the ratio of two yearly counts: exact, given their sum (Przyborowski and Wilenski 1940).

    >>> low, high = ratio_bounds(100, 100, before_years=1, after_years=1)
    >>> round(low, 2), round(high, 2)
    (0.75, 1.33)
    """
    tail, stretch = (1 - LEVEL) / 2, before_years / after_years
    low = float(beta.ppf(tail, after, before + 1)) if after else 0.0
    high = float(beta.ppf(1 - tail, after + 1, before)) if before else 1.0
    return low / (1 - low) * stretch, (high / (1 - high) if high < 1 else math.inf) * stretch
