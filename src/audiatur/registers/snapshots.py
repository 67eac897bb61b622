"""Immutable snapshots of register tables: zstd Parquet with a manifest; whole or not at all; never altered unseen."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from audiatur.errors import marked as _
from audiatur.registers.errors import CountryMixed, NatureMixed, SnapshotError
from audiatur.registers.mapping import TableMapping, write_mapping
from audiatur.registers.validating import Validation

ROWS, QUARANTINE, MANIFEST = "rows.parquet", "quarantine.parquet", "manifest.json"
LABEL, COUNTRY_LABEL = "audiatur.synthetic", "audiatur.country"
"""The keys of the Parquet file's own labels, which stay with it when it leaves the store."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is: its rows' hash, contract, mapping, source, and who made it when."""

    snapshot: str
    table: str
    version: int
    synthetic: bool
    sha256: str
    read: int
    kept: int
    quarantined: int
    faults: Mapping[str, int]
    source: str
    source_sha256: str
    mapping: str
    references: Mapping[str, str]
    """The snapshots against which keys of other tables were checked, by table."""
    by: str
    at: str
    software: str
    country: str = ""
    """The ISO 3166 code of two letters, in lower case; "" where it is not stated, as in manifests made without it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot of a store, whose content has been checked against its manifest."""

    manifest: Manifest
    folder: Path

    @property
    def name(self) -> str:
        """The name by which it is cited: table and the first signs of its hash."""
        return self.manifest.snapshot

    @property
    def rows_path(self) -> Path:
        """The Parquet file of its rows."""
        return self.folder / ROWS

    def rows(self) -> pl.LazyFrame:
        """Its rows, not yet read."""
        return pl.scan_parquet(self.rows_path)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that rows came from."""

    name: str
    sha256: str


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def snapshot_keep(
    validation: Validation,
    *,
    store: Path,
    origin: Origin,
    mapping: TableMapping,
    references: Mapping[str, str],
    synthetic: bool,
    by: str,
    at: datetime,
    country: str = "",
    labels: Mapping[str, str] | None = None,
    may_be_empty: bool = False,
) -> tuple[Snapshot, bool]:
    """Keep the good rows as a snapshot and the faulty ones beside them; it appears whole or not at all.

    The same rows of the same table are one snapshot, however often they are loaded: the second value says whether it
    is new. `labels` go into the Parquet file beside its own: rows with other labels are another snapshot. With
    `may_be_empty` a table whose last row was withdrawn is kept as such.

    Raises:
        SnapshotError: no row can be kept, or the country is no code that such rows can have.
    """
    check_country(country, synthetic=synthetic)
    if not validation.kept and not may_be_empty:
        raise SnapshotError(
            _("%(file)s: none of %(count)s rows can be kept. Nothing is stored."),
            file=origin.name,
            count=f"{validation.read:,}",
        )
    shelf = store / validation.table.name
    shelf.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=shelf))
    try:
        label = {LABEL: str(synthetic).lower(), "audiatur.table": validation.table.name}
        label |= {COUNTRY_LABEL: country} if country else {}
        label |= dict(labels or {})
        validation.kept_rows.sink_parquet(making / ROWS, compression="zstd", metadata=label)
        validation.quarantined_rows.sink_parquet(making / QUARANTINE, compression="zstd", metadata=label)
        _reconcile(making, validation=validation)
        manifest = _manifest(
            validation,
            sha256=file_sha256(making / ROWS),
            origin=origin,
            mapping=mapping,
            references=references,
            synthetic=synthetic,
            by=by,
            at=at,
            country=country,
        )
        (making / MANIFEST).write_text(_sealed(manifest), encoding="utf-8")
        target = shelf / manifest.snapshot
        if target.exists():
            return snapshot_open(manifest.snapshot, store=store), False
        _settle(making)
        making.rename(target)
        return Snapshot(manifest, target), True
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _settle(folder: Path) -> None:
    """The files reach the disk before their name does, so that a power cut leaves no empty snapshot."""
    for path in folder.iterdir():
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def _reconcile(folder: Path, *, validation: Validation) -> None:
    """The rows written are counted again, since the file could change while it is read."""
    kept, quarantined = (
        pl.scan_parquet(folder / name).select(pl.len()).collect().item() for name in (ROWS, QUARANTINE)
    )
    if (kept, quarantined) != (validation.kept, validation.quarantined):
        raise SnapshotError(
            _(
                "%(read)s rows were read, and %(kept)s kept with %(quarantined)s in quarantine. The file changed while "
                "it was read; load it again."
            ),
            read=f"{validation.read:,}",
            kept=f"{kept:,}",
            quarantined=f"{quarantined:,}",
        )


def _manifest(
    validation: Validation,
    *,
    sha256: str,
    origin: Origin,
    mapping: TableMapping,
    references: Mapping[str, str],
    synthetic: bool,
    by: str,
    at: datetime,
    country: str,
) -> Manifest:
    table = validation.table
    told = f"{table.name}\n{table.version}\n{synthetic}\n{sha256}\n{country}"
    return Manifest(
        snapshot=f"{table.name}-{hashlib.sha256(told.encode()).hexdigest()[:16]}",
        table=table.name,
        version=table.version,
        synthetic=synthetic,
        sha256=sha256,
        read=validation.read,
        kept=validation.kept,
        quarantined=validation.quarantined,
        faults=dict(validation.counts),
        source=origin.name,
        source_sha256=origin.sha256,
        mapping=write_mapping(mapping),
        references=dict(references),
        by=by,
        at=at.isoformat(timespec="seconds"),
        software=f"audiatur {version('audiatur')}",
        country=country,
    )


def _sealed(manifest: Manifest) -> str:
    content = asdict(manifest)
    return json.dumps({**content, "seal": _seal(content)}, ensure_ascii=False, indent=2) + "\n"


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def manifest_read(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder, as it was sealed.

    Raises:
        SnapshotError: it is missing or was altered.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        seal = content.pop("seal")
        manifest = Manifest(**content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SnapshotError(
            _("%(snapshot)s has no manifest that can be read. Load its source again."), snapshot=folder.name
        ) from fault
    if seal != _seal(content) or manifest.snapshot != folder.name:
        raise SnapshotError(_("%(snapshot)s: the manifest was altered. Load its source again."), snapshot=folder.name)
    return manifest


def snapshot_open(name: str, *, store: Path) -> Snapshot:
    """The snapshot of that name, its rows checked against their hash.

    Raises:
        SnapshotError: there is none, or it was altered.
    """
    table = name.rpartition("-")[0]
    folder = store / table / name
    if not table or Path(name).name != name or not folder.is_dir():
        raise SnapshotError(
            _("There is no snapshot %(name)s. `audiatur register list` shows those kept."), name=repr(name)
        )
    manifest = manifest_read(folder)
    if not (folder / ROWS).is_file() or file_sha256(folder / ROWS) != manifest.sha256:
        raise SnapshotError(
            _("%(snapshot)s: the rows are not those that were kept. Load %(source)s again."),
            snapshot=name,
            source=manifest.source,
        )
    return Snapshot(manifest, folder)


def snapshot_list(store: Path, *, table: str = "") -> list[Manifest]:
    """The manifests of a store, oldest first; their rows are not checked."""
    folders = store.glob(f"{table or '*'}/*-*/{MANIFEST}")
    found = [manifest_read(path.parent) for path in folders if not path.parent.name.startswith(".")]
    return sorted(found, key=lambda manifest: (manifest.at, manifest.snapshot))


def newest(store: Path, *, table: str, synthetic: bool, country: str | None = None) -> Snapshot | None:
    """The snapshot of a table that was kept last, among the synthetic or among the real ones.

    `country` chooses among those of one country, "" among those that state none; None among all.
    """
    kept = [
        manifest
        for manifest in snapshot_list(store, table=table)
        if manifest.synthetic == synthetic and country in (None, manifest.country)
    ]
    return snapshot_open(kept[-1].snapshot, store=store) if kept else None


def check_country(country: str, *, synthetic: bool) -> None:
    """Refuses a country's code that the rows cannot have: invented countries are xa to xz, and no real one is.

    >>> check_country("kh", synthetic=False)
    >>> check_country("", synthetic=True)
    >>> check_country("kh", synthetic=True)
    Traceback (most recent call last):
    ...
    audiatur.registers.errors.SnapshotError: Country 'kh' ... of an invented country, from xa to xz, or none.

    Raises:
        SnapshotError: with the codes that are accepted.
    """
    if not country:
        return
    if not re.fullmatch(r"[a-z]{2}", country):
        raise SnapshotError(
            _("Country %(country)s is no code. Give the two letters of ISO 3166, such as kh, or none."),
            country=repr(country),
        )
    if synthetic and not country.startswith("x"):
        raise SnapshotError(
            _(
                "Country %(country)s could be a real one and the rows are synthetic. Give the code of an invented "
                "country, from xa to xz, or none."
            ),
            country=repr(country),
        )
    # xk stands for Kosovo in the practice of several organisations, so it is the one of these that can be real.
    if not synthetic and country.startswith("x") and country != "xk":
        raise SnapshotError(
            _("Country %(country)s is the code of an invented one. Load the rows with --synthetic."),
            country=repr(country),
        )


def one_nature(snapshots: Iterable[Snapshot]) -> bool:
    """Whether the snapshots are synthetic.

    Raises:
        NatureMixed: some are and some are not.
    """
    given = list(snapshots)
    synthetic = [snapshot.name for snapshot in given if snapshot.manifest.synthetic]
    if synthetic and len(synthetic) < len(given):
        real = [snapshot.name for snapshot in given if not snapshot.manifest.synthetic]
        raise NatureMixed(
            _(
                "Synthetic and real rows never mix: %(synthetic)s is synthetic, %(real)s is real. Name snapshots of "
                "one kind."
            ),
            synthetic=synthetic,
            real=real,
        )
    return bool(synthetic)


def one_country(snapshots: Iterable[Snapshot]) -> str:
    """The country of the snapshots, "" where none states it.

    Raises:
        CountryMixed: they are of two countries, or some state theirs and some do not.
    """
    names: dict[str, list[str]] = {}
    for snapshot in snapshots:
        names.setdefault(snapshot.manifest.country, []).append(snapshot.name)
    if len(names) > 1:
        told = "; ".join(f"{country or 'not stated'}: {', '.join(given)}" for country, given in sorted(names.items()))
        raise CountryMixed(
            _(
                "Rows of two countries never mix (%(snapshots)s). Name snapshots of one country, or load those without "
                "one again with --country."
            ),
            snapshots=told,
        )
    return next(iter(names), "")
