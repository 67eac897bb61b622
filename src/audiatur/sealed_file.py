"""A file that only its passphrase opens: sealed chunk by chunk, so that none can be changed, moved or cut off.

The key comes from the passphrase by scrypt (RFC 7914); a chunk of 1 MiB is sealed by ChaCha20-Poly1305 (RFC 8439) with
a nonce of its number and whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
"""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from audiatur.errors import AudiaturError

MAGIC = b"AUDIATUR BACKUP 1\n"
CHUNK = 1 << 20
_TAG = 16
_HARDEST = 1 << 20
"""The most work (scrypt's N) that a file may ask of whoever opens it: 1 GiB of memory."""


class NotOpened(AudiaturError):
    """The file cannot be opened: another passphrase, altered, cut off, or no such file at all."""


@contextmanager
def sealed(file: BinaryIO, *, passphrase: str, work: int = 1 << 17) -> Iterator[BinaryIO]:
    """A stream whose bytes come sealed into the file; closed without an error, the file is whole."""
    salt = secrets.token_bytes(16)
    head = MAGIC + json.dumps({"n": work, "p": 1, "r": 8, "salt": salt.hex()}).encode() + b"\n"
    file.write(head)
    stream = _Sealing(file, _cipher(passphrase, salt=salt, work=work), head)
    yield stream  # type: ignore[misc]
    stream.finish()


def opened(file: BinaryIO, *, passphrase: str) -> BinaryIO:
    """The bytes that were sealed, as a stream; reading to its end proves that none is missing.

    Raises:
        NotOpened: here, or at the chunk that does not hold.
    """
    head = file.readline(64)
    if head != MAGIC:
        raise NotOpened("This is no backup of Audiatur.")
    line = file.readline(512)
    try:
        given = json.loads(line)
        salt, work = bytes.fromhex(given["salt"]), int(given["n"])
        if given["p"] != 1 or given["r"] != 8 or not 2 <= work <= _HARDEST or work & (work - 1):
            raise ValueError
    except (ValueError, KeyError, TypeError) as fault:
        raise NotOpened("The head of this backup was altered.") from fault
    return io.BufferedReader(_Opening(file, _cipher(passphrase, salt=salt, work=work), head + line), CHUNK)


def _cipher(passphrase: str, *, salt: bytes, work: int) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(Scrypt(salt=salt, length=32, n=work, r=8, p=1).derive(passphrase.encode()))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class _Sealing(io.RawIOBase):
    """Takes bytes and writes sealed chunks; `finish` writes the last."""

    def __init__(self, file: BinaryIO, cipher: ChaCha20Poly1305, head: bytes) -> None:
        self._file, self._cipher, self._head = file, cipher, head
        self._held, self._number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, given: object) -> int:
        part = bytes(given)  # type: ignore[call-overload]
        self._held += part
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(part)

    def finish(self) -> None:
        self._put(bytes(self._held), last=True)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, self._head))
        self._number += 1


class _Opening(io.RawIOBase):
    """Reads sealed chunks and gives their bytes."""

    def __init__(self, file: BinaryIO, cipher: ChaCha20Poly1305, head: bytes) -> None:
        self._file, self._cipher, self._head = file, cipher, head
        self._next, self._held, self._number, self._done = file.read(CHUNK + _TAG), b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        while not self._held and not self._done:
            self._held = self._chunk()
        view = memoryview(into)  # type: ignore[arg-type]
        size = min(len(view), len(self._held))
        view[:size], self._held = self._held[:size], self._held[size:]
        return size

    def _chunk(self) -> bytes:
        sealed_chunk, self._next = self._next, self._file.read(CHUNK + _TAG)
        self._done = not self._next
        try:
            found = self._cipher.decrypt(_nonce(self._number, last=self._done), sealed_chunk, self._head)
        except InvalidTag as fault:
            if self._number == 0:
                raise NotOpened("The passphrase is another one, or the backup was altered or cut off.") from fault
            raise NotOpened("The backup was altered or cut off.") from fault
        self._number += 1
        return found
