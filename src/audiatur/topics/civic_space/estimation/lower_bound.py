"""The least number of cases: Chao's lower bound, which holds also where cases differ in how visible they are."""

from __future__ import annotations

import math

from audiatur.topics.civic_space.estimation.lists import Lists
from audiatur.topics.civic_space.estimation.posterior import Interval

_NORMAL_95 = 1.959964


def lower_bound(lists: Lists) -> Interval:
    """Chao (1987), "Estimating the population size for capture-recapture data with unequal catchability", corrected.

    Built from the cases on exactly one and exactly two lists; its interval is log-normal in the number not documented.
    Lists that send cases to each other make it too low, lists that avoid each other's cases too high.

    >>> lower_bound(Lists(("A", "B"), {(1, 0): 30, (0, 1): 20, (1, 1): 10}))
    Interval(low=84, median=116, high=185, level=0.95)
    """
    once, *more = lists.by_number()
    twice = more[0] if more else 0
    factor = (len(lists.names) - 1) / len(lists.names)
    unseen = factor * once * (once - 1) / (2 * (twice + 1))
    if unseen == 0:
        return Interval(lists.documented, lists.documented, lists.documented)
    variance = (
        unseen
        + factor**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + factor**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    spread = math.exp(_NORMAL_95 * math.sqrt(math.log1p(variance / unseen**2)))
    low, middle, high = (lists.documented + value for value in (unseen / spread, unseen, unseen * spread))
    return Interval(math.floor(low), round(middle), math.ceil(high))
