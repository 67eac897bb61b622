"""Drafts and laws under modernisation: their stages as sources date them, and how old the news is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from audiatur.dates import read_when
from audiatur.topics.law.rows import STAGES, Reform, ReformEvent, Stage

STALE_DAYS: Final = 365
"""Days without news after which a reform that is not in force is shown as without news."""
_ENDS: Final[frozenset[Stage]] = frozenset(("promulgated", "published", "in force", "repealed"))


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage with what each source tells of it; more than one event is more than one telling."""

    stage: Stage
    events: tuple[ReformEvent, ...]

    @property
    def sources_differ(self) -> bool:
        """Whether two sources give days that cannot both be right."""
        days = [read_when(event.on) for event in self.events]
        return any(
            first.latest < second.earliest or second.latest < first.earliest
            for place, first in enumerate(days)
            for second in days[place + 1 :]
        )


@dataclass(frozen=True, slots=True)
class Tracked:
    """A reform on a day: its stages in order of their first day, and the day of the last news."""

    reform: Reform
    stages: tuple[StageShown, ...]
    last_news: date | None
    quiet_days: int | None
    is_stale: bool

    @property
    def reached(self) -> StageShown | None:
        """The stage that the reform has come to: the one dated last."""
        return self.stages[-1] if self.stages else None


def track(reforms: Sequence[Reform], events: Iterable[ReformEvent], *, on: date) -> tuple[Tracked, ...]:
    """Every reform as told up to a day, the one with the newest news first. Later events are left out."""
    told: dict[str, list[ReformEvent]] = defaultdict(list)
    for event in events:
        if read_when(event.on).earliest <= on:
            told[event.reform].append(event)
    tracked = [_tracked(reform, told[reform.key], on=on) for reform in reforms]
    return tuple(sorted(tracked, key=lambda one: (one.last_news is None, -(one.last_news or date.min).toordinal())))


def _tracked(reform: Reform, events: Sequence[ReformEvent], *, on: date) -> Tracked:
    by_stage: dict[Stage, list[ReformEvent]] = defaultdict(list)
    for event in events:
        by_stage[event.stage].append(event)
    stages = [
        StageShown(stage, tuple(sorted(tellings, key=lambda event: read_when(event.on).earliest)))
        for stage, tellings in by_stage.items()
    ]
    stages.sort(key=lambda one: (read_when(one.events[0].on).earliest, STAGES.index(one.stage)))
    last = max((min(read_when(event.on).latest, on) for event in events), default=None)
    quiet = (on - last).days if last is not None else None
    ended = any(one.stage in _ENDS for one in stages)
    return Tracked(reform, tuple(stages), last, quiet, quiet is not None and quiet > STALE_DAYS and not ended)
