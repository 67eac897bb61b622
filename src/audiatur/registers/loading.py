"""Loads a file of rows: read, mapped, held against its contract, and kept as a snapshot if a store is given."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from audiatur.errors import marked as _
from audiatur.registers.contract import Lang, Table
from audiatur.registers.errors import CountryMixed, NatureMixed, UnusableFile
from audiatur.registers.folding import folded
from audiatur.registers.frictionless import package_resource
from audiatur.registers.heading import check_heading
from audiatur.registers.mapping import TableMapping, check_mapping, mapping_by_name
from audiatur.registers.snapshots import (
    COUNTRY_LABEL,
    LABEL,
    Origin,
    Snapshot,
    check_country,
    file_sha256,
    newest,
    snapshot_keep,
)
from audiatur.registers.sniffing import Kind, kind_of
from audiatur.registers.spooling import Spooled, spool_text
from audiatur.registers.validating import ROW, Validation, validate
from audiatur.registers.watching import Progress, silent
from audiatur.registers.workbook import spool_workbook

_SYNTHETIC_LABELS = (LABEL, "synthetic")
"""The keys by which a Parquet file says that it is synthetic: those of a snapshot and of the invented country."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a file; without a store, or where no row could be kept, there is no snapshot."""

    validation: Validation
    snapshot: Snapshot | None
    notes: tuple[str, ...]


@contextmanager
def rows_of(
    path: Path,
    *,
    table: Table,
    mapping: TableMapping | None = None,
    sheet: str = "",
    synthetic: bool = False,
    country: str = "",
    progress: Progress = silent,
) -> Iterator[Spooled]:
    """The rows of a file of any accepted kind, for as long as the context lasts.

    Raises:
        UnusableFile: the file as a whole cannot be read as a table.
        NatureMixed: the file says that it is synthetic and it is not loaded so.
        CountryMixed: the file says that it is of another country than the one given.
    """
    wanted = mapping.read() if mapping else [column.name for column in table.columns]
    sheet = sheet or (mapping.sheet if mapping else "")
    encoding, delimiter = (mapping.encoding, mapping.delimiter) if mapping else ("", "")
    kind = kind_of(path)
    if kind is Kind.PACKAGE:
        resource = package_resource(path, table=table.name, name=sheet)
        _own_label(path, says=resource.synthetic, loaded=synthetic)
        path, kind, sheet = resource.path, kind_of(resource.path), ""
        encoding, delimiter = encoding or resource.encoding, delimiter or resource.delimiter
    if kind is Kind.PARQUET:
        yield _parquet(path, synthetic=synthetic, country=country)
        return
    with tempfile.TemporaryDirectory(prefix="audiatur-") as folder:
        into = Path(folder)
        if kind is Kind.WORKBOOK:
            yield spool_workbook(path, into=into, wanted=wanted, sheet=sheet, progress=progress)
        else:
            yield spool_text(path, into=into, wanted=wanted, encoding=encoding, delimiter=delimiter, progress=progress)


def _own_label(path: Path, *, says: bool, loaded: bool) -> None:
    if says and not loaded:
        raise NatureMixed(_("%(file)s is labelled synthetic. Load it with --synthetic."), file=path.name)


def _own_country(path: Path, *, says: str, loaded: str) -> None:
    if says and loaded and says != loaded:
        raise CountryMixed(
            _("%(file)s is labelled as of country %(country)s. Load it with --country %(country)s."),
            file=path.name,
            country=says,
        )


def _parquet(path: Path, *, synthetic: bool, country: str) -> Spooled:
    try:
        label = pl.read_parquet_metadata(path)
        rows = pl.scan_parquet(path, row_index_name=ROW, row_index_offset=1)
        names = tuple(name for name in rows.collect_schema().names() if name != ROW)
        first = [[str(cell) for cell in row] for row in pl.scan_parquet(path).head(1).collect().iter_rows()]
    except pl.exceptions.PolarsError as fault:
        raise UnusableFile(
            _("%(file)s is cut off or damaged Parquet, or has a column “%(column)s”. Export it again."),
            file=path.name,
            column=ROW,
        ) from fault
    _own_label(path, says=any(label.get(key) == "true" for key in _SYNTHETIC_LABELS), loaded=synthetic)
    says = label.get(COUNTRY_LABEL, "")
    _own_country(path, says=says, loaded=country)
    check_heading(names, first_rows=first, wanted=(), where=path.name)
    return Spooled(rows, names, country=says)


def load(
    path: Path,
    *,
    table: Table,
    tables: Collection[Table],
    at: datetime,
    mapping: TableMapping | None = None,
    sheet: str = "",
    store: Path | None = None,
    synthetic: bool = False,
    country: str = "",
    by: str = "",
    lang: Lang = "en",
    keep: bool = True,
    progress: Progress = silent,
) -> Loaded:
    """A file held against its contract and, where a store is given and a row is good, kept as a snapshot.

    With `keep` false the store only lends the keys of other tables.

    Keys of other tables are looked up in their newest snapshots of the same nature and country; a table without one is
    named in the notes and its keys are not checked. `progress` is told the stages reading, checking and keeping; what
    it raises ends the loading with nothing kept.

    Raises:
        RegisterError: the file, the mapping or the store cannot be used.
    """
    if not path.is_file():
        raise UnusableFile(_("There is no file %(path)s."), path=repr(str(path)))
    check_country(country, synthetic=synthetic)
    progress("reading", None)
    digest = file_sha256(path)
    with rows_of(
        path,
        table=table,
        mapping=mapping,
        sheet=sheet,
        synthetic=synthetic,
        country=country,
        progress=progress,
    ) as spooled:
        country = country or spooled.country
        mapping = mapping or mapping_by_name(table, given=spooled.names)
        check_mapping(mapping, table=table)
        unused = _unused(spooled.names, mapping=mapping)
        if mapping.fold:
            spooled = folded(spooled, fold=mapping.fold, used=mapping.sources())
        _same_names(mapping, names=spooled.names, path=path)
        progress("checking", None)
        referred = _referred(table, tables=tables, store=store, synthetic=synthetic, country=country)
        checked = {name: keys for name, (_, keys) in referred.items() if keys is not None}
        validation = validate(
            spooled.rows,
            table=table,
            mapping=mapping,
            today=at.date(),
            file=path.name,
            sheet=spooled.sheet,
            keys=checked,
            lang=lang,
        )
        notes = (*spooled.notes, *_unchecked(referred), *unused)
        snapshot = None
        if keep and store is not None and validation.kept:
            progress("keeping", None)
            snapshot, new = snapshot_keep(
                validation,
                store=store,
                origin=Origin(path.name, digest),
                mapping=mapping,
                references={name: found.name for name, (found, _) in referred.items() if found},
                synthetic=synthetic,
                by=by,
                at=at,
                country=country,
            )
            notes = notes if new else (*notes, "the same rows are kept already")
        return Loaded(validation, snapshot, notes)


def _same_names(mapping: TableMapping, *, names: Collection[str], path: Path) -> None:
    if missing := [name for name in mapping.sources() if name not in names]:
        raise UnusableFile(
            _("%(file)s has no column %(missing)s, which the mapping names. It has: %(names)s. Correct the mapping."),
            file=path.name,
            missing=missing,
            names=", ".join(names)[:400],
        )


_Referred = Mapping[str, tuple[Snapshot | None, pl.Series | None]]


def _referred(
    table: Table, *, tables: Collection[Table], store: Path | None, synthetic: bool, country: str
) -> _Referred:
    """The newest snapshots of the tables that the contract refers to, and their keys."""
    keys = {other.name: other.key[0] for other in tables if len(other.key) == 1}
    names = {column.refers_to for column in table.columns if column.refers_to and column.refers_to != table.name}
    found: dict[str, tuple[Snapshot | None, pl.Series | None]] = {}
    for name in sorted(names):
        kept = store is not None and store.is_dir()
        snapshot = newest(store, table=name, synthetic=synthetic, country=country) if store and kept else None
        series = snapshot.rows().select(keys[name]).collect().to_series() if snapshot else None
        found[name] = (snapshot, series)
    return found


def _unchecked(referred: _Referred) -> list[str]:
    names = [name for name, (snapshot, _) in referred.items() if snapshot is None]
    return [f"no {', '.join(names)} are kept yet, so their keys are not checked"] if names else []


def _unused(names: Collection[str], *, mapping: TableMapping) -> list[str]:
    unused = [name for name in names if name not in mapping.read()]
    return [f"not used: {', '.join(unused)[:400]}"] if unused else []
