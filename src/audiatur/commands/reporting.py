"""The draft of a party's report from the command line, as the page gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.urls import reverse
from django.utils.translation import override

from audiatur.commands.record import dialogue_get, party_get
from audiatur.dates import read_when
from audiatur.publish.document import Document
from audiatur.publish.html import as_html
from audiatur.publish.pdf import as_pdf
from audiatur.publish.word import as_word
from audiatur.record.errors import Invalid
from audiatur.site.report import Asked, report
from audiatur.site.taking import FONTS
from audiatur.site.views.visit import today

LANGUAGES = ("en", "km")


def _word(document: Document) -> bytes:
    return as_word(document, made=datetime.now(UTC))


def _html(document: Document) -> bytes:
    return as_html(document, fonts=FONTS).encode()


def _pdf(document: Document) -> bytes:
    return as_pdf(document, made=datetime.now(UTC))


KINDS: Mapping[str, Callable[[Document], bytes]] = {".docx": _word, ".html": _html, ".pdf": _pdf}
"""What writes a file by its ending."""


def written_to(out: Path, *, dialogue: str, party: str, since: str, public: bool, lang: str, site: str) -> int:
    """Write the draft of a party's report; the number of bytes.

    Raises:
        Invalid: there is no such dialogue, party, kind of file or language, or the file is there already.
        DateError: `since` is no date.
    """
    if out.suffix not in KINDS:
        raise Invalid(f"{out.name!r} is no kind of file that is written; accepted endings: {', '.join(KINDS)}.")
    if lang not in LANGUAGES:
        raise Invalid(f"{lang!r} is no language of the pages; accepted: {', '.join(LANGUAGES)}.")
    opened = dialogue_get(dialogue)
    day = read_when(since).earliest if since else None
    asked = Asked(party_get(opened, party), since=day, public=public)
    with override(lang):
        document = report(opened, asked=asked, today=today(), address=site + reverse("report", args=[dialogue]))
    with out.open("xb") as file:
        return file.write(KINDS[out.suffix](document))
