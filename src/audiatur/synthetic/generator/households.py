"""The household survey: a stratified sample of clusters with weights and replicate weights, and 41.0 % with access."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from audiatur.registers.shared_tables import SEX
from audiatur.synthetic.generator.calendar import day
from audiatur.synthetic.generator.layout import Draft, Layout, numbers_of
from audiatur.synthetic.generator.places import DISTRICT_SHARES, DISTRICTS, PROVINCE_OF, PROVINCES, district_place
from audiatur.synthetic.generator.streams import Flags, Floats, Ints, chance, stream
from audiatur.synthetic.generator.tables import LAYOUT_HOUSEHOLDS, LAYOUT_REPLICATES, REPLICATES
from audiatur.synthetic.generator.truth import Effect

ACCESS = 0.410
"""The weighted share, planted to within half of the last digit given."""
CLUSTER = 20
_URBAN_POPULATION = 0.30
_ADULTS = 2_100_000
_SEX = np.array([numbers_of(SEX)["female"], numbers_of(SEX)["male"]])


def draw(seed: int, *, clusters: int) -> Draft:
    """The respondents: `clusters` in each province and kind of living, twenty adults in each."""
    rng = stream(seed, table="household_survey")
    stratum = np.repeat(np.arange(PROVINCES * 2), clusters * CLUSTER)
    rows = len(stratum)
    cluster = np.arange(rows) // CLUSTER
    living = stratum % 2
    weight = _weights(rng, stratum=stratum, cluster=cluster, each=clusters * CLUSTER)
    answered = chance(rng, 0.91, rows=rows)
    dispute = chance(rng, 0.36, rows=rows)
    # Towns are in the sample as often as the country and have more access: unweighted, the share is too high.
    inclined = np.where(living == 0, 0.58, 0.34) + rng.normal(0, 0.07, cluster.max() + 1)[cluster]
    helped = rng.random(rows) < inclined
    asked_of = answered & dispute
    helped = _fitted(rng, weight=weight, there=asked_of, those=helped)
    speaks, joins = (rng.random(rows) < level for level in (0.57, 0.64))

    def said(values: Flags, *, of: Flags) -> Ints:
        return np.where(of, values.astype(np.int64), -1)

    return {
        "respondent": np.arange(rows) + 1,
        "stratum": stratum,
        "cluster": cluster + 1,
        "weight": weight,
        "asked": day("2025-05-05") + (cluster % 40),
        "answered": answered.astype(np.int64),
        "place": district_place(_district_of(rng, stratum=stratum, cluster=cluster)),
        "living": living,
        "sex": _SEX[(rng.random(rows) < 0.49).astype(np.int64)],
        "age": 18 + (62 * rng.beta(1.2, 1.9, rows)).astype(np.int64),
        "had_dispute": said(dispute, of=answered),
        "got_help": said(helped, of=asked_of),
        "free_to_speak": said(speaks, of=answered),
        "free_to_join": said(joins, of=answered),
    }


def _weights(rng: np.random.Generator, *, stratum: Ints, cluster: Ints, each: int) -> Floats:
    people = np.array([DISTRICT_SHARES[number == PROVINCE_OF].sum() for number in range(PROVINCES)]) * _ADULTS
    living = np.array([_URBAN_POPULATION, 1 - _URBAN_POPULATION])
    base = (people[:, None] * living).ravel() / each
    spread = rng.uniform(0.7, 1.3, cluster.max() + 1)
    return np.asarray(np.round(base[stratum] * spread[cluster], 3))


def _district_of(rng: np.random.Generator, *, stratum: Ints, cluster: Ints) -> Ints:
    inside = [np.flatnonzero(number == PROVINCE_OF) for number in range(PROVINCES)]
    first = np.array([numbers[0] for numbers in inside])
    many = np.array([len(numbers) for numbers in inside])
    chosen = (rng.random(cluster.max() + 1)[cluster] * many[stratum // 2]).astype(np.int64)
    return np.asarray(np.minimum(first[stratum // 2] + chosen, DISTRICTS - 1))


def _fitted(
    rng: np.random.Generator,
    *,
    weight: Floats,
    there: Flags,
    those: Flags,
) -> Flags:
    """Change as few answers as are needed for the weighted share among those asked to be what is planted."""
    total = weight[there].sum()
    missing = ACCESS * total - weight[there & those].sum()
    order = rng.permutation(np.flatnonzero(there & (those != (missing > 0))))
    moved = np.cumsum(weight[order])
    hit = order[: int(np.searchsorted(moved, abs(missing)))]
    rest = order[len(hit) :]
    left = abs(missing) - weight[hit].sum()
    # One more answer, of the weight that comes nearest to what is still missing, if that is nearer than nothing.
    nearest = rest[np.argmin(np.abs(weight[rest] - left))]
    if abs(weight[nearest] - left) < left:
        hit = np.append(hit, nearest)
    fitted = those.copy()
    fitted[hit] = missing > 0
    return fitted


def replicates(survey: Draft) -> Draft:
    """Delete-a-group jackknife: in each replicate, one group of clusters counts nothing and the others more."""
    group = (survey["cluster"].astype(np.int64) - 1) % REPLICATES
    weight = survey["weight"].astype(np.float64)
    made: Draft = {"respondent": survey["respondent"]}
    for number in range(REPLICATES):
        kept = np.round(weight * REPLICATES / (REPLICATES - 1), 3)
        made[f"replicate_{number + 1:02d}"] = np.where(group == number, 0.0, kept)
    return made


def tables(survey: Draft) -> Iterator[tuple[Layout, Draft]]:
    """The survey and its replicate weights."""
    yield LAYOUT_HOUSEHOLDS, survey
    yield LAYOUT_REPLICATES, replicates(survey)


def weighted(survey: Draft, *, column: str, of: Flags) -> tuple[float, float, int]:
    """The weighted share of yes among the answers of some respondents, its standard error, and their number."""
    there = of & (survey[column] >= 0)
    yes = (survey[column][there] > 0).astype(np.float64)
    weight = survey["weight"][there]
    value = float((weight * yes).sum() / weight.sum())
    others = replicates(survey)
    each = [
        float((others[name][there] * yes).sum()) / float(others[name][there].sum())
        for name in others
        if name != "respondent"
    ]
    error = ((REPLICATES - 1) / REPLICATES * sum((one - value) ** 2 for one in each)) ** 0.5
    return value, error, len(weight)


def effect(survey: Draft) -> Effect:
    """Access to help with a legal problem."""
    everyone = np.ones(len(survey["weight"]), dtype=np.bool_)
    value, error, n = weighted(survey, column="got_help", of=everyone)
    unweighted = float((survey["got_help"] > 0).sum() / (survey["got_help"] >= 0).sum())
    return Effect(
        "survey-access",
        ("household_survey", "household_replicates"),
        "Of adults who had a legal problem in two years, those who got help with it: weighted, among those who "
        "answered. The standard error is that of the 40 replicate weights (delete-a-group jackknife, factor 39/40).",
        {"share": round(value, 6), "percent": round(100 * value, 1), "standard_error": round(error, 6), "n": n},
        1e-6,
        "The share of the respondents, unweighted.",
        {"share": round(unweighted, 6)},
    )
