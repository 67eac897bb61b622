"""A log of events becomes rows: one row for each number, with the day, kind or count of the events that belong to it.

The fold is part of the mapping, so that a person reviews it and the snapshot keeps it. It makes columns of text; what
they mean is read and held against the contract afterwards, as with any file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import polars as pl

from audiatur.errors import marked as _
from audiatur.registers.converting import days_read
from audiatur.registers.errors import UnusableFile
from audiatur.registers.mapping import ColumnMapping, Fold
from audiatur.registers.spooling import Spooled
from audiatur.registers.validating import CELLS, ROW

_KEY, _DAY, _TOLD = "fold:key", "fold:day", "fold:told"


def folded(given: Spooled, *, fold: Fold, used: Collection[str]) -> Spooled:
    """One row for each number of a log of events, with the columns that the fold makes and those of `used`.

    Events are taken in the order of their days, and of one day in the order of the file. A cell that is no day stays as
    it is, before all days among the first events and after all among the last, so that it is told as a fault and
    never passed over. Another column has its last filled cell. A row without a number stays a row of its own.

    Raises:
        UnusableFile: a row has too few or too many cells, or the log has no such column.
    """
    _columns_there(given, fold=fold, used=used)
    _even_rows(given)
    rows = given.rows.with_columns(_text(name) for name in given.names)
    day = pl.col(fold.day).map_batches(
        lambda cells: days_read(cells, how=ColumnMapping(order=fold.order, era=fold.era)),
        return_dtype=pl.Date,
        is_elementwise=True,
    )
    numbered = pl.when(pl.col(fold.by).is_null()).then(pl.col(ROW)).alias(_KEY)
    rows = rows.with_columns(numbered, day.alias(_DAY))
    rows = rows.with_columns(pl.col(_DAY).dt.to_string("%Y-%m-%d").fill_null(pl.col(fold.day)).alias(_TOLD))
    others = [name for name in used if name in given.names and name not in (fold.by, *fold.made())]
    one = rows.group_by(fold.by, _KEY).agg(
        pl.col(ROW).min(),
        *_made(fold),
        *(pl.col(name).sort_by(_DAY, ROW, nulls_last=[False, False]).drop_nulls().last() for name in others),
        *((pl.col(name).drop_nulls().n_unique() > 1).alias(f"differs:{name}") for name in others),
    )
    table = one.sort(ROW).collect(engine="streaming")
    notes = (*given.notes, *_unlike(table, others=others), *_unnamed(rows, fold=fold))
    kept = table.select(ROW, fold.by, *fold.made(), *others).lazy()
    return replace(given, rows=kept, names=(fold.by, *fold.made(), *others), notes=notes)


def _text(name: str) -> pl.Expr:
    cell = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(cell != "").then(cell).alias(name)


def _made(fold: Fold) -> list[pl.Expr]:
    first = pl.col(_TOLD).sort_by(_DAY, ROW, nulls_last=[False, False])
    last = pl.col(_TOLD).sort_by(_DAY, ROW, nulls_last=[True, False])
    kind = pl.col(fold.event).sort_by(_DAY, ROW, nulls_last=[True, False])

    def among(kinds: Collection[str], *, ordered: str) -> pl.Expr:
        chosen = pl.col(fold.event).is_in(list(kinds))
        if ordered == "first":
            return first.filter(chosen.sort_by(_DAY, ROW, nulls_last=[False, False])).first()
        column = last if ordered == "last" else kind
        return column.filter(chosen.sort_by(_DAY, ROW, nulls_last=[True, False])).last()

    return [
        *(among(kinds, ordered="first").alias(name) for name, kinds in fold.first.items()),
        *(among(kinds, ordered="last").alias(name) for name, kinds in fold.last.items()),
        *(among(kinds, ordered="kind").alias(name) for name, kinds in fold.kind.items()),
        *(
            pl.col(fold.event).is_in(list(kinds)).sum().cast(pl.String).alias(name)
            for name, kinds in fold.count.items()
        ),
    ]


def _columns_there(given: Spooled, *, fold: Fold, used: Collection[str]) -> None:
    wanted = [fold.by, fold.event, fold.day, *(name for name in used if name not in fold.made())]
    if missing := [name for name in dict.fromkeys(wanted) if name not in given.names]:
        raise UnusableFile(
            _("The log has no column %(missing)s, which the mapping names. It has: %(names)s. Correct the mapping."),
            missing=missing,
            names=", ".join(given.names)[:400],
        )
    if taken := [name for name in fold.made() if name in given.names]:
        raise UnusableFile(
            _("The fold makes %(taken)s, and the log has a column of that name. Name it otherwise."), taken=taken
        )


def _even_rows(given: Spooled) -> None:
    if CELLS not in given.rows.collect_schema():
        return
    ragged = given.rows.filter(pl.col(CELLS).is_not_null()).select(ROW, CELLS).head(1).collect()
    if ragged.height:
        row, cells = ragged.row(0)
        raise UnusableFile(
            _(
                "Row %(row)s of the log has %(cells)s cells, and there are %(columns)s columns. An event one "
                "column off would go to another dispute or day: correct the row and load it again."
            ),
            row=row,
            cells=cells,
            columns=len(given.names),
        )


def _unlike(table: pl.DataFrame, *, others: Collection[str]) -> list[str]:
    """The columns of which some number has several values."""
    found = {name: int(table[f"differs:{name}"].sum()) for name in others}
    return [f"{name} differs within {count} numbers; the last stands" for name, count in found.items() if count]


def _unnamed(rows: pl.LazyFrame, *, fold: Fold) -> list[str]:
    """Kinds of events that the fold names nowhere."""
    named: Mapping[str, None] = dict.fromkeys(kind for kinds in fold.kinds() for kind in kinds)
    left = rows.filter(pl.col(fold.event).is_in(list(named)).not_()).group_by(fold.event).len()
    counted = left.sort("len", fold.event, descending=[True, False]).head(20).collect().rows()
    return [f"events not used: {', '.join(f'{kind} ({count})' for kind, count in counted)}"] if counted else []
