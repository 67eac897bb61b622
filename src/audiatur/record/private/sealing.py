"""A party's key, and what is sealed with it: nobody who holds only a store's bytes reads a word or knows its subject.

Each party's key is derived (HKDF, RFC 5869) from the installation's private key file. That file protects against a
stolen disk or backup image only where it is kept apart from the stores (`AUDIATUR_PRIVATE_KEY`).
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from audiatur.errors import SettingError
from audiatur.record.errors import RecordError

_NONCE = 12
_STEP = 256
"""Sealed texts are filled up to a multiple of this many bytes, so that their length tells little."""


@dataclass(frozen=True, slots=True)
class PartyKey:
    """The key of one party's store."""

    secret: bytes

    def tag(self, *parts: object) -> bytes:
        """A name by which the store finds a row again, and that tells nobody what it is of."""
        return hmac.digest(self.secret, b"tag\0" + "\0".join(map(str, parts)).encode(), sha256)

    def seal(self, value: dict[str, Any], *, bound: bytes) -> bytes:
        """The value as bytes that only this key opens, and only beside `bound`."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        filled = text + b" " * (-len(text) % _STEP)
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(self.secret).encrypt(nonce, filled, bound)

    def opened(self, sealed: bytes, *, bound: bytes) -> dict[str, Any]:
        """The value that was sealed beside `bound`.

        Raises:
            RecordError: it was altered, or sealed with another key.
        """
        try:
            text = ChaCha20Poly1305(self.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
        except InvalidTag as fault:
            raise RecordError(
                "A private text was altered in its store, or sealed with another key; put back the private key file "
                "that was in use when it was written."
            ) from fault
        value: dict[str, Any] = json.loads(text)
        return value


def key_of(party: int, *, file: Path) -> PartyKey:
    """The key of a party, by its primary key, from the installation's private key file."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"audiatur private store {party}".encode())
    return PartyKey(derived.derive(_held(file)))


def key_make(file: Path) -> None:
    """Make the private key file where there is none, readable by its owner only."""
    if file.exists():
        return
    # Written beside and linked into place, so that two processes that start together keep the same key.
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(secrets.token_bytes(32))
    with contextlib.suppress(FileExistsError):
        os.link(beside, file)
    beside.unlink()


def _held(file: Path) -> bytes:
    try:
        held = file.read_bytes()
    except FileNotFoundError as fault:
        raise SettingError(f"The private key file {file} is missing; drafts and notes cannot be opened.") from fault
    if len(held) != 32:
        raise SettingError(f"The private key file {file} holds {len(held)} bytes; it must hold 32.")
    return held
