"""Every figure of the topic of proceedings: `python -m bench.proceedings [PART …]`, all parts unless some are named.

Parts: cases, random, core, openfisca, events, spark, invented, medians, audit, published. `core`, `openfisca` and
`events` run as programs of their own, so that their time and memory are their own; the events stand beside plain SQL
that gives no reasons. Spark takes SPARK_PERSONS persons (100,000 unless it is set, which are a million events).
OpenFisca runs where BENCH_OPENFISCA names a Python that has OpenFisca-Core.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from audiatur.topics.proceedings.rules import RuleSet, rules_of

AS_OF = date(2025, 12, 31)
CLOCKS = ("police_custody", "pretrial_detention", "after_closing_order")
PERSONS = 990_000
RUNS = 3


def rules() -> RuleSet:
    """Cambodia's rules."""
    found = rules_of("kh")
    assert found
    return found


def cases() -> None:
    """The cases worked out by hand."""
    from tests.topics.proceedings import test_clock_cases as suite

    wrong = 0
    for number in range(len(suite.CASES)):
        try:
            suite.test_the_clock_gives_the_answer_worked_out_by_hand(number)
        except AssertionError:
            wrong += 1
    print(f"cases worked out by hand: {wrong} errors in {len(suite.CASES)}")


def random_cases() -> None:
    """The expression against the plain telling with dateutil."""
    from tests.topics.proceedings.random_cases import frames
    from tests.topics.proceedings.test_clock import WAYS, compare, people_of, rules_named
    from tests.topics.proceedings.traits import decisive, traits

    drawn: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for way in WAYS:
        name, clock, _, around, complete = way
        people = people_of(*way, size=10_000)
        for found in traits(*frames(people), rules=rules_named(name), clock=clock, around=around).values():
            drawn.update(found)
        for person in people[:1_000]:
            decided.update(decisive(person, rules=rules_named(name), clock=clock, as_of=AS_OF, complete=complete))
    print("random cases, persons with: " + "; ".join(f"{name} {count:,}" for name, count in sorted(drawn.items())))
    hangs = "; ".join(f"{name} {count:,}" for name, count in sorted(decided.items()))
    print(f"random cases, of {len(WAYS) * 1_000:,} persons the answer hangs on: {hangs}")
    counts = [compare(way, size=10_000) for way in WAYS]
    total = sum(sum(count.values()) for count in counts)
    print(f"random cases: {len(WAYS) * 10_000:,} persons, {total:,} runs, all equal to the plain telling")


def core() -> None:
    """A million cases, three limits each, in arrays: processor seconds of the counting alone."""
    seconds = [json.loads(_own("core-once"))["cpu"] for _ in range(5)]
    print(f"core: 1,000,000 cases × 3 limits in {statistics.median(seconds):.2f} CPU-s (median of {len(seconds)})")


def core_once() -> None:
    """One run of the core."""
    from audiatur.topics.proceedings.clock import NEVER, Pieces, count, table_of
    from audiatur.topics.proceedings.windows import windows_of

    windows = windows_of(rules())
    table = table_of(windows)
    draw, size = np.random.default_rng(1), 1_000_000
    keys = [clock.key for clock in rules().clocks]

    def pieces(clock: str) -> Pieces:
        group = draw.choice(len(windows.groups), size, p=[0.1, 0.44, 0.44, 0.01, 0.01])
        band = draw.choice(4, size, p=[0.01, 0.03, 0.06, 0.9]) if rules().bands(clock) else np.zeros(size, dtype=int)
        low = np.where(draw.random(size) < 0.02, 0, band)
        key = windows.key(clock=keys.index(clock), group=0, low=0, high=0) + (
            (group * windows.bands + low) * windows.bands + band
        )
        held = draw.exponential(1500 if clock == "police_custody" else 90, size).astype(np.int32) + 1
        never = np.full(size, NEVER, dtype=np.int32)
        order = np.where(draw.random(size) < 0.3, draw.integers(1, 200, size), NEVER).astype(np.int32)
        return Pieces(
            key.astype(np.int32),
            draw.integers(13_800, 20_000, size).astype(np.int32),
            held,
            held,
            np.zeros(size, dtype=np.int32),
            scale=1440 if clock == "police_custody" else 1,
            orders_low=(order, never),
            orders_high=(order, never),
        )

    given = [pieces(clock) for clock in CLOCKS]
    count(given[0], table=table)
    began = time.process_time()
    for each in given:
        count(each, table=table)
    print(json.dumps({"cpu": time.process_time() - began}))


LIMITS = ("pretrial_detention", "after_closing_order", "immediate_appearance")


def openfisca() -> None:
    """A million adults, three limits each, without orders and unknowns: OpenFisca beside the core on the same rows."""
    peer = os.environ.get("BENCH_OPENFISCA")
    if not peer:
        print("openfisca: BENCH_OPENFISCA names no Python with OpenFisca-Core; not run")
        return
    with tempfile.TemporaryDirectory() as folder:
        draw, size = np.random.default_rng(2), 1_000_000
        given = {"charge": draw.integers(0, 3, size)}
        for limit in LIMITS:
            # Only detention had a limit before the code of 2007.
            start = draw.integers(12_500 if limit == LIMITS[0] else 13_735, 20_000, size)
            given |= {f"start_{limit}": start, f"end_{limit}": start + draw.integers(0, 260, size)}
        np.savez(Path(folder, "given.npz"), **given)
        script = str(Path(__file__).with_name("openfisca_limits.py"))
        ours, theirs = [], []
        for _ in range(5):
            told = subprocess.run([peer, "-P", script, folder], check=True, capture_output=True, text=True).stdout
            theirs.append(json.loads(told)["cpu"])
            ours.append(json.loads(_own("openfisca-once", folder)))
        own, other = statistics.median(each["cpu"] for each in ours), statistics.median(theirs)
        different = ours[0]["different"]
    print(
        f"openfisca: 1,000,000 persons × 3 limits in {other:.2f} CPU-s, the core on the same rows in {own:.2f} CPU-s "
        f"({other / own:.1f} times; medians of 5); {different:,} of {3 * size:,} answers or last days differ"
    )


def openfisca_once(folder: str) -> None:
    """One run of the core on the rows that OpenFisca was given, and how many answers differ from its own."""
    from audiatur.topics.proceedings.clock import NEVER, Answer, Pieces, count, table_of
    from audiatur.topics.proceedings.windows import windows_of

    windows = windows_of(rules())
    table = table_of(windows)
    given, told = (np.load(Path(folder, f"{name}.npz")) for name in ("given", "told"))
    keys, none = [clock.key for clock in rules().clocks], np.zeros(len(given["charge"]), dtype=np.int32)
    group = np.array([windows.groups.index(name) for name in ("petty_offence", "misdemeanour", "felony")])
    pieces = []
    for limit in LIMITS:
        band = len(rules().bands(limit))
        place = windows.key(clock=keys.index(limit), group=0, low=band, high=band)
        key = (place + group[given["charge"]] * windows.bands**2).astype(np.int32)
        start, end = (given[f"{name}_{limit}"].astype(np.int32) for name in ("start", "end"))
        held, never = end - start + 1, np.full(len(start), NEVER, dtype=np.int32)
        orders = (never,) * windows.orders
        pieces.append(Pieces(key, start, held, held, none, orders_low=orders, orders_high=orders))
    count(pieces[0], table=table, orders_complete=True)
    began = time.process_time()
    found = [count(each, table=table, orders_complete=True) for each in pieces]
    cpu = time.process_time() - began
    different = 0
    for limit, each in zip(LIMITS, found, strict=True):
        over = np.maximum(0, given[f"end_{limit}"] - told[f"last_day_{limit}"])
        same = (each.answer == Answer.WITHIN) == told[f"kept_{limit}"]
        sure = each.answer != Answer.CANNOT_TELL
        different += int((~(same & sure & (each.over_low == over) & (each.over_high == over))).sum())
    print(json.dumps({"cpu": cpu, "different": different}))


def _own(part: str, *more: str) -> str:
    command = [sys.executable, "-m", "bench.proceedings", part, *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def write_events(folder: Path, *, persons: int, changing: bool = False) -> int:
    """Events and charges, every column a function of the row's number; how many events.

    With `changing`, one person in twenty-five is held a second time and one in thirty is charged anew.
    """
    number = pl.int_range(persons, eager=True).alias("n")

    def mixed(salt: int) -> pl.Expr:
        return (pl.col("n") * 2_654_435_761 + salt * 40_503) % 4_294_967_296

    base = (
        pl.DataFrame(number)
        .select(
            "n",
            case=pl.format("K{}", (pl.col("n") - pl.col("n") % 7 // 6).cast(pl.String).str.zfill(8)),
            person=pl.format("P{}", pl.col("n").cast(pl.String).str.zfill(8)),
            arrest=17_000 + mixed(1) % 2_500,
            minute=mixed(2) % 1_440,
            custody=60 + mixed(3) % 3_600,
            days=20 + (mixed(4) % 1_000) * (mixed(5) % 1_000) // 1_500,
            extended=mixed(6) % 10 < 4,
            freed=mixed(7) % 10 < 3,
            charge=mixed(8) % 20,
            age=5_200 + mixed(9) % 20_000,
        )
        .with_columns(
            presented=pl.col("arrest") + (pl.col("minute") + pl.col("custody")) // 1_440,
            at=(pl.col("minute") + pl.col("custody")) % 1_440,
        )
    )
    presented, sent = pl.col("presented"), pl.col("presented") + pl.col("days") * 2 // 3
    kinds: list[tuple[str, pl.Expr, pl.Expr | None, pl.Expr | None]] = [
        ("arrest", pl.col("arrest"), pl.col("minute"), None),
        ("police_custody", pl.col("arrest"), pl.col("minute"), None),
        ("first_judge", presented, pl.col("at"), None),
        ("charge", presented, None, None),
        ("counsel", presented + 1, None, None),
        ("detention_ordered", presented, None, None),
        ("detention_extended", presented + 100, None, pl.col("extended")),
        ("indictment", sent, None, None),
        ("hearing", sent + 5, None, None),
        ("hearing", sent + 9, None, pl.col("extended")),
        ("release", presented + pl.col("days"), None, pl.col("freed")),
        ("judgment", presented + pl.col("days") + 1, None, None),
    ]
    if changing:
        again = (pl.col("n") % 25 == 3) & pl.col("freed")
        kinds += [
            ("detention_ordered", presented + pl.col("days") + 30, None, pl.col("n") % 25 == 3),
            ("release", presented + pl.col("days") + 90, None, again),
        ]
    events = pl.concat(
        (base if where is None else base.filter(where)).select(
            "case",
            "person",
            kind=pl.lit(kind),
            on=on.cast(pl.Int32).cast(pl.Date),
            minute=(pl.lit(None) if minute is None else minute).cast(pl.Int64),
        )
        for kind, on, minute, where in kinds
    ).sample(fraction=1.0, shuffle=True, seed=1)
    events.write_parquet(folder / "events.parquet", compression="zstd")
    charge = pl.when(pl.col("charge") == 0).then(pl.lit("unknown")).when(pl.col("charge") < 10)
    charges = base.select(
        "case",
        "person",
        charge_class=charge.then(pl.lit("misdemeanour")).otherwise(pl.lit("felony")),
        born=(pl.col("arrest") - pl.col("age")).cast(pl.Int32).cast(pl.Date),
        **({"since": pl.col("arrest").cast(pl.Int32).cast(pl.Date)} if changing else {}),
    )
    if changing:
        anew = base.with_row_index().filter(pl.col("index") % 30 == 7).select(
            "case", "person", since=(presented + 40).cast(pl.Int32).cast(pl.Date)
        )  # fmt: skip
        changed = charges.drop("since").join(anew, on=["case", "person"]).with_columns(charge_class=pl.lit("felony"))
        charges = pl.concat([charges, changed.select(charges.columns)])
    charges.write_parquet(folder / "charges.parquet", compression="zstd")
    return events.height


def events() -> None:
    """Ten million events on the embedded engine: three clocks, every run's answer with article and version written."""
    for changing in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            rows = write_events(Path(folder), persons=PERSONS, changing=changing)
            found = [json.loads(_own("events-once", folder)) for _ in range(RUNS)]
            plain = [] if changing else [json.loads(_own("sql-once", folder)) for _ in range(RUNS)]
        answers = {key: f"{value:,}" for key, value in found[0]["answers"].items()}
        some = "some held twice or charged anew" if changing else "as a register has them"
        print(f"events: {rows:,} events, {some}; {len(CLOCKS)} clocks, answers {answers}:")
        print(f"  {_medians(found)} (median of {RUNS})")
        if plain:
            print(f"  plain SQL for one clock of these, one limit, no reasons: {_medians(plain)} (median of {RUNS})")


def _medians(found: list[dict[str, float]]) -> str:
    seconds, cpu, memory = (statistics.median(one[name] for one in found) for name in ("seconds", "cpu", "mib"))
    return f"{seconds:.1f} s ({cpu:.1f} CPU-s), {memory:.0f} MiB"


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def events_once(folder: str) -> None:
    """One run, all clocks in one expression, written as Parquet by the engine."""
    from audiatur.registers.engine_building import UnfoldedDuckDB
    from audiatur.topics.proceedings.judging import clock_answers

    engine = UnfoldedDuckDB().connect(
        threads=2, memory_limit="700MiB", temp_directory=f"{folder}/spill", preserve_insertion_order=False
    )
    began, cpu = time.perf_counter(), time.process_time()
    acts = engine.read_parquet(f"{folder}/events.parquet", table_name="acts")
    charges = engine.read_parquet(f"{folder}/charges.parquet", table_name="charged")
    told = clock_answers(acts, charges=charges, rules=rules(), clocks=CLOCKS, as_of=AS_OF)
    engine.to_parquet(told, f"{folder}/answers.parquet")
    seconds, cpu, peak = time.perf_counter() - began, time.process_time() - cpu, _peak()
    given = pl.read_parquet(f"{folder}/answers.parquet", columns=["answer"])["answer"].value_counts().sort("answer")
    counts = {("within", "breached", "cannot tell")[answer]: count for answer, count in given.rows()}
    print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": peak, "answers": counts}))


def sql_once(folder: str) -> None:
    """The naive count in hand-written SQL: from the first order of detention to the first end, one limit for all."""
    import duckdb

    engine = duckdb.connect(config={"threads": 2, "memory_limit": "600MiB", "temp_directory": f"{folder}/spill"})
    began, cpu = time.perf_counter(), time.process_time()
    engine.execute(
        f"""
        COPY (
            SELECT "case", person, since, ended,
                coalesce(ended, DATE '{AS_OF}') > since + INTERVAL 6 MONTH AS beyond
            FROM (
                SELECT "case", person, min("on") FILTER (kind = 'detention_ordered') AS since,
                    min("on") FILTER (kind IN ('release', 'indictment', 'judgment')) AS ended
                FROM '{folder}/events.parquet' GROUP BY "case", person
            ) WHERE since IS NOT NULL
        ) TO '{folder}/plain.parquet'
        """
    )
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": _peak()}))


def spark() -> None:
    """The same expression on Spark, where it is installed: the same rows."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        print("spark: PySpark is not installed; not run")
        return
    from audiatur.registers.engine_duckdb import DuckDB
    from audiatur.registers.engine_spark import Spark
    from audiatur.topics.proceedings.judging import clock_answers

    persons = int(os.environ.get("SPARK_PERSONS", "100000"))
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        rows = write_events(folder, persons=persons, changing=True)
        files = {name: folder / f"{name}.parquet" for name in ("events", "charges")}
        engines = {
            "duckdb": DuckDB(files, memory="2GiB", threads=2, spill=folder / "spill"),
            "spark": Spark(files, memory_bytes=6 << 30, threads=2),
        }
        found, seconds = {}, {}
        for name, engine in engines.items():
            began = time.perf_counter()
            events, charges = engine.tables["events"], engine.tables["charges"]
            told = clock_answers(events, charges=charges, rules=rules(), clocks=CLOCKS, as_of=AS_OF)
            answers = engine.run(told)
            seconds[name] = time.perf_counter() - began
            # The engines give whole numbers of other widths.
            found[name] = answers.with_columns(pl.col(pl.Int32, pl.Decimal).cast(pl.Int64)).sort(answers.columns)
            engine.close()
    equal = found["duckdb"].rows() == found["spark"].rows()
    print(
        f"spark: {rows:,} events, {found['duckdb'].height:,} answers, "
        f"{'every column equal' if equal else 'DIFFERENT'} on both engines "
        f"({', '.join(f'{name} {taken:.1f} s' for name, taken in seconds.items())})"
    )


def invented() -> None:
    """What was planted in the invented country."""
    from tests.topics.proceedings import test_indicators as planted
    from tests.topics.proceedings.invented import Invented

    from audiatur.topics.proceedings import indicators
    from audiatur.topics.proceedings.courts import standing_out

    with tempfile.TemporaryDirectory() as folder:
        country = Invented(Path(folder) / "country")
        truth = country.truth["beyond-limit"]
        found = planted.value(indicators.beyond_limit(planted.RULES), country)
        print(
            f"invented: beyond the limit {found.numerator} of {found.denominator}, planted "
            f"{truth['values']['beyond']} of {truth['values']['stays']}; with one limit for all years it would be "
            f"{100 * truth['naive_values']['share_new']:.1f} in place of {found.value:.1f} %"
        )
        judged = planted.police_answers(country, planted.stays_in_police_custody(country))
        by_place = judged.group_by("place").agg(n=pl.len(), over=(pl.col("answer") == 1).sum())
        places = sorted(place.place for place in standing_out(by_place, place="place") if place.stands_out)
        print(
            f"invented: districts beyond 48 hours {places}, planted "
            f"{country.truth['police-custody-48h']['values']['districts']}"
        )
        median = planted.value(indicators.CASE_DURATION, country)
        open_cases = country.truth["open-cases"]
        print(
            f"invented: median of cases {median.value:.0f} ({median.low:.0f}-{median.high:.0f}), true "
            f"{open_cases['values']['median_days']}, of closed cases {open_cases['naive_values']['median_days']}"
        )
    draw = np.random.default_rng(8)
    false = sum(
        any(
            place.stands_out
            for place in standing_out(
                pl.DataFrame({"p": range(14), "n": [300] * 14, "over": draw.binomial(300, 0.1, 14)}), place="p"
            )
        )
        for _ in range(1_000)
    )
    print(f"invented: false clusters in {false / 10:.1f} % of 1,000 countries without one")


def medians() -> None:
    """How often the interval of a median holds the truth."""
    from tests.topics.proceedings.test_durations import _coverage

    print(f"medians: 95 % intervals hold the truth in {100 * _coverage(range(1_000)):.1f} % of 1,000 simulations")


def audit_power() -> None:
    """False reports and gaps found."""
    from tests.topics.proceedings.test_audit import _reported

    print(f"audit: false reports in {100 * _reported(0.0, seeds=200):.1f} % of 200 seeds (5,000 a group)")
    print(f"audit: a gap of 5 points found in {100 * _reported(0.05, seeds=200):.1f} % of 200 seeds")


def published() -> None:
    """ProPublica's tables and lifelines' Cox, where the files are."""
    from tests.shared import SHARED

    from audiatur.topics.proceedings.audit import Question, audit, bootstrapped
    from audiatur.topics.proceedings.cox import concordance, fit_cox
    from audiatur.topics.proceedings.durations import Spells
    from audiatur.topics.proceedings.logistic import Term, design, fit_logistic

    folder = SHARED / "data/proceedings"
    if not folder.exists():
        print("published: the files are not here; not run")
        return
    terms = ("sex", "Male"), ("age_cat", "25 - 45"), ("race", "Caucasian"), ("priors_count", None)
    model = (*(Term(*term) for term in terms), Term("c_charge_degree", "F"), Term("two_year_recid"))
    for name, score, expected in (
        ("compas_two_years", "score_text", ("0.47721", "6192.4", 1.452841)),
        ("compas_two_years_violent", "v_score_text", ("0.65893", "3022.8", 1.773921)),
    ):
        rows = pl.read_parquet(folder / f"{name}.parquet").filter(
            pl.col("days_b_screening_arrest").is_between(-30, 30),
            pl.col("is_recid") != -1,
            pl.col("c_charge_degree") != "O",
            pl.col(score) != "N/A",
        )
        rows = rows.with_columns(high=pl.col(score) != "Low")
        columns, names = design(rows, terms=model)
        fit = fit_logistic(rows["high"].to_numpy(), columns=columns, names=names)
        black = fit.named()["race=African-American"]
        control = np.exp(fit.coefficients[0]) / (1 + np.exp(fit.coefficients[0]))
        ratio = np.exp(black) / (1 - control + control * np.exp(black))
        print(
            f"published, {name}: {rows.height:,} rows; coefficient {black:.5f} (published {expected[0]}), AIC "
            f"{fit.aic:.1f} ({expected[1]}), at the reference person {ratio:.6f} ({expected[2]})"
        )
        if score == "score_text":
            question = Question("high", "race", "Caucasian", tuple(term for term in model if term.name != "race"))
            gap = next(gap for gap in audit(rows, question=question).gaps if gap.group == "African-American")
            print(
                f"  averaged over the same people: ratio {gap.ratio.value:.2f} "
                f"({gap.ratio.low:.2f}-{gap.ratio.high:.2f}), "
                f"{100 * gap.adjusted.value:+.1f} points "
                f"({100 * gap.adjusted.low:.1f} to {100 * gap.adjusted.high:.1f})"
            )
            difference, ratio = bootstrapped(rows, question=question, group="African-American", draws=1_000, seed=1)
            print(
                f"  the same by bootstrap: ratio {ratio.value:.2f} ({ratio.low:.2f}-{ratio.high:.2f}), "
                f"{100 * difference.value:+.1f} points ({100 * difference.low:.1f} to {100 * difference.high:.1f})"
            )
            stay = (rows["c_jail_out"].cast(pl.Date) - rows["c_jail_in"].cast(pl.Date)).dt.total_days()
            print(
                "  length of stay with score: "
                f"{np.corrcoef(stay.to_numpy(), rows['decile_score'].to_numpy())[0, 1]:.7f} (0.2073297)"
            )
    everyone = pl.read_parquet(folder / "compas_two_years.parquet")
    _error_rates(everyone)
    rows = everyone.filter(pl.col("end") > pl.col("start"), pl.col("score_text") != "N/A")
    spells = Spells.of(
        rows["end"].to_numpy().astype(float),
        end=rows["event"].to_numpy().astype(int),
        entry=rows["start"].to_numpy().astype(float),
    )
    columns = np.column_stack([(rows["score_text"] == word).to_numpy() for word in ("High", "Medium")]).astype(float)
    fit_ = fit_cox(spells, columns=columns, names=("High", "Medium"))
    share = concordance(spells, score=columns @ fit_.coefficients).share
    print(
        f"published, Cox: High {fit_.coefficients[0]:.5f} ({fit_.errors[0]:.5f}), Medium {fit_.coefficients[1]:.5f} "
        f"({fit_.errors[1]:.5f}); lifelines 1.20812 (0.04724), 0.73967 (0.04523); concordance {share:.3f} (.628)"
    )


def _error_rates(rows: pl.DataFrame) -> None:
    """False positive and false negative rates by race."""
    expected = {"all": (32.35, 37.40), "African-American": (44.85, 27.99), "Caucasian": (23.45, 47.72)}
    told = []
    for race, (positive, negative) in expected.items():
        own = rows if race == "all" else rows.filter(pl.col("race") == race)
        high, again = own["score_text"] != "Low", own["two_year_recid"] == 1
        false_positive = 100 * (high & ~again).sum() / (~again).sum()
        false_negative = 100 * (~high & again).sum() / again.sum()
        told.append(f"{race} {false_positive:.2f}/{false_negative:.2f} ({positive}/{negative})")
    print(f"published, false positives/negatives: {'; '.join(told)}")


PARTS: dict[str, Callable[[], None]] = {
    "cases": cases,
    "random": random_cases,
    "core": core,
    "openfisca": openfisca,
    "events": events,
    "spark": spark,
    "invented": invented,
    "medians": medians,
    "audit": audit_power,
    "published": published,
}


def main() -> None:
    """Run the parts asked for."""
    asked = sys.argv[1:]
    if asked[:1] == ["core-once"]:
        core_once()
    elif asked[:1] == ["openfisca-once"]:
        openfisca_once(asked[1])
    elif asked[:1] == ["events-once"]:
        events_once(asked[1])
    elif asked[:1] == ["sql-once"]:
        sql_once(asked[1])
    else:
        for part in asked or PARTS:
            PARTS[part]()


if __name__ == "__main__":
    main()
