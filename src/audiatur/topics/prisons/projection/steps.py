"""The clock of a projection: months or days, each ending at midnight; the state is what stands at the end of a step."""

from __future__ import annotations

from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Step = Literal["month", "day"]

PER_YEAR: dict[Step, int] = {"month": 12, "day": 365}
FAR = 2**40
"""The last day of a spell that is still open."""


def step_of(days: Ints, *, step: Step) -> Ints:
    """The step in which each day (counted from 1970) lies: the month counted from January 1970, or the day itself."""
    if step == "day":
        return days
    within = np.minimum(days, 2_000_000)
    months = within.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days >= FAR // 2, FAR, months)


def step_of_day(day: date, *, step: Step) -> int:
    """The step in which a day lies.

    >>> step_of_day(date(1970, 2, 28), step="month")
    1
    """
    number = (day - date(1970, 1, 1)).days
    return number if step == "day" else (day.year - 1970) * 12 + day.month - 1


def last_day(number: int, *, step: Step) -> date:
    """The day at whose midnight a step ends.

    >>> last_day(1, step="month")
    datetime.date(1970, 2, 28)
    """
    if step == "day":
        return date.fromordinal(date(1970, 1, 1).toordinal() + number)
    year, month = divmod(number + 1, 12)
    return date.fromordinal(date(1970 + year, month + 1, 1).toordinal() - 1)
