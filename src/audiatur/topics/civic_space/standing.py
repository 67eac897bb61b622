"""What the reports of incidents say together: which are of one incident, and how many incidents there were. No Django.

Reports that have a number of an incident are linked as the register says; others are compared with all. What people
decided about pairs is fixed. Everything comes out of one computation, so that the pages of a snapshot agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from audiatur.registers.engine import Registers
from audiatur.topics.civic_space.estimation import (
    METHOD,
    Answer,
    Effort,
    Interval,
    Lists,
    Refusal,
    estimate_over,
    lists_of_rows,
    model_average,
    refusals,
)
from audiatur.topics.civic_space.estimation.lists import Ints
from audiatur.topics.civic_space.estimation.posterior import mixture
from audiatur.topics.civic_space.linkage.clusters import Linkage, linked, lists_of_groups
from audiatur.topics.civic_space.linkage.decisions import Decision, decisions_hash, fixed
from audiatur.topics.civic_space.linkage.gazetteer import Gazetteer, Place, gazetteer
from audiatur.topics.civic_space.linkage.incidents import WAYS, incident_pairs, prepared
from audiatur.topics.civic_space.linkage.missed import Missed, missed_by, restored
from audiatur.topics.civic_space.trends import Documented, trend

TABLES = ("incident_reports", "places")
LINKAGE = "linkage-2"
SEED = 1
EFFORT = Effort(chains=3, draws=250, thin=10, burn=60)
DRAWS = 6
"""Draws of the linkage for which the number is estimated."""
UNCERTAIN = (0.05, 0.95)
"""Pairs that are together in a share of the draws between these bounds are for a person to decide."""
_COLUMNS = ("report", "monitor", "incident", "kind", "on", "place", "name", "summary", "persons")

Tell = Callable[[str, int, int], None]
"""Told the stage (comparing, linking, estimating), how many steps are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Two reports that may be of one incident, by their keys, and the share of the draws in which they are."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True, slots=True)
class Standing:
    """What a snapshot and the decisions on it give.

    `compared` of the `reports` have no number of an incident. `incidents` are those of the most probable linkage, each
    once. `missed` is the share of the pairs of one incident that are thought not to be recognised.
    """

    snapshot: str
    method: str
    decided: int
    reports: int
    compared: int
    incidents: tuple[Documented, ...]
    lists: Lists
    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]
    by_year: dict[int, Interval | None]
    uncertain: tuple[Uncertain, ...]
    missed: float


@dataclass(frozen=True, slots=True)
class _Reports:
    """The rows of the register that are linked, in one order: key, monitor, year (0 where unknown)."""

    rows: pl.DataFrame
    monitors: list[str]
    years: Ints


def stands(registers: Registers, *, decisions: Sequence[Decision], tell: Tell) -> Standing:
    """Link the reports, estimate the number, and say which pairs are uncertain."""
    reports = _reports(registers)
    tell("comparing", 0, 1)
    linkage, pairs = _linkage(reports, places=places_of(registers), decisions=decisions, tell=tell)
    best = linkage.best() if pairs.height else linkage.groups[0]
    incidents = documented(best, reports.monitors, years=reports.years)
    steady = trend(incidents).steady
    draws = linkage.spaced(DRAWS)
    missed = _missed(draws, linkage=linkage, pairs=pairs)
    lists = [_lists(groups, reports, names=steady) for groups in draws]
    rng = np.random.default_rng(SEED)
    whole = [restored(one, missed=lost, rng=rng) for one, lost in zip(lists, missed, strict=True)]
    shown = _lists(best, reports, names=steady)
    found = estimate_over(whole, seed=SEED, effort=EFFORT, tell=lambda done: tell("estimating", done, len(draws) + 1))
    return Standing(
        snapshot=registers.snapshots["incident_reports"].name,
        method=f"{LINKAGE}, {METHOD}, decisions {decisions_hash(decisions)[:12]}",
        decided=len(fixed(decisions)),
        reports=reports.rows.height,
        compared=int(reports.rows["incident"].null_count()),
        incidents=incidents,
        lists=shown,
        answers=found.answers,
        refusals=refusals(shown) or found.refusals,
        by_year=_by_year(draws, reports, names=steady, missed=missed),
        uncertain=_uncertain(linkage, pairs=pairs, decisions=decisions),
        missed=float(np.mean([one.apart(2) for one in missed])),
    )


def places_of(registers: Registers) -> Gazetteer:
    """The gazetteer of the register's places, by their codes and their names in both languages."""
    rows = registers.run(registers["places"].select("place", "kind", "within", "name", "name_km"))
    return gazetteer(
        Place(row["place"], row["kind"], row["within"] or "", tuple(filter(None, (row["name"], row["name_km"]))))
        for row in rows.iter_rows(named=True)
    )


def documented(groups: Ints, monitors: Sequence[str], *, years: Ints) -> tuple[Documented, ...]:
    """The incidents of one linkage, each with the first year that its reports give; without one it is left out."""
    together: dict[int, tuple[set[str], int]] = {}
    for group, monitor, year in zip(groups.tolist(), monitors, years.tolist(), strict=True):
        by, first = together.setdefault(group, (set(), year))
        by.add(monitor)
        together[group] = (by, min(first, year) if first and year else first or year)
    return tuple(Documented(first, frozenset(by)) for _, (by, first) in sorted(together.items()) if first)


def lists_of(incidents: Sequence[Documented], *, organisations: Sequence[str]) -> Lists:
    """The lists of these organisations; incidents that none of them documented are left out."""
    seen = np.array([[name in incident.by for name in organisations] for incident in incidents], dtype=np.bool_)
    return lists_of_rows(seen.reshape(len(incidents), len(organisations)), names=organisations or ("none",))


def _reports(registers: Registers) -> _Reports:
    rows = registers.run(registers["incident_reports"].select(*_COLUMNS), by=("report",))
    years = [int(on[:4]) if on and on[:4].isdigit() else 0 for on in rows["on"]]
    return _Reports(rows, rows["monitor"].to_list(), np.array(years, dtype=np.int64))


def _linkage(
    reports: _Reports, *, places: Gazetteer, decisions: Sequence[Decision], tell: Tell
) -> tuple[Linkage, pl.DataFrame]:
    """The draws, and the compared pairs with their probabilities; one draw and no pair where the register links all."""
    keys = tuple(reports.rows["report"])
    numbers = dict(zip(keys, reports.rows["incident"], strict=True))
    if len(keys) < 2 or (all(numbers.values()) and not decisions):
        given = np.unique(np.array([numbers[key] or key for key in keys], dtype=str), return_inverse=True)[1]
        none = pl.DataFrame(schema={"left": pl.String, "right": pl.String, "probability": pl.Float64})
        groups = given.astype(np.int64)
        return Linkage(keys, groups.reshape(1, -1), np.empty((0, 2), dtype=np.int64), groups), none
    pairs = incident_pairs(prepared(reports.rows, places=places))
    tell("linking", 0, 1)
    said = [*_by_number(keys, numbers=numbers, pairs=pairs), *fixed(decisions)]
    return linked(pairs, records=keys, seed=SEED, decided=said), pairs


def _by_number(
    keys: Sequence[str], *, numbers: dict[str, str | None], pairs: pl.DataFrame
) -> list[tuple[str, str, bool]]:
    """What the register's own numbers fix: reports of one number are together, compared ones of two numbers apart."""
    first: dict[str, str] = {}
    said = []
    for key in keys:
        number = numbers[key]
        if number is not None:
            other = first.setdefault(number, key)
            if other != key:
                said.append((other, key, True))
    for left, right in pairs.select("left", "right").iter_rows():
        if None not in (numbers[left], numbers[right]) and numbers[left] != numbers[right]:
            said.append((left, right, False))
    return said


def _missed(draws: Ints, *, linkage: Linkage, pairs: pl.DataFrame) -> list[Missed]:
    """What each draw misses; nothing where the register itself links all reports."""
    if not pairs.height:
        return [Missed() for _ in draws]
    rng = np.random.default_rng((SEED, 2))
    compared = linkage.scored[: pairs.height]
    first, second = (pairs[way].to_numpy() for way in WAYS)
    expected = float(pairs["probability"].sum())
    return [missed_by(one, pairs=compared, ways=(first, second), expected=expected, rng=rng) for one in draws]


def _lists(groups: Ints, reports: _Reports, *, names: tuple[str, ...]) -> Lists:
    return lists_of_groups(groups, monitors=reports.monitors, names=names) if names else Lists(("none",), {})


def _by_year(
    draws: Ints, reports: _Reports, *, names: tuple[str, ...], missed: Sequence[Missed]
) -> dict[int, Interval | None]:
    """The interval of each year over all draws, by the average over graphs; None where its lists allow none."""
    rng = np.random.default_rng((SEED, 3))
    incidents = [documented(groups, reports.monitors, years=reports.years) for groups in draws]
    found: dict[int, Interval | None] = {}
    for year in sorted({one.year for one in incidents[0]}) if names else ():
        lists = [
            restored(lists_of([one for one in each if one.year == year], organisations=names), missed=lost, rng=rng)
            for each, lost in zip(incidents, missed, strict=True)
        ]
        told = [model_average(one).posterior for one in lists if not refusals(one)]
        found[year] = mixture([(one, 1.0) for one in told]).interval() if len(told) == len(lists) else None
    return found


def _uncertain(linkage: Linkage, *, pairs: pl.DataFrame, decisions: Sequence[Decision]) -> tuple[Uncertain, ...]:
    """The pairs that no one decided and that draws differ on, the least certain first."""
    if not pairs.height:
        return ()
    known = {(one.left, one.right) for one in decisions}
    low, high = UNCERTAIN
    shares = linkage.probabilities().filter(pl.col("probability").is_between(low, high))
    found = [
        Uncertain(min(left, right), max(left, right), round(share, 2))
        for left, right, share in shares.iter_rows()
        if (min(left, right), max(left, right)) not in known
    ]
    return tuple(sorted(found, key=lambda one: (abs(one.probability - 0.5), one.left, one.right)))


def without(standing: Standing, *, pairs: Sequence[tuple[str, str]]) -> Standing:
    """The same with pairs taken from the uncertain ones, such as those decided since it was computed."""
    gone = set(pairs)
    return replace(standing, uncertain=tuple(one for one in standing.uncertain if (one.left, one.right) not in gone))
