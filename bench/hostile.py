"""Files that do harm to careless readers, written on demand, with what `audiatur read` must answer to each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reading.documents.pdf_files import body, pdf

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MIB = 1024**2


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: its name, its bytes in pieces, the exit status, and what standard error must contain (2) or not."""

    name: str
    status: int
    says: str
    pieces: Callable[[], Iterable[bytes]]
    heavy: bool = False
    """Whether making or reading it takes seconds."""

    def write(self, folder: Path) -> Path:
        """The file, written piece by piece."""
        path = folder / self.name
        with path.open("wb") as stream:
            for piece in self.pieces():
                stream.write(piece)
        return path


def docx(*paragraphs: str, body_xml: bytes | None = None, before: bytes = b"", **parts: bytes) -> bytes:
    """A Word file: one run for each paragraph, or the XML of its body as given, and other parts by name."""
    runs = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs).encode()
    inner = runs if body_xml is None else body_xml
    document = b'%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (before, WORDML.encode(), inner)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def unpacking_docx(unpacked: int, *, part: str = "word/media/image1.emf") -> bytes:
    """A Word file whose one part unpacks to that many zeros."""
    made = io.BytesIO(docx("The court rose."))
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(part, "w", force_zip64=True) as stream,
    ):
        for _ in range(unpacked // MIB):
            stream.write(bytes(MIB))
    return made.getvalue()


def lying_docx() -> bytes:
    """A Word file whose text says that it is 2 KB long and unpacks to 200 MiB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", b" " * (200 * MIB))
    return made.getvalue().replace((200 * MIB).to_bytes(4, "little"), (2048).to_bytes(4, "little"))


def compound_file(stream: str) -> bytes:
    """The beginning of a Microsoft compound file that holds a stream of that name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(4096)


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


_SAID = "The minister said that the bill “would be sent” to the assembly. "
_PLAIN = b"The minister said that the bill would be sent to the assembly in spring. "
_ENTITIES = b"<!DOCTYPE w:document [%s]>" % b"".join(
    [b'<!ENTITY e0 "ha">', *(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))]
)
_MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: Reply\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
_PDF = pdf(body("The minister said that the court would answer.", "The court rose."))


def _repeated(piece: bytes, size: int) -> Callable[[], Iterator[bytes]]:
    """The piece again and again until there are that many bytes, a MiB at a time."""

    def pieces() -> Iterator[bytes]:
        block = piece * max(1, MIB // len(piece))
        for _ in range(max(1, size // len(block))):
            yield block

    return pieces


def _once(content: Callable[[], bytes] | bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield content() if callable(content) else content

    return pieces


def _nested_mail() -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(5_000))
    return b"From: a@example.org\nMIME-Version: 1.0\n" + opened + b"\nThe court rose.\n"


FILES: tuple[Hostile, ...] = (
    Hostile("empty.pdf", 2, "empty", _once(b"")),
    Hostile("white-space.txt", 2, "empty", _once(b" \n\t\n ")),
    Hostile("truncated.pdf", 2, "damaged", _once(_PDF[:300])),
    Hostile("garbled.pdf", 2, "damaged", _once(b"%PDF-1.7\n" + bytes(range(256)) * 40)),
    Hostile("picture.pdf", 2, "PNG picture", _once(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)),
    Hostile("encrypted.pdf", 2, "password", _once(pdf(body("The court rose."), encrypt=True))),
    Hostile("scanned.pdf", 2, "text layer", _once(pdf([], picture=True))),
    Hostile("pages-claimed.pdf", 0, "", _once(_PDF.replace(b"/Count 1", b"/Count 99999999"))),
    Hostile("unpacks-to-5-gb.docx", 2, "unpacks to 5.0 GiB", _once(lambda: unpacking_docx(5 * 1024 * MIB)), heavy=True),
    Hostile("unpacks-to-200-mb.docx", 2, "unpacks from", _once(lambda: docx(body_xml=b" " * (200 * MIB))), heavy=True),
    Hostile("lying-about-its-size.docx", 2, "damaged", _once(lying_docx), heavy=True),
    Hostile("entities.docx", 2, "entities", _once(docx("&e9;", before=_ENTITIES))),
    Hostile("outside-entity.docx", 2, "entities", _once(
        docx("&x;", before=b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    )),
    Hostile("deep.docx", 2, "damaged", _once(lambda: docx(body_xml=b"<w:sdt>" * 100_000))),
    Hostile("many-tags.docx", 2, "tags", _once(lambda: docx(body_xml=b"<w:p/>" * 4_100_000)), heavy=True),
    Hostile("many-attributes.docx", 2, "", _once(
        lambda: docx(body_xml=b"<w:p %s/>" % b" ".join(b'a%d=""' % n for n in range(6_000_000)))
    ), heavy=True),
    Hostile("truncated.docx", 2, "damaged", _once(docx("The court rose.")[:-200])),
    Hostile("without-text.docx", 2, "no text", _once(docx(""))),
    Hostile("encrypted.docx", 2, "password", _once(compound_file("EncryptedPackage"))),
    Hostile("old.doc", 2, ".doc", _once(compound_file("WordDocument"))),
    Hostile("workbook.docx", 2, "Excel", _once(_zip("[Content_Types].xml", "xl/workbook.xml"))),
    Hostile("nested.zip", 2, "zip archive", _once(_zip("report.docx"))),
    Hostile("unbalanced-quotes.txt", 0, "", _once(("“We agree, he said. " + _SAID * 50 + "“ ‘ \" ” ’").encode())),
    Hostile("100000-quotes.txt", 0, "", _once(b'He said "' + b'" "' * 50_000)),
    Hostile("100000-opening-quotes.txt", 0, "", _once(("“ said " * 100_000).encode())),
    Hostile("one-line-of-20-mb.txt", 0, "", _repeated(_PLAIN, 19 * MIB), heavy=True),
    Hostile("20-mb-without-a-space.txt", 0, "", _repeated(b"a", 19 * MIB), heavy=True),
    Hostile("20-mb-of-brackets.txt", 0, "", _repeated(b"(" , 19 * MIB)),
    Hostile("20-mb-of-digits.txt", 0, "", _repeated(b"1,", 19 * MIB), heavy=True),
    Hostile("20-mb-of-full-stops.txt", 2, "sentences", _repeated(b"A b. ", 19 * MIB), heavy=True),
    Hostile("20-mb-of-short-lines.txt", 2, "paragraphs", _repeated(b"a\n", 19 * MIB), heavy=True),
    Hostile("90-mb-of-text.txt", 2, "characters", _repeated(_SAID.encode(), 90 * MIB), heavy=True),
    Hostile("101-mb.pdf", 2, "larger than 100 MiB", _repeated(b"%PDF-1.7\n", 102 * MIB), heavy=True),
    Hostile("wrong-extension.pdf", 0, "", _once(docx("The minister said that the court would answer."))),
    Hostile("mixed-encodings.txt", 0, "", _once("Café déjà été. ".encode() + "Café".encode("cp1252") + b" \x81")),
    Hostile("zeros.txt", 2, "binary", _once(bytes(10_000))),
    Hostile("utf-16.txt", 0, "", _once(_SAID.encode("utf-16"))),
    Hostile("deep.html", 0, "", _once(b"<html><body>" + b"<div>" * 100_000 + b"<p>The court rose.</p>")),
    Hostile("many-tags.html", 2, "tags", _once(b"<html><body>" + b"<b>" * 1_000_000), heavy=True),
    Hostile("open-comments.html", 2, "", _once(b"<html><body>" + b"<!--" * 300_000)),
    Hostile("open-scripts.html", 2, "", _once(b"<html><body>" + b"<script>" * 300_000)),
    Hostile("broken-boundary.eml", 0, "", _once(_MAIL + b"boundary=xx\n\n--yy\n\nThe court rose.\n")),
    Hostile("nested-parts.eml", 2, "", _once(_nested_mail())),
    Hostile("60-mb-of-lines.eml", 2, "lines", lambda: (_MAIL, b"boundary=xx\n\n", b"\n" * (60 * MIB)), heavy=True),
    Hostile("long-header.eml", 0, "", _once(
        b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\n" + _MAIL + b"\n\nHello all.\n"
    )),
)  # fmt: skip
