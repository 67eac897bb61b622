"""Arrow columns out of arrays of numbers: identifiers, codes, days and moments, without a Python object a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from audiatur.synthetic.generator.calendar import NEVER
from audiatur.synthetic.generator.streams import Flags, Ints


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
    made = pa.Array.from_buffers(
        pa.string(), len(numbers), [None, pa.py_buffer(ends.tobytes()), pa.py_buffer(signs.tobytes())]
    )
    return made if missing is None else _blank(made, missing)


def codes(words: Sequence[str], numbers: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Words by their number in a list."""
    return pa.DictionaryArray.from_arrays(
        pa.array(numbers.astype(np.int32), mask=missing), pa.array(list(words), pa.string())
    )


def flags(values: Flags, *, missing: Flags | None = None) -> pa.Array:
    """Yes or no."""
    return pa.array(values, mask=missing)


def whole(values: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Whole numbers."""
    return pa.array(values.astype(np.int64), mask=missing)


def days(numbers: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Dates; the day that never comes is empty."""
    gone = numbers >= NEVER
    if missing is not None:
        gone = gone | missing
    return pa.array(numbers.astype(np.int32), mask=gone).view(pa.date32())


def moments(minutes: Ints, *, missing: Flags | None = None) -> pa.Array:
    """Times of day to the minute, given in minutes since the first day of 1970; in local time, without a zone."""
    return pa.array(minutes * 60_000, mask=missing).view(pa.timestamp("ms"))


def _blank(column: pa.Array, missing: Flags) -> pa.Array:
    return pa.compute.if_else(pa.array(missing), pa.scalar(None, column.type), column)
