"""An indicator: a definition in words, the expression that counts it and the estimator of a figure from the counts.

The expression runs on the engine and gives whole numbers (or exact decimals) by group; the estimator is plain Python
over them. So a figure has the same digits on every engine, and every total is the estimate of the rows it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl
from ibis.expr import types as ir

from audiatur.figures.errors import NotAsked
from audiatur.registers.contract import Lang
from audiatur.registers.engine import Registers


class Kind(StrEnum):
    """What an indicator tells of (OHCHR, Human Rights Indicators, HR/PUB/12/5, ch. IV)."""

    STRUCTURAL = "structural"
    PROCESS = "process"
    OUTCOME = "outcome"


class Unit(StrEnum):
    """The unit of a figure's value."""

    PERCENT = "percent"
    PER_100K = "per 100,000"
    RATIO = "ratio"
    DAYS = "days"
    HOURS = "hours"
    PERSONS = "persons"
    STAYS = "stays"
    CASES = "cases"
    DISPUTES = "disputes"
    INCIDENTS = "incidents"
    COMPLAINTS = "complaints"
    MONEY = "riel"
    POINTS = "percentage points"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages of the pages."""

    en: str
    km: str

    def of(self, lang: Lang) -> str:
        """The text in a language."""
        return self.km if lang == "km" else self.en


@dataclass(frozen=True, slots=True)
class Asked:
    """What a figure is asked for.

    A flow is counted from `since` up to and with `until`; a stock at the midnight that ends `on`, which for a flow is
    the censoring date: what happened later is not known. `place` narrows to one place and what lies within it.
    """

    since: date
    until: date
    on: date
    by: tuple[str, ...] = ()
    place: str = ""

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise NotAsked(f"The period ends on {self.until}, before it begins on {self.since}. Give it in order.")
        if self.on < self.since:
            raise NotAsked(f"The day {self.on} lies before the period, which begins on {self.since}. Give a later day.")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The value of one group with its interval; `interval` is the code of its method.

    `n` is the number of records it stands on; `numerator` and `denominator` are None where it is no ratio. `counts`
    are the numbers of persons or cases that it tells, each of which can be too small to be shown.
    """

    value: float | None
    low: float | None
    high: float | None
    interval: str
    n: int
    numerator: float | None = None
    denominator: float | None = None
    counts: tuple[int, ...] = ()


COMPLETE = "complete count"
"""The interval of a figure that counts all there is: the value itself."""

NO_BASE = "no base"
"""The interval of a group that has nothing to divide by: it has no value."""

Expression = Callable[[Registers, Asked], ir.Table]
"""Columns: those of `asked.by` (text), and the measures that the estimator reads. One group may have several rows."""

Estimator = Callable[[pl.DataFrame], Estimate]
"""The rows of one group → its estimate. The rows of two groups together are the rows of both as one."""

_ID = re.compile(r"[a-z_]+\.[a-z0-9_]+")


@dataclass(frozen=True)
class Indicator:
    """A definition that anyone can compute again.

    `numerator` and `denominator` are codes of what is counted (`denominator` is `"all"` where the value is a count or
    a duration); `published` are the sets of columns that a table may be broken down by, protected together.
    """

    id: str
    version: int
    kind: Kind
    unit: Unit
    name: Words
    definition: Words
    numerator: str
    denominator: str
    tables: tuple[str, ...]
    published: tuple[tuple[str, ...], ...]
    standards: tuple[str, ...]
    source: str
    expression: Expression = field(repr=False)
    estimator: Estimator = field(repr=False)
    stock: bool = False
    """Whether it is counted on a day (`asked.on`) and not over a period."""
    unconfirmed: str = ""
    """The rules it rests on that no lawyer has confirmed; every figure carries them."""
    caveat: Words = Words("", "")
    """What it does not cover."""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"{self.id!r} is no id of an indicator; give topic.name in small letters")
        for needed in ("numerator", "denominator", "source", "tables"):
            if not getattr(self, needed):
                raise ValueError(f"{self.id}: {needed} is empty")

    @property
    def topic(self) -> str:
        """The key of its topic."""
        return self.id.partition(".")[0]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every column that it can be broken down by."""
        return tuple(dict.fromkeys(name for group in self.published for name in group))

    def check(self, asked: Asked) -> None:
        """Hold what is asked for against what the indicator gives.

        Raises:
            NotAsked: it cannot be broken down so.
        """
        if len(set(asked.by)) < len(asked.by):
            raise NotAsked(f"{', '.join(asked.by)} names a column twice. Name each once.")
        if asked.by and not any(set(asked.by) <= set(group) for group in self.published):
            ways = "; ".join(", ".join(group) for group in self.published) or "none"
            raise NotAsked(f"{self.id} is not broken down by {', '.join(asked.by)}. Accepted, or a part of it: {ways}.")
