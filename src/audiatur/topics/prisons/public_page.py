"""The page of what has been published: the figures of each side beside each other, with definitions and sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from audiatur.figures.series import Point, Published, Series, load_series
from audiatur.topics.base import Here
from audiatur.topics.prisons.sums import (
    CONVICTED_NOT_FINAL,
    HELD,
    NO_TRIAL,
    NOT_FINAL,
    PLACES,
    Crowding,
    Follows,
    SharesAdded,
    Summed,
    crowdings,
    load_sums,
    shares_added,
)

MATTERS: tuple[str, ...] = (HELD, PLACES, "occupancy-stated", NO_TRIAL, CONVICTED_NOT_FINAL, NOT_FINAL)
"""The matters in the order in which the page shows them; others of the topic follow."""
_HEDGED: Mapping[str, str | Promise] = {
    "exact": "%(number)s",
    "approx": gettext_lazy("about %(number)s"),
    "more_than": gettext_lazy("more than %(number)s"),
    "less_than": gettext_lazy("less than %(number)s"),
    "at_least": gettext_lazy("at least %(number)s"),
    "at_most": gettext_lazy("at most %(number)s"),
}
_FOLLOWS: Mapping[Follows, str | Promise] = {
    "follows": gettext_lazy("follows from its numbers"),
    "follows_cut_off": gettext_lazy("follows from its numbers, cut off and not rounded"),
    "does_not_follow": gettext_lazy("does not follow from its numbers"),
}


def public(request: HttpRequest, here: Here) -> HttpResponse:
    """Persons, places and shares as they were published, and what their sums give."""
    folder, sums = here.pack("public_series"), here.pack("public_sums")
    published = load_series(folder) if folder else Published()
    ours = Published(tuple(series for series in published.series if series.topic == "prisons"), published.sources)
    crowded = [_crowding(one) for one in crowdings(ours)]
    context = {
        "here": here,
        "matters": [_matter(series, published=ours) for series in _in_order(ours)],
        "crowded": crowded,
        "bars": _bars(crowded),
        "bars_height": 34 * len(crowded),
        "added": [_added(one) for one in shares_added(ours)],
        "sums": [_summed(one) for one in (load_sums(sums) if sums else ())],
    }
    return render(request, "prisons/public.html", context)


def _either(english: str, khmer: str) -> str:
    return khmer if get_language() == "km" and khmer else english


def _in_order(published: Published) -> list[tuple[Series, ...]]:
    matters = published.matters()
    keys = [key for key in MATTERS if key in matters] + [key for key in matters if key not in MATTERS]
    return [matters[key] for key in keys]


def _matter(alike: tuple[Series, ...], *, published: Published) -> dict[str, Any]:
    first = alike[0]
    rows = [(series, point) for series in alike for point in series.points]
    ordered = sorted(rows, key=lambda row: row[1].when.latest)
    shown = [_row(series, point, published=published) for series, point in ordered]
    told: set[tuple[str, str]] = set()
    for row in shown:
        # A definition is told once; where the same publisher's comes again, the page says so.
        row["again"] = (row["given_by"], row["definition"]) in told
        told.add((row["given_by"], row["definition"]))
    return {"key": first.matter, "name": _either(first.name, first.name_km), "rows": shown}


def _row(series: Series, point: Point, *, published: Published) -> dict[str, Any]:
    definition = series.definition_of(point)
    return {
        "as_of": point.as_of,
        "place": point.place,
        "given_by": _either(series.given_by, series.given_by_km),
        "value": _value(point, unit=series.unit),
        "definition": _either(definition.en, definition.km),
        "note": _either(point.note, point.note_km),
        "source": published.source(point.source),
    }


def _value(point: Point, *, unit: str) -> str:
    low, high = point.bounds
    digits = 1 if unit == "percent" and low != round(low) else 0
    number = _number(low, digits=digits)
    if low != high:
        number = f"{number}–{_number(high, digits=digits)}"
    if unit == "percent":
        number = _("%(number)s percent") % {"number": number}
    return str(_HEDGED[point.hedge]) % {"number": number}


def _number(value: float, *, digits: int = 0) -> str:
    # Django cuts digits off; a published number is rounded.
    return number_format(round(value, digits), decimal_pos=digits, use_l10n=True, force_grouping=True)


def _crowding(one: Crowding) -> dict[str, Any]:
    hedged = one.held.hedge != "exact" or one.places.hedge != "exact"
    return {
        "as_of": one.as_of,
        "given_by": _either(one.given_by.given_by, one.given_by.given_by_km),
        "held": _value(one.held, unit="persons"),
        "places": _value(one.places, unit="places"),
        "percent": one.percent,
        "words": (_("about %(number)s") if hedged else "%(number)s") % {"number": _number(one.percent)},
        "stated": None if one.stated is None else _number(one.stated),
        "source": one.places.source,
    }


def _bars(crowded: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A bar for each, the longest 430 units of the drawing wide."""
    most = max((row["percent"] for row in crowded), default=100.0)
    scale = 430 / max(most, 100.0)
    return [
        row | {"y": 34 * at, "width": round(scale * row["percent"]), "hundred": round(scale * 100)}
        for at, row in enumerate(crowded)
    ]


def _added(one: SharesAdded) -> dict[str, Any]:
    return {
        "given_by": _either(one.given_by.given_by, one.given_by.given_by_km),
        "as_of": one.as_of,
        "parts": [_number(part, digits=1) for part in one.parts],
        "whole": _number(one.stated, digits=1),
        "sum": _number(sum(one.parts), digits=1),
        "words": _FOLLOWS["follows" if one.follows else "does_not_follow"],
    }


def _summed(one: Summed) -> dict[str, Any]:
    computed = one.found.computed
    digits = 2 if computed is not None and computed < 10 else 1
    return {
        "told": one.told,
        "text": _either(one.told.text, one.told.text_km),
        "given_by": _either(one.told.given_by, one.told.given_by_km),
        "stated": _number(one.found.stated or 0.0, digits=_digits(one.found.stated or 0.0)),
        "computed": _number(computed or 0.0, digits=digits),
        "words": _FOLLOWS[one.follows],
    }


def _digits(value: float) -> int:
    return len(f"{value:g}".partition(".")[2])
