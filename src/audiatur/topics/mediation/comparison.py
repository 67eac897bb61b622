"""Offices and mediators beside one another: shrunken shares with their intervals, never under thirty cases.

They say how offices differ, not why: each gets its own mix of disputes, and that is not in these shares.
"""

from __future__ import annotations

from typing import Literal

from audiatur.figures.indicator import Asked
from audiatur.figures.shrinkage import Comparison, Counted, compare
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.known import disputes

Unit = Literal["office", "mediator"]


def settled_by(registers: Registers, asked: Asked, *, unit: Unit) -> Comparison | None:
    """The share of concluded disputes that were settled, by office or mediator; None where no two have enough cases."""
    known = disputes(registers, asked)
    rows = known.rows.select(unit=known.rows[unit], over=known.over(), agreed=known.end("agreed"))
    rows = rows.filter(rows.unit.notnull())
    counts = rows.group_by("unit").agg(cases=rows.over.sum(), hits=rows.agreed.sum())
    return compare(
        [Counted(row["unit"], int(row["hits"]), int(row["cases"])) for row in registers.run(counts).to_dicts()]
    )
