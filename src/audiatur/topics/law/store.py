"""Laws kept as files: every wording an Akoma Ntoso document with a sealed manifest, never altered unseen.

`laws/<country>/<name>/<wording>/` holds `law.xml` (or the document of others, as it came) and `manifest.json`. A
wording
is named by its day and the first digits of its hash; the same bytes are one wording however often they are kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from audiatur.dates import read_when
from audiatur.topics.law.akn_reading import read_akn
from audiatur.topics.law.errors import LawStoreError
from audiatur.topics.law.model import Law
from audiatur.topics.law.timeline import Timeline, Wording, timeline_of

DOCUMENT: Final = "law.xml"
MANIFEST: Final = "manifest.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a wording is: its law, its days, the hash of its document, where it came from, who kept it when.

    `published` and `starts` are EDTF: when it was published and from when it is in force; a draft has no `starts`.
    """

    wording: str
    country: str
    law: str
    title: str
    kind: str
    language: str
    synthetic: bool
    published: str
    starts: str
    by: str
    sha256: str
    source: str
    source_sha256: str
    kept_by: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A wording of the store, whose document has been checked against its manifest."""

    manifest: Manifest
    folder: Path

    def law(self) -> Law:
        """The wording."""
        return _law(self.folder / DOCUMENT, self.manifest.sha256)

    def document(self) -> bytes:
        """The Akoma Ntoso document."""
        return (self.folder / DOCUMENT).read_bytes()


@lru_cache(maxsize=64)
def _law(path: Path, sha256: str) -> Law:
    return read_akn(path.read_bytes())


@dataclass(frozen=True, slots=True)
class Shelf:
    """The laws of one country and one nature."""

    store: Path
    country: str
    synthetic: bool = False


def law_keep(
    document: bytes,
    *,
    shelf: Shelf,
    name: str,
    published: str,
    starts: str,
    source: str,
    source_sha256: str,
    kept_by: str,
    at: datetime,
    by: str = "",
) -> tuple[Kept, bool]:
    """Keep a wording; it appears whole or not at all. The second value says whether it is new.

    Raises:
        LawStoreError: the name or a date does not fit.
        NotAkomaNtoso: the document is no law.
    """
    if not _NAME.fullmatch(name) or not re.fullmatch(r"[a-z]{2}", shelf.country):
        raise LawStoreError(
            f"“{shelf.country}/{name}” is no name of a law. Accepted: a country code and a-z, 0-9, - and ."
        )
    law = read_akn(document)
    if starts and read_when(starts).earliest < date(1000, 1, 1):
        raise LawStoreError(f"“{starts}” is no day from which a law is in force. Give a year, month or day.")
    sha256 = hashlib.sha256(document).hexdigest()
    label = read_when(starts or published).earliest.isoformat()
    manifest = Manifest(
        wording=f"{label}-{sha256[:12]}",
        country=shelf.country,
        law=name,
        title=law.work.title,
        kind=law.work.kind if starts else "bill",
        language=law.language,
        synthetic=shelf.synthetic,
        published=published,
        starts=starts,
        by=by,
        sha256=sha256,
        source=source,
        source_sha256=source_sha256,
        kept_by=kept_by,
        kept_at=at.isoformat(timespec="seconds"),
    )
    folder = shelf.store / shelf.country / name
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / manifest.wording
    if target.exists():
        return law_open(target), False
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        (making / DOCUMENT).write_bytes(document)
        (making / MANIFEST).write_text(_sealed(manifest), encoding="utf-8")
        for path in making.iterdir():
            descriptor = os.open(path, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Kept(manifest, target), True


def _sealed(manifest: Manifest) -> str:
    content = asdict(manifest)
    return json.dumps({**content, "seal": _seal(content)}, ensure_ascii=False, indent=2) + "\n"


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def law_open(folder: Path) -> Kept:
    """The wording in a folder, checked against its manifest.

    Raises:
        LawStoreError: it is missing or was altered.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        seal = content.pop("seal")
        manifest = Manifest(**content)
        document = (folder / DOCUMENT).read_bytes()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise LawStoreError(f"{folder.name} cannot be read. Import its source again.") from fault
    if seal != _seal(content) or hashlib.sha256(document).hexdigest() != manifest.sha256:
        raise LawStoreError(f"{folder.name} of {manifest.law} was altered. Import its source again.")
    return Kept(manifest, folder)


def wordings(shelf: Shelf, *, name: str = "") -> tuple[Kept, ...]:
    """The wordings of a law (of all laws where no name is given), by law and day; other natures are left out.

    Raises:
        LawStoreError: one was altered.
    """
    if name and not _NAME.fullmatch(name):
        return ()
    folders = sorted((shelf.store / shelf.country).glob(f"{name or '*'}/*/{MANIFEST}"))
    found = [law_open(path.parent) for path in folders if not path.parent.name.startswith(".")]
    mine = [kept for kept in found if kept.manifest.synthetic == shelf.synthetic]
    return tuple(sorted(mine, key=lambda kept: (kept.manifest.law, _first_day(kept.manifest), kept.manifest.kept_at)))


def _first_day(manifest: Manifest) -> date:
    return read_when(manifest.starts or manifest.published).earliest


def in_force(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The wordings that have a day of force, in the order of their days: drafts are left out."""
    return tuple(one for one in kept if one.manifest.starts)


def drafts(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The wordings that have no day of force."""
    return tuple(one for one in kept if not one.manifest.starts)


def wording_on(kept: Sequence[Kept], day: date) -> Kept | None:
    """The wording in force on a day, None before the first."""
    standing = [one for one in in_force(kept) if _first_day(one.manifest) <= day]
    return standing[-1] if standing else None


def timeline(kept: Sequence[Kept]) -> Timeline:
    """The timeline that the wordings of one law and one language make, by the articles' names."""
    return _timeline(in_force(kept))


@lru_cache(maxsize=64)
def _timeline(kept: tuple[Kept, ...]) -> Timeline:
    found: list[Wording] = []
    for one in kept:
        law = one.law()
        units = law.units()
        found.append(
            Wording(
                starts=_first_day(one.manifest),
                published=read_when(one.manifest.published).earliest,
                items=[(unit.eid.split("_dup_")[0], unit.own_text()) for unit in units],
                by=one.manifest.by or law.work.uri,
                headings={unit.eid: unit.heading for unit in units},
            )
        )
    return timeline_of(found)
