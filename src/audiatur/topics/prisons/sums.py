"""Sums in published figures: persons over places of one source, shares that should add up, and stated results.

The same rules are applied to every publisher; what they find is the result of the sum and no more.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Literal

from audiatur.errors import AudiaturError
from audiatur.figures.series import Point, Published, Series
from audiatur.reading.quantities import check_arithmetic, read_quantities
from audiatur.reading.result import Arithmetic
from audiatur.reading.text import Paragraph, Sentence, Text
from audiatur.toml_rows import RowError, build

HELD, PLACES = "persons-held", "places-in-prisons"
NO_TRIAL, NOT_FINAL, CONVICTED_NOT_FINAL = "remand-no-trial", "remand-no-final", "remand-convicted-not-final"
Follows = Literal["follows", "follows_cut_off", "does_not_follow"]
_FOLLOWS: dict[str, Follows] = {
    "consistent": "follows", "consistent_truncated": "follows_cut_off", "inconsistent": "does_not_follow",
}  # fmt: skip


class SumError(AudiaturError):
    """A file of published sums does not fit its format."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A published sentence with a number that follows from others in it, in our own words."""

    text: str
    text_km: str
    given_by: str
    given_by_km: str
    publisher: str
    published: str
    """An EDTF date."""
    url: str


@dataclass(frozen=True, slots=True)
class Summed:
    """A stated sentence with what the sum gives."""

    told: Stated
    found: Arithmetic
    follows: Follows


@dataclass(frozen=True, slots=True)
class Crowding:
    """Persons and places that one source gives of one day, with the persons for 100 places that follow."""

    as_of: str
    given_by: Series
    held: Point
    places: Point
    stated: float | None
    """The persons for 100 places that a source states of the same day, if one does."""

    @property
    def percent(self) -> float:
        """Persons for 100 places, by the smallest persons and places that were given."""
        return 100 * self.held.bounds[0] / self.places.bounds[0]


@dataclass(frozen=True, slots=True)
class SharesAdded:
    """Two shares of one source and day beside the share that it gives for both together."""

    as_of: str
    given_by: Series
    parts: tuple[float, float]
    stated: float

    @property
    def follows(self) -> bool:
        """Whether the parts give the whole, to half a unit of the last digit each."""
        return abs(sum(self.parts) - self.stated) < 0.15


@dataclass(frozen=True, slots=True)
class _File:
    sums: tuple[Stated, ...] = ()


def load_sums(folder: Traversable) -> tuple[Summed, ...]:
    """The published sums of a country pack's folder of TOML files, each done by rule; those no rule reads are left out.

    Raises:
        SumError: a file does not fit; the message names it and what is accepted.
    """
    stated: list[Stated] = []
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            stated += build(_File, tomllib.loads(file.read_text(encoding="utf-8")), where=file.name).sums
        except (RowError, tomllib.TOMLDecodeError) as fault:
            raise SumError(f"{file.name}: {fault}") from fault
    return tuple(summed for one in stated for summed in summed_up(one))


def summed_up(told: Stated) -> Iterator[Summed]:
    """What the sums in a sentence give."""
    whole = (Sentence(0, len(told.text)),)
    text = Text(told.text, "txt", "en", (Paragraph(0, len(told.text), None, "body", None, "en", whole),))
    for found in check_arithmetic(text, read_quantities(text)):
        if found.verdict in _FOLLOWS:
            yield Summed(told, found, _FOLLOWS[found.verdict])


def crowdings(published: Published) -> tuple[Crowding, ...]:
    """Where one source gives persons and places of one day: what follows, in the order of the days."""
    held = {(point.source, point.as_of): (series, point) for series, point in _points(published, HELD)}
    stated = {(point.source, point.as_of): point.bounds[0] for _, point in _points(published, "occupancy-stated")}
    found = [
        Crowding(
            point.as_of, series, held[point.source, point.as_of][1], point, stated.get((point.source, point.as_of))
        )
        for series, point in _points(published, PLACES)
        if (point.source, point.as_of) in held
    ]
    return tuple(sorted(found, key=lambda one: one.places.when.latest))


def shares_added(published: Published) -> tuple[SharesAdded, ...]:
    """Where one source gives both parts and the whole of those without a final judgment on one day."""
    convicted = {(point.source, point.as_of): point.bounds[0] for _, point in _points(published, CONVICTED_NOT_FINAL)}
    whole = {(point.source, point.as_of): point.bounds[0] for _, point in _points(published, NOT_FINAL)}
    return tuple(
        SharesAdded(point.as_of, series, (point.bounds[0], convicted[key]), whole[key])
        for series, point in _points(published, NO_TRIAL)
        if (key := (point.source, point.as_of)) in convicted and key in whole
    )


def _points(published: Published, matter: str) -> Iterable[tuple[Series, Point]]:
    return ((series, point) for series in published.series if series.matter == matter for point in series.points)
