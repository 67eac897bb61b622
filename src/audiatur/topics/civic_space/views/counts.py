"""What was counted: each count with unit, period, place and how it was collected. Unlike counts stay apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audiatur.figures import asking, keeping
from audiatur.figures.computing import compute
from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import Asked, Indicator, Words
from audiatur.figures.series import Series, load_series
from audiatur.registers.engine import Registers
from audiatur.registers.shelf import newest_names
from audiatur.topics.base import Here
from audiatur.topics.civic_space.contract import TABLES
from audiatur.topics.civic_space.counts import PublishedCount, change_between, comparable
from audiatur.topics.civic_space.indicators import INDICATORS

BROKEN_DOWN = {
    "civic_space.incidents": ("kind", "province"),
    "civic_space.persons_affected": ("kind", "province"),
    "civic_space.reports": ("monitor",),
    "civic_space.incidents_by_actor": ("actor",),
    "civic_space.sdg_16_10_1": ("sdg_16_10_1", "actor"),
    "civic_space.charges": ("charge",),
    "civic_space.outcomes_of_cases": ("outcome",),
    "civic_space.sdg_16_10_2": ("body",),
}
"""The tables that the page shows of each indicator: one for each column."""
_PLACES = ("place", "name", "name_km")


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its value in words; `withheld` where it is too small to be shown."""

    name: str
    value: float | None
    withheld: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator by one column."""

    column: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator on the page: its words, the total, its tables; `lacking` names the tables that are not loaded."""

    id: str
    name: str
    definition: str
    caveat: str
    unit: str
    total: Line | None
    parts: tuple[Part, ...]
    period: tuple[str, str]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two published counts that may be set beside each other, and the change where only the period differs."""

    one: PublishedCount
    other: PublishedCount
    change: int | None


def counts_page(request: HttpRequest, here: Here) -> HttpResponse:
    """Restrictions by kind, place and actor, and what others published, each count for itself."""
    counts = _published(here)
    pairs = [Pair(one, other, change_between(one, other)) for one, other in comparable(counts)]
    context = {
        "here": here,
        "counted": [_counted(here, indicator) for indicator in INDICATORS],
        "published": counts,
        "pairs": pairs,
        "alone": len(counts) - len({id(one) for pair in pairs for one in (pair.one, pair.other)}),
    }
    return render(request, "civic_space/counts.html", context)


def _counted(here: Here, indicator: Indicator) -> Counted:
    lacking = tuple(sorted(set(indicator.tables) - here.has_registers))
    words = (indicator.name, indicator.definition, indicator.caveat)
    name, definition, caveat = (_words(each) for each in words)
    total: Line | None = None
    parts: tuple[Part, ...] = ()
    period = ("", "")
    if not lacking and (asked := _asked(here, indicator)):
        total, parts = _tables(here, indicator, asked=asked)
        period = asked.since.isoformat(), asked.until.isoformat()
    return Counted(
        indicator.id, name, definition, caveat, str(indicator.unit), total, parts, period,
        tuple(_words(Words(table.en, table.km)) for table in TABLES if table.name in lacking) or lacking,
    )  # fmt: skip


def _asked(here: Here, indicator: Indicator) -> Asked | None:
    """The last whole year of the register."""
    path = here.kept / "spans" / f"civic-{keeping.hash_of(sorted(newest_names(here.shelf).items()), indicator.id)}.txt"
    if path.is_file():
        first, last = (date.fromisoformat(day) for day in path.read_text().split())
        return asking.headline(indicator, known=asking.Span(first, last))
    # Incidents have dates as precise as known; the days on which they were reported tell which years are whole.
    dated = {*indicator.tables, *({"incident_reports"} & here.has_registers)}
    with here.registers(*sorted(dated)) as registers:
        known = asking.span(registers, tables=[one for one in TABLES if one.name in dated])
    if known is None:
        return None
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(f"{known.first} {known.last}")
    return asking.headline(indicator, known=known)


def _tables(here: Here, indicator: Indicator, *, asked: Asked) -> tuple[Line | None, tuple[Part, ...]]:
    """The total and the tables of an indicator, kept or computed; all of them are protected as one."""
    found: list[Part] = []
    total: Line | None = None
    for column in BROKEN_DOWN[indicator.id]:
        figures = _figures(here, indicator, asked=replace(asked, by=(column,)))
        total = _line(figures[0], _("All"))
        names = _names(here, indicator, column=column)
        lines = tuple(_line(one, names.get(one.group[column], one.group[column])) for one in figures[1:])
        found.append(Part(column, lines))
    return total, tuple(found)


def _figures(here: Here, indicator: Indicator, *, asked: Asked) -> tuple[Figure, ...]:
    country = str(here.dialogue.state_name)
    key = keeping.key_of(indicator, newest_names(here.shelf), asked=asked, country=country)
    path = here.kept / f"{key}.json"
    if (kept := keeping.kept(path, indicator=indicator, asked=asked)) is not None:
        return kept.figures
    with here.registers(*indicator.tables) as registers:
        computed = compute(indicator, registers, asked=asked, country=country)
    keeping.keep(computed, path=path)
    return computed.figures


def _line(figure: Figure, name: str) -> Line:
    return Line(name, figure.value, figure.release is not Release.SHOWN)


def _names(here: Here, indicator: Indicator, *, column: str) -> dict[str, str]:
    """The words of a column's values: codes of the contract, or names of places."""
    named = {ALL: _("All"), "not recorded": _("not recorded")}
    if column == "province":
        with here.registers("places") as registers:
            return named | _place_names(registers)
    codes = (code for table in TABLES if table.name in indicator.tables for one in table.columns
             if one.name == column for code in one.vocabulary)  # fmt: skip
    return named | {code.code: _words(Words(code.en, code.km)) for code in codes}


def _place_names(registers: Registers) -> dict[str, str]:
    rows = registers.run(registers["places"].select(*_PLACES)).iter_rows()
    return {code: _words(Words(name, name_km or "")) or code for code, name, name_km in rows}


def _published(here: Here) -> tuple[PublishedCount, ...]:
    """What others published of this topic; one definition and way of collecting is one series."""
    folder = here.pack("public_series")
    if folder is None:
        return ()
    return tuple(
        _count(series, number)
        for series in load_series(folder).series
        if series.topic == here.topic.key
        for number, point in enumerate(series.points)
        if point.value is not None
    )


def _count(series: Series, number: int) -> PublishedCount:
    point = series.points[number]
    given_by = _words(Words(series.given_by, series.given_by_km))
    return PublishedCount(
        publisher=given_by,
        value=round(point.value or 0),
        unit="incident" if series.unit == "incidents" else "case" if series.unit == "cases" else "person",
        definition=_words(series.names),
        period=point.as_of,
        place=point.place or series.place,
        method=_words(series.definition_of(point)),
    )


def _words(words: Words) -> str:
    """The text in the language of the page, in English where there is no other."""
    return words.of("km" if get_language() == "km" else "en") or words.en
