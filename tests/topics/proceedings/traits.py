"""What makes a drawn case a hard one, read from the rows of events and charges alone, not from how they were drawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

import polars as pl
from dateutil.relativedelta import relativedelta

from audiatur.topics.proceedings.rules import Clock, RuleSet
from tests.topics.proceedings.plain import Person, tell

DAY = timedelta(days=1)
AGES = (14, 16, 18)
TIMED = {"police_custody", "custody_extended", "first_judge"}


@dataclass
class File:
    """The rows of one person in one case: (kind, day, minute) and (charge, day), and the birth."""

    events: list[tuple[str, date, int | None]] = field(default_factory=list)
    charges: list[tuple[str, date]] = field(default_factory=list)
    born: date | None = None

    def days(self, kinds: tuple[str, ...]) -> list[date]:
        """The days of events of these kinds, in their order."""
        return sorted(on for kind, on, _ in self.events if kind in kinds)

    @property
    def all_days(self) -> list[date]:
        """The days of all events, in their order."""
        return sorted(on for _, on, _ in self.events)


def files(events: pl.DataFrame, charges: pl.DataFrame) -> dict[tuple[str, str], File]:
    """The rows by case and person."""
    found: dict[tuple[str, str], File] = {}
    for case, person, *event in events.iter_rows():
        found.setdefault((case, person), File()).events.append(tuple(event))
    named = charges.select("case", "person", "charge_class", "since", "born")
    for case, person, charge, since, born in named.iter_rows():
        file = found[case, person]
        file.charges.append((charge, since))
        file.born = born
    return found


def traits(
    events: pl.DataFrame, charges: pl.DataFrame, *, rules: RuleSet, clock: str, around: date
) -> dict[tuple[str, str], set[str]]:
    """The traits of each person in a case; `around` is the day on which the law changed."""
    timed = rules.clock(clock)
    known = files(events, charges)
    found = {who: _of_file(file, rules=rules, clock=timed, around=around) for who, file in known.items()}
    for one, other in _sharing(found):
        name = "two persons in one case" if one[0] == other[0] else "held in two cases at once"
        spans = [known[each].all_days for each in (one, other)]
        if one[0] == other[0] or max(days[0] for days in spans) <= min(days[-1] for days in spans):
            found[one].add(name)
            found[other].add(name)
    return found


def _sharing(names):
    """Pairs that share a case or a person."""
    by: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for name in names:
        for place in (0, 1):
            by.setdefault((place, name[place]), []).append(name)
    return [pair for group in by.values() for pair in combinations(group, 2)]


def _of_file(file: File, *, rules: RuleSet, clock: Clock, around: date) -> set[str]:
    days, starts, ends = file.all_days, file.days(clock.starts), file.days(clock.ends)
    acts = [(kind, on) for kind, on, _ in file.events]
    found = {
        "law changed while it ran": days[0] < around <= days[-1],
        "law changed on the day of the start or next to it": any(abs(day - around) <= DAY for day in starts),
        "held again": len(starts) > 1,
        "freed and held again on one day": any(day in ends for day in starts[1:]),
        "start entered twice": any(acts.count((kind, on)) > 1 for kind, on in acts if kind in clock.starts),
        "leap day": any((day.month, day.day) == (2, 29) for day in (*days, *([file.born] if file.born else []))),
        "begun on a 29th, 30th or 31st": any(day.day > 28 for day in starts),
        "begun on a 31st": any(day.day == 31 for day in starts),
        "ended about the last day of a month too short": any(
            _too_short(start, end) for start in starts for end in ends if end > start
        ),
        "ended about the end of a leap February": any(_about_leap_day(day) for day in ends),
        "hour missing": any(kind in TIMED and minute is None for kind, _, minute in file.events),
    }
    return (
        {name for name, there in found.items() if there} | _of_orders(file, rules=rules, clock=clock) | _of_person(file)
    )


def _too_short(start: date, end: date) -> bool:
    """Whether an end lies within a day of the last day of a month that lacks the day of the start."""
    lasts = (end - timedelta(days=end.day), end + relativedelta(day=31))
    return any(last.day < start.day and abs(end - last) <= DAY for last in lasts)


def _about_leap_day(day: date) -> bool:
    return not day.year % 4 and (day.month, day.day) in {(2, 28), (2, 29), (3, 1)}


def _of_orders(file: File, *, rules: RuleSet, clock: Clock) -> set[str]:
    """The traits of the orders of extension, beside the times that the rules give without any."""
    starts = file.days(clock.starts)
    made = sorted(((on, minute) for kind, on, minute in file.events if kind in clock.orders), key=lambda act: act[0])
    if not made or not starts:
        return set()
    lasts = [
        _last(starts[0], rule.limit, rule.unit) for rule in rules.timed(clock.key) if rule.limit and rule.extension
    ]
    near = 1 if clock.unit == "day" else 0
    found = {
        "two or more orders of extension": len(made) > 1,
        "order given twice": len(set(made)) < len(made),
        "two orders before the first time ran out": len(
            {on for on in made if lasts and starts[0] <= on[0] <= min(lasts)}
        )
        > 1,
        "order after the first time ran out": bool(lasts) and any(on > max(lasts) for on, _ in made),
        "order on the last day or the day after": any(
            0 <= (on - last).days <= near for on, _ in made for last in lasts
        ),
        "order before the first order": made[0][0] < starts[0],
        "order after the last end": made[-1][0] > max(file.days(clock.ends), default=date.max),
    }
    return {name for name, there in found.items() if there}


def _last(start: date, limit: int, unit: str) -> date:
    if unit == "month":
        return start + relativedelta(months=limit)
    return start + timedelta(days=limit // 24 if unit == "hour" else limit)


def _of_person(file: File) -> set[str]:
    """The traits of birth and charge."""
    days, born, changes = file.all_days, file.born, sorted(since for _, since in file.charges)[1:]
    birthdays = {years: _birthday(born, years) for years in AGES} if born else {}
    found = {
        "birth not known": born is None,
        "birthday at the boundary": any(abs(day - days[0]) <= DAY for day in birthdays.values()),
        "eighteenth birthday on the day of an event": birthdays.get(18) in days,
        "eighteenth birthday next to an event": bool(born) and any(abs(birthdays[18] - day) <= 2 * DAY for day in days),
        "born on 29 February": bool(born) and (born.month, born.day) == (2, 29),
        "born on 29 February, of an age next to the first day": bool(born)
        and (born.month, born.day) == (2, 29)
        and any(abs(day - days[0]) <= 2 * DAY for day in birthdays.values()),
        "charge not known": any(charge == "unknown" for charge, _ in file.charges),
        "charge changed": bool(changes),
        "charge changed twice": len(changes) > 1,
        "charge changed before": any(day < days[0] for day in changes),
        "charge changed in custody": any(days[0] < day <= days[-1] for day in changes),
        "charge changed on the day of an event": any(day in days for day in changes),
        "charge changed after": any(day > days[-1] for day in changes),
    }
    return {name for name, there in found.items() if there}


def _birthday(born: date, years: int) -> date:
    """The day from which somebody has that age; who was born on 29 February has it on 1 March."""
    if (born.month, born.day) == (2, 29):
        return date(born.year + years, 2, 28) + DAY
    return born.replace(year=born.year + years)


def decisive(person: Person, *, rules: RuleSet, clock: str, as_of: date, complete: bool) -> set[str]:
    """What the answer hangs on: with that one thing told otherwise, the plain telling answers otherwise."""
    timed = rules.clock(clock)

    def answer(other: Person, rules: RuleSet = rules) -> list[str]:
        return [told.answer for told in tell(other, rules=rules, clock=clock, as_of=as_of, complete=complete)]

    def moved(kinds: tuple[str, ...], by: int) -> Person:
        return replace(
            person, acts=[replace(act, on=act.on + by * DAY) if act.kind in kinds else act for act in person.acts]
        )

    spilling = replace(rules, rules=tuple(replace(rule, month_end="next") for rule in rules.rules))
    otherwise = {
        "a month's last day in place of the next month's first": answer(person, spilling),
        "a day of the end": answer(moved(timed.ends, 1)),
        "a day of the orders": answer(moved(timed.orders, 1)),
        "the change of charge": answer(replace(person, charges=person.charges[:1])),
    }
    if person.born:
        otherwise["a day of the birth"] = answer(replace(person, born=person.born + DAY))
    given = answer(person)
    return {name for name, changed in otherwise.items() if changed != given}
