"""How days, months and ages are counted: on day numbers since 1 January 1970, in whole numbers only.

Each formula is written once and runs on NumPy arrays, on Ibis columns and on plain numbers, which differ only in how
they take a minimum; so the same rule gives the same digits everywhere. The calendar is the proleptic Gregorian one;
the day of the first of a month is H. Hinnant's `days_from_civil` (chrono-Compatible Low-Level Date Algorithms, 2013).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

FAR = 1_000_000
"""A day, or a number of days, later than any that happens (the year 4707)."""
MINUTES = 1_440
_EPOCH = date(1970, 1, 1)
_EPOCH_IN_MARCH_YEARS = 719_468
# Four times the mean year, so that ages stay whole numbers.
_FOUR_YEARS = 1_461


def number_of(day: date) -> int:
    """The number of a day; the open end of a rule is far away.

    >>> number_of(date(1970, 1, 2))
    1
    """
    return FAR if day == date.max else (day - _EPOCH).days


def day_of(number: int) -> date:
    """The day of a number.

    >>> day_of(1)
    datetime.date(1970, 1, 2)
    """
    return date.max if number >= FAR else _EPOCH + timedelta(days=number)


def month_of(day: date) -> int:
    """The number of a day's month since January of the year 0."""
    return day.year * 12 + day.month - 1


def first_of(month: Any) -> Any:
    """The day number of the first of a month, given by its number since January of the year 0.

    >>> first_of(1970 * 12)
    0
    """
    since_march = month - 2
    year = since_march // 12
    within = since_march - 12 * year
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * within + 2) // 5 - _EPOCH_IN_MARCH_YEARS


def last_day(
    month: Any, day: Any, months: Any, *, counts: Any, spare: Any, least: Callable[..., Any], first: Any = first_of
) -> Any:
    """The last day of a time of calendar months that begins on a day of a month.

    The months are added at once to the first day. It ends on the day of the same number, on the day before where the
    first day `counts` (1). Where the month is too short, it ends on the month's last day, or with `spare` (1) on the
    first of the next.

    >>> day_of(last_day(month_of(date(2023, 8, 31)), 31, 6, counts=0, spare=0, least=min))
    datetime.date(2024, 2, 29)
    """
    begins = first(month + months)
    length = first(month + months + 1) - begins
    return begins + least(day - 1 - counts, length - 1 + spare)


def written(year: Any, month: Any, day: Any) -> Any:
    """A date as the number that its digits make: later dates are larger, and 10,000 more is a year later."""
    return year * 10_000 + month * 100 + day


def is_aged(*, on: Any, born: Any, years: int) -> Any:
    """Whether a birthday has come, for dates as `written`; who was born on 29 February has it on 1 March."""
    return on >= born + years * 10_000


def has_lived(days: Any, *, years: int) -> Any:
    """Whether that many years of 365.25 days have passed."""
    return days * 4 >= years * _FOUR_YEARS
