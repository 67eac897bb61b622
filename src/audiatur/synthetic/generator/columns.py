"""Arrow columns out of arrays of numbers: identifiers, codes, days and moments, without a Python object a row.

They are made of buffers: `pyarrow.array` would import pandas, which takes longer than drawing a small country.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from audiatur.synthetic.generator.calendar import NEVER
from audiatur.synthetic.generator.streams import Flags, Floats, Ints


def ids(prefix: str, numbers: Ints, *, digits: int = 8, missing: Flags | None = None) -> pa.Array:
    """Identifiers of one length: the prefix and the number with leading zeros.

    >>> ids("P", np.array([7, 12345]), digits=6).to_pylist()
    ['P000007', 'P012345']
    """
    length = len(prefix) + digits
    signs = np.empty((len(numbers), length), dtype=np.uint8)
    signs[:, : len(prefix)] = np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)
    left = numbers.astype(np.int64)
    for place in range(length - 1, len(prefix) - 1, -1):
        left, digit = np.divmod(left, 10)
        signs[:, place] = digit + ord("0")
    ends = np.arange(0, (len(numbers) + 1) * length, length, dtype=np.int32)
    return _made(pa.string(), len(numbers), [_valid(missing), _buffer(ends), _buffer(signs)])


def text(words: Sequence[str]) -> pa.Array:
    """A list of words.

    >>> text(["ព", "ab"]).to_pylist()
    ['ព', 'ab']
    """
    encoded = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return _made(pa.string(), len(encoded), [None, _buffer(ends), pa.py_buffer(b"".join(encoded))])


def codes(words: Sequence[str], numbers: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Words by their number in a list."""
    return pa.DictionaryArray.from_arrays(_plain(pa.int32(), numbers.astype(np.int32), missing), text(words))


def flags(values: Flags, *, missing: Flags | None = None) -> pa.Array:
    """Yes or no."""
    bits = np.packbits(values, bitorder="little")
    return _made(pa.bool_(), len(values), [_valid(missing), _buffer(bits)])


def whole(values: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Whole numbers."""
    return _plain(pa.int64(), values.astype(np.int64), missing)


def real(values: Floats, *, missing: Flags | None = None) -> pa.Array:
    """Numbers that need not be whole."""
    return _plain(pa.float64(), values.astype(np.float64), missing)


def days(numbers: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Dates; the day that never comes is empty."""
    gone = numbers >= NEVER
    if missing is not None:
        gone = gone | missing
    return _plain(pa.date32(), numbers.astype(np.int32), gone if gone.any() else None)


def moments(minutes: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Times of day to the minute, given in minutes since the first day of 1970; in local time, without a zone."""
    return _plain(pa.timestamp("ms"), minutes.astype(np.int64) * 60_000, missing)


def _plain(kind: pa.DataType, values: NDArray[np.generic], missing: Flags | None) -> pa.Array:
    return _made(kind, len(values), [_valid(missing), _buffer(values)])


def _valid(missing: Flags | None) -> pa.Buffer | None:
    return None if missing is None else _buffer(np.packbits(~missing, bitorder="little"))


def _buffer(values: NDArray[np.generic]) -> pa.Buffer:
    return pa.py_buffer(np.ascontiguousarray(values))


def _made(kind: pa.DataType, rows: int, buffers: list[pa.Buffer | None]) -> pa.Array:
    return pa.Array.from_buffers(kind, rows, buffers)
