"""A manuscript as a PDF: A4 pages of set lines in Helvetica, the same bytes each time. Latin script only."""

from __future__ import annotations

from dataclasses import dataclass

from audiatur.synthetic.manuscript import Block, Manuscript

_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
"""Advance widths of Helvetica for the characters 32 to 126, in thousandths (Adobe core 14 font metrics)."""
_ADVANCE = dict(zip(range(32, 127), map(int, _WIDTHS.split()), strict=True))
_OTHER = {"‘": 222, "’": 222, "“": 333, "”": 333, "—": 1000, "…": 1000}

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 71
_BOLD_IS_WIDER = 1.08


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    indent: float
    before: float


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: _Style
    gap: float


_STYLES = {
    "label": _Style(9, True, 0, 0),
    "title": _Style(16, True, 0, 14),
    "heading": _Style(12.5, True, 0, 16),
    "paragraph": _Style(10.5, False, 0, 7),
    "item": _Style(10.5, False, 28, 5),
    "row": _Style(9.5, False, 12, 3),
}


def write_pdf(manuscript: Manuscript) -> bytes:
    """The bytes of the PDF, with the document symbol over and the label under every page."""
    pages = _paginate([_set(block) for block in manuscript.blocks])
    head = manuscript.about.get("symbol", "")
    streams = [_stream(page, head=head, foot=manuscript.label, number=number) for number, page in enumerate(pages, 1)]
    return _assemble(streams, title=manuscript.title, date=manuscript.about["date"].replace("-", ""))


def _set(block: Block) -> list[_Line]:
    """The block broken into lines that fit the measure."""
    kind = "item" if block.kind == "paragraph" and _is_item(block.text) else block.kind
    style = _STYLES[kind]
    room = _WIDTH - 2 * _MARGIN - style.indent
    lines: list[str] = []
    for word in block.text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _advance(longer, style) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_Line(text, style, style.before if not at else 0) for at, text in enumerate(lines)]


def _is_item(text: str) -> bool:
    """Whether the line is a lettered item or a recommendation numbered under its paragraph, such as 31.4."""
    first = text.split(" ", 1)[0]
    return (first.startswith("(") and first.endswith(")")) or (first.replace(".", "", 1).isdigit() and first[-1] != ".")


def _advance(text: str, style: _Style) -> float:
    thousandths = sum(_OTHER.get(letter, _ADVANCE.get(ord(letter), 556)) for letter in text)
    return thousandths / 1000 * style.size * (_BOLD_IS_WIDER if style.bold else 1)


def _paginate(blocks: list[list[_Line]]) -> list[list[tuple[float, _Line]]]:
    """The lines with their height above the foot of the page, page by page; no block is broken over two pages."""
    pages: list[list[tuple[float, _Line]]] = [[]]
    y = float(_HEIGHT - _MARGIN)
    for at, lines in enumerate(blocks):
        heads_the_next = lines[0].style is _STYLES["heading"] and at + 1 < len(blocks)
        needed = _height(lines) + (_height(blocks[at + 1]) if heads_the_next else 0)
        if y - needed < _MARGIN:
            pages.append([])
            y = float(_HEIGHT - _MARGIN)
        for line in lines:
            y -= _height([line])
            pages[-1].append((y, line))
    return pages


def _height(lines: list[_Line]) -> float:
    return sum(line.style.size * 1.35 + line.gap for line in lines)


def _stream(page: list[tuple[float, _Line]], *, head: str, foot: str, number: int) -> bytes:
    shown: list[tuple[float, float, float, bool, str]] = [(_MARGIN, _HEIGHT - 45, 9.0, False, head)]
    shown += [(_MARGIN + line.style.indent, y, line.style.size, line.style.bold, line.text) for y, line in page]
    shown += [(_MARGIN, 40, 8.0, False, foot), (_WIDTH - _MARGIN, 40, 8.0, False, str(number))]
    return b"\n".join(
        b"BT /F%d %.1f Tf %.2f %.2f Td (%s) Tj ET" % (2 if bold else 1, size, x, y, _literal(text))
        for x, y, size, bold, text in shown
    )


def _literal(text: str) -> bytes:
    """A PDF string in the Windows Latin encoding; a letter outside it is refused by the codec."""
    encoded = text.encode("cp1252")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(streams: list[bytes], *, title: str, date: str) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(streams), kids),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"<< /Title (%s) /CreationDate (D:%s) >>" % (_literal(title), date.encode()),
    ]
    for at, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (_WIDTH, _HEIGHT, 7 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    body, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(body))
    )
