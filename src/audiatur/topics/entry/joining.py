"""Rows that were entered join the newest snapshot of their table, in place of those entered before.

A table has one newest snapshot, which everything is computed from; so what a party closes is added to the rows that
others keep, and takes the place of what was entered under the same numbers alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from audiatur.errors import AudiaturError
from audiatur.errors import marked as _
from audiatur.registers.contract import Table
from audiatur.registers.mapping import mapping_by_name
from audiatur.registers.schema import schema_of
from audiatur.registers.shelf import Shelf
from audiatur.registers.snapshots import Origin, Snapshot, newest, snapshot_keep
from audiatur.registers.validating import Validation
from audiatur.topics.entry.form import Form
from audiatur.topics.entry.rows import Known, Sent, places_known, rows_of, validated


class NotJoined(AudiaturError):
    """Entered rows cannot become part of a register; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The name of what is closed, the hash of what was typed, who closes it, and when."""

    name: str
    sha256: str
    by: str
    at: datetime


def known_on(shelf: Shelf, *, form: Form) -> Known:
    """The places and the keys of other tables that the shelf's newest snapshots hold."""
    referred = {column.refers_to for table in form.tables for column in table.columns if column.refers_to}
    referred -= {table.name for table in form.tables} | {"persons"}
    keys, places = {}, {}
    for name in sorted(referred):
        found = _newest(shelf, name)
        if found and name == "places":
            rows = found.rows().select("place", "name", "name_km").fill_null("").collect()
            places, keys[name] = places_known(rows.iter_rows()), rows["place"]
        elif found:
            keys[name] = found.rows().select(pl.first()).collect().to_series()
    return Known(places, keys)


def join(
    form: Form,
    sents: Sequence[Sent],
    *,
    entered: Collection[str],
    others: Sequence[Sent],
    shelf: Shelf,
    known: Known,
    closing: Closing,
    today: date,
) -> list[Snapshot]:
    """Make a new snapshot of each table that a party's entries fill, or filled before.

    `sents` are the party's entries that stand, and `entered` every number under which it ever entered rows. `others`
    are closed entries of other parties: they are added where the kept table has lost them, as when a file was loaded.

    Raises:
        NotJoined: a row does not fit its contract, or the kept table is of another version of it.
    """
    made = {
        table.name: _joined(
            table,
            _typed(form, table, sents, known=known, today=today),
            others=[_typed(form, table, [sent], known=known, today=today, strict=False) for sent in others],
            entered=entered,
            number=form.number,
            base=_newest(shelf, table.name),
        )
        for table in form.tables
    }
    return [
        _keep(table, rows, shelf=shelf, closing=closing)
        for table in form.tables
        if (rows := made[table.name]) is not None
    ]


def _joined(
    table: Table,
    own: pl.DataFrame,
    *,
    others: Sequence[pl.DataFrame],
    entered: Collection[str],
    number: str,
    base: Snapshot | None,
) -> pl.LazyFrame | None:
    """The rows of others with those that stand; None where nothing of the table is, or ever was, entered."""
    if base is None:
        frame = pl.concat([own, *others])
        return frame.lazy() if len(frame) else None
    if base.manifest.version != table.version:
        raise NotJoined(
            _(
                "The kept table %(table)s is of version %(kept)s of its contract; this form fills version %(version)s. "
                "The secretariat loads the table again first."
            ),
            table=table.name,
            kept=base.manifest.version,
            version=table.version,
        )
    kept = base.rows().select(table.stored)
    held = set(kept.select(pl.col(number).unique()).collect().to_series().to_list())
    lost = [frame for frame in others if len(frame) and frame[number][0] not in held]
    if not len(own) and not lost and not held.intersection(entered):
        return None
    return pl.concat([kept.filter(pl.col(number).is_in(list(entered)).not_()), own.lazy(), *(f.lazy() for f in lost)])


def _typed(
    form: Form, table: Table, sents: Sequence[Sent], *, known: Known, today: date, strict: bool = True
) -> pl.DataFrame:
    """The entered rows of a table, typed and held against their contract; rows that do not fit are left out unless
    that is to be told.
    """
    rows = [
        row for sent in sents for row in rows_of(form, sent, known=known, passed_on=True) if row.table == table.name
    ]
    checked = validated(form, table, rows, known=known, today=today)
    if strict and checked.quarantined:
        raise NotJoined(
            _("%(count)s rows of %(table)s do not fit their contract."), count=checked.quarantined, table=table.name
        )
    typed = checked.kept_rows.collect()
    return schema_of(table, today=today).validate(typed) if len(typed) else typed


def _newest(shelf: Shelf, table: str) -> Snapshot | None:
    if not shelf.store.is_dir():
        return None
    return newest(shelf.store, table=table, synthetic=shelf.synthetic, country=shelf.country)


def _keep(table: Table, rows: pl.LazyFrame, *, shelf: Shelf, closing: Closing) -> Snapshot:
    count = int(rows.select(pl.len()).collect().item())
    validation = Validation(table, count, 0, {}, (), rows, rows.head(0))
    shelf.store.mkdir(parents=True, exist_ok=True)
    snapshot, _new = snapshot_keep(
        validation,
        store=shelf.store,
        origin=Origin(closing.name, closing.sha256),
        mapping=mapping_by_name(table, given=[column.name for column in table.columns]),
        references={},
        synthetic=shelf.synthetic,
        by=closing.by,
        at=closing.at,
        country=shelf.country,
        labels=_labels(closing),
        may_be_empty=True,
    )
    return snapshot


def _labels(closing: Closing) -> Mapping[str, str]:
    """Of each closing its own: rows that return to a former state are a newer snapshot, not the former one."""
    return {"audiatur.closing": f"{closing.name} {closing.at.isoformat()}"}
