"""What the pages of mediation share: what a register holds, and what was computed from it before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.cache import caches
from django.utils.translation import get_language

from audiatur.figures.indicator import Asked
from audiatur.registers.contract import Lang
from audiatur.registers.engine import Registers

KEPT_SECONDS = 24 * 3600


def in_language() -> Lang:
    """The language of the page."""
    return "km" if get_language() == "km" else "en"


def whole_register(registers: Registers, *, by: tuple[str, ...] = ()) -> Asked:
    """The cohorts that the register holds, and the last day that it tells of."""
    if "disputes" in registers.snapshots:
        rows = registers["disputes"]
        row = registers.run(rows.agg(first=rows.received.min(), last=rows.received.max(), ended=rows.ended.max())).row(
            0, named=True
        )
        known = max(day for day in (row["last"], row["ended"]) if day)
    else:
        name = "exit_survey" if "exit_survey" in registers.snapshots else "legal_needs"
        rows = registers[name]
        row = registers.run(rows.agg(first=rows.asked.min(), last=rows.asked.max())).row(0, named=True)
        known = row["last"] or date.today()
    first = row["first"] or known
    return Asked(since=date(first.year, 1, 1), until=known, on=known, by=by)


def kept(registers: Registers, name: str, asked: Asked, work: Callable[[], Any]) -> Any:
    """What was computed from these very snapshots before, or is now: a snapshot never changes."""
    told = f"{name}|{asked}|{'|'.join(snapshot_names(registers))}"
    key = f"mediation-{hashlib.sha256(told.encode()).hexdigest()}"
    store = caches["computed"]
    if (found := store.get(key)) is None:
        found = work()
        store.set(key, found, KEPT_SECONDS)
    return found


def snapshot_names(registers: Registers) -> tuple[str, ...]:
    return tuple(sorted(snapshot.name for snapshot in registers.snapshots.values()))
