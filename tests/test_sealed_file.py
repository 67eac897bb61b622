"""What was sealed opens with its passphrase alone, and only whole and unaltered."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur import sealed_file
from audiatur.sealed_file import CHUNK, NotOpened, opened, sealed

EASY = 1 << 4
"""Little work for scrypt, so that many examples are quick."""


def written(content: bytes, *, passphrase: str = "correct horse", parts: int = 1) -> bytes:
    file = io.BytesIO()
    step = max(1, len(content) // parts)
    with sealed(file, passphrase=passphrase, work=EASY) as stream:
        for at in range(0, len(content), step):
            stream.write(content[at : at + step])
    return file.getvalue()


def read(content: bytes, *, passphrase: str = "correct horse") -> bytes:
    return opened(io.BytesIO(content), passphrase=passphrase).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_what_was_sealed_is_read_again(size: int) -> None:
    content = bytes(number % 251 for number in range(size))

    assert read(written(content, parts=3)) == content


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(NotOpened, match="passphrase"):
        read(written(b"words"), passphrase="correct house")


@settings(max_examples=60)
@given(st.data())
def test_a_file_with_any_byte_altered_or_its_end_cut_off_is_refused(data: st.DataObject) -> None:
    whole = written(b"x" * 300)
    place = data.draw(st.integers(0, len(whole) - 1))
    altered = bytearray(whole)
    altered[place] ^= data.draw(st.integers(1, 255))

    for given_ in (bytes(altered), whole[:place]):
        with pytest.raises(NotOpened):
            read(given_)


def test_chunks_that_are_cut_off_swapped_or_repeated_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "CHUNK", 32)
    whole = written(bytes(range(100)))
    head = whole.index(b"\n", len(sealed_file.MAGIC)) + 1
    chunks = [whole[at : at + 48] for at in range(head, len(whole), 48)]
    assert len(chunks) == 4

    def of(*order: int) -> bytes:
        return whole[:head] + b"".join(chunks[number] for number in order)

    assert read(of(0, 1, 2, 3)) == bytes(range(100))
    for order in ((0,), (0, 1, 2), (1, 0, 2, 3), (0, 1, 1, 2, 3), (0, 2, 3), (3,), (0, 1, 2, 3, 3)):
        with pytest.raises(NotOpened):
            read(of(*order))


@pytest.mark.parametrize(
    "head",
    [b"", b"PK\x03\x04", b"AUDIATUR BACKUP 2\n", b"AUDIATUR BACKUP 1\n", b"AUDIATUR BACKUP 1\n{}\n",
     b'AUDIATUR BACKUP 1\n{"n": 1073741824, "r": 8, "p": 1, "salt": "00"}\n',
     b'AUDIATUR BACKUP 1\n{"n": 15, "r": 8, "p": 1, "salt": "00"}\n'],
)  # fmt: skip
def test_what_is_no_backup_is_refused_without_much_work(head: bytes) -> None:
    with pytest.raises(NotOpened):
        read(head)
