"""The dataframely schema of a contract: typed frames for code that builds or receives rows of a table.

Loading holds rows against the same rules by `validating`, which also says where and how to mend; a test holds that
both keep the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import dataframely as dy
import polars as pl

from audiatur.registers.contract import Column, Table, Type


@lru_cache(maxsize=64)
def schema_of(table: Table, *, today: date) -> type[dy.Schema]:
    """The schema of a table's stored columns, on a day after which dates lie in the future."""
    members: dict[str, Any] = {}
    for column in table.columns:
        members |= _members(column, key=column.name in table.key, today=today)
        if column.not_before:
            members[f"{column.name}_not_before_{column.not_before}"] = _not_before(column)
    return type(table.name, (dy.Schema,), {"__doc__": table.en, **members})


def _members(column: Column, *, key: bool, today: date) -> dict[str, dy.Column]:
    common: dict[str, Any] = {
        "primary_key": key,
        "nullable": not column.required,
        "description": column.en,
        "metadata": {"km": column.km, "unit": column.unit, "example": column.example, "personal": column.personal},
    }
    latest = today if column.not_future else column.maximum
    limits: dict[str, Any] = {"min": column.minimum, "max": latest}
    match column.type:
        case Type.CODE:
            # A code is text in a snapshot: the vocabulary is held by a check, so that versions stay comparable.
            return {column.name: dy.String(check=_is_code(column.codes), **common)}
        case Type.INTEGER:
            return {column.name: dy.Int64(**limits, **common)}
        case Type.NUMBER:
            return {column.name: dy.Float64(**limits, **common)}
        case Type.BOOLEAN:
            return {column.name: dy.Bool(**common)}
        case Type.DAY:
            return {column.name: dy.Date(**limits, **common)}
        case Type.WHEN:
            return {
                column.name: dy.String(**common),
                f"{column.name}_earliest": dy.Date(nullable=True, min=column.minimum),  # type: ignore[arg-type]
                f"{column.name}_latest": dy.Date(nullable=True),
            }
        case _:
            return {column.name: dy.String(**common)}


def _is_code(codes: tuple[str, ...]) -> Callable[[pl.Expr], pl.Expr]:
    return lambda value: value.is_in(list(codes))


def _not_before(column: Column) -> Any:
    later, earlier = column.name, column.not_before
    return dy.rule()(lambda cls: (pl.col(later) >= pl.col(earlier)).fill_null(value=True))
