"""Figures: the catalogue, a page for each indicator, its table as CSV and JSON, and the computing again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audiatur.countries.series import published_series
from audiatur.figures import asking, keeping
from audiatur.figures.computing import Computed
from audiatur.figures.errors import UnknownIndicator
from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.series import Published, Series
from audiatur.registers.shelf import newest_of
from audiatur.registers.snapshots import Manifest
from audiatur.site import figure_words, written
from audiatur.site.figure_chart import chart
from audiatur.site.figure_places import place_names
from audiatur.site.figure_reading import Question, Reading, question, reading
from audiatur.site.figure_words import Names
from audiatur.site.tables import csv_response
from audiatur.site.views.visit import Visit, visit
from audiatur.topics.catalogue import INDICATORS, indicator_get

HEAD = (
    "indicator", "version", "unit", "value", "low", "high", "interval", "n", "numerator", "denominator",
    "numerator_code", "denominator_code", "release", "place", "since", "until", "censored_on", "snapshots", "software",
    "unconfirmed",
)  # fmt: skip
PATIENCE = 4.0
"""Seconds for which the catalogue computes what is not kept yet."""


class IndicatorId:
    """The id of an indicator in an address: topic.name."""

    regex = r"[a-z_]+\.[a-z0-9_]+"

    def to_python(self, value: str) -> str:
        """The id as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The id as it stands."""
        return value


@dataclass(frozen=True)
class Listed:
    """A line of the catalogue."""

    id: str
    name: str
    definition: str
    kind: str
    value: str
    told: str
    unconfirmed: bool


def catalogue(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Every indicator by topic with its newest value, and what others publish."""
    here = visit(request, dialogue)
    listed = sorted(INDICATORS.values(), key=lambda indicator: list(INDICATORS).index(indicator.id))
    until = time.monotonic() + PATIENCE
    topics = [
        (topic, [_listed(reading(here, indicator), until=until) for indicator in group])
        for topic, group in groupby(listed, key=lambda indicator: indicator.topic)
    ]
    context = {"here": here, "topics": topics, "matters": _matters(_published(here), _published(here).series)}
    return render(request, "figures/catalogue.html", context)


def _listed(read: Reading, *, until: float) -> Listed:
    """A line; where computing what is not kept yet has taken too long, one without its value."""
    indicator = read.indicator
    value = told = ""
    late = time.monotonic() > until
    known = read.known_before if late else read.known
    asked = asking.headline(indicator, known=known) if known else None
    if asked and (computed := read.kept(asked) if late else read.computed(asked)):
        total = computed.figures[0]
        value, told = figure_words.shown_value(total), figure_words.period_in_words(total)
    elif late and not read.lacking:
        value = _("on its page")
    return Listed(
        indicator.id,
        indicator.name.of(_lang()),
        indicator.definition.of(_lang()),
        _(figure_words.KINDS[indicator.kind]),
        value,
        told,
        bool(indicator.unconfirmed),
    )


def figure(request: HttpRequest, dialogue: str, indicator: str) -> HttpResponse:
    """An indicator's figures as they were asked for, and how they were computed."""
    here = visit(request, dialogue)
    read = _reading(here, indicator)
    context: dict[str, Any] = {
        "here": here,
        "indicator": read.indicator,
        "name": read.indicator.name.of(_lang()),
        "definition": read.indicator.definition.of(_lang()),
        "caveat": read.indicator.caveat.of(_lang()),
        "kind": _(figure_words.KINDS[read.indicator.kind]),
        "lacking": read.lacking,
        "matters": _matters(_published(here), _published(here).of_indicator(indicator)),
    }
    if read.known:
        asked = question(request.GET, reading=read, known=read.known)
        context |= _drawn(read, asked, names=_names(read)) | {"query": _query(request.GET)}
    return render(request, "figures/figure.html", context)


def _drawn(read: Reading, asked: Question, *, names: Names) -> dict[str, Any]:
    computed = read.computed(asked.asked)
    total = computed.figures[0]
    shows = figure_words.finding(computed.figures, names=names)
    described = f"{shows}. {_('The table below has the same numbers.')}"
    place = (
        names.of("place", asked.asked.place)
        if asked.asked.place
        else written.plain_text(read.at.dialogue, "state_name")
    )
    return {
        "form": asked.form,
        "free": asked.free,
        "total": total,
        "shown": total.release is Release.SHOWN,
        "value": figure_words.shown_value(total),
        "sentence": figure_words.sentence(total, name=read.indicator.name.of(_lang()), place=place),
        "columns": [figure_words.column_in_words(name) for name in asked.asked.by],
        "rows": [_row(found, names=names) for found in computed.figures],
        "withheld": any(found.release is not Release.SHOWN for found in computed.figures),
        "finding": shows,
        "chart": _trusted(chart(computed.figures, names=names, told=described)),
        "sql": computed.sql,
        "snapshots": _manifests(read),
        "method": f"{read.indicator.id} {read.indicator.version}, {total.software}",
        "code": keeping.code_hash()[:16],
    }


def _trusted(svg: str) -> SafeString:
    # Drawn by this server; every text in it went through the drawing library, which escapes it.
    return mark_safe(svg)  # noqa: S308


def _row(found: Figure, *, names: Names) -> dict[str, Any]:
    return {
        "group": [names.of(column, value) for column, value in found.group.items()] or [_("All")],
        "total": all(value == ALL for value in found.group.values()),
        "value": figure_words.shown_value(found),
        "sure": figure_words.interval_in_words(found),
        "base": figure_words.base_in_words(found),
        "withheld": found.release is not Release.SHOWN,
    }


def figure_csv(request: HttpRequest, dialogue: str, indicator: str) -> HttpResponse:
    """The table of the page as CSV; withheld cells hold no number."""
    here, computed = _computed(request, dialogue, indicator)
    by = computed.asked.by
    rows = ([*(found.group[name] for name in by), *_cells(found)] for found in computed.figures)
    return csv_response(indicator, dialogue=here.dialogue, head=[*by, *HEAD], rows=rows)


def _cells(found: Figure) -> list[object]:
    told = keeping.figure_as_json(found) | {"snapshots": " ".join(found.snapshots)}
    return [told[name] for name in HEAD]


def figure_json(request: HttpRequest, dialogue: str, indicator: str) -> HttpResponse:
    """The figures of the page with their definition, SQL and snapshots, for programs."""
    here, computed = _computed(request, dialogue, indicator)
    told = {"synthetic": here.dialogue.synthetic, **keeping.computed_as_json(computed)}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_POST
def recompute(request: HttpRequest, dialogue: str, indicator: str) -> HttpResponse:
    """Computes the figures of the page again and says whether every digit is the same."""
    here = visit(request, dialogue)
    read = _reading(here, indicator)
    given = QueryDict(request.POST.get("query", ""))
    if read.known is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    asked = question(given, reading=read, known=read.known).asked
    shown, again = read.computed(asked), read.again(asked)
    if (shown.figures, shown.sql) == (again.figures, again.sql):
        messages.success(request, _("Computed again from the same snapshots: every digit is the same."))
    else:
        messages.error(request, _("Computed again from the same snapshots: the digits differ. Tell the secretariat."))
    address = reverse("figure", args=[here.dialogue.slug, indicator])
    return HttpResponseRedirect(f"{address}{_query(given)}#computed")


def _computed(request: HttpRequest, dialogue: str, indicator: str) -> tuple[Visit, Computed]:
    here = visit(request, dialogue)
    read = _reading(here, indicator)
    if read.known is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    return here, read.computed(question(request.GET, reading=read, known=read.known).asked)


def _reading(here: Visit, indicator: str) -> Reading:
    try:
        return reading(here, indicator_get(indicator))
    except UnknownIndicator as fault:
        raise Http404(_("There is nothing at this address, or you may not see it.")) from fault


def _names(read: Reading) -> Names:
    return Names(read.indicator, place_names(read.at.shelf, table_names=read.snapshots))


def _manifests(read: Reading) -> list[Manifest]:
    return [snapshot.manifest for snapshot in newest_of(read.at.shelf, tables=read.indicator.tables)]


def _published(here: Visit) -> Published:
    """The published series of the dialogue's country; an invented one has none."""
    return Published() if here.dialogue.synthetic else published_series(here.dialogue.country)


def _matters(published: Published, series: tuple[Series, ...]) -> list[dict[str, Any]]:
    """The series by matter, side by side, each number with its source."""
    matters = {one.matter: published.matters()[one.matter] for one in series}
    return [
        {
            "name": alike[0].names.of(_lang()),
            "key": matter,
            "rows": [_point(one, number, published=published) for one in alike for number in range(len(one.points))],
        }
        for matter, alike in matters.items()
    ]


def _point(series: Series, number: int, *, published: Published) -> dict[str, Any]:
    point = series.points[number]
    low, high = point.bounds
    definition = series.definition_of(point)
    return {
        "given_by": series.given_by_km if _lang() == "km" else series.given_by,
        "value": figure_words.published_in_words(low, high, unit=series.unit, hedge=point.hedge),
        "definition": definition.of(_lang()) if number == 0 or point.definition else "",
        "as_of": point.as_of,
        "place": point.place or series.place,
        "source": published.source(point.source),
        "page": point.page,
        "note": (point.note_km if _lang() == "km" else "") or point.note,
    }


def _query(given: QueryDict) -> str:
    return f"?{given.urlencode()}" if given else ""


def _lang() -> Any:
    return "km" if written.page_language() == "km" else "en"
