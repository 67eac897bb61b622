"""The page of one scenario: the form of levers, what they would do with intervals, and what that rests on."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audiatur.topics.base import Here
from audiatur.topics.prisons.citing import canonical, inputs_of, marks, query_of
from audiatur.topics.prisons.custody_records import GROUPS, STATUSES, Records, looked_back, records_of
from audiatur.topics.prisons.fan import fan
from audiatur.topics.prisons.making import RUNS, SEED, Made, scenario_made
from audiatur.topics.prisons.page_words import (
    FORM,
    GROUP_WORDS,
    INPUT_WORDS,
    LEVER_INPUT,
    METHOD_WORDS,
    STATUS_WORDS,
    WHOM_WORDS,
)
from audiatur.topics.prisons.projection.backtest import Score
from audiatur.topics.prisons.projection.levers import LeverError
from audiatur.topics.prisons.projection.outcome import Below, Outcome, Parts
from audiatur.topics.prisons.projection.steps import last_day
from audiatur.topics.prisons.scenario import INPUTS, USUAL_WHOM, Scenario, read_scenario

TABLES = ("custody", "facilities", "capacities", "places")
_SLIDES = ("bail", "diversion", "limit_share", "faster", "shorter", "remission", "early")


def missing(request: HttpRequest, here: Here, *, title: str) -> HttpResponse | None:
    """The page that says what would be here, where a register is missing."""
    if set(TABLES) <= here.has_registers:
        return None
    return render(request, "prisons/missing.html", {"here": here, "title": title})


def scenario(request: HttpRequest, here: Here) -> HttpResponse:
    """What levers would do to the number of prisoners, beside nothing changed and the last value."""
    title = _("What would change it")
    if (empty := missing(request, here, title=title)) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        records = records_of(registers)
        if records is None:
            return render(request, "prisons/missing.html", {"here": here, "title": title, "short": True})
        asked = read_scenario(request.GET.dict(), starts=opening(records))
        try:
            made = scenario_made(registers, records, scenario=asked)
        except LeverError:
            asked = read_scenario({}, starts=opening(records))
            made = scenario_made(registers, records, scenario=asked)
        scores = looked_back(registers)
    if request.GET.get("format") == "csv":
        return _csv(made, asked=asked, synthetic=here.dialogue.synthetic)
    inputs = canonical(inputs_of(asked, snapshots=made.ground.snapshots))
    context = {
        "here": here,
        "asked": asked,
        "form": form_of(asked),
        "query": urlencode(query_of(asked)),
        "scores": score_rows(score for score in scores if score.method in ("blind", "last_value")),
        "snapshots": made.ground.snapshots,
        "runs": RUNS,
        "seed": SEED,
        "cited_as": hashlib.sha256(inputs.encode()).hexdigest()[:12],
        "parties": here.parties(),
    }
    return render(request, "prisons/scenario.html", context | _result(made))


def opening(records: Records) -> date:
    """The day after the last month of the records: the first that a lever can work on."""
    return date.fromordinal(last_day(records.last, step="month").toordinal() + 1)


def _result(made: Made) -> dict[str, Any]:
    ground, found = made.ground, made.found
    return {
        "fan": fan(ground.past, found.days, found.scenario, baseline=found.baseline, places=found.places),
        "rows": [_row(found, at=at) for at in marks(len(found.days) - 1)],
        "last": ground.past[-1],
        "ends": found.days[-1],
        "below": below_words(found.below),
        "below_baseline": below_words(found.below_baseline),
        "effects": [
            (INPUT_WORDS[LEVER_INPUT[share.lever.kind]], round(share.persons))
            for share in made.effects
            if share.lever.kind != "places"
        ],
        "groups": _differences(found.by_group[-1], names=GROUPS, words=GROUP_WORDS),
        "statuses": _differences(found.by_status[-1], names=STATUSES, words=STATUS_WORDS),
        "parts": _parts(ground.parts, made.parts),
        "opening": round(ground.parts.opening),
        "causes": _causes(made),
        "cost": round(found.cost),
    }


def _differences(values: np.ndarray, *, names: tuple[str, ...], words: Any) -> list[tuple[Any, int]]:
    """Persons more or fewer at the end, by what they are; those that no lever touches are shown with 0."""
    return [(words[name], round(float(value))) for name, value in zip(names, values, strict=True)]


def _parts(before: Parts, after: Parts) -> list[tuple[str, int, int]]:
    return [
        (_("Held at the opening and still held at the end"), round(before.still_there), round(after.still_there)),
        (_("Admitted since and held at the end"), round(before.admitted), round(after.admitted)),
        (
            _("Together"),
            round(before.still_there + before.admitted),
            round(after.still_there + after.admitted),
        ),
    ]


def _causes(made: Made) -> list[dict[str, Any]]:
    why = made.ground.why
    rows = (
        (_("Admissions and lengths of stay are both unknown"), why.both, None),
        (_("Only admissions are unknown"), why.admissions, why.admissions_share),
        (_("Only lengths of stay are unknown"), why.stays, why.stays_share),
    )
    return [
        {"words": words, "low": round(low), "high": round(high), "share": None if share is None else round(100 * share)}
        for words, (low, high), share in rows
    ]


def form_of(asked: Scenario) -> list[dict[str, Any]]:
    """The parts of the form, each with its fields: their words, limits and what was asked for."""
    limits = {one.name: one for one in INPUTS}
    texts = {"starts": asked.starts.isoformat(), "name": asked.name, "source": asked.source}

    def shown(name: str) -> dict[str, Any]:
        field: dict[str, Any] = {"name": name, "words": INPUT_WORDS[name], "wrong": asked.wrong.get(name)}
        if name in limits:
            one = limits[name]
            field |= {"number": True, "slides": name in _SLIDES, "least": f"{one.least:g}", "most": f"{one.most:.0f}"}
            field["value"] = f"{asked.numbers[name]:.12g}"
        else:
            field["value"] = texts[name]
        if name in USUAL_WHOM:
            field["whom"] = [(key, words, key == asked.whom[name]) for key, words in WHOM_WORDS.items()]
        return field

    return [{"title": title, "fields": [shown(name) for name in names]} for title, names in FORM]


def score_rows(found: Iterable[Score]) -> list[dict[str, Any]]:
    """The scores of a backtest in the order of the methods' words."""
    ordered = sorted(found, key=lambda score: (list(METHOD_WORDS).index(score.method), score.horizon))
    return [
        {
            "words": METHOD_WORDS[score.method], "months": round(12 * score.horizon), "trials": score.trials,
            "error": 100 * score.mean_error, "coverage": percent(score.coverage),
        }
        for score in ordered
    ]  # fmt: skip


def percent(share: float | None) -> float | None:
    """A share as a percentage."""
    return None if share is None else 100 * share


def below_words(below: Below) -> str:
    """When there are more places than persons, in a sentence."""
    if below.middle is None:
        return _("In more than half of the runs there are never more places than persons.")
    latest = date_format(below.latest, "j F Y") if below.latest else _("later than shown")
    days = [date_format(day, "j F Y") for day in (below.middle, below.earliest) if day]
    values = {"middle": days[0], "earliest": days[1], "latest": latest}
    return _("From %(middle)s on; the 90 %% interval goes from %(earliest)s to %(latest)s.") % values


def _row(found: Outcome, *, at: int) -> dict[str, Any]:
    return {
        "day": found.days[at],
        "baseline": [round(float(value)) for value in found.baseline[at][[0, 2, 4]]],
        "scenario": [round(float(value)) for value in found.scenario[at][[0, 2, 4]]],
        "difference": [round(float(value)) for value in found.difference[at][[0, 2, 4]]],
        "places": round(float(found.places[at])),
        "percent": 100 * float(found.scenario[at, 2]) / float(found.places[at]) if found.places[at] else None,
    }


def _csv(made: Made, *, asked: Scenario, synthetic: bool) -> HttpResponse:
    found = made.found
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="scenario.csv"'
    rows = csv.writer(answer)
    names = [
        f"{what}_{level}" for what in ("baseline", "scenario", "difference") for level in ("low", "middle", "high")
    ]
    rows.writerow(["month_ends", *names, "places", "scenario", "snapshots", "synthetic"])
    for at, day in enumerate(found.days):
        numbers = np.concatenate([part[at][[0, 2, 4]] for part in (found.baseline, found.scenario, found.difference)])
        values = [round(float(value), 1) for value in numbers]
        # A name that begins like a formula would be run by a spreadsheet.
        name = f"'{asked.name}" if asked.name[:1] in ("=", "+", "-", "@") else asked.name
        held = " ".join(made.ground.snapshots)
        rows.writerow([day, *values, round(float(found.places[at])), name, held, str(synthetic).lower()])
    return answer
