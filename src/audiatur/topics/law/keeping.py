"""A document → a wording in the store: imported, or Akoma Ntoso as it came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from audiatur.topics.law.akn_writing import write_akn
from audiatur.topics.law.importing import Imported, import_document
from audiatur.topics.law.model import Work
from audiatur.topics.law.store import Kept, Shelf, law_keep


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a wording: the law's short name and title, its date, and the days (EDTF)."""

    name: str
    title: str
    date: str
    published: str
    starts: str = ""
    by: str = ""


def is_akn(data: bytes) -> bool:
    """Whether the bytes look like an Akoma Ntoso document."""
    return b"akomaNtoso" in data[:4096] and data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def keep_document(
    data: bytes, *, file: str, given: Given, shelf: Shelf, kept_by: str, at: datetime
) -> tuple[Kept, bool, Imported | None]:
    """Keep a document as a wording; the import, with what to look at, where it was read from a plain document.

    Raises:
        ReadingError, NoStructure, NotAkomaNtoso, LawStoreError: see there.
    """
    imported = None if is_akn(data) else import_document(data, name=file)
    document = data if imported is None else akn_of(imported, given=given, country=shelf.country)
    kept, is_new = law_keep(
        document,
        shelf=shelf,
        name=given.name,
        published=given.published,
        starts=given.starts,
        by=given.by,
        source=file,
        source_sha256=hashlib.sha256(data).hexdigest(),
        kept_by=kept_by,
        at=at,
    )
    return kept, is_new, imported


def akn_of(imported: Imported, *, given: Given, country: str) -> bytes:
    """The import as an Akoma Ntoso document."""
    work = Work(country, "act" if given.starts else "bill", given.date, given.name, given.title or imported.title)
    return write_akn(imported.law(work, dated=given.starts or given.published))
