"""The pages of prisons: the state of things, how far projections were off before, and the list of all pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.topics.base import Here, Page
from audiatur.topics.prisons.custody_records import looked_back, records_of
from audiatur.topics.prisons.public_page import public
from audiatur.topics.prisons.scenario_page import TABLES, missing, percent, scenario, score_rows
from audiatur.topics.prisons.standing import Standing, standing
from audiatur.topics.prisons.state.days import day_of


def state(request: HttpRequest, here: Here) -> HttpResponse:
    """Each prison with who is held and its places by each stated capacity, and both shares without a judgment."""
    if (empty := missing(request, here, title=_("Prisons as they are"))) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        found = standing(registers)
    shares = found.shares
    context = {
        "here": here,
        "found": found,
        "shares": [percent(shares.without_judgment), percent(shares.without_final_judgment)],
        "not_final": shares.untried + shares.appeal,
        "tiles": _tiles(found),
        "tiles_height": 64 * -(-len(found.facilities) // 8),
    }
    return render(request, "prisons/state.html", context)


def _tiles(found: Standing) -> list[dict[str, Any]]:
    """A tile for each prison in the order of its code, eight in a row, filled from below up to 200 for 100 places."""
    tiles = []
    for number, row in enumerate(sorted(found.facilities, key=lambda row: row.facility)):
        level = round(58 * min((row.official or 0.0) / 200, 1.0))
        place = {"x": 94 * (number % 8), "y": 64 * (number // 8), "level": level, "above": 58 - level}
        tiles.append(place | {"row": row, "percent": row.official})
    return tiles


def backtest(request: HttpRequest, here: Here) -> HttpResponse:
    """How far projections from these records were off, made again at months of the past."""
    if (empty := missing(request, here, title=_("How far off it was"))) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        records = records_of(registers)
        found = looked_back(registers)
    until = day_of(records.last_day) if records else None
    return render(request, "prisons/backtest.html", {"here": here, "scores": score_rows(found), "until": until})


PAGES: tuple[Page, ...] = (
    Page(
        "prisons-state", "state/", state, title=gettext_noop("Prisons as they are"),
        about=gettext_noop("who is held in each prison, against each stated capacity"),
    ),
    Page(
        "prisons-scenario", "scenario/", scenario, title=gettext_noop("What would change it"),
        about=gettext_noop("bail, time limits, mediation, shorter stays, releases and new places, with intervals"),
    ),
    Page(
        "prisons-public", "public/", public, title=gettext_noop("What has been published"),
        about=gettext_noop("persons, places and shares as each side gave them, with their definitions and their sums"),
    ),
    Page(
        "prisons-backtest", "backtest/", backtest, title=gettext_noop("How far off it was"),
        about=gettext_noop("projections made again in the past, beside the last value"),
    ),
)  # fmt: skip
