"""Figures by API: each with its base, cohort window, censoring day and snapshots, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema

from audiatur.figures.errors import UnknownIndicator
from audiatur.figures.figure import Figure
from audiatur.figures.indicator import Indicator
from audiatur.figures.keeping import figure_as_json
from audiatur.site import written
from audiatur.site.api.access import visit_of
from audiatur.site.api.paging import Listing, Page, listed, table
from audiatur.site.api.reading import Slug
from audiatur.site.figure_reading import Reading, question, reading
from audiatur.site.views.visit import Visit
from audiatur.topics.catalogue import INDICATORS, indicator_get

router = Router(tags=["Figures"])
Text = Annotated[str, Query(max_length=60, pattern=r"^[^\x00]*$")]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What an indicator counts, and whether the records that the caller may use give it."""

    indicator: str
    version: int
    topic: str
    kind: str
    unit: str
    name: str
    name_km: str
    definition: str
    definition_km: str
    numerator_code: str
    denominator_code: str
    dimensions: tuple[str, ...]
    available: bool


class FigureRow(Schema):
    """A figure with everything that it must tell; a withheld one holds no number."""

    indicator: str
    version: int
    unit: str
    numerator_code: str
    denominator_code: str
    group: dict[str, str]
    place: str
    since: str
    until: str
    censored_on: str
    snapshots: list[str]
    synthetic: bool
    software: str
    release: str
    interval: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    numerator: float | None
    denominator: float | None
    unconfirmed: str
    marks: list[str]


class Figures(Schema):
    """The figures of an indicator as they were asked for."""

    indicator: str
    by: list[str]
    sql: str
    figures: list[FigureRow]


class Asking(Schema):
    """What a figure is broken down by, and of when; as on its page."""

    by: Text = ""
    year: Text = ""
    on: Text = ""
    since: Text = ""
    until: Text = ""
    place: Text = ""


@router.get("/dialogues/{dialogue}/indicators", response=Page[IndicatorRow], operation_id="indicators")
def indicators(request: HttpRequest, dialogue: Slug, listing: Query[Listing]) -> Any:
    """Every indicator with its definition in both languages."""
    here = visit_of(request, dialogue)
    return listed(
        request,
        list(INDICATORS.values()),
        listing=listing,
        here=here,
        name="indicators",
        kind=IndicatorRow,
        row=lambda known: _row(here, known),
    )


def _row(here: Visit, known: Indicator) -> IndicatorRow:
    return IndicatorRow(
        indicator=known.id,
        version=known.version,
        topic=known.topic,
        kind=str(known.kind),
        unit=str(known.unit),
        name=known.name.en,
        name_km=known.name.km,
        definition=known.definition.en,
        definition_km=known.definition.km,
        numerator_code=known.numerator,
        denominator_code=known.denominator,
        dimensions=tuple(known.dimensions),
        available=not reading(here, known).lacking,
    )


@router.get("/dialogues/{dialogue}/figures/{indicator}", response=Figures, operation_id="figures")
def figures(
    request: HttpRequest,
    dialogue: Slug,
    indicator: Annotated[str, Path(max_length=80, pattern=r"^[a-z0-9_.-]+$")],
    asking: Query[Asking],
    listing: Query[Listing],
) -> Any:
    """The figures of an indicator, computed from the records that the caller may use."""
    here = visit_of(request, dialogue)
    read = _reading(here, indicator)
    given = QueryDict(mutable=True)
    given.update({name: value for name, value in asking.model_dump().items() if value})
    if read.known is None:
        raise Http404(_("The records that you may use do not give this figure."))
    computed = read.computed(question(given, reading=read, known=read.known).asked)
    if listing.format == "csv":
        return table(computed.figures, kind=Figure, name=indicator, here=here)
    return {
        "indicator": indicator,
        "by": list(computed.asked.by),
        "sql": computed.sql,
        "figures": [figure_as_json(figure) for figure in computed.figures],
    }


def _reading(here: Visit, indicator: str) -> Reading:
    try:
        return reading(here, indicator_get(indicator))
    except UnknownIndicator as fault:
        raise Http404(written.refusal(fault)) from fault
