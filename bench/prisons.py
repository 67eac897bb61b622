"""What the projection of prison populations reaches: errors, coverage, a reform in hindsight, speed, the planted truth.

`.venv/bin/python -m bench.prisons [PART …]`; parts are `state`, `speed`, `compiled`, `records`, `series`, `reform`,
`published`, and `sample` (every fifth series), which is run only when it is asked for.
The real series are read where they stand (AUDIATUR_SHARED); parts without them say so and are left out.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import polars as pl
from tests.shared import SHARED

from audiatur.reading.quantities import check_arithmetic, read_quantities
from audiatur.reading.text import Paragraph, Sentence, Text
from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.prisons.projection.backtest import (
    HORIZONS,
    Score,
    Trial,
    backtest_records,
    backtest_series,
    scores,
)
from audiatur.topics.prisons.projection.cohorts import Seen, Spells, seen, stock
from audiatur.topics.prisons.projection.drift import Drift, drifting, still
from audiatur.topics.prisons.projection.engine import expected, run, run_by_person
from audiatur.topics.prisons.projection.given import given_paces
from audiatur.topics.prisons.projection.levers import Lever, applied
from audiatur.topics.prisons.projection.outcome import outcome
from audiatur.topics.prisons.projection.plan import Plan, plan
from audiatur.topics.prisons.projection.rates import Rates
from audiatur.topics.prisons.projection.records import baseline, past_series
from audiatur.topics.prisons.projection.steps import FAR, last_day, step_of_day
from audiatur.topics.prisons.state import held_on, occupancy_by_month, remand_shares, repaired

PRISONS = SHARED / "data/prisons"
NYC_STATUS = {"DE": 0, "DEP": 1, "DPV": 2, "CS": 3, "CSP": 3, "SSR": 4, "DNS": 4, "SCO": 4}
NYC_STATUSES = ("detained", "detained_and_parole_hold", "parole", "city_sentence", "state")
MARCH_2020 = 2020 + 2.5 / 12
Series = dict[str, tuple[np.ndarray, np.ndarray]]


def part_state() -> None:
    """Occupancy by month under both capacities and both shares, beside the planted truth."""
    for size, noise in (("S", "none"), ("M", "light"), ("M", "heavy")):
        with tempfile.TemporaryDirectory() as folder:
            generate(Asked(Path(folder), size=size, seed=1, noise=noise, country="xx", csv=False))
            _against_truth(Path(folder), label=f"state, synthetic {size}, noise {noise}")


def _against_truth(folder: Path, *, label: str) -> None:
    engine = ibis.duckdb.connect()
    tables = {
        name: engine.read_parquet(folder / f"tables/{name}.parquet") for name in ("custody", "capacities", "facilities")
    }
    truth = {
        effect["id"]: effect["values"] for effect in json.loads((folder / "truth/truth.json").read_text())["effects"]
    }
    facilities = tables["facilities"]
    spells = repaired(tables["custody"])
    spells = spells.filter(spells.facility.isin(facilities.filter(facilities.kind == "prison").facility))
    spells = ibis.memtable(spells.to_pyarrow())
    began = time.perf_counter()
    months = occupancy_by_month(
        spells, tables["capacities"], first=date(2021, 1, 1), last=date(2025, 12, 31)
    ).to_polars()
    took = time.perf_counter() - began
    worst = 0.0
    for row in months.iter_rows(named=True):
        true = truth["occupancy"]["months"][f"{row['month'] // 100}-{row['month'] % 100:02}"]
        assert row["place_days"] == true[f"{row['series']}_days"]
        worst = max(worst, abs(row["person_days"] / true["held_days"] - 1))
    held = dict(held_on(spells, day=date(2025, 6, 30), by=("status",)).to_polars().iter_rows())
    shares, true = remand_shares(held), truth["pretrial-share"]
    print(
        f"{label}: worst month off by {worst:.4%} (bar: 0 without noise, 0.2 % after repair); "
        f"without a judgment {shares.without_judgment:.6f} (truth {true['share_untried']}), without a final one "
        f"{shares.without_final_judgment:.6f} (truth {true['share_not_final']}); {took:.2f} s"
    )


def part_speed() -> None:
    """50,000 prisoners, 10 years by month, 1,000 runs; a changed lever; both engines."""
    large = invented(prisoners=50_000, steps=120)
    drift = drifting(runs=1000, steps=120, step="month", admissions_a_year=0.15, stays_a_year=0.15, seed=1)
    run(large, drift=_first(drift, 2), seed=1)
    walls, processors = [], []
    for _ in range(3):
        began, used = time.perf_counter(), time.process_time()
        runs = run(large, drift=drift, seed=1)
        walls.append(time.perf_counter() - began)
        processors.append(time.process_time() - used)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"speed, {int(large.stock.sum()):,} prisoners, {(large.stock > 0).sum()} cells, 120 months, 1,000 runs: "
        f"{statistics.median(walls):.1f} s wall, {statistics.median(processors):.1f} s of processor time over all "
        f"threads, {memory:.0f} MB (bar: 5 s on 2 cores, 500 MB); opening + in - out - closing at most {runs.balance()}"
    )
    lever = Lever("bail", 0.2, date(2021, 1, 1), statuses=("pretrial",))
    few = _first(drift, 200)
    before = expected(large, drift=few)
    answers, used = [], []
    for amount in (0.1, 0.2, 0.3):
        began, processor = time.perf_counter(), time.process_time()
        outcome(large, [replace(lever, amount=amount)], drift=few, places=40_000, before=before)
        answers.append(time.perf_counter() - began)
        used.append(time.process_time() - processor)
    print(
        f"speed, a changed lever (200 drifts, the baseline kept): {statistics.median(answers):.2f} s wall, "
        f"{statistics.median(used):.2f} s of processor time (bar: 0.5 s)"
    )
    same = run(applied(large, [replace(lever, amount=0.0)]), drift=few, seed=1)
    print(f"a lever at zero changes {int((same.held != run(large, drift=few, seed=1).held).sum())} numbers")
    _both_engines()


def _both_engines() -> None:
    small = invented(prisoners=2_000, steps=24)
    lever = Lever("time_limit", 0.5, date(2021, 1, 1), statuses=("pretrial",), limit_days=180)
    small = applied(small, [lever])
    calm = still(runs=400, steps=24)
    cells, persons = run(small, drift=calm, seed=1).total, run_by_person(small, drift=calm, seed=2).total
    away = (cells.mean(axis=0) - persons.mean(axis=0))[1:]
    error = np.sqrt((cells.var(axis=0) + persons.var(axis=0))[1:] / 400)
    print(
        f"cell and per-person engine, 400 runs each, with a time limit: means differ by at most "
        f"{np.abs(away / error).max():.1f} standard errors; ratio of spreads "
        f"{cells[:, -1].std() / persons[:, -1].std():.2f}"
    )


def _first(drift: Drift, runs: int) -> Drift:
    return Drift(drift.admissions[:runs], drift.stays[:runs])


def invented(*, prisoners: int, steps: int) -> Plan:
    """An invented system at rest: three groups, four statuses, 60 classes of months."""
    groups, statuses, classes = 3, 4, 60
    leaving = np.zeros((groups, statuses, classes, statuses + 1))
    for s, months in enumerate((4, 6, 5, 30)):
        onward = 0.4 if s < statuses - 1 else 0.0
        leaving[:, s, :, statuses] = (1 - onward) / months
        if onward:
            leaving[:, s, :, s + 1] = onward / months
    arriving = np.zeros((groups, statuses, statuses + 1))
    arriving[:, range(statuses), range(statuses)] = 0.9
    arriving[:, :, statuses] = 0.1
    level = np.zeros((1, groups, statuses))
    level[0, :, 0] = (2000, 900, 600)
    nobody = np.zeros((groups, statuses, classes), np.int64)
    made = _plan(nobody, Rates(leaving, arriving), level=np.repeat(level, 400, axis=0))
    rest = expected_cells(made)
    factor = prisoners / rest.sum()
    return _plan(
        np.round(rest * factor).astype(np.int64),
        Rates(leaving, arriving),
        level=np.repeat(level * factor, steps, axis=0),
    )


def _plan(held: np.ndarray, rates: Rates, *, level: np.ndarray) -> Plan:
    origin = step_of_day(date(2020, 12, 31), step="month")
    return plan(
        groups=("felony", "misdemeanour", "petty_offence"), statuses=("pretrial", "awaiting", "appeal", "sentenced"),
        step="month", origin=origin, stock=held, rates=rates, level=level,
    )  # fmt: skip


def expected_cells(made: Plan) -> np.ndarray:
    """The stock by (group, status, class) at the end of a plan, by plain arithmetic apart from the engine."""
    now = made.stock.astype(float)
    total = made.leaving[0].sum(axis=3)
    share = made.leaving[0] / total[..., None]
    for t in range(made.steps):
        gone = now * (1 - np.exp(-total))
        older = np.zeros_like(now)
        older[:, :, 1:] = (now - gone)[:, :, :-1]
        older[:, :, -1] += (now - gone)[:, :, -1]
        older[:, :, 0] += np.einsum("gsd,gsdk->gk", gone, share)[:, :-1]
        older[:, :, 0] += np.einsum("gs,gsk->gk", made.level[t], made.arriving[0])[:, :-1]
        now = older
    return now


def nyc_spells(groups: Callable[[str | None], int] | None = None, names: Sequence[str] = ("all",)) -> Spells:
    """The stays of New York City's jails cut by legal status; `groups` gives the group of a top charge."""
    stays = pl.read_parquet(PRISONS / "nyc_custody_stays_2016_2023.parquet")
    spells = pl.read_parquet(PRISONS / "nyc_status_spells_2016_2023.parquet")
    joined = spells.join(stays, on="stay_id").sort("stay_id", "start_date")
    began, ended, first, last, admitted = (
        joined[name].to_numpy().astype("datetime64[D]").astype(np.int64)
        for name in ("start_date", "end_date", "first_seen", "last_seen", "admitted")
    )
    began = np.where(began == first, np.minimum(admitted, began), began)
    ended = np.where(~joined["released"].to_numpy() & (ended == last), FAR, ended)
    group = [groups(charge) if groups else 0 for charge in joined["top_charge"]]
    return Spells(
        joined["stay_id"].to_numpy().astype(np.int64), np.array(group, np.int64),
        joined["status"].replace_strict(NYC_STATUS).to_numpy().astype(np.int64), began, ended, tuple(names),
        NYC_STATUSES,
    )  # fmt: skip


FIRST, LAST = step_of_day(date(2016, 6, 30), step="month"), step_of_day(date(2023, 11, 30), step="month")


def part_compiled() -> None:
    """How long a program waits for the compiled steps: on the first start of an installation, and later."""
    with tempfile.TemporaryDirectory() as home:
        took = []
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "audiatur.topics.prisons.projection.warm"],
                env={**os.environ, "AUDIATUR_HOME": home}, check=True,
            )  # fmt: skip
            took.append(time.perf_counter() - began)
    print(
        f"compiled steps: {took[0]:.1f} s where none are kept yet (in a program of its own, beside the pages), "
        f"{took[-1]:.1f} s later, starting Python and importing included"
    )


def part_records() -> None:
    """New York City: every month's projection from its own records, given the truth and blind."""
    rows = seen(nyc_spells(), step="month")
    trials = backtest_records(rows, first=FIRST, last=LAST, smoothed=True)
    _print_scores("New York records", trials)
    outside = [one for one in trials if not one.origin < MARCH_2020 <= one.origin + one.horizon]
    _print_scores("New York records outside windows with March 2020", outside)
    blind = [one for one in trials if one.method == "blind"]
    print(f"New York records: 90 % intervals hold {np.mean([bool(one.covered) for one in blind]):.1%} of {len(blind)}")
    _print_yearly(rows)


def _print_yearly(rows: Seen) -> None:
    """The conditional error where the pace by status and band of time in it is told once a year only."""
    years, held = past_series(rows, first=FIRST, origin=LAST, step="month")
    for label, windows in (("", ()), (" outside windows with March 2020", (MARCH_2020,))):
        for steps in (12, 24):
            errors = []
            for origin in range(FIRST + 12, LAST - steps + 1):
                at = origin - FIRST
                if any(years[at] < day <= years[at + steps] for day in windows):
                    continue
                made = given_paces(rows, origin=origin, steps=steps, each=12)
                end = float(expected(made, drift=still(runs=1, steps=steps))[0, -1].sum())
                errors.append(abs(end / held[at + steps] - 1))
            print(
                f"New York records{label}: given paces told once a year, {steps} months, {len(errors)} trials: "
                f"MAPE {np.mean(errors):.2%}"
            )


def _print_scores(label: str, trials: list[Trial]) -> None:
    found = scores(trials)
    last = {score.horizon: score.mean_error for score in found if score.method == "last_value"}
    for score in found:
        print(f"{label}: {_told(score, last=last)}")


def _told(score: Score, *, last: dict[float, float]) -> str:
    covered = f", 90 % interval holds {score.coverage:.1%}" if score.coverage is not None else ""
    return (
        f"{score.method}, {score.horizon * 12:.0f} months, {score.trials:,} trials: MAPE {score.mean_error:.2%}, "
        f"median {score.median_error:.2%}, {score.mean_error / last[score.horizon]:.3f} of the last value's{covered}"
    )


def part_sample() -> None:
    """As `series`, with every fifth of the series of the large collections: for a look while something is changed."""
    part_series(every_one=5)


def part_series(*, every_one: int = 1) -> None:
    """All public series from their numbers alone, blind: error, coverage, and the worst single series."""
    pooled_by.clear()
    pooled: list[Trial] = []
    for name, series, horizons, every in _all_series():
        trials: list[Trial] = []
        shares, worse = [], 0
        if len(series) > 1:
            series = dict(list(series.items())[::every_one])
        for when, values in series.values():
            mine = backtest_series(when, values, horizons=horizons, smoothed=len(series) == 1, every=every)
            trials += mine
            blind = [one for one in mine if one.method == "blind"]
            if len(blind) >= 20:
                shares.append(np.mean([bool(one.covered) for one in blind]))
            errors = {score.method: score.mean_error for score in scores([replace(one, horizon=0) for one in mine])}
            worse += errors.get("blind", 0) > 1.05 * errors.get("last_value", 0) + 1e-12
        _print_scores(f"{name} ({len(series):,} series)", trials)
        covered = [bool(one.covered) for one in trials if one.method == "blind"]
        few = (
            f"; of {len(shares)} single series with 20 trials {np.mean(np.array(shares) < 0.75):.1%} are under 75 %"
            if shares
            else ""
        )
        print(
            f"{name}: 90 % intervals hold {np.mean(covered):.1%} of {len(covered):,} (bar: no series under 75 %){few}"
        )
        print(f"{name}: series on which the blind projection is worse than 1.05 x the last value: {worse}")
        pooled += [one for one in trials if one.method == "blind"]
        pooled_by.append(float(np.mean(covered)))
    print(
        f"all series: 90 % intervals hold {np.mean([bool(one.covered) for one in pooled]):.1%} of {len(pooled):,} "
        f"trials, {np.mean(pooled_by):.1%} where each of the {len(pooled_by)} collections counts alike (bar: 85 to "
        "95 %)"
    )


pooled_by: list[float] = []


def _all_series() -> Iterator[tuple[str, Series, Sequence[float], int]]:
    census = pl.read_csv(PRISONS / "nyc_daily_census_2016_2023.csv", try_parse_dates=True)
    yield "New York census", {"nyc": _monthly(census["date"], census["persons"])}, HORIZONS, 1
    weekly = pl.read_csv(PRISONS / "england_wales_weekly_2014_2023.csv", try_parse_dates=True)
    yield "England and Wales", {"ew": _monthly(weekly["date"], weekly["population"])}, HORIZONS, 1
    ice = pl.read_csv(PRISONS / "ice_facility_monthly_2011_2021.csv.gz", try_parse_dates=True).sort("month")
    yield (
        "US facility-months",
        {
            str(name[0]): _monthly(part["month"], part["mean_headcount"])
            for name, part in ice.group_by("facility", maintain_order=True)
        },
        HORIZONS,
        3,
    )
    yield "Brazil facilities", _brazil(), HORIZONS, 1
    countries = pl.read_csv(PRISONS / "wpb_country_year_2023.csv", schema_overrides={"prisonpop": pl.Float64}).sort(
        "year"
    )
    countries = countries.filter(pl.col("prisonpop") > 0)
    yield (
        "country-years",
        {
            str(name[0]): (part["year"].to_numpy().astype(float), part["prisonpop"].to_numpy())
            for name, part in countries.group_by("countrycode", maintain_order=True)
        },
        (1.0, 2.0),
        1,
    )


def _monthly(days: pl.Series, values: pl.Series) -> tuple[np.ndarray, np.ndarray]:
    frame = (
        pl.DataFrame({"month": days.dt.truncate("1mo"), "value": values}).group_by("month").agg(pl.col("value").mean())
    )
    frame = frame.sort("month")
    months = frame["month"].to_numpy().astype("datetime64[M]").astype(np.int64)
    return months / 12 + 1970, frame["value"].to_numpy()


def _brazil() -> Series:
    rows = pl.read_parquet(PRISONS / "brazil_sisdepen_facilities_2014_2019.parquet").drop_nulls("facility")
    rows = rows.with_columns(half=pl.col("year") + (pl.col("period") != "junho").cast(pl.Float64) / 2)
    rows = rows.group_by("state", "facility", "half").agg(pl.col("total").sum(), pl.len()).filter(pl.col("len") == 1)
    return {
        f"{name[0]} {name[1]}": (part["half"].to_numpy(), part["total"].to_numpy().astype(float))
        for name, part in rows.sort("half").group_by("state", "facility", maintain_order=True)
    }


QUALIFYING = frozenset(
    "120.05 120.06 120.07 120.08 120.09 120.10 120.11 120.12 120.13 120.18 120.60 121.12 121.13 125.10 125.11 125.12 "
    "125.13 125.14 125.15 125.20 125.21 125.22 125.25 125.26 125.27 135.10 135.20 135.25 135.35 140.17 140.25 140.30 "
    "150.15 150.20 160.10 160.15 215.15 215.16 215.17 215.50 215.51 215.52 235.22 255.26 255.27 265.02 265.03 265.04 "
    "265.08 265.09 265.11 265.12 265.13 265.14 265.16 265.17 265.19 405.18 105.15 105.17 220.77 230.33 230.34".split()
)
QUALIFYING_ARTICLES = ("130", "263", "490")
ASSUMPTIONS = (
    "of the top charge, those of New York's bail law of 2020 that still allow bail are violent felonies, sex offences, "
    "contempt of court, tampering with witnesses, terrorism and conspiracy to kill; an attempt counts as the offence",
    "all other offences of the Penal Law and of the traffic law: nobody is held before trial from 1 January 2020",
    "the courts went over to the new rules evenly from 15 November 2019 on, in admissions and for those held",
    "no charge recorded, a warrant of another state, a court order or a violation of probation: nothing changes",
    "a parole hold, a sentence, or a parole violation: nothing changes",
    "all else goes on as in the records to September 2019",
)


def qualifies(charge: str | None) -> int:
    """0 where the law of 2020 still allows bail, or says nothing; 1 where it does not allow it."""
    if charge is None:
        return 0
    section = charge.strip().removeprefix("110-")
    if charge.startswith("VTL"):
        return 1
    if not section.replace(".", "").isdigit() or len(section) != 6:
        return 0
    return int(section not in QUALIFYING and not section.startswith(QUALIFYING_ARTICLES))


def part_reform() -> None:
    """The bail reform of January 2020 from the records to September 2019. Not blind: its rules were known."""
    rows = seen(nyc_spells(qualifies, ("bail allowed", "bail not allowed")), step="month")
    origin = step_of_day(date(2019, 9, 30), step="month")
    calm = still(runs=1, steps=6)
    before = baseline(rows, origin=origin, steps=6)
    who = {"groups": ("bail not allowed",), "statuses": ("detained",)}
    grows = {"starts": date(2019, 11, 15), "full": date(2020, 1, 1)}
    levers = [Lever("bail", 1.0, **grows, **who), Lever("early_release", 1.0, **grows, **who)]  # type: ignore[arg-type]
    without = expected(before, drift=calm)[0].sum(axis=(1, 2))
    with_reform = expected(applied(before, levers), drift=calm)[0].sum(axis=(1, 2))
    came = [int(stock(rows, at=origin + t, classes=60).sum()) for t in range(7)]
    print("New York bail reform in hindsight, not blind: the rules were known. Assumptions:")
    for number, assumption in enumerate(ASSUMPTIONS, 1):
        print(f"  {number}. {assumption}")
    for t in range(7):
        print(
            f"  {last_day(origin + t, step='month')}: came {came[t]:,}, with the reform {with_reform[t]:,.0f}, "
            f"without {without[t]:,.0f}"
        )
    fall, foreseen = came[1] - came[5], with_reform[1] - with_reform[5]
    print(
        f"  end of February 2020: off by {with_reform[5] / came[5] - 1:+.1%}; fall since October {foreseen:,.0f} "
        f"beside {fall:,} that came ({foreseen / fall - 1:+.1%}; bar: 10 % either way)"
    )


PUBLISHED = (
    "There were 38,977 prisoners in prisons with a capacity of 8,804, an occupancy rate of 343 percent.",
    "The number of prisoners rose from 14,702 to 15,165, an increase of 3.07 percent.",
    "The prisons held 13,300 people on 8,000 places, an occupancy of 167 percent.",
    "Of 39,000 prisoners, 22,000 or 58 percent were held for drug offences.",
    "17,522 prisoners were held in prisons with a capacity of 8,500, an occupancy rate of 206.1 percent.",
    "The number of prisoners rose from 21,989 to 28,414, an increase of 29 percent.",
)
"""Published figures of Cambodia in our own words: the first four do not follow from their inputs, the others do."""


def part_published() -> None:
    """Which published figures do not follow from their own inputs, by rule."""
    for sentence in PUBLISHED:
        whole = (Sentence(0, len(sentence)),)
        text = Text(sentence, "txt", "en", (Paragraph(0, len(sentence), None, "body", None, "en", whole),))
        found = [str(one.verdict) for one in check_arithmetic(text, read_quantities(text))]
        print(f"published: {', '.join(found) or 'nothing to check'}: {sentence}")


PARTS: dict[str, Callable[[], None]] = {
    "state": part_state, "speed": part_speed, "compiled": part_compiled, "records": part_records,
    "series": part_series, "sample": part_sample, "reform": part_reform, "published": part_published,
}  # fmt: skip


def main(asked: Sequence[str]) -> None:
    """Prints the parts that were asked for."""
    for name in asked or [part for part in PARTS if part != "sample"]:
        if name in ("records", "series", "sample", "reform") and not PRISONS.is_dir():
            print(f"{name}: no real series under {PRISONS}")
            continue
        began = time.perf_counter()
        PARTS[name]()
        print(f"({name}: {time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
