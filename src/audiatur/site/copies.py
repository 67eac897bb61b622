"""Copies of documents without what they tell of the people who made them; the bytes as received stay as they are.

A PDF's pages go into a new file without its information, XMP and attachments. Of a Word file the properties are
emptied, names of those who commented or changed it go, and pictures lose their EXIF. What stands on the pages is never
touched.
The site runs `python -m audiatur.site.copies KIND`, since a file of a stranger is opened.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from typing import Final

from audiatur.site.bounds import bare_environment, bound

EMPTIED: Final = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
MOST_UNPACKED: Final = 400 * 1024 * 1024
SECONDS: Final = 60
MEMORY: Final = 1024**3

_PEOPLE: Final = re.compile(rb'((?:w|w15):(?:author|initials|userId|providerId|date))="[^"]*"')
_DATED: Final = b"1970-01-01T00:00:00Z"


class NoCopy(Exception):
    """The document cannot be copied without what it tells of people, so that no copy is handed out."""


def copy_of(content: bytes, *, kind: str) -> bytes:
    """The document without metadata, made in a program of its own; kinds that hold none are given as they are.

    Raises:
        NoCopy: it could not be made within memory and time.
    """
    if kind not in ("pdf", "docx"):
        return content
    command = [sys.executable, "-m", "audiatur.site.copies", kind]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env=bare_environment())
    except subprocess.TimeoutExpired as fault:
        raise NoCopy from fault
    if done.returncode or not done.stdout:
        raise NoCopy
    return done.stdout


def without_metadata(content: bytes, *, kind: str) -> bytes:
    """The same in this program."""
    return _pdf(content) if kind == "pdf" else _docx(content)


def _pdf(content: bytes) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as given, pypdfium2.PdfDocument.new() as made:
        made.import_pages(given)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def _docx(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if sum(part.file_size for part in given.infolist()) > MOST_UNPACKED:
            raise NoCopy
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name), _part(name, given.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name in EMPTIED:
        return EMPTIED[name]
    if name.startswith("word/") and name.endswith(".xml"):
        return _PEOPLE.sub(_nameless, content)
    return without_exif(content) if content.startswith(b"\xff\xd8") else content


def _nameless(found: re.Match[bytes]) -> bytes:
    """The attribute without its value; a date keeps the form that Word asks for."""
    return found[1] + b'="' + (_DATED if found[1].endswith(b"date") else b"") + b'"'


def without_exif(picture: bytes) -> bytes:
    """A JPEG without its APP1 to APP13 segments (EXIF, XMP, IPTC) and comments.

    >>> without_exif(bytes.fromhex("ffd8 ffe1 0004 4142 ffda")).hex()
    'ffd8ffda'
    """
    kept, at = [picture[:2]], 2
    while at + 4 <= len(picture) and picture[at] == 0xFF and picture[at + 1] != 0xDA:
        marker, length = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4], "big")
        if not (0xE1 <= marker <= 0xED or marker == 0xFE):
            kept.append(picture[at : at + 2 + length])
        at += 2 + max(length, 2)
    return b"".join([*kept, picture[at:]])


def main() -> None:
    """Copy one document from standard input to standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    bound(MEMORY)
    out.write(without_metadata(sys.stdin.buffer.read(), kind=sys.argv[1]))
    out.close()


if __name__ == "__main__":
    main()
