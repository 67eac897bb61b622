"""The parts of a Word file, opened so that no archive can unpack to more than is accepted."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import IO

from audiatur.errors import marked as _
from audiatur.reading.errors import BrokenDocument, EncryptedDocument, TooLarge
from audiatur.reading.limits import (
    ARCHIVE_DIRECTORY_BYTES,
    PART_BYTES,
    PART_RATIO,
    PART_RATIO_FROM,
    UNPACKED_BYTES,
)

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError)
"""What the standard library raises on an archive that is cut, damaged or packed in an unusual way."""

_END_RECORD = b"PK\x05\x06"
_END_RECORD_64 = b"PK\x06\x07"
_LONGEST_COMMENT = 65_535


def parts_of(data: bytes) -> frozenset[str]:
    """The names of the parts; nothing is unpacked.

    Raises:
        BrokenDocument: the list of contents is missing (a cut file) or damaged.
        TooLarge: the list is longer than is accepted.
    """
    return frozenset(_opened(data).namelist())


class Archive:
    """The parts of a Word file, each a stream that stops at the limits."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        claimed = sum(part.file_size for part in self._zip.infolist())
        if claimed > UNPACKED_BYTES:
            raise TooLarge(
                _(
                    "The file unpacks to %(size)s; up to %(most)s is accepted. Save it again in Word, without embedded "
                    "files."
                ),
                size=_size(claimed),
                most=_size(UNPACKED_BYTES),
            )

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def open(self, name: str) -> IO[bytes]:
        """The part as a stream of bytes.

        Raises:
            EncryptedDocument: the part needs a password.
            TooLarge: it unpacks to more than is accepted of one part.
            BrokenDocument: it cannot be unpacked.
        """
        part = self._zip.getinfo(name)
        if part.flag_bits & 0x1:
            raise EncryptedDocument(_("The file is packed with a password. Save it without one and give that."))
        blown_up = part.file_size > PART_RATIO_FROM and part.file_size > PART_RATIO * max(1, part.compress_size)
        if part.file_size > PART_BYTES or blown_up:
            raise TooLarge(
                _(
                    "The text of the file unpacks from %(packed)s to %(size)s; up to %(most)s and %(times)s times its "
                    "packed size is accepted. Save it again in Word."
                ),
                packed=_size(part.compress_size),
                size=_size(part.file_size),
                most=_size(PART_BYTES),
                times=PART_RATIO,
            )
        try:
            # The stream ends at the size that was checked above and fails where the packed bytes hold more.
            return self._zip.open(part)
        except DAMAGED as fault:
            raise damaged() from fault


def damaged() -> BrokenDocument:
    """The refusal of an archive that does not unpack."""
    return BrokenDocument(_("The file begins as a Word or zip file but is cut off or damaged. Get it again and retry."))


def _opened(data: bytes) -> zipfile.ZipFile:
    _refuse_long_directory(data)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except DAMAGED as fault:
        raise damaged() from fault


def _refuse_long_directory(data: bytes) -> None:
    """Look at the size of the list of contents before the standard library makes an object of each line of it."""
    tail = data[-(_LONGEST_COMMENT + 42) :]
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < 22:
        raise damaged()
    (directory_bytes,) = struct.unpack_from("<L", tail, at + 12)
    is_zip64 = at >= 20 and tail[at - 20 : at - 16] == _END_RECORD_64
    if is_zip64 or directory_bytes > ARCHIVE_DIRECTORY_BYTES:
        raise TooLarge(_("The archive lists more parts than a document has. Save it again in Word."))


def _size(count: int) -> str:
    """Bytes for people.

    >>> _size(5_368_709_120), _size(2048)
    ('5.0 GiB', '2.0 KiB')
    """
    amount, unit = float(count), "bytes"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.1f} {unit}" if unit != "bytes" else f"{count} bytes"
