"""One person's clocks, told: the rows used, the rule, the arithmetic and the timeline, from the same expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.topics.proceedings.clock import NEVER, Answer, Reason
from audiatur.topics.proceedings.counting import MINUTES
from audiatur.topics.proceedings.judging import answers
from audiatur.topics.proceedings.rules import Clock, Rule, RuleSet
from audiatur.topics.proceedings.runs import runs_of_events

WIDTH, HEIGHT, _LEFT = 720, 84, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the timeline, in the units of the drawing."""

    x: float
    width: float
    fill: str


WITHIN_FILL, BEYOND_FILL, UNSURE_FILL = "#b9c3cc", "#5b3a6e", "#a690b5"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: stretches held, and where the limit lies."""

    bars: tuple[Bar, ...]
    limit_x: float | None
    end_x: float
    changes: tuple[float, ...]
    """Where the charge changed."""
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class Told:
    """One run of one clock: the answer and all that it rests on. Times are days, or minutes for a clock in minutes."""

    clock: Clock
    rule: Rule | None
    other_rule: Rule | None
    answer: Answer
    reasons: tuple[str, ...]
    since: date
    held: tuple[int, int]
    allowed: tuple[int, int]
    over: tuple[int, int]
    running: bool
    limit_on: date | None
    """The last day that the least limit allows, moved by the days at liberty."""
    timeline: Timeline

    @property
    def in_minutes(self) -> bool:
        """Whether times are in minutes."""
        return self.clock.unit == "minute"

    @property
    def endless(self) -> bool:
        """Whether the most that may be allowed is not known at all."""
        return self.allowed[1] >= NEVER


def acts_of(events: ir.Table, *, case: str, person: str) -> ir.Table:
    """The events of one person in one case."""
    return events.filter(events.case == case, events.person == person)


class Engine(Protocol):
    """What runs an expression."""

    def run(self, expression: ir.Table) -> pl.DataFrame:
        """Its rows."""


def clocks_told(engine: Engine, events: ir.Table, *, charges: ir.Table, rules: RuleSet, as_of: date) -> list[Told]:
    """What each clock of the rule set says of the person whose events these are."""
    timed = [clock.key for clock in rules.clocks if rules.timed(clock.key)]
    pieces = engine.run(runs_of_events(events, charges=charges, rules=rules, clocks=timed, as_of=as_of))
    if not pieces.height:
        return []
    judged = engine.run(answers(ibis.memtable(pieces), rules=rules, clocks=timed))
    found: list[Told] = []
    for place, clock in enumerate(rules.clocks):
        own = pieces.filter(pl.col("clock") == place)
        rows = judged.filter(pl.col("clock") == clock.key).sort("since").to_dicts()
        found += [_told(row, pieces=own, rules=rules, clock=clock) for row in rows]
    return found


def _told(row: dict[str, object], *, pieces: pl.DataFrame, rules: RuleSet, clock: Clock) -> Told:
    by_name = {(rule.id, rule.version): rule for rule in rules.rules}
    rule = by_name.get((str(row["rule"]), int(str(row["version"]))))
    other = next((rule for rule in rules.rules if rule.id == row["rule_high"]), None)
    since = row["since"]
    assert isinstance(since, date)
    allowed = (int(str(row["allowed_low"])), int(str(row["allowed_high"])))
    own = _own(pieces, since=since, clock=clock)
    stretches = _stretches(own, clock=clock)
    limit_on = _limit_day(stretches, allowed=allowed[0], since=since) if clock.unit == "day" else None
    return Told(
        clock=clock,
        rule=rule,
        other_rule=other if other is not rule else None,
        answer=Answer(int(str(row["answer"]))),
        reasons=tuple(str(reason.name) for reason in Reason(int(str(row["reasons"]))) if reason.name),
        since=since,
        held=(int(str(row["held_low"])), int(str(row["held_high"]))),
        allowed=allowed,
        over=(int(str(row["over_low"])), int(str(row["over_high"]))),
        running=bool(row["running"]),
        limit_on=limit_on,
        timeline=_timeline(
            stretches,
            allowed=allowed[0],
            clock=clock,
            sure=int(str(row["answer"])) == Answer.BREACHED,
            changed=sorted(set(own["charged_from"].to_list())),
        ),
    )


def _own(pieces: pl.DataFrame, *, since: date, clock: Clock) -> pl.DataFrame:
    if clock.again == "adds":
        return pieces
    scale = 1 if clock.unit == "day" else MINUTES
    return pieces.filter((pl.col("origin") // scale).cast(pl.Int32).cast(pl.Date) == since)


_Stretch = tuple[int, int, int]
"""First moment, length, time counted before it."""


def _stretches(pieces: pl.DataFrame, *, clock: Clock) -> list[_Stretch]:
    rows = pieces.select(
        start=pl.col("origin") + pl.col("away") + pl.col("before"),
        length=pl.col("held_high") - pl.col("before"),
        before="before",
    )
    return sorted(set(rows.rows()))


def _limit_day(stretches: Sequence[_Stretch], *, allowed: int, since: date) -> date | None:
    """The day on which the time counted reaches what is allowed."""
    if allowed >= NEVER or allowed < 1:
        return None
    for start, length, before in stretches:
        if allowed <= before + length:
            return date(1970, 1, 1) + timedelta(days=start + allowed - before - 1)
    start, length, before = stretches[-1]
    return date(1970, 1, 1) + timedelta(days=start + allowed - before - 1)


def _timeline(
    stretches: Sequence[_Stretch], *, allowed: int, clock: Clock, sure: bool, changed: Sequence[int]
) -> Timeline:
    scale = 1 if clock.unit == "day" else MINUTES
    first, last = stretches[0][0], max(start + length for start, length, _ in stretches)
    start, _, before = stretches[-1]
    limit_at = None
    if 0 <= allowed < NEVER:
        inside = [s + allowed - b for s, length, b in stretches if b <= allowed <= b + length]
        limit_at = inside[0] if inside else start + allowed - before if allowed > before else None
    # A limit far behind the end would press the stretches together; it is then left to the words.
    far = first + 3 * max(last - first, 1)
    shown_limit = limit_at if limit_at is not None and limit_at <= far else None
    until = max(last, shown_limit or last)
    unit = (WIDTH - 2 * _LEFT) / max(until - first, 1)

    def x(moment: int) -> float:
        return round(_LEFT + (moment - first) * unit, 1)

    bars: list[Bar] = []
    for begin, length, counted in stretches:
        good = length if allowed >= NEVER else max(0, min(length, allowed - counted))
        if good:
            bars.append(Bar(x(begin), round(good * unit, 1), WITHIN_FILL))
        if length > good:
            bars.append(Bar(x(begin + good), round((length - good) * unit, 1), BEYOND_FILL if sure else UNSURE_FILL))

    def day(moment: int) -> date:
        return date(1970, 1, 1) + timedelta(days=moment // scale)

    return Timeline(
        tuple(bars),
        None if shown_limit is None else x(shown_limit),
        x(last),
        tuple(x(begin * scale) for begin in changed if first < begin * scale < last),
        day(first),
        day(last - (1 if scale == 1 else 0)),
    )
