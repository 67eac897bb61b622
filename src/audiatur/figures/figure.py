"""A figure: a value that cannot stand without what it is of, for when, where, how sure, and from which snapshot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.indicator import COMPLETE, NO_BASE

ALL = "*"
"""The value of a column over which a figure is a total."""


class Release(StrEnum):
    """Whether a figure may be shown.

    There is one word for a small count and for one that would give it away: told apart, they would give bounds.
    """

    SHOWN = "shown"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator for one group.

    A suppressed figure holds no value, interval, count or n anywhere. A value without an interval has `interval`
    "complete count" and low = value = high.

    Raises:
        IncompleteFigure: something that a figure must tell is missing.
    """

    indicator: str
    version: int
    unit: str
    numerator_code: str
    denominator_code: str
    group: Mapping[str, str]
    place: str
    since: date
    until: date
    censored_on: date
    snapshots: tuple[str, ...]
    synthetic: bool
    software: str
    release: Release
    interval: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    unconfirmed: str = ""
    marks: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        told = (
            *("indicator", "unit", "numerator_code", "denominator_code", "place", "snapshots", "software", "interval"),
            *("since", "until", "censored_on"),
        )
        if missing := [name for name in told if not getattr(self, name)]:
            raise IncompleteFigure(
                f"{self.indicator or 'A figure'} has no {', '.join(missing)}. A figure tells them all."
            )
        numbers = (self.value, self.low, self.high, self.n, self.numerator, self.denominator)
        if self.release is not Release.SHOWN:
            if any(number is not None for number in numbers):
                raise IncompleteFigure(f"{self.indicator}: a suppressed figure holds no number.")
            return
        if self.value is None:
            if self.interval != NO_BASE:
                raise IncompleteFigure(f"{self.indicator}: there is no value, and the interval does not say why.")
            return
        if self.n is None or self.low is None or self.high is None or not self.low <= self.value <= self.high:
            raise IncompleteFigure(
                f"{self.indicator}: {self.value} needs n and an interval that holds it; given: {self.low}, {self.high}."
            )
        if self.interval == COMPLETE and not self.low == self.value == self.high:
            raise IncompleteFigure(f"{self.indicator}: a complete count has no width.")
        if self.denominator_code != "all" and self.denominator is None:
            raise IncompleteFigure(f"{self.indicator}: a ratio tells its denominator.")
        if not math.isfinite(self.value):
            raise IncompleteFigure(f"{self.indicator}: {self.value} is no value.")

    @property
    def complete(self) -> bool:
        """Whether it counts all there is."""
        return self.interval == COMPLETE
