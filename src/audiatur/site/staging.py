"""Documents on their way into the record: kept in a private folder of the person, read in the background.

Nothing of it is in the record before the person confirms. A staged document is a folder under the person's own, named
by an unguessable token: `upload`, `about.json`, and then either `reading.json` or `fault.json`. While it is read, the
reading thread holds a lock on `lock`, which the system releases when the program ends: so a reading that was cut off is
told from one that goes on, by whichever process looks. Folders go when their document is added or given up, and after
a day.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from audiatur.reading import Reading
from audiatur.reading.errors import ReadingError
from audiatur.reading.keeping import reading_from_json, reading_to_json
from audiatur.site.reading_apart import read_document

KEPT_SECONDS = 24 * 60 * 60
MOST_WAITING = 10
"""Documents that one person may have on their way at once."""

Stage = Literal["waiting", "reading", "read", "failed", "lost"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a staged document is; `code` names the reason where it failed."""

    stage: Stage
    step: str = ""
    done: int = 0
    total: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """A document that a person has given and not yet added."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def token(self) -> str:
        """The name by which the person's pages know it."""
        return self.folder.name

    @property
    def name(self) -> str:
        """The name of the file as given."""
        return str(self.about["name"])

    def content(self) -> bytes:
        """The bytes as received."""
        return (self.folder / "upload").read_bytes()

    def reading(self) -> Reading:
        """What was read; only after the progress says "read"."""
        return reading_from_json((self.folder / "reading.json").read_text())


class _GivenUp(BaseException):
    """The person gave the document up while it was read. No reader may catch it as a fault of the document."""


def stage(owner: int, *, chunks: Iterable[bytes], about: Mapping[str, Any]) -> Staged:
    """Keep a document and what was told about it; `about` names the file as `name`."""
    folder = _home(owner) / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    with (folder / "upload").open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    staged = Staged(folder, about)
    tell(staged, about)
    return staged


def tell(staged: Staged, about: Mapping[str, Any]) -> Staged:
    """The same document with other answers about it."""
    _write(staged.folder / "about.json", json.dumps(dict(about), ensure_ascii=False))
    return Staged(staged.folder, about)


def staged_get(owner: int, token: str) -> Staged | None:
    """The document of this person with this token, None where there is none."""
    return next((staged for staged in staged_by(owner) if secrets.compare_digest(staged.token, token)), None)


def staged_by(owner: int) -> Iterator[Staged]:
    """The documents that the person has on their way, the oldest first."""
    folders = [folder for folder in _home(owner).iterdir() if (folder / "about.json").exists()]
    for folder in sorted(folders, key=lambda folder: folder.stat().st_ctime):
        yield Staged(folder, json.loads((folder / "about.json").read_text()))


def read_in_background(staged: Staged) -> None:
    """Begin to read a document; one that is being read already is left alone."""
    lock = _locked(staged.folder)
    if lock is None:
        return
    for name in ("reading.json", "fault.json", "progress.json"):
        (staged.folder / name).unlink(missing_ok=True)
    threading.Thread(target=_read, args=(staged, lock), name=f"reading {staged.token}", daemon=True).start()


def progress_of(staged: Staged) -> Progress:
    """How far the reading is."""
    # The lock is asked first: whoever let it go had written the outcome before.
    lock = _locked(staged.folder)
    if lock is not None:
        os.close(lock)
    if (staged.folder / "reading.json").exists():
        return Progress("read")
    fault = _read_json(staged.folder / "fault.json")
    if fault is not None:
        return Progress("failed", code=fault["code"])
    if lock is not None:
        return Progress("lost")
    told = _read_json(staged.folder / "progress.json")
    return Progress("reading", **told) if told else Progress("waiting")


def drop(staged: Staged) -> None:
    """Forget a document; a reading of it that goes on ends at its next step."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def sweep(*, now: float | None = None) -> None:
    """Forget what was left lying for a day."""
    latest = (time.time() if now is None else now) - KEPT_SECONDS
    for folder in Path(settings.STAGING).glob("*/*"):
        if folder.stat().st_mtime < latest:
            shutil.rmtree(folder, ignore_errors=True)


def _home(owner: int) -> Path:
    root = Path(settings.STAGING)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / str(owner)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _locked(folder: Path) -> int | None:
    """The open lock of a document, None where someone holds it."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _read(staged: Staged, lock: int) -> None:
    """Have one document read and write the outcome; runs in a thread of its own and touches no database."""
    try:
        with _one_at_a_time():
            reading = read_document(
                staged.content(), name=staged.name, progress=_teller(staged.folder / "progress.json")
            )
            _write(staged.folder / "reading.json", reading_to_json(reading))
    except ReadingError as fault:
        _fail(staged, fault.code)
    except _GivenUp:
        pass
    except Exception:
        if staged.folder.exists():
            log.exception("The reading of a staged document failed")
            _fail(staged, "fault")
    finally:
        os.close(lock)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other document is read, by this process or another: a second reader would only slow the first."""
    with (Path(settings.STAGING) / ".reading").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield


def _fail(staged: Staged, code: str) -> None:
    if staged.folder.exists():
        _write(staged.folder / "fault.json", json.dumps({"code": code}))


def _teller(place: Path) -> Any:
    """A progress function that writes at most ten times a second, and ends the reading of what was given up."""
    last = ("", 0.0)

    def tell_progress(step: str, done: int, total: int) -> None:
        nonlocal last
        if not place.parent.exists():
            raise _GivenUp
        if step != last[0] or time.monotonic() - last[1] > 0.1:
            _write(place, json.dumps({"step": step, "done": done, "total": total}))
            last = (step, time.monotonic())

    return tell_progress


def _write(place: Path, text: str) -> None:
    """Write a file whole or not at all."""
    beside = place.with_suffix(".part")
    beside.write_text(text)
    beside.replace(place)


def _read_json(place: Path) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(place.read_text())
    except FileNotFoundError:
        return None
    return told
