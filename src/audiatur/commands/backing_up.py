"""The whole installation as one encrypted file, while its server runs, and back into an empty home."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from audiatur.errors import AudiaturError
from audiatur.sealed_file import NotOpened, opened, sealed

FORMAT = "audiatur backup 1"
FOLDERS = ("blobs", "registers", "laws", "figures")
KEYS = ("ledger-key", "secret-key", "private-key")
"""Kept in the backup where they lie in the home; a private key that is kept apart stays apart."""
SHORTEST = 12


def backup(to: Path, *, passphrase: str) -> str:
    """Write the backup, and tell what is in it. Needs `installation.prepare()` before.

    Raises:
        AudiaturError: the file is there already, or the passphrase is short.
    """
    if len(passphrase) < SHORTEST:
        raise AudiaturError(f"The passphrase is short; give {SHORTEST} characters or more.")
    if to.exists():
        raise AudiaturError(f"{to} is there already; name another file.")
    beside = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with sealed(file, passphrase=passphrase) as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
                told = _write(tar)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
    return told


def _write(tar: tarfile.TarFile) -> str:
    from django.conf import settings

    from audiatur.record import dumping, ledger
    from audiatur.record.models import Party

    home = Path(settings.HOME)
    with dumping.one_view(), tempfile.TemporaryFile(dir=home) as rows:
        head = ledger.head()
        for line in dumping.lines():
            rows.write(line)
        parties = list(Party.objects.order_by("pk").values_list("pk", flat=True))
        versions = dumping.versions()
        about = {
            "format": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "origin": settings.LEDGER_ORIGIN,
            "size": head.seq,
            "root": head.hash,
            "versions": versions,
        }
        _add(tar, "about.json", json.dumps(about, indent=1).encode())
        _add_file(tar, "rows.jsonl", rows)
    for party in parties:
        held = _private(party)
        if held:
            _add(tar, f"private/{party}.json", json.dumps(held).encode())
    # Files that a row names were kept before the row, and are never changed: what is there now is enough.
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                # A temporary file may go while this runs; what a row names stays.
                with contextlib.suppress(FileNotFoundError):
                    tar.add(path, arcname=str(path.relative_to(home)), recursive=False)
    for key in KEYS:
        if (home / key).exists():
            tar.add(home / key, arcname=key, recursive=False)
    return f"{head.seq} entries; head {head.hash}"


def _private(party: int) -> dict[str, list[list[str]]]:
    from audiatur.record.private import stores

    if not stores.exists(party):
        return {}
    with stores.lying(party) as store:
        drafts, notes = store.all_drafts(), store.all_notes()
    return {"drafts": _texts(drafts), "notes": _texts(notes)} if drafts or notes else {}


def _texts(rows: Any) -> list[list[str]]:
    return [[base64.b64encode(part).decode() for part in row] for row in rows]


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    _add_file(tar, name, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str, file: Any) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = file.seek(0, io.SEEK_END), 0o600
    file.seek(0)
    tar.addfile(about, file)


def restore(source: Path, *, home: Path, passphrase: str) -> str:
    """Build the installation that a backup holds in `home`, which is empty or not there; nothing is left of a failure.

    Sets `AUDIATUR_HOME` to a folder beside it while it builds: call it before Django is started.

    Raises:
        AudiaturError: the home or the database is in use, the file does not open, or gives another tree head.
    """
    if home.exists() and any(home.iterdir()):
        raise AudiaturError(f"{home} is not empty; a backup is restored into an empty home.")
    building = home.with_name(f".{home.name}.restoring")
    if building.exists():
        raise AudiaturError(f"{building} is left of a restore that was stopped; remove it.")
    building.mkdir(mode=0o700, parents=True)
    try:
        with source.open("rb") as file:
            _unpack(opened(file, passphrase=passphrase), into=building)
        os.environ["AUDIATUR_HOME"] = str(building)
        told = _build(building)
        if home.exists():
            home.rmdir()
        building.rename(home)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return told


def _unpack(stream: BinaryIO, *, into: Path) -> None:
    """Write the files; reading on to the end of the stream proves that the backup is whole."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                place = PurePosixPath(member.name)
                if not member.isfile() or place.is_absolute() or ".." in place.parts:
                    raise NotOpened("The backup holds what no backup holds.")
                tar.extract(member, into, filter="data", set_attrs=False)
                (into / place).chmod(0o600)
    except tarfile.TarError as fault:
        raise NotOpened("The backup was altered or cut off.") from fault
    while stream.read(1 << 20):
        pass


def _build(home: Path) -> str:
    from audiatur.commands import installation

    about = json.loads((home / "about.json").read_text(encoding="utf-8"))
    installation.start_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from audiatur.record import dumping, ledger
    from audiatur.record.models import User
    from audiatur.record.search import index

    there = connection.introspection.table_names()
    if "record_entry" in there and (ledger.head().seq or User.objects.exists()):
        raise AudiaturError("The database that AUDIATUR_DATABASE_URL names is in use; a backup needs an empty one.")
    call_command("migrate", verbosity=0, interactive=False)
    if dumping.versions() != about["versions"]:
        raise dumping.NotRestored(
            f"The backup of {about['made']} was made by another version of Audiatur; install that one, restore, then "
            "upgrade."
        )
    with transaction.atomic():
        with (home / "rows.jsonl").open("rb") as rows:
            dumping.load(rows)
        head = ledger.head()
        fault = next(iter(ledger.faults()), None)
        if fault or (head.seq, head.hash) != (about["size"], about["root"]):
            raise AudiaturError(f"The ledger of the backup does not hold: {fault or 'another tree head'}.")
        index.rebuild()
        for path in sorted((home / "private").glob("*.json")):
            _private_load(int(path.stem), json.loads(path.read_text(encoding="utf-8")), path)
    for name in ("about.json", "rows.jsonl"):
        (home / name).unlink()
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    connection.close()
    return f"{head.seq} entries; head {head.hash}"


def _private_load(party: int, held: dict[str, list[list[str]]], path: Path) -> None:
    from audiatur.record.private import stores

    with stores.lying(party) as store:
        for whose, about, sealed_text in _bytes(held["drafts"]):
            store.draft_put(whose=whose, about=about, sealed=sealed_text)
        for about, sealed_text in _bytes(held["notes"]):
            store.note_put(about=about, sealed=sealed_text)
    path.unlink()


def _bytes(rows: list[list[str]]) -> Iterator[list[bytes]]:
    return ([base64.b64decode(part) for part in row] for row in rows)
