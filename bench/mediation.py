"""Mediation against foreign data and planted truth, and two million disputes in seconds: `python -m bench.mediation`.

`AUDIATUR_SHARED` names the folder of foreign data; lines that need it say so where it is not there. `--small` leaves
the two million disputes out, `--seeds N` sets how many surveys the coverage of intervals is measured on (200).
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
from tests.shared import SHARED

from audiatur.figures.computing import compute
from audiatur.figures.figure import Figure
from audiatur.figures.indicator import Asked
from audiatur.figures.surveys import design_effect, replicated_share
from audiatur.reading import read_document
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.errors import MappingError
from audiatur.registers.loading import load
from audiatur.registers.mapping import read_mapping
from audiatur.registers.snapshots import Manifest, Snapshot
from audiatur.synthetic.generator import households as surveyed
from audiatur.synthetic.generator import legal_needs, mediation, mediation_details, places, tables
from audiatur.synthetic.generator.country import Asked as Country
from audiatur.synthetic.generator.country import generate
from audiatur.synthetic.generator.writing import shelf
from audiatur.topics.catalogue import indicator_get
from audiatur.topics.mediation.contradictions import contradictions, rates_in
from audiatur.topics.mediation.indicators import INDICATORS
from audiatur.topics.mediation.ladder import ladders
from audiatur.topics.tables import TABLES, table_get

MAPPINGS = Path(__file__).parent / "mappings"
NEEDED = (
    "places", "persons", "mediators", "disputes", "dispute_parties", "exit_survey", "legal_needs",
    "legal_needs_replicates",
)  # fmt: skip
ALL_YEARS = Asked(since=date(2020, 1, 1), until=date(2025, 12, 31), on=date(2025, 12, 31))
UTAH = Asked(since=date(2018, 9, 1), until=date(2022, 2, 2), on=date(2022, 2, 2))
CANADA = Asked(since=date(2021, 1, 1), until=date(2021, 12, 31), on=date(2022, 2, 28))
ROWS, RUNS, BAR = 2_000_000, 3, 10.0
CONCLUDED = (
    b"Court-annexed mediation in Kenya did well in 2022/23. Of 4,708 matters referred to mediators, 95 per cent were "
    b"concluded."
)
SETTLED = (
    b"The Judiciary of Kenya put the settlement rate of court-annexed mediation for the financial year 2022/2023 at "
    b"51.2 per cent."
)


def figure(name: str, registers: Registers, *, asked: Asked) -> Figure:
    """The figure of all of one indicator."""
    return compute(indicator_get(f"mediation.{name}"), registers, asked=asked, country="all", open_rows=True).figures[0]


@contextmanager
def loaded(files: dict[str, tuple[Path, str]], *, folder: Path, synthetic: bool) -> Iterator[Registers]:
    """Files held against their contracts by a mapping, kept, and opened."""
    snapshots = []
    for table, (path, mapping) in files.items():
        kept = load(
            path,
            table=table_get(table),
            tables=TABLES,
            at=datetime.now(UTC),
            mapping=read_mapping(MAPPINGS / mapping) if mapping else None,
            store=folder / "store",
            synthetic=synthetic,
            country="xx" if synthetic else "",
        )
        assert kept.snapshot
        snapshots.append(kept.snapshot)
    with Registers(snapshots, settings=EngineSettings(), spill=folder / "spill") as registers:
        yield registers


def utah(folder: Path) -> None:
    """A court's log by its mapping alone."""
    file = SHARED / "data/mediation/utah_odr_cases.csv"
    if not file.exists():
        print("Utah: not there")
        return
    with loaded({"disputes": (file, "utah_disputes.toml")}, folder=folder, synthetic=False) as registers:
        (found,) = ladders(registers, UTAH, protected=False)
        rates = {
            name: round(figure(f"settled_of_{name}", registers, asked=UTAH).value or 0, 1)
            for name in ("received", "concluded", "pursued", "decided")
        }
        closed, censored = (
            figure(name, registers, asked=UTAH) for name in ("days_to_result_closed_only", "days_to_result")
        )
    print("Utah, outcomes:", {end: count for end, count in found.ends.items() if count})
    print("Utah, settlement rates (5.2, 6.4, 9.2, 38.1):", rates)
    print(f"Utah, median days (75; 84): closed only {closed.value:g}; open ones censored {censored.value:g}", end=" ")
    print(f"[{censored.low:g}, {censored.high:g}]")


def canada(folder: Path) -> None:
    """A survey of legal needs: each reading, the design effect, and the refusal without weights."""
    file = SHARED / "data/mediation/clps2021_pumf.csv.gz"
    if not file.exists():
        print("Canada: not there")
        return
    plain = folder / "survey.csv"
    plain.write_bytes(gzip.decompress(file.read_bytes()))
    with loaded({"legal_needs": (plain, "canada_legal_needs.toml")}, folder=folder, synthetic=False) as registers:
        for name in ("all", "without_by_choice", "without_direct"):
            found = figure(f"access_{name}", registers, asked=CANADA)
            half = ((found.high or 0) - (found.low or 0)) / 2
            print(f"Canada, access_{name}: {found.value:.1f} ± {half:.1f} (n = {found.n:,}; {found.interval})")
        weights = registers.run(registers["legal_needs"].select("weight"))["weight"]
    effect = design_effect(n=len(weights), weight=weights.sum(), squares=(weights**2).sum())
    print(f"Canada, design effect of the weights (2.13): {effect:.2f}")
    unweighted = folder / "unweighted.csv"
    unweighted.write_text("respondent,had_problem,used_lawyer\nR1,yes,no\n", encoding="utf-8")
    try:
        load(unweighted, table=table_get("legal_needs"), tables=TABLES, at=datetime.now(UTC))
        print("Canada, without the weight: ACCEPTED")
    except MappingError as refusal:
        print(f"Canada, without the weight: refused ({str(refusal)[:60]} …)")


def planted(folder: Path) -> None:
    """What the invented country holds, without and with noise."""
    for noise in ("none", "heavy"):
        out = folder / noise
        generate(Country(out, accused=20_000, noise=noise))  # type: ignore[arg-type]
        told = json.loads((out / "truth/truth.json").read_text(encoding="utf-8"))
        truth = {effect["id"]: effect["values"] for effect in told["effects"]}
        files = {table: (out / f"tables/{table}.parquet", "") for table in NEEDED}
        with loaded(files, folder=folder / f"{noise}-kept", synthetic=True) as registers:
            if noise == "none":
                _exact(registers, truth=truth)
            found = figure("repeat_disputes", registers, asked=ALL_YEARS)
        true = 100 * truth["repeat-disputes"]["share"]
        print(
            f"Repeat disputes, noise {noise}: {found.value:.2f} [{found.low:.2f}, {found.high:.2f}], true {true:.2f}: "
            f"{100 * ((found.value or 0) / true - 1):+.1f} %"
        )


def _exact(registers: Registers, *, truth: dict[str, dict[str, float]]) -> None:
    (found,) = ladders(registers, ALL_YEARS, protected=False)
    names = {"admitted": "accepted", "started": "first_session", "performed": "kept"}
    wrong = [
        step.name
        for step in found.steps
        if step.name != "referred" and step.recorded != truth["mediation-ladder"][names.get(step.name, step.name)]
    ]
    print("Ladder:", {step.name: step.recorded for step in found.steps}, "exact" if not wrong else f"WRONG {wrong}")
    one, told = figure("mediated_though_excluded", registers, asked=ALL_YEARS), truth["excluded-but-mediated"]
    sessions = one.denominator or 1
    print(
        f"Mediated although excluded: {one.numerator:g} of the examined (planted {told['mediated']}); in all between "
        f"{sessions * (one.low or 0) / 100:.0f} and {sessions * (one.high or 0) / 100:.0f} "
        f"(planted {told['mediated_in_all']})"
    )
    bounds, again = (figure(name, registers, asked=ALL_YEARS) for name in ("felt_pressed", "felt_pressed_called_back"))
    print(
        f"Pressure: between {bounds.low:.1f} and {bounds.high:.1f} %, 22 % inside: {bounds.low < 22 < bounds.high}; "
        f"the silent called back: {again.value:.1f} [{again.low:.1f}, {again.high:.1f}], planted "
        f"{100 * truth['pressure']['share']:.1f}"
    )


def coverage(seeds: int) -> None:
    """How often the interval of a clustered survey with jackknife weights holds the share of its population."""
    held = sum(survey_holds(seed) for seed in range(seeds))
    print(f"Survey intervals that hold the truth: {held} of {seeds} = {100 * held / seeds:.1f} % (93 to 97)")


def survey_holds(seed: int, *, clusters: int = 80, size: int = 20, groups: int = 80) -> bool:
    """One survey of clusters whose members answer alike, with unequal weights."""
    rng = np.random.default_rng([9, seed])
    true, spread = 0.41, 0.12
    shape = true * (1 - true) / spread**2 - 1
    inclined = rng.beta(true * shape, (1 - true) * shape, clusters)
    cluster = np.repeat(np.arange(clusters), size)
    used = rng.random(clusters * size) < inclined[cluster]
    weight = np.round(1000 * rng.uniform(0.6, 1.6, clusters)[cluster]).astype(np.int64)
    rows = [_totals(0, weight=weight, used=used, people=1)]
    for group in range(groups):
        kept = np.where(cluster % groups == group, 0, weight * groups // (groups - 1))
        rows.append(_totals(group + 1, weight=kept, used=used, people=0))
    found = replicated_share(pl.DataFrame(rows))
    return bool((found.low or 0) <= 100 * true <= (found.high or 0))


def _totals(replicate: int, *, weight: np.ndarray, used: np.ndarray, people: int) -> dict[str, int | str]:
    return {
        "replicate": replicate,
        "method": "jackknife" if replicate else "own",
        "n": people * len(weight),
        "hits": people * int(used.sum()),
        "numerator": int(weight[used].sum()),
        "denominator": int(weight.sum()),
        "squares": int((weight**2).sum()),
    }


def kenya() -> None:
    """Two short texts with two rates of one name."""
    found = contradictions(
        [
            *rates_in(read_document(CONCLUDED, name="one.txt").text, source="one"),
            *rates_in(read_document(SETTLED, name="other.txt").text, source="other"),
        ]
    )
    for one in found:
        print(
            f"Contradiction, {one.place} {one.period}: {one.higher.surface} fits {', '.join(one.higher.definitions)}; "
            f"{one.lower.surface} fits {', '.join(one.lower.definitions)}"
        )
    if not found:
        print("Contradiction: NOT FOUND")


def draw_country(folder: Path, *, disputes: int, seed: int = 1) -> list[Snapshot]:
    """The tables of mediation alone, as large as wanted, written as snapshots, not held to their contract."""
    with shelf(folder / "tables", csv=False) as (made, _):
        made.add(tables.LAYOUT_PLACES, places.places_draft())
        made.add(tables.LAYOUT_MEDIATORS, mediation_details.mediators_draft(seed))
        survey = surveyed.draw(seed, clusters=100)
        for layout, draft in legal_needs.tables(legal_needs.draw(seed, survey=survey), survey=survey):
            made.add(layout, draft)
        for block, first in enumerate(range(0, disputes, mediation.BLOCK)):
            rows = min(mediation.BLOCK, disputes - first)
            drawn = mediation.draw(seed, block=block, first=first, rows=rows)
            leaving = mediation.draw_leaving(seed, block=block, disputes=drawn)
            district = mediation.district_of(seed, block=block, rows=rows)
            noted = mediation_details.details(seed, block=block, disputes=drawn, district=district).columns
            for layout, draft in mediation.tables(
                seed, block=block, disputes=drawn, leaving=leaving, district=district, noted=noted
            ):
                made.add(layout, draft)
    return [_snapshot(folder, table=table) for table in NEEDED]


def _snapshot(folder: Path, *, table: str) -> Snapshot:
    file, into = folder / f"tables/{table}.parquet", folder / f"{table}-0000000000000000"
    into.mkdir()
    rows = pl.scan_parquet(file)
    if table == "persons":
        born = pl.col("born").str.to_date("%Y-%m-%d")
        rows = rows.with_columns(born_earliest=born, born_latest=born)
    rows.sink_parquet(into / "rows.parquet", compression="zstd")
    count = pq.read_metadata(into / "rows.parquet").num_rows
    manifest = Manifest(
        into.name, table, 1, True, "", count, count, 0, {}, "bench", "", "", {}, "", "", "", country="xx"
    )
    return Snapshot(manifest, into)


def large(folder: Path) -> None:
    """The ladder and every indicator over two million disputes."""
    snapshots = draw_country(folder, disputes=ROWS)
    seconds: list[float] = []
    parts: dict[str, list[float]] = {}
    for run in range(RUNS):
        with Registers(snapshots, settings=EngineSettings(), spill=folder / f"spill-{run}") as registers:
            began = time.perf_counter()
            ladders(registers, replace(ALL_YEARS, by=("year",)))
            parts.setdefault("ladder", []).append(time.perf_counter() - began)
            for indicator in INDICATORS:
                before = time.perf_counter()
                compute(indicator, registers, asked=ALL_YEARS, country="all")
                parts.setdefault(indicator.id, []).append(time.perf_counter() - before)
            seconds.append(time.perf_counter() - began)
    slowest = sorted(((statistics.median(each), name) for name, each in parts.items()), reverse=True)[:6]
    print(
        f"{ROWS:,} disputes, ladder and {len(INDICATORS)} indicators: {statistics.median(seconds):.1f} s "
        f"(median of {RUNS}; {min(seconds):.1f} to {max(seconds):.1f}; at most {BAR:g})"
    )
    print("  slowest:", "; ".join(f"{name} {each:.2f} s" for each, name in slowest))


def main(given: Sequence[str] | None = None) -> None:
    """Print every line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--large", action="store_true", help="only the two million disputes")
    parser.add_argument("--seeds", type=int, default=200)
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        if not asked.large:
            for name in ("utah", "canada", "planted"):
                (base / name).mkdir()
            utah(base / "utah")
            canada(base / "canada")
            planted(base / "planted")
            coverage(asked.seeds)
            kenya()
        if not asked.small:
            large(base / "large")


if __name__ == "__main__":
    main()
