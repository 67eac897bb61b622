"""Random persons for the clock: every sort of gap, repeat and uncertainty that a register shows."""

from __future__ import annotations

import random
from datetime import date, timedelta

import ibis
import polars as pl

from audiatur.topics.proceedings.judging import clock_answers
from audiatur.topics.proceedings.rules import RuleSet
from tests.topics.proceedings.plain import Act, Charge, Person

AS_OF = date(2025, 12, 31)
ANSWERS = ("within", "breached", "cannot tell")


def detained(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody with detention orders, extensions, releases and judgments around a day on which the law may change."""
    day = around + timedelta(days=draw.randint(-700, 700))
    acts = []
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        acts.append(Act("detention_ordered", day))
        length = draw.choice((draw.randint(0, 60), draw.randint(0, 250), draw.randint(0, 800), 181, 182, 183, 184, 365))
        for _ in range(draw.choice((0, 0, 1, 2, 3))):
            acts.append(Act("detention_extended", day + timedelta(days=draw.randint(0, length + 20))))
        if draw.random() < 0.1:
            acts.append(Act("detention_ordered", day + timedelta(days=draw.randint(0, length))))
        day += timedelta(days=length)
        if draw.random() < 0.9:
            acts.append(Act(draw.choice(("release", "indictment", "judgment", "release")), day))
        if draw.random() < 0.2:
            acts.append(Act("hearing", day + timedelta(days=draw.randint(0, 200))))
        day += timedelta(days=draw.choice((0, 1, draw.randint(0, 100))))
    return Person(acts, _charges(draw, groups=groups, acts=acts), _born(draw, acts[0].on))


def arrested(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody in police custody, once or twice, with minutes that are sometimes missing."""
    acts = []
    day = around + timedelta(days=draw.randint(-700, 700))
    for _ in range(draw.choice((1, 1, 2))):
        start, length = draw.randint(0, 1439), draw.choice((draw.randint(0, 6000), 2880, 2881, 1440, 2160, 4320, 4321))
        end = day + timedelta(days=(start + length) // 1440)
        acts.append(Act("police_custody", day, start if draw.random() < 0.8 else None))
        if draw.random() < 0.4:
            on = day + timedelta(days=draw.randint(0, 2))
            if day < on < end:
                acts.append(Act("custody_extended", on, draw.randint(0, 1439) if draw.random() < 0.7 else None))
        acts.append(Act("first_judge", end, (start + length) % 1440 if draw.random() < 0.8 else None))
        day = end + timedelta(days=draw.randint(2, 40))
    return Person(acts, _charges(draw, groups=groups, acts=[])[:1], _born(draw, acts[0].on))


def _charges(draw: random.Random, *, groups: tuple[str, ...], acts: list[Act]) -> list[Charge]:
    penalty = draw.choice((None, None, 60, 200, 365))
    charges = [Charge(draw.choice((*groups, "unknown")), penalty=penalty)]
    if acts and draw.random() < 0.3:
        since = acts[0].on + timedelta(days=draw.randint(1, 300))
        charges.append(Charge(draw.choice(groups), since, penalty))
    return charges


def _born(draw: random.Random, first: date) -> date | None:
    if draw.random() < 0.1:
        return None
    if draw.random() < 0.5:
        return first - timedelta(days=draw.randint(12 * 365, 40 * 365))
    years = draw.choice((14, 16, 18))
    turned = draw.choice((first, first, date(first.year, 2, 28), date(first.year, 3, 1))) + timedelta(
        days=draw.randint(-2, 2)
    )
    try:
        return turned.replace(year=turned.year - years)
    except ValueError:
        return date(turned.year - years, 2, 28)


def traits(person: Person, *, around: date) -> set[str]:
    """What makes a person's case a hard one; `around` is the day on which the law changed."""
    days = sorted(act.on for act in person.acts)
    starts = [act.on for act in person.acts if act.kind in ("detention_ordered", "police_custody")]
    timed = {"police_custody", "custody_extended", "first_judge"}
    born = person.born
    birthdays = {(born.year + years, born.month, born.day) for years in (14, 16, 18)} if born else set()
    near = {starts[0] + timedelta(days=step) for step in (-1, 0, 1)}
    found = {
        "law changed while it ran": days[0] < around <= days[-1],
        "two or more orders of extension": sum(act.kind == "detention_extended" for act in person.acts) > 1,
        "held again": len(starts) > 1,
        "charge changed": len(person.charges) > 1,
        "leap day": any((day.month, day.day) == (2, 29) for day in (*days, *([born] if born else []))),
        "begun on a 31st": any(day.day == 31 for day in starts),
        "birthday at the boundary": any((day.year, day.month, day.day) in birthdays for day in near),
        "birth not known": born is None,
        "hour missing": any(act.kind in timed and act.minute is None for act in person.acts),
    }
    return {name for name, there in found.items() if there}


def frames(people: list[Person]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The events and the charges of people, numbered in their order."""
    events = [
        (f"K{number}", f"P{number}", act.kind, act.on, act.minute)
        for number, person in enumerate(people)
        for act in person.acts
    ]
    charges = [
        (f"K{number}", f"P{number}", charge.group, max(charge.since, date(1900, 1, 1)), charge.penalty, person.born)
        for number, person in enumerate(people)
        for charge in person.charges
    ]
    columns = {"case": pl.String, "person": pl.String}
    return (
        pl.DataFrame(events, schema={**columns, "kind": pl.String, "on": pl.Date, "minute": pl.Int64}, orient="row"),
        pl.DataFrame(
            [(case, who, group, group, *rest) for case, who, group, *rest in charges],
            schema={
                **columns,
                "charge_class": pl.String,
                "offence": pl.String,
                "since": pl.Date,
                "minimum_penalty_days": pl.Int64,
                "born": pl.Date,
            },
            orient="row",
        ),
    )


def answered(
    people: list[Person], *, rules: RuleSet, clock: str, as_of: date = AS_OF, complete: bool = False
) -> pl.DataFrame:
    """What the expression says on the embedded engine, in the order of the people."""
    events, charges = (ibis.memtable(frame) for frame in frames(people))
    expression = clock_answers(
        events, charges=charges, rules=rules, clocks=[clock], as_of=as_of, orders_complete=complete
    )
    found = ibis.duckdb.connect(threads=1).to_polars(expression)
    return found.with_columns(number=pl.col("case").str.slice(1).cast(pl.Int64)).sort("number", "since", "held_low")
