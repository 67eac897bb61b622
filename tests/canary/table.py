"""docs/visibility.csv: what each route shows, and the levels of words that each role may read there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from audiatur.record.models import Role, Visibility
from tests.canary.people import WITHOUT_ROLE
from tests.shared import ROOT

TABLE = ROOT / "docs/visibility.csv"
CLOSED, NOTHING = "closed", "open"
"""A route that the role never opens; one that it opens and that holds none of the record's words."""

LEVELS = (Visibility.PUBLIC, Visibility.PARTIES, Visibility.SIDE, Visibility.RESTRICTED)


def columns() -> tuple[str, ...]:
    """The columns of the table: who is of no party, then every role that a member can have."""
    return (*WITHOUT_ROLE, *(role.value.replace("-", "_") for role in Role))


def read(place: Path = TABLE) -> dict[str, dict[str, str]]:
    """The rows of the table by route."""
    with place.open(encoding="utf-8", newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def cell(levels: Iterable[str], *, answered: bool) -> str:
    """What a cell says: the levels from the widest to the narrowest."""
    found = set(levels)
    if not found:
        return NOTHING if answered else CLOSED
    return " ".join(level.value for level in LEVELS if level.value in found)


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as they stand in the file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["route", "shows", *columns()], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
