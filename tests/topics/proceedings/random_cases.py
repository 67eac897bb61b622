"""Random persons for the clock: every sort of gap, repeat and uncertainty that a register shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import ibis
import polars as pl
from dateutil.relativedelta import relativedelta

from audiatur.topics.proceedings.judging import clock_answers
from audiatur.topics.proceedings.rules import RuleSet
from tests.topics.proceedings.plain import Act, Charge, Person

AS_OF = date(2025, 12, 31)
ANSWERS = ("within", "breached", "cannot tell")


def people(
    draw: random.Random, *, make: Callable[..., Person], groups: tuple[str, ...], around: date, size: int
) -> list[Person]:
    """Persons one after the other, some of them once more in a case that overlaps, some charged together."""
    found: list[Person] = []
    for number in range(size):
        person = make(draw, groups=groups, around=around)
        before = found[-1] if found else person
        shared = draw.random() if before.who is before.case is None else 1
        if shared < 0.15:
            person = replace(_moved(person, to=draw.choice(before.acts).on), who=number - 1, born=before.born)
        elif shared < 0.25:
            person = replace(person, case=number - 1)
        found.append(person)
    return found


def _moved(person: Person, *, to: date) -> Person:
    """The same acts and charges, the first act on another day."""
    by = to - min(act.on for act in person.acts)
    charges = [charge if charge.since == date.min else _since(charge, charge.since + by) for charge in person.charges]
    return replace(person, acts=[replace(act, on=act.on + by) for act in person.acts], charges=charges)


def _since(charge: Charge, day: date) -> Charge:
    return replace(charge, since=day)


def detained(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody with detention orders, extensions, releases and judgments around a day on which the law may change."""
    if draw.random() < 0.5:
        return draw.choice((_detained_hard, _detained_to_the_day))(draw, groups=groups, around=around)
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


def _detained_hard(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody held several times, with orders and changes of charge where they least fit."""
    born, day = _leapling(draw, around=around) if draw.random() < 0.2 else (None, _hard_start(draw, around=around))
    acts = []
    for _ in range(draw.choice((1, 2, 3))):
        acts += [Act("detention_ordered", day)] * draw.choice((1, 1, 1, 2))
        acts += _hard_orders(draw, day)
        day = draw.choice((day, _near_months(draw, day), _near_months(draw, day)))
        if draw.random() < 0.9:
            acts.append(Act(draw.choice(("release", "indictment", "judgment", "release")), day))
        if draw.random() < 0.3:
            acts.append(Act("hearing", _near_months(draw, day)))
        day += timedelta(days=draw.choice((0, 0, 1, draw.randint(0, 100))))
    charges = _hard_charges(draw, groups=groups, acts=acts)
    return Person(acts, charges, born or _born(draw, draw.choice(acts).on))


def _detained_to_the_day(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody held once, to the last day of a time or the day after it, where months are of different lengths."""
    months = draw.choice((2, 3, 4, 4, 6, 6, 12, 18))
    born, first = _leapling(draw, around=around) if draw.random() < 0.15 else (None, _hard_start(draw, around=around))
    if born is None and draw.random() < 0.3:
        first = date(around.year + draw.choice((0, 1)), 3, 1) - timedelta(days=1) - relativedelta(months=months)
        first += relativedelta(day=draw.choice((29, 30, 31)))
    days = draw.choice((30, 45, 60, 90, 120, 180, 200, 240, 300, 360, 540))
    last = draw.choice((first + relativedelta(months=months),) * 3 + (first + timedelta(days=days),))
    acts = [Act("detention_ordered", first), Act("release", last + timedelta(days=draw.choice((-1, 0, 1, 1))))]
    if draw.random() < 0.3:
        after = last + timedelta(days=1)
        ended = after + relativedelta(months=draw.choice((3, 4))) + timedelta(days=draw.choice((-1, 0, 1)))
        acts = [acts[0], Act("indictment", after), Act("hearing", ended)]
    for _ in range(draw.choice((0, 0, 1, 2))):
        extended = first + relativedelta(months=draw.choice((2, 3, 4, 6, 12))) + timedelta(days=draw.choice((-1, 0, 1)))
        acts.append(Act("detention_extended", extended))
    charges = _hard_charges(draw, groups=groups, acts=acts)[: draw.choice((1, 1, 2))]
    return Person(acts, charges, born or _born(draw, first))


MONTHS = (1, 2, 3, 4, 6, 6, 8, 12, 18, 24)
"""Lengths of time that limits are made of."""


def _hard_start(draw: random.Random, *, around: date) -> date:
    """A day late in a month, a day about the end of a leap February, or the day of the change of law."""
    month = around.replace(day=1) + relativedelta(months=draw.randint(-24, 24))
    late = month + relativedelta(day=draw.choice((28, 29, 30, 31)))
    leap = date(around.year + (-around.year) % 4 + draw.choice((-4, 0)), 3, 1) - timedelta(days=draw.randint(0, 2))
    changed = around + timedelta(days=draw.randint(-1, 1))
    return draw.choice((late, late, late, leap, changed))


def _leapling(draw: random.Random, *, around: date) -> tuple[date, date]:
    """Somebody born on 29 February, and a day next to the birthday that an age limit names."""
    years, year = draw.choice(
        [
            (years, year)
            for years in (14, 16, 18)
            for year in range(around.year - 4, around.year + 4)
            if not (year - years) % 4
        ]
    )
    return date(year - years, 2, 29), date(year, 3, 1) + timedelta(days=draw.randint(-2, 1))


def _near_months(draw: random.Random, day: date) -> date:
    """A day within two of the end of some months."""
    return max(day, day + relativedelta(months=draw.choice(MONTHS)) + timedelta(days=draw.choice((-1, 0, 0, 1, 1, 2))))


def _hard_orders(draw: random.Random, day: date) -> list[Act]:
    """Orders on the last day of a time or just after it, too near each other, given twice, or before the first one."""
    days = [_near_months(draw, day) for _ in range(draw.choice((0, 1, 2, 3)))]
    if draw.random() < 0.2:
        days += [on + timedelta(days=draw.randint(1, 40)) for on in days]
    if draw.random() < 0.2:
        days += days
    if draw.random() < 0.2:
        days.append(day - timedelta(days=draw.randint(1, 60)))
    draw.shuffle(days)
    return [Act("detention_extended", on) for on in days]


def arrested(draw: random.Random, *, groups: tuple[str, ...], around: date) -> Person:
    """Somebody in police custody, once or twice, with minutes that are sometimes missing."""
    acts, born = [], None
    hard = draw.random() < 0.5
    day = around + timedelta(days=draw.randint(-700, 700))
    if hard:
        born, day = _leapling(draw, around=around) if draw.random() < 0.2 else (None, _hard_start(draw, around=around))
    for _ in range(draw.choice((1, 1, 2))):
        start, length = draw.randint(0, 1439), draw.choice((draw.randint(0, 6000), 2880, 2881, 1440, 2160, 4320, 4321))
        end = day + timedelta(days=(start + length) // 1440)
        acts.append(Act("police_custody", day, start if draw.random() < 0.8 else None))
        if draw.random() < 0.4:
            on = day + timedelta(days=draw.randint(0, 2))
            if day < on < end:
                acts.append(Act("custody_extended", on, draw.randint(0, 1439) if draw.random() < 0.7 else None))
        if hard:
            acts += _hard_hours(draw, day, start=start, length=length)
        acts.append(Act("first_judge", end, (start + length) % 1440 if draw.random() < 0.8 else None))
        day = end + timedelta(days=draw.randint(2, 40))
    charges = _charges(draw, groups=groups, acts=[])[:1]
    if hard:
        charges = _hard_charges(draw, groups=groups, acts=acts)
    return Person(acts, charges, born or _born(draw, draw.choice(acts).on if hard else acts[0].on))


def _hard_hours(draw: random.Random, day: date, *, start: int, length: int) -> list[Act]:
    """Orders within two minutes of a limit, before the custody, in it and after it, given twice, or without an hour."""
    found = []
    for _ in range(draw.choice((1, 1, 2, 3))):
        near = draw.choice((1440, 2160, 2880)) + draw.randint(-2, 2)
        place = start + draw.choice(
            (near, draw.randint(-2880, -1), draw.randint(0, length), length + draw.randint(0, 2000))
        )
        minute = place % 1440 if draw.random() < 0.8 else None
        found += [Act("custody_extended", day + timedelta(days=place // 1440), minute)] * draw.choice((1, 1, 1, 2))
    return found


def _charges(draw: random.Random, *, groups: tuple[str, ...], acts: list[Act]) -> list[Charge]:
    penalty = draw.choice((None, None, 60, 200, 365))
    charges = [Charge(draw.choice((*groups, "unknown")), penalty=penalty)]
    if acts and draw.random() < 0.3:
        since = acts[0].on + timedelta(days=draw.randint(1, 300))
        charges.append(Charge(draw.choice(groups), since, penalty))
    return charges


def _hard_charges(draw: random.Random, *, groups: tuple[str, ...], acts: list[Act]) -> list[Charge]:
    """Charges that change before the first act, on or next to the day of an act, or after the last one."""
    days = [act.on for act in acts]
    near = draw.choice(days) + timedelta(days=draw.randint(-1, 1))
    places = (
        min(days) - timedelta(days=draw.randint(1, 90)),
        near,
        near,
        max(days) + timedelta(days=draw.randint(1, 90)),
    )
    since = sorted(set(draw.sample(places, draw.choice((0, 1, 1, 2)))))
    first = draw.choice((date.min, min(days) - timedelta(days=draw.randint(0, 200))))
    known = [day for day in since if day > first]
    return [
        Charge(draw.choice((*groups, "unknown")), day, draw.choice((None, 60, 61, 200, 365))) for day in (first, *known)
    ]


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


def frames(people: list[Person]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The events and the charges of people, numbered in their order."""
    names = [_named(person, number=number) for number, person in enumerate(people)]
    events = [
        (*names[number], act.kind, act.on, act.minute) for number, person in enumerate(people) for act in person.acts
    ]
    charges = [
        (*names[number], charge.group, max(charge.since, date(1900, 1, 1)), charge.penalty, person.born)
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


def _named(person: Person, *, number: int) -> tuple[str, str]:
    """The case and the person."""
    return f"K{number if person.case is None else person.case}", f"P{number if person.who is None else person.who}"


def answered(
    people: list[Person], *, rules: RuleSet, clock: str, as_of: date = AS_OF, complete: bool = False
) -> pl.DataFrame:
    """What the expression says on the embedded engine, in the order of the people."""
    events, charges = (ibis.memtable(frame) for frame in frames(people))
    expression = clock_answers(
        events, charges=charges, rules=rules, clocks=[clock], as_of=as_of, orders_complete=complete
    )
    found = ibis.duckdb.connect(threads=1).to_polars(expression)
    names = pl.DataFrame([_named(person, number=number) for number, person in enumerate(people)], orient="row")
    numbered = names.rename({"column_0": "case", "column_1": "person"}).with_row_index("number")
    return found.join(numbered, on=["case", "person"], how="left").sort("number", "since", "held_low")
