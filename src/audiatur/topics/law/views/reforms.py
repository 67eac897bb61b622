"""The reform tracker: drafts and laws under modernisation with their dated stages, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from audiatur.topics.base import Here
from audiatur.topics.law import store
from audiatur.topics.law.reforms import STALE_DAYS, StageShown, Tracked, track
from audiatur.topics.law.rows import ReformEvent
from audiatur.topics.law.views.shelf import in_language, rows_of, shelf_of

STAGE_NAMES = {
    "announced": _("Announced"),
    "drafted": _("Drafted"),
    "consulted": _("Consulted on"),
    "council of ministers": _("Council of Ministers"),
    "assembly": _("Assembly"),
    "senate": _("Senate"),
    "constitutional council": _("Constitutional Council"),
    "promulgated": _("Promulgated"),
    "published": _("Published"),
    "in force": _("In force"),
    "repealed": _("Repealed"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One source's word on a stage."""

    event: ReformEvent
    note: str
    is_address: bool


@dataclass(frozen=True, slots=True)
class ReformRow:
    """A reform as the page shows it."""

    tracked: Tracked
    name: str
    stages: tuple[tuple[StageShown, object, tuple[Telling, ...]], ...]
    reached: object
    law: str


def reforms(request: HttpRequest, here: Here) -> HttpResponse:
    """Every reform with its stages, the one with the newest news first."""
    rows = rows_of(here)
    kept = {one.manifest.law for one in store.wordings(shelf_of(here))}
    tracked = track(rows.reforms, (*rows.events, *here.reform_news()), on=here.today)
    context = {
        "here": here,
        "rows": [_row(one, kept) for one in tracked],
        "stale_days": STALE_DAYS,
    }
    return render(request, "law/reforms.html", context)


def _row(one: Tracked, kept: set[str]) -> ReformRow:
    stages = tuple(
        (
            stage,
            STAGE_NAMES[stage.stage],
            tuple(
                Telling(event, in_language(event.note, event.note_km), event.source.startswith(("https://", "http://")))
                for event in stage.events
            ),
        )
        for stage in one.stages
    )
    return ReformRow(
        tracked=one,
        name=in_language(one.reform.name, one.reform.name_km),
        stages=stages,
        reached=STAGE_NAMES[one.reached.stage] if one.reached else "",
        law=one.reform.instrument if one.reform.instrument in kept else "",
    )
