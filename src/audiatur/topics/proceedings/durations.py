"""How long something lasts where not all of it has ended: Kaplan-Meier, Aalen-Johansen, medians and their intervals.

Every estimate takes what is still going on, and what was under way before it was seen (delayed entry): a row is at risk
on the days after `entry` up to and with `exit`. Nothing here is computed from ended cases alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Spells:
    """One row a person or case: days from the start to the end or to the day of counting.

    `end` is 0 where it had not ended, else the number of the way it ended; `entry` are the days that had passed when it
    was first seen (0 where it was seen from its start).
    """

    exit: Floats
    end: Ints
    entry: Floats

    @classmethod
    def of(cls, exit_: Floats, *, end: Ints, entry: Floats | None = None) -> Spells:
        """Spells that were seen from their start unless `entry` says otherwise.

        Raises:
            ValueError: a row leaves before it enters.
        """
        begun = np.zeros(len(exit_)) if entry is None else np.asarray(entry, dtype=np.float64)
        if (begun > exit_).any():
            raise ValueError("A row ends before it was first seen; give entry ≤ exit.")
        return cls(np.asarray(exit_, dtype=np.float64), np.asarray(end, dtype=np.int64), begun)


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that still lasts after each time at which something ended."""

    time: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: Ints
    ended: Ints

    def at(self, time: float) -> float:
        """The share that lasts longer than a time."""
        place = int(np.searchsorted(self.time, time, side="right")) - 1
        return 1.0 if place < 0 else float(self.share[place])

    def quantile(self, share: float = 0.5) -> Quantile:
        """The time by which that share has ended, with the interval that inverts the one of the curve.

        (R. Brookmeyer and J. Crowley, Biometrics 38, 1982, on the log(−log) scale.)
        """
        remains = 1.0 - share
        return Quantile(
            _first_at(self.time, self.share, remains),
            _first_at(self.time, self.low, remains) or 0.0,
            _first_at(self.time, self.high, remains),
        )


@dataclass(frozen=True, slots=True)
class Quantile:
    """A time with its interval; None where so many have not ended that it is not reached."""

    time: float | None
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share that has ended in one way by each time, other ways of ending taken into account."""

    time: Floats
    share: Floats
    low: Floats
    high: Floats

    def at(self, time: float) -> float:
        """The share by a time."""
        place = int(np.searchsorted(self.time, time, side="right")) - 1
        return 0.0 if place < 0 else float(self.share[place])


def _first_at(time: Floats, share: Floats, remains: float) -> float | None:
    there = np.flatnonzero(share <= remains + 1e-12)
    return float(time[there[0]]) if len(there) else None


def _counts(spells: Spells, *, ends: Sequence[int] | None = None) -> tuple[Floats, Ints, Ints]:
    """The times at which something ended, how many were at risk, how many ended."""
    counted = spells.end > 0 if ends is None else np.isin(spells.end, list(ends))
    time, ended = np.unique(spells.exit[counted], return_counts=True)
    exits, entries = np.sort(spells.exit), np.sort(spells.entry)
    gone = np.searchsorted(exits, time, side="left")
    # Who is first seen on a day is at risk from the day after.
    entered = np.searchsorted(entries, time, side="left")
    return time, entered - gone, ended.astype(np.int64)


def survival(spells: Spells, *, level: float = _LEVEL) -> Survival:
    """The Kaplan-Meier curve with Greenwood's variance on the log(−log) scale (Kalbfleisch and Prentice, 2002, 1.4)."""
    time, at_risk, ended = _counts(_seen(spells))
    left = 1.0 - ended / at_risk
    share: Floats = np.cumprod(left, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.where(at_risk > ended, ended / (at_risk * (at_risk - ended)), np.nan)
        spread = np.sqrt(np.cumsum(step)) / np.abs(np.log(share))
        quantile = float(norm.ppf((1 + level) / 2))
        low, high = share ** np.exp(quantile * spread), share ** np.exp(-quantile * spread)
    inside = (share > 0) & (share < 1)
    low, high = np.where(inside, low, share), np.where(inside, high, share)
    if len(share) and share[-1] == 0:
        # After the last end nothing is at risk: the curve's own upper bound stays where it was.
        high[-1] = high[-2] if len(high) > 1 else 1.0
    return Survival(time, share, np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=1.0), at_risk, ended)


def _seen(spells: Spells) -> Spells:
    """Rows that were under observation for some time; a row of no length from the start ends at once."""
    there = (spells.exit > spells.entry) | (spells.entry == 0)
    entry = np.where(spells.entry == 0, -1.0, spells.entry)
    return Spells(spells.exit[there], spells.end[there], entry[there])


def incidence(spells: Spells, *, way: int, level: float = _LEVEL) -> Incidence:
    """The Aalen-Johansen share that ended in one way, with the variance of J. Pintilie (2006, eq. 4.4: delta method).

    Intervals are on the log(−log) scale of the share.
    """
    seen = _seen(spells)
    time, at_risk, ended = _counts(seen)
    own_time, own = np.unique(seen.exit[seen.end == way], return_counts=True)
    this = np.zeros(len(time))
    this[np.searchsorted(time, own_time)] = own
    after = np.cumprod(1.0 - ended / at_risk)
    before = np.concatenate([[1.0], after[:-1]])
    share = np.cumsum(before * this / at_risk)
    spread = np.sqrt(np.maximum(_incidence_variance(share, before=before, this=this, ended=ended, at_risk=at_risk), 0))
    quantile = float(norm.ppf((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = quantile * spread / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(half), share ** np.exp(-half)
    inside = (share > 0) & (share < 1)
    return Incidence(time, share, np.where(inside, low, share), np.where(inside, high, share))


def _incidence_variance(share: Floats, *, before: Floats, this: Floats, ended: Ints, at_risk: Ints) -> Floats:
    """Σ over earlier times of three terms, opened up so that it is linear in the number of times."""
    with np.errstate(divide="ignore", invalid="ignore"):
        all_ways = np.where(at_risk > ended, ended / (at_risk * (at_risk - ended)), 0.0)
    one_way = before**2 * (at_risk - this) / at_risk * this / at_risk**2
    both = before * this / at_risk**2
    first = share**2 * np.cumsum(all_ways) - 2 * share * np.cumsum(share * all_ways) + np.cumsum(share**2 * all_ways)
    third = share * np.cumsum(both) - np.cumsum(share * both)
    variance: Floats = first + np.cumsum(one_way) - 2 * third
    return variance


@dataclass(frozen=True, slots=True)
class Compared:
    """The median of all, what is still going on included, beside the misleading one of those that have ended."""

    median: Quantile
    naive: float | None
    n: int
    going_on: int


def compared(spells: Spells) -> Compared:
    """The median duration with its interval, and the median of ended cases alone, which is too short."""
    ended = spells.exit[spells.end > 0]
    return Compared(
        survival(spells).quantile(),
        float(np.median(ended)) if len(ended) else None,
        len(spells.exit),
        int((spells.end == 0).sum()),
    )


@dataclass(frozen=True, slots=True)
class Caseload:
    """The measures of the Council of Europe's commission for the efficiency of justice (CEPEJ) for one period.

    They tell of the flow of cases through a court, not of how long a case takes.
    """

    incoming: int
    resolved: int
    pending: int
    days: int

    @property
    def clearance_rate(self) -> float | None:
        """Resolved over incoming cases, in percent."""
        return 100 * self.resolved / self.incoming if self.incoming else None

    @property
    def disposition_time(self) -> float | None:
        """Days in which the pending cases would be resolved at the period's pace; no case need last so long."""
        return self.days * self.pending / self.resolved if self.resolved else None

    @property
    def turnover(self) -> float | None:
        """Resolved over pending cases."""
        return self.resolved / self.pending if self.pending else None


def caseload(opened: Ints, closed: Ints, *, since: int, until: int) -> Caseload:
    """The caseload of a period given by day numbers; `closed` is far away for what is open."""
    return Caseload(
        incoming=int(((opened >= since) & (opened <= until)).sum()),
        resolved=int(((closed >= since) & (closed <= until)).sum()),
        pending=int(((opened <= until) & (closed > until)).sum()),
        days=until - since + 1,
    )
