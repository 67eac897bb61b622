"""The invented documents as files: each manuscript in the format that such a document comes in."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from audiatur.synthetic.manuscript import Manuscript, parse_manuscript
from audiatur.synthetic.pdf import write_pdf
from audiatur.synthetic.plain import write_html, write_mail, write_text
from audiatur.synthetic.word import write_docx

_WRITERS: dict[str, Callable[[Manuscript], bytes]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": write_html,
    "txt": write_text,
    "eml": write_mail,
}

DOCUMENTS = (
    "special-rapporteur-report.pdf",
    "peer-review-report.pdf",
    "civil-society-report.docx",
    "first-round-press.html",
    "state-reply.docx",
    "second-round-summary.docx",
    "second-round-press-km.txt",
    "coalition-letter.eml",
)
"""The file names, in the order of their dates."""


def manuscript(name: str) -> Manuscript:
    """What a document says, before it is set in its format."""
    stem = name.rpartition(".")[0]
    written = files("audiatur.synthetic").joinpath("manuscripts", f"{stem}.txt").read_text(encoding="utf-8")
    return parse_manuscript(written)


def document(name: str) -> bytes:
    """The bytes of one document, such as `state-reply.docx`."""
    return _WRITERS[name.rpartition(".")[2]](manuscript(name))
