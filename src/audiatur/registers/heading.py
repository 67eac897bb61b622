"""The row of names of a file: one row, each name once, and not thousands of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.registers.errors import UnusableFile

MOST_COLUMNS = 500


def check_heading(
    names: Sequence[str], *, first_rows: Sequence[Sequence[str]], wanted: Collection[str], where: str | Message
) -> None:
    """Refuses a file whose names cannot be trusted; `wanted` are the names that the mapping or the contract looks for.

    Raises:
        UnusableFile: too many columns, two rows of names, a name that is missing or stands twice, or no rows.
    """
    if len(names) > MOST_COLUMNS:
        raise UnusableFile(
            _("%(where)s has %(count)s columns; at most %(most)s are read. Export the columns that are needed."),
            where=where,
            count=f"{len(names):,}",
            most=MOST_COLUMNS,
        )
    if not first_rows:
        raise UnusableFile(_("%(where)s has names and no rows. Export it again with its rows."), where=where)
    _one_heading(
        names, second=first_rows[0], third=first_rows[1] if len(first_rows) > 1 else (), wanted=wanted, where=where
    )
    if empty := [position for position, name in enumerate(names, start=1) if not name]:
        raise UnusableFile(
            _("%(where)s: column %(column)s has no name. Name it in row 1, or delete it."), where=where, column=empty[0]
        )
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UnusableFile(
            _("%(where)s: %(name)s names two columns. Give each column its own name."),
            where=where,
            name=repr(twice[0]),
        )


def _one_heading(
    names: Sequence[str], *, second: Sequence[str], third: Sequence[str], wanted: Collection[str], where: str | Message
) -> None:
    if _is_second_heading(names, second=second, third=third, wanted=wanted):
        shown = ", ".join(cell for cell in second if cell)[:80]
        raise UnusableFile(
            _(
                "%(where)s has two rows of names: row 2 is no record (%(row)s). Leave one row of names, the first, and "
                "delete the other."
            ),
            where=where,
            row=shown,
        )


def _is_second_heading(
    names: Sequence[str], *, second: Sequence[str], third: Sequence[str], wanted: Collection[str]
) -> bool:
    """Whether the second row names columns: it repeats names, holds those looked for, or fills gaps in the first."""
    cells = [cell.strip() for cell in second if cell.strip()]
    if len(cells) < 2:
        return False
    known = {*wanted, *(name for name in names if name)}
    if sum(cell in known for cell in cells) > len(cells) / 2:
        return True
    wordy = not any(re.search(r"[\d០-៩]", cell) for cell in cells) and len(set(cells)) == len(cells)
    gaps = len(names) - len({name for name in names if name})
    if wordy and gaps >= max(1, len(names) // 4):
        return True
    numbered = sum(bool(re.search(r"[\d០-៩]", cell)) for cell in third)
    return wordy and len(cells) == len(names) and numbered >= max(2, len(names) / 2)
