"""From the register of disputes to a what-if: criminal disputes settled outside the courts, by charge class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ibis.expr import types as ir

from audiatur.figures.diversion import Diversion
from audiatur.figures.indicator import Asked
from audiatur.figures.protection import K
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.known import disputes, one


@dataclass(frozen=True, slots=True)
class Settled:
    """Disputes in which an offence is alleged: received, settled, and of these such as the law does not exclude."""

    charge_class: str
    received: int
    settled: int
    allowed: int


def settled_offences(registers: Registers, asked: Asked) -> tuple[Settled, ...]:
    """The disputes of the cohort with a class of offence; classes with a small count are left out."""
    found = []
    for row in registers.run(_counts(registers, asked)).sort("charge_class").iter_rows(named=True):
        if min(row["received"], row["settled"], row["allowed"]) >= K:
            found.append(Settled(row["charge_class"], int(row["received"]), int(row["settled"]), int(row["allowed"])))
    return tuple(found)


def _counts(registers: Registers, asked: Asked) -> ir.Table:
    known = disputes(registers, asked)
    rows = known.rows.mutate(settled=known.end("agreed"), allowed=one(~known.rows.excluded))
    rows = rows.filter(rows.charge_class.notnull())
    return rows.group_by("charge_class").agg(
        received=rows.count(), settled=rows.settled.sum(), allowed=(rows.settled * rows.allowed).sum()
    )


def diversions(
    settled: tuple[Settled, ...], *, inflow: Mapping[str, int], would_have_gone: float, since: date
) -> tuple[Diversion, ...]:
    """A lever for each charge class: settled disputes that the law allows, over the cases that came to court.

    `inflow` counts court cases by charge class over the same period; `would_have_gone` is the assumed share of settled
    disputes that would otherwise have become such a case.
    """
    made = []
    for one_class in settled:
        cases = inflow.get(one_class.charge_class, 0)
        taken = would_have_gone * one_class.allowed
        if cases + taken <= 0:
            continue
        made.append(
            Diversion(
                one_class.charge_class,
                taken / (cases + taken),
                since,
                f"{one_class.allowed:,} settled disputes that the law allows, {would_have_gone:.0%} of them assumed "
                f"to have been court cases otherwise, beside {cases:,} court cases",
            )
        )
    return tuple(made)
