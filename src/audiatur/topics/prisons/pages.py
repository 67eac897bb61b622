"""The pages of prisons: the state of things, what would change it, and how far projections were off before."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.registers.engine import Registers
from audiatur.topics.base import Here, Page
from audiatur.topics.prisons.custody_records import GROUPS, Records, looked_back, records_of
from audiatur.topics.prisons.fan import fan
from audiatur.topics.prisons.page_words import (
    GROUP_WORDS,
    INPUT_WORDS,
    LEVER_INPUT,
    METHOD_WORDS,
    NAME_WORDS,
    STARTS_WORDS,
)
from audiatur.topics.prisons.projection.backtest import Score
from audiatur.topics.prisons.projection.drift import Drift
from audiatur.topics.prisons.projection.levers import LeverError
from audiatur.topics.prisons.projection.outcome import Below, Outcome, causes, one_by_one, outcome, parts
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.records import baseline, drift_of, past_series
from audiatur.topics.prisons.projection.steps import last_day
from audiatur.topics.prisons.scenario import INPUTS, Scenario, levers_of, read_scenario
from audiatur.topics.prisons.standing import Standing, standing
from audiatur.topics.prisons.state.days import day_of

TABLES = ("custody", "facilities", "capacities", "places")
_RUNS, _SEED = 200, 1


def _missing(request: HttpRequest, here: Here, *, title: str) -> HttpResponse | None:
    """The page that says what would be here, where a register is missing."""
    if set(TABLES) <= here.has_registers:
        return None
    return render(request, "prisons/missing.html", {"here": here, "title": title})


def state(request: HttpRequest, here: Here) -> HttpResponse:
    """Each prison with who is held and its places by each stated capacity, and both shares without a judgment."""
    if (empty := _missing(request, here, title=_("Prisons as they are"))) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        found = standing(registers)
    shares = found.shares
    context = {
        "here": here,
        "found": found,
        "shares": [_percent(shares.without_judgment), _percent(shares.without_final_judgment)],
        "not_final": shares.untried + shares.appeal,
        "tiles": _tiles(found),
        "tiles_height": 64 * -(-len(found.facilities) // 8),
    }
    return render(request, "prisons/state.html", context)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _tiles(found: Standing) -> list[dict[str, Any]]:
    """A tile for each prison in the order of its code, eight in a row, filled from below up to 200 for 100 places."""
    tiles = []
    for number, row in enumerate(sorted(found.facilities, key=lambda row: row.facility)):
        level = round(58 * min((row.official or 0.0) / 200, 1.0))
        place = {"x": 94 * (number % 8), "y": 64 * (number // 8), "level": level, "above": 58 - level}
        tiles.append(place | {"row": row, "percent": row.official})
    return tiles


@dataclass(frozen=True, slots=True)
class _Made:
    plan: Plan
    drift: Drift
    found: Outcome
    places: float


_drifts: dict[tuple[str, int], tuple[Plan, Drift]] = {}


def _made(registers: Registers, records: Records, *, scenario: Scenario) -> _Made:
    steps = round(scenario.numbers["years"]) * 12
    key = ("+".join(sorted(snapshot.name for snapshot in registers.snapshots.values())), steps)
    if key not in _drifts:
        plan = baseline(records.rows, origin=records.last, steps=steps)
        while len(_drifts) > 8:
            _drifts.pop(next(iter(_drifts)))
        _drifts[key] = plan, drift_of(plan, records.rows, first=records.first, runs=_RUNS, seed=_SEED)
    plan, drift = _drifts[key]
    places = float(standing(registers).places("official"))
    return _Made(plan, drift, outcome(plan, levers_of(scenario), drift=drift, places=places), places)


def scenario(request: HttpRequest, here: Here) -> HttpResponse:
    """What levers would do to the number of prisoners, beside nothing changed and the last value."""
    if (empty := _missing(request, here, title=_("What would change it"))) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        records = records_of(registers)
        if records is None:
            return render(
                request, "prisons/missing.html", {"here": here, "title": _("What would change it"), "short": True}
            )
        asked = read_scenario(request.GET.dict(), starts=_next_day(records))
        try:
            made = _made(registers, records, scenario=asked)
        except LeverError:
            asked = read_scenario({}, starts=_next_day(records))
            made = _made(registers, records, scenario=asked)
        context = _scenario_context(made, records=records, asked=asked, scores=looked_back(registers))
        snapshots = sorted(snapshot.name for snapshot in registers.snapshots.values())
    if request.GET.get("format") == "csv":
        return _csv(made.found, asked=asked, synthetic=here.dialogue.synthetic, snapshots=snapshots)
    context |= {"here": here, "snapshots": snapshots, "seed": _SEED, "runs": _RUNS}
    context["cited_as"] = hashlib.sha256(
        f"{snapshots}{sorted(asked.numbers.items())}{asked.starts}".encode()
    ).hexdigest()[:12]
    return render(request, "prisons/scenario.html", context)


def _next_day(records: Records) -> date:
    return date.fromordinal(last_day(records.last, step="month").toordinal() + 1)


def _scenario_context(made: _Made, *, records: Records, asked: Scenario, scores: Any) -> dict[str, Any]:
    since = max(records.first, records.last - 60)
    _, held = past_series(records.rows, first=since, origin=records.last, step="month")
    past = [(last_day(since + k, step="month"), float(value)) for k, value in enumerate(held)]
    found = made.found
    levers = levers_of(asked)
    why = causes(made.plan, drift=made.drift)
    whole = parts(made.plan)
    return {
        "asked": asked,
        "form": _form(asked),
        "query": _query(asked),
        "fan": fan(past, found.days, found.scenario, baseline=found.baseline, places=found.places),
        "rows": [_row(found, at=at) for at in _marks(len(found.days) - 1)],
        "last": past[-1],
        "below": _below_words(found.below),
        "below_baseline": _below_words(found.below_baseline),
        "effects": [
            (*INPUT_WORDS[LEVER_INPUT[share.lever.kind]], round(share.persons))
            for share in one_by_one(made.plan, levers)
            if share.lever.kind != "places"
        ],
        "parts": {name: round(getattr(whole, name)) for name in ("opening", "still_there", "admitted")},
        "cause_admissions": round(100 * why.admissions),
        "cause_stays": round(100 * why.stays),
        "groups": [
            (GROUP_WORDS[name], round(float(found.by_group[-1, g])))
            for g, name in enumerate(GROUPS)
            if made.plan.stock[g].sum()
        ],
        "cost": round(found.cost),
        "scores": _score_rows(score for score in scores if score.method in ("blind", "last_value")),
    }


def _form(asked: Scenario) -> list[dict[str, Any]]:
    """The fields in their order, each with its words and what was asked for."""
    fields = [
        {
            "name": one.name, "label": INPUT_WORDS[one.name][0], "hint": INPUT_WORDS[one.name][1], "type": "number",
            "least": f"{one.least:g}", "most": f"{one.most:.0f}", "value": f"{asked.numbers[one.name]:g}",
        }
        for one in INPUTS
    ]  # fmt: skip
    starts = {
        "name": "starts",
        "label": STARTS_WORDS[0],
        "hint": STARTS_WORDS[1],
        "type": "date",
        "value": asked.starts,
    }
    name = {"name": "name", "label": NAME_WORDS[0], "hint": NAME_WORDS[1], "type": "text", "value": asked.name}
    return [name, *fields, starts | {"value": asked.starts.isoformat()}]


def _query(asked: Scenario) -> str:
    numbers = {name: f"{value:g}" for name, value in asked.numbers.items()}
    return urlencode(numbers | {"starts": asked.starts.isoformat(), "name": asked.name})


def _score_rows(found: Iterable[Score]) -> list[dict[str, Any]]:
    ordered = sorted(found, key=lambda score: (list(METHOD_WORDS).index(score.method), score.horizon))
    return [
        {
            "words": METHOD_WORDS[score.method], "months": round(12 * score.horizon), "trials": score.trials,
            "error": 100 * score.mean_error, "coverage": _percent(score.coverage),
        }
        for score in ordered
    ]  # fmt: skip


def _below_words(below: Below) -> str:
    """When there are more places than persons, in a sentence."""
    if below.middle is None:
        return _("In more than half of the runs there are never more places than persons.")
    latest = date_format(below.latest, "j F Y") if below.latest else _("later than shown")
    days = [date_format(day, "j F Y") for day in (below.middle, below.earliest) if day]
    values = {"middle": days[0], "earliest": days[1], "latest": latest}
    return _("From %(middle)s on; the 90 %% interval goes from %(earliest)s to %(latest)s.") % values


def _marks(steps: int) -> list[int]:
    return [at for at in (6, 12, 24, 36, 60, 120) if at <= steps]


def _row(found: Outcome, *, at: int) -> dict[str, Any]:
    return {
        "day": found.days[at],
        "baseline": [round(float(value)) for value in found.baseline[at][[0, 2, 4]]],
        "scenario": [round(float(value)) for value in found.scenario[at][[0, 2, 4]]],
        "difference": [round(float(value)) for value in found.difference[at][[0, 2, 4]]],
        "places": round(float(found.places[at])),
        "percent": 100 * float(found.scenario[at, 2]) / float(found.places[at]) if found.places[at] else None,
    }


def _csv(found: Outcome, *, asked: Scenario, synthetic: bool, snapshots: list[str]) -> HttpResponse:
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
        rows.writerow([day, *values, round(float(found.places[at])), name, " ".join(snapshots), str(synthetic).lower()])
    return answer


def backtest(request: HttpRequest, here: Here) -> HttpResponse:
    """How far projections from these records were off, made again at months of the past."""
    if (empty := _missing(request, here, title=_("How far off it was"))) is not None:
        return empty
    with here.registers(*TABLES) as registers:
        records = records_of(registers)
        found = looked_back(registers)
    until = day_of(records.last_day) if records else None
    return render(request, "prisons/backtest.html", {"here": here, "scores": _score_rows(found), "until": until})


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
        "prisons-backtest", "backtest/", backtest, title=gettext_noop("How far off it was"),
        about=gettext_noop("projections made again in the past, beside the last value"),
    ),
)  # fmt: skip
