"""What settling cases outside the courts would take off courts and prisons: a plain what-if, and the lever it makes.

A share of the cases of a category, from a day on, no longer goes to court; nothing else changes. The share is assumed,
never estimated: whether a mediated case would have gone to court is not in any record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audiatur.figures.errors import FigureError


class UnusableDiversion(FigureError):
    """A what-if of diversion is not one that can be computed."""


@dataclass(frozen=True, slots=True)
class Diversion:
    """From `since` on, `share` (0 to 1) of the admissions of one charge class are diverted.

    `basis` says in words where the share comes from; a projection shows it.
    """

    charge_class: str
    share: float
    since: date
    basis: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise UnusableDiversion(f"{self.share} is no share of admissions. Give one from 0 to 1.")
        if not self.basis:
            raise UnusableDiversion(f"The share of {self.charge_class} has no basis. Say where it comes from.")


@dataclass(frozen=True, slots=True)
class Relieved:
    """What a diversion changes in a year: cases that would come to court, and those that still would."""

    charge_class: str
    inflow: int
    diverted: float
    left: float


def remaining(diversions: Sequence[Diversion], *, charge_class: str, on: date) -> float:
    """The factor on the admissions of a charge class on a day: several diversions act one after the other.

    >>> half = Diversion("misdemeanour", 0.5, date(2026, 1, 1), "assumed")
    >>> remaining([half, half], charge_class="misdemeanour", on=date(2026, 6, 1))
    0.25
    """
    factor = 1.0
    for one in diversions:
        if one.charge_class == charge_class and one.since <= on:
            factor *= 1 - one.share
    return factor


def relieve(inflow: Mapping[str, int], *, diversions: Sequence[Diversion], on: date) -> tuple[Relieved, ...]:
    """The cases of each charge class with and without the diversions, in the order of the inflow."""
    found = []
    for charge_class, cases in inflow.items():
        left = cases * remaining(diversions, charge_class=charge_class, on=on)
        found.append(Relieved(charge_class, cases, cases - left, left))
    return tuple(found)
