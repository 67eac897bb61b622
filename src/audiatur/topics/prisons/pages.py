"""The pages of prisons: the state of things, what would change it, and how far projections were off before."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.registers.engine import Registers
from audiatur.topics.base import Here, Page
from audiatur.topics.prisons.custody_records import GROUPS, Records, looked_back, records_of
from audiatur.topics.prisons.fan import fan
from audiatur.topics.prisons.projection.drift import Drift
from audiatur.topics.prisons.projection.levers import LeverError
from audiatur.topics.prisons.projection.outcome import Below, Outcome, causes, one_by_one, outcome, parts
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.records import baseline, drift_of, past_series
from audiatur.topics.prisons.projection.steps import last_day
from audiatur.topics.prisons.scenario import INPUTS, Scenario, levers_of, read_scenario
from audiatur.topics.prisons.standing import FLOOR_STANDARDS, Standing, standing
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
    context = {"here": here, "found": found, "standards": FLOOR_STANDARDS, "tiles": _tiles(found)}
    return render(request, "prisons/state.html", context)


def _tiles(found: Standing) -> list[dict[str, Any]]:
    """A tile for each prison in the order of its place: eight in a row."""
    return [
        {"x": 94 * (number % 8), "y": 64 * (number // 8), "row": row, "percent": row.percent("official")}
        for number, row in enumerate(sorted(found.facilities, key=lambda row: row.facility))
    ]


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
    groups = [(GROUPS[g], float(found.by_group[-1, g])) for g in range(len(GROUPS)) if made.plan.stock[g].sum()]
    return {
        "asked": asked,
        "inputs": {one.name: one for one in INPUTS},
        "fan": fan(past, found.days, found.scenario, baseline=found.baseline, places=found.places),
        "rows": [_row(found, at=at) for at in _marks(len(found.days) - 1)],
        "last": past[-1],
        "below": _below_words(found.below),
        "below_baseline": _below_words(found.below_baseline),
        "levers": levers,
        "effects": one_by_one(made.plan, levers),
        "parts": parts(made.plan),
        "causes": causes(made.plan, drift=made.drift),
        "groups": groups,
        "cost": found.cost,
        "places": made.places,
        "scores": scores,
    }


def _below_words(below: Below) -> str:
    """When there are more places than persons, in a sentence."""
    if below.middle is None:
        return _("In more than half of the runs there are never more places than persons.")
    values = {"middle": below.middle, "earliest": below.earliest, "latest": below.latest or _("later than shown")}
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
    return render(request, "prisons/backtest.html", {"here": here, "scores": found, "until": until})


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
