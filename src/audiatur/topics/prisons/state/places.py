"""Places by each stated capacity, and occupancy against them; a capacity holds from its day until the next one."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.topics.prisons.state.days import calendar, number_of
from audiatur.topics.prisons.state.population import held_by_day


def places_by_day(capacities: ir.Table, *, first: date, last: date) -> ir.Table:
    """The places of each facility in each series on each day: `facility`, `series`, `day`, `month`, `places`."""
    stated = capacities.mutate(from_day=number_of(capacities.since))
    following = ibis.window(group_by=["facility", "series"], order_by="from_day")
    stated = stated.mutate(until_day=stated.from_day.lead().over(following)).select(
        "facility", "series", "from_day", "until_day", places=stated.capacity.cast("int64")
    )
    days = calendar(first, last)
    holds = (stated.from_day <= days.day) & (ibis.coalesce(stated.until_day, 2**31) > days.day)
    return days.join(stated, holds).select("facility", "series", "day", "month", "places")


def occupancy_by_month(
    spells: ir.Table, capacities: ir.Table, *, first: date, last: date, by_facility: bool = False
) -> ir.Table:
    """Person-days and place-days by month and series: `series`, `month`, `person_days`, `place_days`, `days_over`.

    Only facilities with a place on the day count, on both sides; `days_over` are the facility-days with more persons
    than places. With `by_facility` a row is one facility's.
    """
    held = held_by_day(spells, first=first, last=last).drop("month")
    places = places_by_day(capacities, first=first, last=last)
    joined = places.left_join(held, ["facility", "day"]).select(
        places.facility, "series", "month", "places", held=ibis.coalesce(held.held, 0)
    )
    joined = joined.mutate(over=(joined.held > joined.places).cast("int64"))
    keys = ["facility", "series", "month"] if by_facility else ["series", "month"]
    return joined.group_by(keys).aggregate(
        person_days=joined.held.sum().cast("int64"),
        place_days=joined.places.sum().cast("int64"),
        days_over=joined.over.sum().cast("int64"),
    )
