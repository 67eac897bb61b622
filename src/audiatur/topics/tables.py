"""The contracts of every register table: those that topics share and those of each topic."""

from __future__ import annotations

from audiatur.errors import AudiaturError
from audiatur.registers import shared_tables
from audiatur.registers.contract import Table
from audiatur.topics.civic_space import contract as civic_space
from audiatur.topics.mediation import contract as mediation
from audiatur.topics.prisons import contract as prisons
from audiatur.topics.proceedings import contract as proceedings

TABLES: tuple[Table, ...] = (
    *shared_tables.TABLES,
    *prisons.TABLES,
    *proceedings.TABLES,
    *mediation.TABLES,
    *civic_space.TABLES,
)


class UnknownTable(AudiaturError):
    """No register table has that name."""


def table_get(name: str) -> Table:
    """The contract of a table.

    >>> table_get("custody").key
    ('spell',)
    """
    for table in TABLES:
        if table.name == name:
            return table
    raise UnknownTable(f"{name!r} is no register table. Accepted: {', '.join(table.name for table in TABLES)}.")
