"""The faults that a row can have under a contract, each a polars expression that is true where the row breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from audiatur.registers.contract import Column, Table, Type
from audiatur.registers.converting import given_name


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the column that it is about (none for the whole row), and where it is broken."""

    name: str
    column: Column | None
    broken: pl.Expr
    other: str = ""
    """The column, or the words, that the value was compared with."""
    twins: Mapping[int, int] = field(default_factory=dict)
    """For a row whose key is not its own, another row that has it."""

    @property
    def mark(self) -> str:
        """The name of the rule's column in a frame of verdicts."""
        return f"{self.name}:{self.column.name if self.column else ''}"


def row_rules(table: Table, *, today: date) -> list[Rule]:
    """The rules that one typed row can be held to by itself."""
    return [rule for column in table.columns for rule in _limits(column, today=today)]


def _limits(column: Column, *, today: date) -> list[Rule]:
    value = pl.col(column.name)
    low, high = (
        pl.col(f"{column.name}_{end}") if column.type is Type.WHEN else value for end in ("earliest", "latest")
    )
    rules = []
    if column.required:
        rules.append(Rule("missing", column, pl.col(given_name(column.name)).is_null()))
    if column.type not in (Type.TEXT, Type.CODE):
        unread = value.is_null() & pl.col(given_name(column.name)).is_not_null()
        rules.append(Rule("not_readable", column, unread))
    if column.type is Type.CODE:
        rules.append(Rule("not_in_vocabulary", column, value.is_in(list(column.codes)).not_()))
    if column.minimum is not None:
        rules.append(Rule("below_minimum", column, low < column.minimum))
    if column.maximum is not None:
        rules.append(Rule("above_maximum", column, high > column.maximum))
    if column.not_future:
        rules.append(Rule("in_the_future", column, value > today, other=today.isoformat()))
    if column.not_before:
        rules.append(Rule("before_other_day", column, value < pl.col(column.not_before), other=column.not_before))
    return rules


def reference_rules(table: Table, *, keys: Mapping[str, pl.Series]) -> list[Rule]:
    """The rules that a value must be a key of another table, for the tables whose keys are at hand."""
    return [
        Rule("unknown_key", column, pl.col(column.name).is_in(keys[column.refers_to].implode()).not_())
        for column in table.columns
        if column.refers_to in keys
    ]
