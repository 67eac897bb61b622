"""Every effect planted in the synthetic country: what was planted, what the reference computation finds, and how far a
naive one is off. `python -m bench.effects [SEED]`; size S, no noise. An effect is recovered within its own tolerance.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import polars as pl
from tests.topics.proceedings import test_indicators as planted
from tests.topics.proceedings.invented import Invented

from audiatur.figures.estimators import weighted_share
from audiatur.figures.figure import ALL
from audiatur.figures.protection import sensitive
from audiatur.topics.civic_space.estimation import Lists, estimate, lists_of_rows, model_average, summed
from audiatur.topics.civic_space.trends import Documented, trend
from audiatur.topics.mediation.ladder import ladders
from audiatur.topics.prisons.state.places import occupancy_by_month
from audiatur.topics.prisons.state.population import held_on, person_days
from audiatur.topics.prisons.state.repair import repaired
from audiatur.topics.prisons.state.shares import remand_shares
from audiatur.topics.proceedings import indicators
from audiatur.topics.proceedings.audit import Question, audit
from audiatur.topics.proceedings.clock import Answer
from audiatur.topics.proceedings.courts import standing_out
from audiatur.topics.proceedings.logistic import Term
from bench.civic_space import FIVE, SHORT
from bench.figures import attack, primary, tables
from bench.mediation import ALL_YEARS, NEEDED, figure, loaded

REPLICATES = 40
HIDDEN = ("threat", "association", "other")


@dataclass(frozen=True)
class Found:
    """One effect: the planted value, the reference computation's, the naive one's, and whether it was recovered."""

    effect: str
    planted: object
    ours: object
    naive: object
    right: bool
    naive_fails: bool


def main(seed: int) -> None:
    """Print a line for each effect."""
    right = fails = total = 0
    print(f"{'effect':<26} {'planted':<22} {'reference':<30} {'naive':<22} recovered, naive fails")
    for found in effects(seed):
        trap = "yes" if found.naive_fails else "no trap" if found.naive == "" else "NO"
        told = f"{'yes' if found.right else 'NO'}, {trap}"
        print(f"{found.effect:<26} {found.planted!s:<22} {found.ours!s:<30} {found.naive!s:<22} {told}")
        right, total, fails = right + found.right, total + 1, fails + found.naive_fails
    print(f"{right} of {total} recovered; the naive computation fails on {fails} of those that are traps")


def effects(seed: int) -> Iterator[Found]:
    """Each effect in turn."""
    with tempfile.TemporaryDirectory() as folder:
        country = Invented(Path(folder) / "country")
        yield from _proceedings(country)
        yield from _prisons(country)
        yield from _mediation(country, folder=Path(folder))
        yield _survey(country)
        yield from _incidents(country)
        yield _sixth(country)
    yield _cells(seed)


def _within(effect: Mapping[str, Any], ours: float, key: str, naive: float | None) -> Found:
    true, slack = effect["values"][key], effect["tolerance"]
    fails = naive is not None and abs(naive - true) > slack
    shown = "" if naive is None else f"{naive:.6g}"
    return Found(effect["id"], f"{true:.6g}", f"{ours:.6g}", shown, abs(ours - true) <= slack + 1e-6, fails)


def _proceedings(country: Invented) -> Iterator[Found]:
    truth = country.truth
    assert planted.RULES
    over = planted.value(indicators.beyond_limit(planted.RULES), country)
    naive = truth["beyond-limit"]["naive_values"]["share_new"]
    yield _within(truth["beyond-limit"], round(over.value / 100, 6), "share", naive)
    stays = planted.police_answers(country, planted.stays_in_police_custody(country))
    by_place = stays.group_by("place").agg(n=pl.len(), over=(pl.col("answer") == int(Answer.BREACHED)).sum())
    share = round(by_place["over"].sum() / by_place["n"].sum(), 6)
    districts = sorted(place.place for place in standing_out(by_place, place="place") if place.stands_out)
    found = _within(truth["police-custody-48h"], share, "share", truth["police-custody-48h"]["naive_values"]["share"])
    right = found.right and districts == sorted(truth["police-custody-48h"]["values"]["districts"])
    yield replace(found, ours=f"{share:.6g}, {' '.join(districts)}", right=right)
    yield from _gaps(country)
    median = planted.value(indicators.CASE_DURATION, country)
    yield _within(truth["open-cases"], median.value, "median_days", truth["open-cases"]["naive_values"]["median_days"])


def _gaps(country: Invented) -> Iterator[Found]:
    rows = country.rows("defendants").with_columns(
        needs=pl.when(pl.col("interpreter") == "not_needed").then(pl.lit("no")).otherwise(pl.lit("yes")),
        lawyer=pl.col("counsel").is_in(["legal_aid", "private"]),
    )
    for effect, column, group, reference in (
        ("hidden-gap", "detained", "needs", "no"),
        ("apparent-gap", "lawyer", "sex", "male"),
    ):
        gap = audit(rows, question=Question(column, group, reference, (Term("charge_class", "felony"),))).gaps[0]
        told = country.truth[effect]
        found = _within(told, gap.adjusted.value, "adjusted", told["naive_values"]["crude"])
        yield replace(found, right=found.right and gap.reported == (effect == "hidden-gap"))


def _prisons(country: Invented) -> Iterator[Found]:
    facilities, truth = country["facilities"], country.truth
    spells = repaired(country["custody"])
    spells = spells.filter(spells.facility.isin(facilities.filter(facilities.kind == "prison").facility))
    spells = ibis.memtable(country.run(spells))
    first, last = date(2021, 1, 1), date(2025, 12, 31)
    months = country.run(occupancy_by_month(spells, country["capacities"], first=first, last=last))
    for series in ("official", "floor_space"):
        own = months.filter(pl.col("series") == series)
        rate = round(own["person_days"].sum() / own["place_days"].sum(), 6)
        naive = truth["occupancy"]["naive_values"][f"{series}_last_capacity"]
        yield replace(_within(truth["occupancy"], rate, series, naive), effect=f"occupancy, {series}")
    held = dict(country.run(held_on(spells, day=date(2025, 6, 30), by=("status",))).iter_rows())
    shares, told = remand_shares(held), truth["pretrial-share"]
    without = round(shares.without_judgment, 6)
    yield _within(told, without, "share_untried", told["values"]["share_not_final"])
    days = country.run(person_days(spells, first=date(2000, 1, 1), last=last))
    counted = int(days["days"][0])
    yield _within(truth["custody-days"], counted, "days", None)


def _mediation(country: Invented, *, folder: Path) -> Iterator[Found]:
    files = {table: (folder / f"country/tables/{table}.parquet", "") for table in NEEDED}
    truth = country.truth
    with loaded(files, folder=folder / "kept", synthetic=True) as registers:
        (ladder,) = ladders(registers, ALL_YEARS, protected=False)
        steps = {step.name: step.recorded for step in ladder.steps}
        excluded = figure("mediated_though_excluded", registers, asked=ALL_YEARS)
        repeats = figure("repeat_disputes", registers, asked=ALL_YEARS)
        pressed = figure("felt_pressed", registers, asked=ALL_YEARS)
        called = figure("felt_pressed_called_back", registers, asked=ALL_YEARS)
    names = {"received": "received", "admitted": "accepted", "started": "first_session", "agreed": "agreed"}
    values = truth["mediation-ladder"]["values"]
    exact = all(steps[ours] == values[theirs] for ours, theirs in names.items() if ours in steps)
    naive = truth["mediation-ladder"]["naive_values"]["agreed_of_sessions"]
    share = values["agreed_of_received"]
    ours = steps.get("agreed", values["agreed"]) / steps["received"]
    yield Found("mediation-ladder", f"{share:.6g}", f"{ours:.6g}", f"{naive:.6g}", exact, abs(naive - share) > 0.03)
    told = truth["excluded-but-mediated"]["values"]["mediated"]
    yield Found("excluded-but-mediated", told, f"{excluded.numerator:g}", "", excluded.numerator == told, False)
    yield _within(truth["repeat-disputes"], round((repeats.value or 0) / 100, 6), "share", None)
    effect = truth["pressure"]
    inside = (pressed.low or 0) <= 100 * effect["values"]["share"] <= (pressed.high or 0)
    range_ = f"{called.value:.1f} %, surely {pressed.low:.1f}-{pressed.high:.1f}"
    naive = effect["naive_values"]["share"]
    close = abs((called.value or 0) / 100 - effect["values"]["share"]) <= effect["tolerance"]
    off = abs(naive - effect["values"]["share"]) > effect["tolerance"]
    yield Found("pressure", f"{effect['values']['share']:.6g}", range_, f"{naive:.6g}", inside and close, off)


def _survey(country: Invented) -> Found:
    asked = country.rows("household_survey").filter(pl.col("answered") & pl.col("had_dispute"))
    rows = asked.join(country.rows("household_replicates"), on="respondent")
    weights = {"": "weight", **{f"_{r}": f"replicate_{r:02d}" for r in range(1, REPLICATES + 1)}}
    totals = rows.select(
        pl.len().alias("n"),
        pl.col("got_help").sum().alias("hits"),
        *(pl.col(name).sum().alias(f"denominator{end}") for end, name in weights.items()),
        *(pl.col(name).filter(pl.col("got_help")).sum().alias(f"numerator{end}") for end, name in weights.items()),
    )
    found = weighted_share(REPLICATES, by="jackknife")(totals)
    effect = country.truth["survey-access"]
    line = _within(effect, round((found.value or 0) / 100, 6), "share", effect["naive_values"]["share"])
    return replace(line, ours=f"{found.value:.4f} % [{found.low:.1f}, {found.high:.1f}]")


def _incidents(country: Invented) -> Iterator[Found]:
    for scenario in ("independent", "dependent", "heterogeneous"):
        table = "incident_reports" + ("" if scenario == "independent" else f"_{scenario}")
        # The generator numbers a report by its incident and its monitor: the lists without an error of linkage.
        reports = country.rows(table).with_columns(incident=pl.col("report").str.slice(1).cast(pl.Int64) // 6)
        effect = country.truth[f"incidents-{scenario}"]
        whole, documented = effect["values"]["incidents"], effect["naive_values"]["documented"]
        if scenario == "heterogeneous":
            strata = [reports.filter(pl.col("kind").is_in(HIDDEN)), reports.filter(~pl.col("kind").is_in(HIDDEN))]
            interval = summed([model_average(_lists(part)).posterior for part in strata], seed=1).interval()
        else:
            found = estimate(_lists(reports), seed=1, effort=SHORT)
            assert found.interval
            interval = found.interval
        ours = f"{interval.median:.0f} [{interval.low:.0f}, {interval.high:.0f}]"
        right = interval.holds(whole)
        yield Found(effect["id"], whole, ours, documented, right, abs(documented - whole) > effect["tolerance"])


def _lists(reports: pl.DataFrame) -> Lists:
    by_incident = reports.group_by("incident").agg(pl.col("monitor").unique())["monitor"].to_list()
    return lists_of_rows(np.array([[monitor in seen for monitor in FIVE] for seen in by_incident]), names=FIVE)


def _sixth(country: Invented) -> Found:
    reports = country.rows("incident_reports").with_columns(incident=pl.col("report").str.slice(1).cast(pl.Int64) // 6)
    seen = reports.group_by("incident").agg(pl.col("on").first(), pl.col("monitor").unique())
    found = trend(Documented(int(row["on"][:4]), frozenset(row["monitor"])) for row in seen.iter_rows(named=True))
    verdicts = {change.since: change.verdict for change in found.changes}
    naive = country.truth["sixth-monitor"]["naive_values"]["all_monitors"]
    risen = sum(list(naive.values())[2:]) / 4 > sum(list(naive.values())[:2]) / 2
    told = f"since 2022: {verdicts.get(2022)}"
    return Found("sixth-monitor", "no increase", told, "an increase" if risen else "", "explained" in told, risen)


def _cells(seed: int) -> Found:
    true, released = tables(seed)
    small = [key for key, count in true.items() if ALL not in key and sensitive((count,))]
    solved, narrow = attack(released, true=true, targets=small)
    alone, _ = attack(primary(true), true=true, targets=small)
    told = f"{solved} solved, {narrow} bounded"
    return Found("small-cells", f"{len(small)} hidden", told, f"{alone} solved", solved + narrow == 0, alone > 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
