"""What a figure may be asked for, and when the records end.

Whoever does not take part in the dialogue is given whole calendar years and the ends of months, all as the records
stood on one day, and places only as groups of a table: numbers of two periods that overlap, of one period known on two
days, or of a place apart from its table would give single persons away by their difference.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from audiatur.figures.errors import NotAsked
from audiatur.figures.indicator import Asked, Indicator
from audiatur.registers.contract import Table, Type
from audiatur.registers.engine import Registers

PLACES = ("province", "district", "commune", "place", "facility")
"""Names of columns whose values are places."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last whole month of what the records tell."""

    first: date
    last: date

    @property
    def years(self) -> tuple[int, ...]:
        """The whole calendar years, the newest first."""
        begun = self.first.year + (self.first > date(self.first.year, 1, 1))
        ended = self.last.year - (self.last < date(self.last.year, 12, 31))
        return tuple(range(ended, begun - 1, -1))

    @property
    def month_ends(self) -> tuple[date, ...]:
        """The ends of the months, the newest first."""
        found, day = [], self.last
        while day >= self.first:
            found.append(day)
            day = day.replace(day=1) - timedelta(days=1)
        return tuple(found)


def span(registers: Registers, *, tables: Iterable[Table]) -> Span | None:
    """From the first to the last whole month in which the tables' days lie; None where they have no days.

    Days that lie ahead by their nature (the end of an order) do not count, nor do dates of birth.
    """
    days: list[date] = []
    for table in tables:
        names = [column.name for column in table.columns if column.type is Type.DAY and column.not_future]
        names = [name for name in names if not table.column(name).personal]
        if not names or table.name not in registers.snapshots:
            continue
        rows = registers[table.name]
        ends = registers.run(
            rows.aggregate(
                **{f"first_{name}": rows[name].min() for name in names},
                **{f"last_{name}": rows[name].max() for name in names},
            )
        )
        days += [day for day in ends.row(0) if day is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    first = first if first.day == 1 else month_end(first) + timedelta(days=1)
    last = last if last == month_end(last) else last.replace(day=1) - timedelta(days=1)
    return Span(first, last) if first < last else None


def month_end(day: date) -> date:
    """The last day of its month.

    >>> month_end(date(2024, 2, 3))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def headline(indicator: Indicator, *, known: Span) -> Asked:
    """What is asked for where nothing else is: the last whole year, or the last end of a month for a stock."""
    if indicator.stock:
        return of_day(known.last)
    return of_year(known.years[0] if known.years else known.last.year, known=known)


def of_day(day: date) -> Asked:
    """A stock at the end of a day."""
    return Asked(since=day, until=day, on=day)


def of_year(year: int, *, known: Span) -> Asked:
    """A flow of a calendar year, as far as it is known."""
    return Asked(since=date(year, 1, 1), until=min(date(year, 12, 31), known.last), on=known.last)


def check_open(indicator: Indicator, *, asked: Asked, known: Span) -> None:
    """Hold what is asked for against what those who do not take part are given.

    Raises:
        NotAsked: it is another period, day or place.
    """
    if asked.place:
        raise NotAsked("A place is given as a group of the table. Break the figure down by place.")
    if indicator.stock:
        if asked != replace(of_day(asked.on), by=asked.by) or asked.on not in known.month_ends:
            raise NotAsked(f"{asked.on} is not given. Ask for the end of a month from {known.first} to {known.last}.")
        return
    accepted: Sequence[int] = known.years or (known.last.year,)
    if asked != replace(of_year(asked.since.year, known=known), by=asked.by) or asked.since.year not in accepted:
        raise NotAsked(
            f"{asked.since} to {asked.until} is not given. Ask for a whole year from {accepted[-1]} to {accepted[0]}, "
            f"as known on {known.last}."
        )
