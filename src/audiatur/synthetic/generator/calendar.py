"""The days of the invented country's records, counted from 1 January 1970, and what happens on fixed ones."""

from __future__ import annotations

from datetime import date

import numpy as np

from audiatur.synthetic.generator.streams import Ints

_EPOCH = date(1970, 1, 1)


def day(text: str) -> int:
    """The number of a day.

    >>> day("1970-01-02")
    1
    """
    return (date.fromisoformat(text) - _EPOCH).days


def iso(number: int) -> str:
    """A day as people write it.

    >>> iso(day("2023-01-01"))
    '2023-01-01'
    """
    return date.fromordinal(_EPOCH.toordinal() + int(number)).isoformat()


def years_of(days: Ints) -> Ints:
    """The year of each day."""
    whole: Ints = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return whole


FIRST = day("2020-01-01")
LAST = day("2025-12-31")
"""The first day on which a case is opened, and the last day on which anything is known."""
DAYS = LAST - FIRST + 1
YEARS = tuple(range(2020, 2026))

AMENDED = day("2023-01-01")
"""The day from which the shorter limits of pre-trial detention are in force."""
SIXTH_MONITOR = day("2022-01-01")
"""The day on which a sixth monitor begins to report: the first of year 3."""
CENSUS = day("2025-06-30")
"""The day for which the share of pre-trial detainees is stated."""
NEVER = day("9999-01-01")
"""Later than any day of the records, years of the Buddhist era included: not (yet) happened."""
