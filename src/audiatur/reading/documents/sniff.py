"""What a file is, told from its bytes. The name counts only between text formats."""

from __future__ import annotations

import re
from pathlib import PurePath

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.documents.archive import parts_of
from audiatur.reading.errors import EncryptedDocument, UnknownFormat
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Kind

WORDS: dict[Kind, str] = {
    "pdf": "a PDF",
    "docx": "a Word document (.docx)",
    "html": "a web page (HTML)",
    "txt": "plain text",
    "eml": "an e-mail",
}

_SUFFIXES: dict[str, Kind | None] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    # Suffixes of what is not read: bytes that are read all the same carry the wrong name.
    **dict.fromkeys((".doc", ".rtf", ".odt", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip")),
}

_SAVE_AS_DOCX = _("Open it in its program and save it as .docx or PDF.")
_SCAN = _("Run text recognition (OCR) on it and give the PDF that comes out.")
_UNPACK = _("Unpack it and give the documents in it.")
_PRINT = _("Print or export it as PDF.")
_TRANSCRIPT = _("Give its transcript.")
_DOCUMENT = _("Give a document.")

# First bytes, what they look like, what to do.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _("a PNG picture"), _SCAN),
    (b"\xff\xd8\xff", _("a JPEG picture"), _SCAN),
    (b"GIF8", _("a GIF picture"), _SCAN),
    (b"II*\x00", _("a TIFF picture"), _SCAN),
    (b"MM\x00*", _("a TIFF picture"), _SCAN),
    (b"BM", _("a BMP picture"), _SCAN),
    (b"AT&TFORM", _("a DjVu document"), _PRINT),
    (b"{\\rtf", _("a rich-text document (.rtf)"), _SAVE_AS_DOCX),
    (b"%!PS", _("a PostScript document"), _PRINT),
    (b"\x1f\x8b", _("a gzip archive"), _UNPACK),
    (b"BZh", _("a bzip2 archive"), _UNPACK),
    (b"\xfd7zXZ\x00", _("an xz archive"), _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive"), _UNPACK),
    (b"Rar!\x1a\x07", _("a RAR archive"), _UNPACK),
    (b"ID3", _("a sound recording"), _TRANSCRIPT),
    (b"OggS", _("a sound recording"), _TRANSCRIPT),
    (b"fLaC", _("a sound recording"), _TRANSCRIPT),
    (b"\x7fELF", _("a program"), _DOCUMENT),
    (b"MZ", _("a program"), _DOCUMENT),
    (b"SQLite format 3\x00", _("a database"), _PRINT),
    (b"PAR1", _("a Parquet table"), _("Tables of records go to a register, not to reading.")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams inside a Microsoft compound file, which holds them in UTF-16.
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", _("a Word document of the old kind (.doc)"), _("Open it in Word and save it as .docx.")),
    ("Workbook", _("an Excel workbook of the old kind (.xls)"), _PRINT),
    ("PowerPoint Document", _("a presentation of the old kind (.ppt)"), _PRINT),
    ("__substg1.0_", _("an Outlook message (.msg)"), _("Save it as .eml, or as text.")),
)
_ZIP_PARTS: tuple[tuple[str, str, str], ...] = (
    ("xl/", _("an Excel workbook (.xlsx)"), _PRINT),
    ("ppt/", _("a presentation (.pptx)"), _PRINT),
    ("META-INF/container.xml", _("an e-book (.epub)"), _PRINT),
    ("content.xml", _("an OpenDocument file (.odt, .ods)"), _SAVE_AS_DOCX),
)

HEAD = 64 * 1024
"""Bytes that tell a text's kind: the header fields of an e-mail that many servers passed on take some 10,000."""

_TAGS_WITHIN = 4096
# Possessive: many comments in a row must not be tried in every grouping.
_HTML = re.compile(
    r"\s*+(?:(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(r"</?(?:p|div|span|a|h[1-6]|ul|ol|li|table|tr|td|br|article|section|meta|title|script)\b", re.I)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|[A-Za-z_][\w.-]*:[A-Za-z_])", re.I)
_MAIL_LINE = re.compile(r"(?:[!-9;-~]+:|[ \t]+\S|From )")
_MAIL_FIELD = re.compile(r"^([!-9;-~]+):", re.M)
_MAIL_ANY = frozenset("from to cc subject date sender reply-to".split())
_MAIL_TECHNICAL = frozenset(
    "message-id mime-version received return-path delivered-to dkim-signature content-type x-mailer "
    "content-transfer-encoding".split()
)


def binary_kind(data: bytes) -> Kind | None:
    """PDF or Word by the bytes; None where they may be text.

    Raises:
        UnknownFormat: the bytes are of another known kind.
        EncryptedDocument: they are an encrypted Office file.
        BrokenDocument: they begin as an archive that does not open.
        TooLarge: the archive lists more than is accepted.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        raise _compound_file(data)
    for first, likeness, advice in _FOREIGN:
        if data.startswith(first) and not (len(first) < 4 and _looks_printable(data)):
            raise unknown(likeness, advice)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise unknown(_("a picture, sound or film (RIFF)"), _DOCUMENT)
    if data[4:8] == b"ftyp":
        raise unknown(_("a film, sound recording or HEIC picture"), _("Give a transcript or a document."))
    if data[257:262] == b"ustar":
        raise unknown(_("a tar archive"), _UNPACK)
    return None


def text_kind(head: str, *, name: str) -> Kind:
    """Web page, e-mail or plain text by the first characters.

    >>> text_kind("<!DOCTYPE html><p>Hello", name="a.txt"), text_kind("Dear Sir,", name="a.html")
    ('html', 'txt')
    """
    suffix = PurePath(name).suffix.lower()
    if _HTML.match(head):
        return "html"
    if _is_mail(head, named_mail=_SUFFIXES.get(suffix) == "eml"):
        return "eml"
    tags = len(_HTML_TAG.findall(head[:_TAGS_WITHIN]))
    if tags >= 3 and (head.lstrip()[:1] == "<" or _SUFFIXES.get(suffix) == "html"):
        return "html"
    if _XML.match(head):
        raise unknown(_("an XML file"), _("Open it in its program and save it as PDF or .html."))
    return "txt"


def unknown(likeness: str, advice: str) -> UnknownFormat:
    """The refusal of a kind that is not read; both are marked for the catalogue."""
    return UnknownFormat(
        _(
            "The file looks like %(likeness)s. PDF, Word (.docx), web pages (.html), plain text (.txt) and e-mail "
            "(.eml) are read. %(advice)s"
        ),
        likeness=Message(likeness),
        advice=Message(advice),
    )


def extension_warnings(kind: Kind, *, name: str) -> tuple[ReadingWarning, ...]:
    """A warning where the name promises another kind than the bytes are."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES or _SUFFIXES[suffix] == kind:
        return ()
    return (ReadingWarning("extension", f"The name ends in {suffix}, but the file is {WORDS[kind]} and is read so."),)


def _looks_printable(data: bytes) -> bool:
    return all(byte >= 32 or byte in b"\t\n\r\f" for byte in data[:256])


def _zip_kind(data: bytes) -> Kind:
    names = parts_of(data)
    if "word/document.xml" in names:
        return "docx"
    for part, likeness, advice in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            raise unknown(likeness, advice)
    raise unknown(_("a zip archive"), _UNPACK)


def _compound_file(data: bytes) -> EncryptedDocument | UnknownFormat:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return EncryptedDocument(
            _("The file is a Word or Office file with a password. Save it without one and give that.")
        )
    for stream, likeness, advice in _OLE_STREAMS:
        if holds(stream):
            return unknown(likeness, advice)
    return unknown(_("a Microsoft Office file of the old kind"), _SAVE_AS_DOCX)


def _is_mail(head: str, *, named_mail: bool) -> bool:
    """Whether the lines before the first blank one are header fields of a message."""
    block, blank, _after = head.lstrip("\n").partition("\n\n")
    lines = block.split("\n")
    if not (blank or named_mail) or not all(_MAIL_LINE.match(line) for line in lines[:200]):
        return False
    fields = {field.lower() for field in _MAIL_FIELD.findall(block)}
    if named_mail:
        return bool(fields & (_MAIL_ANY | _MAIL_TECHNICAL))
    return bool(fields & _MAIL_ANY) and bool(fields & _MAIL_TECHNICAL)
