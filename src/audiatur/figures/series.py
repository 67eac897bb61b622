"""Published series: the numbers that others give, each with its definition, unit, place, day and source.

They enter as they were published, from TOML files of a country pack. Two series of one matter stand side by side and
are never averaged; nothing here is computed from them.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from itertools import groupby
from typing import Literal

from audiatur.dates import DateError, When, read_when
from audiatur.errors import AudiaturError
from audiatur.figures.indicator import Words
from audiatur.toml_rows import RowError, build

SeriesUnit = Literal[
    "persons", "places", "percent", "per 100,000", "square metres", "days", "months", "cases", "disputes",
    "incidents", "laws", "recommendations", "organisations", "judges", "lawyers", "facilities", "score", "rank", "riel",
    "US dollars",
]  # fmt: skip
Hedge = Literal["exact", "approx", "more_than", "less_than", "at_least", "at_most"]


class SeriesError(AudiaturError):
    """A published series does not fit its format, or lacks what a sourced number needs."""


@dataclass(frozen=True, slots=True)
class SeriesSource:
    """Where numbers were published; `published` is an EDTF date."""

    key: str
    title: str
    publisher: str
    published: str
    url: str = ""
    symbol: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Point:
    """One number as published: either `value`, or `low` with `high` where the source gives a range.

    `as_of` is an EDTF date or period; `page` says where in the source it stands. `place`, `definition` and
    `definition_km` are those of the series unless the point has its own.
    """

    as_of: str
    source: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    hedge: Hedge = "exact"
    place: str = ""
    definition: str = ""
    definition_km: str = ""
    page: str = ""
    note: str = ""
    note_km: str = ""

    @property
    def when(self) -> When:
        """The days that it is of."""
        return read_when(self.as_of)

    @property
    def bounds(self) -> tuple[float, float]:
        """From where to where the number reaches as published; equal for a single number."""
        low = self.value if self.value is not None else self.low
        high = self.value if self.value is not None else self.high
        if low is None or high is None:
            raise SeriesError(f"The number of {self.as_of} has no value. Give value, or low and high.")
        return low, high


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one matter that one publisher gives by one definition, oldest first.

    Series with the same `matter` are shown side by side. `indicators` are the ids of the figures that the registers
    give of the same matter. `party` is the key of the party of the dialogue that gives them, if it is one.
    """

    key: str
    matter: str
    topic: str
    unit: SeriesUnit
    name: str
    name_km: str
    definition: str
    definition_km: str
    given_by: str
    given_by_km: str
    place: str
    points: tuple[Point, ...]
    party: str = ""
    indicators: tuple[str, ...] = ()

    @property
    def names(self) -> Words:
        """Its name in both languages."""
        return Words(self.name, self.name_km)

    def definition_of(self, point: Point) -> Words:
        """What a point counts: its own definition, or that of the series."""
        if point.definition:
            return Words(point.definition, point.definition_km)
        return Words(self.definition, self.definition_km)


@dataclass(frozen=True, slots=True)
class Published:
    """The series of a country with the sources that they name."""

    series: tuple[Series, ...] = ()
    sources: tuple[SeriesSource, ...] = ()

    def source(self, key: str) -> SeriesSource:
        """The source of that key."""
        return next(source for source in self.sources if source.key == key)

    def of_indicator(self, indicator: str) -> tuple[Series, ...]:
        """The series of the same matter as an indicator of the registers."""
        return tuple(series for series in self.series if indicator in series.indicators)

    def matters(self) -> Mapping[str, tuple[Series, ...]]:
        """The series by matter, in the order in which they were entered."""
        found: dict[str, tuple[Series, ...]] = {}
        for series in self.series:
            found[series.matter] = (*found.get(series.matter, ()), series)
        return found


@dataclass(frozen=True, slots=True)
class _File:
    sources: tuple[SeriesSource, ...] = ()
    series: tuple[Series, ...] = ()


def load_series(folder: Traversable) -> Published:
    """The series of a country pack's folder of TOML files, their rows joined, the points put in order of date.

    Raises:
        SeriesError: something does not fit; the message names the file or the series and what is accepted.
    """
    files = [_read(file) for file in sorted(folder.iterdir(), key=lambda item: item.name) if _is_toml(file)]
    published = Published(
        series=tuple(series for file in files for series in file.series),
        sources=tuple(source for file in files for source in file.sources),
    )
    if problems := tuple(check_series(published)):
        raise SeriesError("; ".join(problems))
    return replace(published, series=tuple(map(_in_order, published.series)))


def _is_toml(file: Traversable) -> bool:
    return file.is_file() and file.name.endswith(".toml")


def _read(file: Traversable) -> _File:
    try:
        return build(_File, tomllib.loads(file.read_text(encoding="utf-8")), where=file.name)
    except (RowError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SeriesError(f"{file.name}: {fault}") from fault


def _in_order(series: Series) -> Series:
    return replace(series, points=tuple(sorted(series.points, key=lambda point: (point.when.latest, point.place))))


def check_series(published: Published) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    keys = {source.key for source in published.sources}
    yield from _twice((source.key for source in published.sources), what="sources have the key")
    yield from _twice((series.key for series in published.series), what="series have the key")
    for series in published.series:
        if not series.points:
            yield f"{series.key}: there is no point"
        for problem in (*_of_texts(series), *_of_points(series, sources=keys)):
            yield f"{series.key}: {problem}"
    for matter, alike in published.matters().items():
        if len(units := sorted({series.unit for series in alike})) > 1:
            yield f"{matter}: its series have the units {', '.join(units)}; one matter has one unit"
    named = {point.source for series in published.series for point in series.points}
    yield from (f"source '{key}': no point names it" for key in sorted(keys - named))
    for source in published.sources:
        yield from _of_date(source.published, what=f"source '{source.key}'")
        if not (source.url or source.symbol):
            yield f"source '{source.key}': give its url or its symbol"


def _twice(keys: Iterable[str], *, what: str) -> Iterator[str]:
    yield from (f"two {what} '{key}'" for key, times in sorted(Counter(keys).items()) if times > 1)


def _of_texts(series: Series) -> Iterator[str]:
    told = ("matter", "topic", "name", "name_km", "definition", "definition_km", "given_by", "given_by_km", "place")
    yield from (f"{name} is empty" for name in told if not getattr(series, name))


def _of_points(series: Series, *, sources: set[str]) -> Iterator[str]:
    for point in series.points:
        what = f"the point of {point.as_of}"
        yield from _of_date(point.as_of, what=what)
        yield from (f"{what}: {problem}" for problem in _of_number(point))
        if point.source not in sources:
            yield f"{what}: there is no source '{point.source}'"
        if bool(point.definition) != bool(point.definition_km):
            yield f"{what}: give its definition in both languages"
    ordered = sorted((point.as_of, point.place) for point in series.points)
    for (as_of, _), alike in groupby(ordered):
        if len(list(alike)) > 1:
            yield f"two points of {as_of}; what two sources give are two series, side by side"


def _of_number(point: Point) -> Iterator[str]:
    given = [number for number in (point.value, point.low, point.high) if number is not None]
    if (point.value is None) == (point.low is None) or (point.low is None) != (point.high is None):
        yield "give value, or low and high"
    elif not all(map(math.isfinite, given)):
        yield "the number is not finite"
    elif point.low is not None and point.high is not None and point.low > point.high:
        yield f"low {point.low} is above high {point.high}"


def _of_date(written: str, *, what: str) -> Sequence[str]:
    try:
        read_when(written)
    except DateError as fault:
        return [f"{what}: {fault}"]
    return []
