"""The places that a place lies in, by the level of the country's division, as an Ibis table that any engine runs."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

LEVELS = ("commune", "district", "province")


def lying_in(places: ir.Table) -> ir.Table:
    """One row a place: `at`, and the `commune`, `district` and `province` that it is or lies in (null above).

    Three joins with the table itself instead of a recursion, which not every engine has: a country's division has four
    levels.
    """
    own = places.select(at=places.place, kind_0=places.kind, up_1=places.within, place_0=places.place)
    for step in (1, 2, 3):
        above = places.select(
            **{f"place_{step}": places.place, f"kind_{step}": places.kind, f"up_{step + 1}": places.within}
        )
        own = own.left_join(above, own[f"up_{step}"] == above[f"place_{step}"])
    levels = {level: _of(own, level) for level in LEVELS}
    return own.select(at=own["at"], **levels)


def _of(own: ir.Table, level: str) -> ir.StringValue:
    found: ir.StringValue = ibis.null().cast("string")
    for step in (3, 2, 1, 0):
        found = ibis.ifelse(own[f"kind_{step}"] == level, own[f"place_{step}"], found)
    return found


def within(rows: ir.Table, *, places: ir.Table, place: str, column: str = "place") -> ir.Table:
    """The rows whose `column` is a place or lies in it; all of them where `place` is empty."""
    if not place:
        return rows
    levels = lying_in(places)
    inside = levels.filter(ibis.or_(levels["at"] == place, *(levels[level] == place for level in LEVELS)))
    return rows.semi_join(inside, rows[column] == inside["at"])
