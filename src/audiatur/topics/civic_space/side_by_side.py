"""Two reports field by field, and how each field of the one stands to that of the other. Knows no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from audiatur.dates import DateError, read_when
from audiatur.topics.civic_space.linkage.gazetteer import LEVELS, Gazetteer
from audiatur.topics.civic_space.linkage.names import folded, name_key

FIELDS = ("monitor", "kind", "on", "place", "name", "persons", "summary", "reported", "language", "incident")
"""Columns of `incident_reports`, in the order in which they are compared."""

How = Literal[
    "same", "differs", "days_apart", "days_meet", "same_district", "same_province", "sounds_alike", "words_shared",
    "one_silent", "both_silent",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two reports: its column, what each says, and how they stand to each other.

    `number` is the days apart, or the percentage of words in common.
    """

    column: str
    left: str
    right: str
    how: How
    number: int = 0


def side_by_side(left: Mapping[str, Any], right: Mapping[str, Any], *, places: Gazetteer) -> tuple[Compared, ...]:
    """The fields of two rows of `incident_reports`, each with how they stand to each other."""
    return tuple(_compared(column, left.get(column), right.get(column), places=places) for column in FIELDS)


def _compared(column: str, left: Any, right: Any, *, places: Gazetteer) -> Compared:
    one, other = ("" if value is None else str(value) for value in (left, right))
    how, number = _how(column, one, other, places=places)
    return Compared(column, one, other, how, number)


def _how(column: str, left: str, right: str, *, places: Gazetteer) -> tuple[How, int]:
    if not left and not right:
        return "both_silent", 0
    if not left or not right:
        return "one_silent", 0
    if folded(left) == folded(right):
        return "same", 0
    if column in ("on", "reported"):
        return _days(left, right)
    if column == "place":
        return _where(left, right, places=places), 0
    if column == "name" and name_key(left) == name_key(right):
        return "sounds_alike", 0
    if column == "summary":
        return "words_shared", words_shared(left, right)
    return "differs", 0


def _days(left: str, right: str) -> tuple[How, int]:
    """Whether two EDTF dates can mean one day, or how many days lie between them.

    >>> _days("2024-03", "2024-03-21"), _days("2024-03-20", "2024-03-23")
    (('days_meet', 0), ('days_apart', 3))
    """
    try:
        one, other = read_when(left), read_when(right)
    except DateError:
        return "differs", 0
    gap = (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days
    return ("days_apart", gap) if gap > 0 else ("days_meet", 0)


def _where(left: str, right: str, *, places: Gazetteer) -> How:
    one, other = (places.levels(places.find(text) or "") for text in (left, right))
    shared = [level for level in LEVELS if level in one and one.get(level) == other.get(level)]
    if "commune" in shared:
        return "same"
    if "district" in shared:
        return "same_district"
    return "same_province" if shared else "differs"


def words_shared(left: str, right: str) -> int:
    """The percentage of the shorter text's words that the other has too.

    >>> words_shared("Officers closed the road", "The road was closed by officers at noon")
    100
    """
    one, other = set(folded(left).split()), set(folded(right).split())
    return round(100 * len(one & other) / max(min(len(one), len(other)), 1))
