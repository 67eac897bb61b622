"""The ladder: how many disputes of each cohort reached each step, how the others ended, and how many are open.

A dispute may be recorded at a later step and not at this one: it is then counted apart, so that a step is a bound and
never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.computing import NOWHERE
from audiatur.figures.figure import ALL
from audiatur.figures.indicator import Asked
from audiatur.figures.protection import K, Key, withheld
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.known import ENDS, STEPS, disputes


@dataclass(frozen=True, slots=True)
class Step:
    """A step: disputes recorded at it, and those recorded only at a later one; None where a number is withheld."""

    name: str
    recorded: int | None
    skipped: int | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder of one cohort.

    `group` names the cohort by the columns asked for; `ends` counts every end, pending ones too: they add up to the
    disputes received. A number is None where it, or one that follows from it, is too small to be shown.
    """

    group: Mapping[str, str]
    steps: tuple[Step, ...]
    ends: Mapping[str, int | None]

    @property
    def received(self) -> int | None:
        """The disputes of the cohort."""
        return self.steps[0].recorded


def counts(registers: Registers, asked: Asked) -> ir.Table:
    """One row a group of `asked.by`: the disputes at each step, those that skipped it, and each end."""
    known = disputes(registers, asked)
    rows = known.rows.select(
        *asked.by,
        **{step: known.step(step) for step in STEPS},
        **{f"end_{end}": known.end(end) for end in ENDS},
    )
    later = {step: ibis.greatest(*(rows[name] for name in STEPS[place + 1 :])) for place, step in enumerate(STEPS[:-1])}
    measures = {name: rows[name].sum() for name in rows.columns if name not in asked.by}
    measures |= {f"skipped_{step}": (one * (1 - rows[step])).sum() for step, one in later.items()}
    return rows.group_by(list(asked.by)).agg(**measures) if asked.by else rows.agg(**measures)


def ladders(registers: Registers, asked: Asked, *, protected: bool = True) -> tuple[Ladder, ...]:
    """The ladder of all, then of each group of `asked.by`, columns of `BY`.

    Raises:
        SnapshotError: the disputes are not open.
    """
    rows = registers.run(counts(registers, asked)).with_columns(
        pl.col(name).cast(pl.String).fill_null(NOWHERE) for name in asked.by
    )
    everything = tuple(ALL for _ in asked.by)
    groups = {everything: rows}
    if asked.by:
        parts = rows.partition_by(list(asked.by), as_dict=True)
        groups |= {tuple(str(value) for value in key): part for key, part in sorted(parts.items(), key=_by_text)}
    totals = {key: {name: int(part[name].sum() or 0) for name in _MEASURES} for key, part in groups.items()}
    hidden = _withheld(totals) if protected else frozenset()
    return tuple(
        _ladder(dict(zip(asked.by, key, strict=True)), total=total, hidden={n for k, n in hidden if k == key})
        for key, total in totals.items()
    )


def _by_text(entry: tuple[tuple[object, ...], pl.DataFrame]) -> list[str]:
    return [str(value) for value in entry[0]]


def _ladder(group: Mapping[str, str], *, total: Mapping[str, int], hidden: Set[str]) -> Ladder:
    shown = {name: None if name in hidden else count for name, count in total.items()}
    steps = tuple(Step(step, shown[step], shown.get(f"skipped_{step}", 0)) for step in STEPS)
    return Ladder(group, steps, {end: shown[f"end_{end}"] for end in ENDS})


def _withheld(totals: Mapping[Key, Mapping[str, int]]) -> frozenset[tuple[Key, str]]:
    """The numbers that may not be shown: small ones, and those that would give a small one away.

    A step tells two numbers, its own and how many fewer it has than the step before; the ends add up to the disputes
    received.
    """
    hidden: set[tuple[Key, str]] = set()
    for before, step in zip((STEPS[0], *STEPS), STEPS, strict=False):
        cells = {key: (total[step], abs(total[before] - total[step])) for key, total in totals.items()}
        hidden |= {(key, step) for key in withheld(cells)}
        for key, total in totals.items():
            if (key, step) in hidden or 0 < total.get(f"skipped_{step}", 0) < K:
                hidden.add((key, f"skipped_{step}"))
    ends: dict[Key, tuple[int, ...]] = {(*key, ALL): (total["received"],) for key, total in totals.items()}
    for key, total in totals.items():
        ends |= {(*key, end): (total[f"end_{end}"],) for end in ENDS}
        ends[(*key, "agreed")] = (total["end_agreed"], max(0, total["started"] - total["agreed"]))
    return frozenset(hidden | {(key[:-1], f"end_{key[-1]}") for key in withheld(ends) if key[-1] != ALL})


_MEASURES = (*STEPS, *(f"skipped_{step}" for step in STEPS[:-1]), *(f"end_{end}" for end in ENDS))
