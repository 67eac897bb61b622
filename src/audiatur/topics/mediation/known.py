"""Each dispute as it was known on a day: which steps it had reached, and how it ended.

What is dated after that day has not happened yet; a step without a date is taken as the records state it. The same
expression runs on every engine: whole numbers and texts, no division.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.figures.indicator import Asked
from audiatur.figures.places import within
from audiatur.registers.engine import Registers

CLOSED = (
    "agreed",
    "partly_agreed",
    "not_agreed",
    "withdrawn",
    "no_answer",
    "lapsed",
    "referred",
    "excluded",
    "not_admitted",
)
"""Every result but `pending`."""
STEPS = ("received", "referred", "admitted", "both_agreed", "started", "agreed", "performed")
"""The steps of a dispute that ends with an agreement carried out; 1 where it was reached."""
ENDS = ("pending", *CLOSED)
BY = ("year", "body", "subject")
"""What indicators over disputes may be broken down by."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows of disputes, and what was known of each at the end of a day; every step and end is 1 or 0."""

    rows: ir.Table
    on: date

    def step(self, name: str) -> ir.IntegerColumn:
        """Whether it had reached a step of `STEPS`."""
        rows = self.rows
        if name == "received":
            return ibis.ifelse(rows.received.notnull(), 1, 0)
        if name in _DATED:
            return one(happened(rows[_DATED[name]], day=self.on))
        if name == "both_agreed":
            return one(rows.applicant_agreed & rows.respondent_agreed)
        if name == "started":
            undated = rows.first_session.isnull() & (rows.sessions > 0)
            return one(happened(rows.first_session, day=self.on) | undated.fill_null(False))
        settled = self.end("agreed")
        return settled if name == "agreed" else settled * one(happened(rows.agreement_kept, day=self.on))

    def over(self) -> ir.IntegerColumn:
        """Whether it had any result."""
        return one((self.rows.result != "pending") & self._by_then())

    def end(self, code: str) -> ir.IntegerColumn:
        """Whether it had that result; `pending` where it had none yet."""
        if code == "pending":
            return 1 - self.over()
        return one((self.rows.result == code) & self._by_then())

    def _by_then(self) -> ir.BooleanColumn:
        # A result without a day is taken as the records state it.
        return happened(self.rows.ended, day=self.on) | self.rows.ended.isnull()


_DATED = {"referred": "referred", "admitted": "accepted"}


def disputes(registers: Registers, asked: Asked) -> Known:
    """Disputes received in the period at the place or within it, with the year of the cohort.

    Raises:
        SnapshotError: a place is asked for and the places, which tell what lies in it, are not open.
    """
    rows = registers["disputes"]
    rows = rows.filter(rows.received.between(asked.since, asked.until))
    if asked.place:
        rows = within(rows, places=registers["places"], place=asked.place)
    return Known(rows.mutate(year=rows.received.year().cast("string")), asked.on)


def happened(column: ir.DateColumn, *, day: date) -> ir.BooleanColumn:
    """Whether the records put it on that day or before."""
    return (column <= day).fill_null(False)


def one(condition: ir.BooleanColumn) -> ir.IntegerColumn:
    """1 where a condition holds, 0 where it does not or nothing is recorded."""
    return condition.fill_null(False).cast("int64")
