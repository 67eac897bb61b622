"""Dates as people know them: an EDTF string (ISO 8601-2) with the earliest and the latest day it can mean.

Knows no Django. "About" (`~`, `%`) widens a date by one unit of its precision each way: about March 2023 is any day
from 1 February to 30 April 2023. A due date is computed on the latest day.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import edtf as _edtf

from audiatur.errors import AudiaturError, Message
from audiatur.errors import marked as _

ACCEPTED = Message(_("2023, 2023-03, 2023-03-21, 2023-03~ (about), 2023-01/2023-05 (between), 2023-01/.. (since)"))


class DateError(AudiaturError):
    """A date is not in EDTF, or lies outside the years 1 to 9999."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as given, and the earliest and latest day it can mean; `date.min` and `date.max` are open ends."""

    edtf: str
    earliest: date
    latest: date


@lru_cache(maxsize=4096)  # the grammar takes 20 ms a date, and a record has the same dates again and again
def read_when(given: str) -> When:
    """The days that an EDTF string can mean.

    >>> read_when("2023-03")
    When(edtf='2023-03', earliest=datetime.date(2023, 3, 1), latest=datetime.date(2023, 3, 31))
    >>> read_when("2023-03~").earliest
    datetime.date(2023, 2, 1)
    >>> read_when("2023-02-30")
    Traceback (most recent call last):
    audiatur.dates.DateError: '2023-02-30' is not a date. Accepted: 2023, 2023-03, 2023-03-21, ...
    """
    first, slash, second = given.strip().partition("/")
    if not slash:
        earliest, latest = _bounds(first, given=given)
    else:
        earliest = date.min if first in ("..", "") else _bounds(first, given=given)[0]
        latest = date.max if second in ("..", "") else _bounds(second, given=given)[1]
    if earliest > latest:
        raise DateError(_("%(given)s ends before it begins. Give the earlier date first."), given=repr(given))
    return When(given.strip(), earliest, latest)


def _bounds(part: str, *, given: str) -> tuple[date, date]:
    try:
        parsed = _edtf.parse_edtf(part)
        earliest, latest = _day(parsed.lower_strict()), _day(parsed.upper_strict())
        if part.endswith(("~", "%")):
            return _padded(part.rstrip("~%"), earliest=earliest, latest=latest)
    except (_edtf.EDTFParseException, ValueError, TypeError, AttributeError) as fault:
        raise DateError(
            _("%(given)s is not a date. Accepted: %(accepted)s."), given=repr(given), accepted=ACCEPTED
        ) from fault
    return earliest, latest


def _day(moment: Any) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _padded(part: str, *, earliest: date, latest: date) -> tuple[date, date]:
    """One unit of the stated precision each way: a year for a year, a month for a month, a day for a day."""
    dashes = part.count("-")
    if dashes == 0:
        return earliest.replace(year=earliest.year - 1), latest.replace(year=latest.year + 1)
    if dashes == 1:
        return (earliest - timedelta(days=1)).replace(day=1), _month_end(latest + timedelta(days=1))
    return earliest - timedelta(days=1), latest + timedelta(days=1)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
