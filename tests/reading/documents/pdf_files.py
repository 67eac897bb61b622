"""PDF files made line by line, so that a test says where every word stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Printed(NamedTuple):
    """A line of text: points from the page's left and lower edge, and the size of the font."""

    left: float
    bottom: float
    text: str
    size: float = 10
    bold: bool = False


def body(*lines: str, top: float = 700, left: float = 100, step: float = 12) -> list[Printed]:
    """Lines of one paragraph, one under the other."""
    return [Printed(left, top - i * step, line) for i, line in enumerate(lines)]


def pdf(*pages: Sequence[Printed], encrypt: bool = False, picture: bool = False) -> bytes:
    """A PDF of A4 pages in Helvetica (WinAnsi); `picture` puts a grey dot on every page."""
    objects: list[bytes] = [b"", b""]
    fonts = b"<</F1 3 0 R/F2 4 0 R>>"
    objects += [
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    kids = []
    for lines in pages:
        drawn = b"\n".join(_draw(line) for line in lines)
        if picture:
            drawn += b"\nq 500 0 0 700 40 40 cm /I Do Q"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font%s/XObject<</I 5 0 R>>>>>>" % (len(objects), fonts)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    if encrypt:
        key = b"(" + b"x" * 32 + b")"
        objects.append(b"<</Filter/Standard/V 1/R 2/O%s/U%s/P -44>>" % (key, key))
    return _file(objects, encrypted=encrypt)


def _draw(line: Printed) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if line.bold else b"F1"
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font, line.size, line.left, line.bottom, text)


def _file(objects: list[bytes], *, encrypted: bool) -> bytes:
    out, starts = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"/Encrypt %d 0 R/ID[(a)(a)]" % len(objects) if encrypted else b""
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        trailer,
        len(out),
    )
