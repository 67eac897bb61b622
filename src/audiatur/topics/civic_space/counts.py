"""Counts that organisations published, and whether two of them may be set beside each other. Knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Unit = Literal["incident", "case", "person", "report"]
Difference = Literal["unit", "definition", "period", "place", "method"]


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A number as published, with what it counts: unit, definition, period (EDTF), place, and how it was collected."""

    publisher: str
    value: int
    unit: Unit
    definition: str
    period: str
    place: str
    method: str


def differences(one: PublishedCount, other: PublishedCount) -> tuple[Difference, ...]:
    """What two counts do not have in common; they may be compared where there is nothing.

    The publisher may differ: that two organisations count the same thing otherwise is what a comparison is for.
    """
    compared: tuple[tuple[Difference, object, object], ...] = (
        ("unit", one.unit, other.unit),
        ("definition", one.definition, other.definition),
        ("period", one.period, other.period),
        ("place", one.place, other.place),
        ("method", one.method, other.method),
    )
    return tuple(name for name, first, second in compared if first != second)


def change_between(one: PublishedCount, other: PublishedCount) -> int | None:
    """The change from one period to another of the same count; None where something else differs too."""
    return other.value - one.value if differences(one, other) == ("period",) else None


def comparable(counts: tuple[PublishedCount, ...]) -> tuple[tuple[PublishedCount, PublishedCount], ...]:
    """The pairs that are of one thing, in one period or in two."""
    return tuple(
        (one, other) for one, other in combinations(counts, 2) if not set(differences(one, other)) - {"period"}
    )
