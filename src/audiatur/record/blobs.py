"""The bytes of sources as received, each under its SHA-256. Written whole or not at all, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from audiatur.record.errors import RecordError


def keep(content: bytes) -> str:
    """Store the bytes and return their SHA-256; bytes that are held already are not written again."""
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if place.exists():
        return digest
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def fetch(digest: str) -> bytes:
    """The bytes with this SHA-256.

    Raises:
        RecordError: they are missing, or no longer the bytes that were received.
    """
    try:
        content = _place(digest).read_bytes()
    except FileNotFoundError as fault:
        raise RecordError(
            f"The document {digest[:12]}… is missing from the store; restore it from a backup."
        ) from fault
    if hashlib.sha256(content).hexdigest() != digest:
        raise RecordError(f"The document {digest[:12]}… was altered in the store; restore it from a backup.")
    return content


def drop(digest: str) -> None:
    """Take the bytes with this SHA-256 away for good, if they are here."""
    _place(digest).unlink(missing_ok=True)


def _place(digest: str) -> Path:
    return Path(settings.BLOBS) / digest[:2] / digest
