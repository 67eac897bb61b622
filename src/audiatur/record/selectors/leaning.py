"""Rows with the sources that they lean on, read without the texts of those sources."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

HEAVY = ("content", "paragraphs", "pages", "quantities", "arithmetic", "warnings")
"""The columns of a source that hold its text and what was read in it: megabytes in a long report."""


def lean(rows: QuerySet[Row], *paths: str) -> QuerySet[Row]:
    """The rows joined with what each path leads to; a path to a source brings its title and not its text."""
    sources = [path for path in paths if path.rpartition("__")[2] == "source"]
    return rows.select_related(*paths).defer(*(f"{path}__{column}" for path in sources for column in HEAVY))
