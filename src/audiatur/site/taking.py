"""A document of the record as a file to be taken away, in the kinds that there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audiatur.publish.document import Document
from audiatur.publish.html import as_html
from audiatur.publish.pdf import as_pdf
from audiatur.publish.word import as_word

FONTS: Final = Path(__file__).parent / "static" / "audiatur" / "fonts"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: Final[Mapping[str, Promise]] = {"docx": _("Word"), "pdf": _("PDF"), "html": _("One file")}
"""The kinds of files by their endings."""


def taken(document: Document, *, kind: str, name: str) -> HttpResponse:
    """The document as a download of this kind."""
    if kind == "docx":
        return attached(as_word(document, made=timezone.now()), kind=WORD, name=name)
    if kind == "pdf":
        return attached(as_pdf(document, made=timezone.now()), kind="application/pdf", name=name)
    return attached(as_html(document, fonts=FONTS).encode(), kind="text/html; charset=utf-8", name=name)


def attached(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Bytes as a download."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
