"""The bytes of documents: kept once under their hash, and refused when they are no longer what was received."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import settings

from audiatur.record import blobs
from audiatur.record.errors import RecordError


def test_bytes_come_back_by_their_hash():
    digest = blobs.keep(b"as received")

    assert digest == hashlib.sha256(b"as received").hexdigest()
    assert blobs.keep(b"as received") == digest
    assert blobs.fetch(digest) == b"as received"
    assert len([path for path in settings.BLOBS.rglob("*") if path.is_file()]) == 1


def test_altered_bytes_are_not_handed_out():
    digest = blobs.keep(b"as received")
    (settings.BLOBS / digest[:2] / digest).write_bytes(b"something else")

    with pytest.raises(RecordError, match="altered"):
        blobs.fetch(digest)


def test_missing_bytes_are_told():
    with pytest.raises(RecordError, match="missing"):
        blobs.fetch("0" * 64)


def test_a_write_that_breaks_off_leaves_nothing(monkeypatch):
    monkeypatch.setattr(blobs.os, "fsync", lambda _handle: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        blobs.keep(b"as received")

    assert [path for path in settings.BLOBS.rglob("*") if path.is_file()] == []
