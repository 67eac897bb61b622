"""Published figures as pages show them: grouped by what they measure, in words, and drawn on one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from audiatur.record.models import PublishedFigure
from audiatur.site import line, written

UNITS = (
    gettext_noop("persons"),
    gettext_noop("people"),
    gettext_noop("places"),
    gettext_noop("cases"),
    gettext_noop("incidents"),
    gettext_noop("days"),
)
"""Units that the catalogue holds; another is shown as it was given."""

HEDGED = {
    "approx": gettext_noop("about %(value)s"),
    "approx_below": gettext_noop("nearly %(value)s"),
    "more_than": gettext_noop("more than %(value)s"),
    "at_least": gettext_noop("at least %(value)s"),
    "less_than": gettext_noop("less than %(value)s"),
    "at_most": gettext_noop("at most %(value)s"),
}
NARROW, WIDE = 340.0, 1080.0


@dataclass(frozen=True, slots=True)
class ShownTick:
    """A place of the scale with its number in words."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its scale in the language of the page."""

    drawing: line.Drawing
    ticks: tuple[ShownTick, ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure and its value in words."""

    figure: PublishedFigure
    value: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of the same thing in the same unit: beside one another, never merged."""

    title: str
    finding: str
    described: str
    figures: tuple[ShownFigure, ...]
    wide: Picture | None
    narrow: Picture | None


def grouped(figures: Iterable[PublishedFigure]) -> tuple[FigureGroup, ...]:
    """The figures of a question by indicator and unit; a drawing where there are two or more to compare."""

    def kind(figure: PublishedFigure) -> tuple[str, str]:
        return figure.indicator, figure.unit

    ordered = sorted(figures, key=kind)
    return tuple(_group(list(members)) for _key, members in groupby(ordered, key=kind))


def _group(figures: list[PublishedFigure]) -> FigureGroup:
    in_order = sorted(figures, key=_order)
    shown = tuple(ShownFigure(figure, value_in_words(figure)) for figure in in_order)
    drawn = [
        line.Given(
            name=written.plain_text(each.figure, "given_by"),
            note=written.when(each.figure.period),
            value=each.value,
            low=low,
            high=high,
        )
        for each in shown
        for low, high in [extent(each.figure)]
        if low is not None or high is not None
    ]
    height = 26.0 if written.page_language() == "km" else 19.0
    unit = figures[0].unit
    several = len(drawn) > 1
    wide, narrow = (
        (
            _picture(line.draw(drawn, width=WIDE, line_height=height), unit=unit),
            _picture(line.draw(drawn, width=NARROW, line_height=height, rows=True), unit=unit),
        )
        if several
        else (None, None)
    )
    return FigureGroup(
        title=written.plain_text(figures[0], "indicator"),
        finding=_finding(figures, drawn),
        described="; ".join(f"{one.name}, {one.note}: {one.value}" for one in drawn),
        figures=shown,
        wide=wide,
        narrow=narrow,
    )


def _finding(figures: list[PublishedFigure], drawn: list[line.Given]) -> str:
    """What the figures show together, in one sentence that anyone can recompute from the table."""
    unit = figures[0].unit
    bounds = [bound for one in drawn for bound in (one.low, one.high) if bound is not None]
    if len(figures) == 1:
        return value_in_words(figures[0])
    if not bounds:
        return ""
    return ngettext(
        "From %(low)s to %(high)s in %(n)d published figure",
        "From %(low)s to %(high)s in %(n)d published figures",
        len(figures),
    ) % {"low": _bare(min(bounds), unit=unit), "high": _with_unit(max(bounds), unit), "n": len(figures)}


def _order(figure: PublishedFigure) -> tuple[int, int]:
    """The agreed order of the sides; whoever belongs to no side comes last."""
    return (figure.party.side.order if figure.party else 99, figure.pk)


def _picture(drawing: line.Drawing, *, unit: str) -> Picture:
    return Picture(drawing, tuple(ShownTick(tick.x, _bare(tick.value, unit=unit)) for tick in drawing.ticks))


def value_in_words(figure: PublishedFigure) -> str:
    """A figure as its source gives it: "about 40,000 persons", "between 300 and 350 %"."""
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return _("between %(low)s and %(high)s") % {
            "low": written.number(low),
            "high": _with_unit(high, figure.unit),
        }
    value = low if low is not None else high
    if value is None:
        return _("no number given")
    hedge = figure.hedge
    if hedge not in HEDGED and low is None:
        hedge = "at_most"
    if hedge not in HEDGED and high is None:
        hedge = "at_least"
    words = _with_unit(value, figure.unit)
    return _(HEDGED[hedge]) % {"value": words} if hedge in HEDGED else words


def extent(figure: PublishedFigure) -> tuple[float | None, float | None]:
    """From where to where a figure reaches: "about" is half a unit of its last non-zero digit each way."""
    low, high = figure.low, figure.high
    value = low if low is not None else high
    if value is None or (low is not None and high is not None and low != high):
        return low, high
    if figure.hedge in ("more_than", "at_least"):
        return value, None
    if figure.hedge in ("less_than", "at_most"):
        return None, value
    if figure.hedge in ("approx", "approx_below"):
        half = last_unit(value) / 2
        return value - half, (value + half if figure.hedge == "approx" else value)
    return low, high


def last_unit(value: float) -> float:
    """One unit of the last non-zero digit.

    >>> last_unit(40000), last_unit(147.2), last_unit(2650)
    (10000.0, 0.1, 10.0)
    """
    if value == 0:
        return 1.0
    digits = f"{abs(value):.10f}".rstrip("0").rstrip(".")
    if "." in digits:
        return round(10.0 ** -len(digits.partition(".")[2]), 10)
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0 ** min(zeros, floor(log10(abs(value))))


def _with_unit(value: float, unit: str) -> str:
    if unit == "percent":
        return _bare(value, unit=unit)
    return f"{written.number(value)} {_(unit)}"


def _bare(value: float, *, unit: str) -> str:
    return f"{written.number(value)}\N{NO-BREAK SPACE}%" if unit == "percent" else written.number(value)
