"""The weights of the theme model beside its encoder, in one compressed file: written by training.

Features are known by their hash alone; no word of the texts that the weights were fitted on is in the file.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "audiatur-themes-2"


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear first stage, and the second stage over its scores and the encoder's.

    `rows[i]` to `rows[i + 1]` are the places in `columns` (theme) and `values` (whole numbers, times `scales[theme]`)
    of the weights of the feature with the hash `keys[i]` and the rarity `rarity[i]`. `second[theme]` are the weights of
    the second stage, the constant last; `thresholds` are in its log-odds. `calibration` holds (product of
    probabilities, share right) points, rising.
    """

    names: tuple[str, ...]
    keys: Sequence[int]
    rarity: Sequence[float]
    rows: Sequence[int]
    columns: Sequence[int]
    values: Sequence[int]
    scales: Sequence[float]
    constants: Sequence[float]
    second: tuple[tuple[float, ...], ...]
    thresholds: Sequence[float]
    calibration: tuple[tuple[float, float], ...]


_ARRAYS = (("keys", "I"), ("rarity", "f"), ("rows", "I"), ("columns", "B"), ("values", "b"))
_LISTS = ("names", "scales", "constants", "second", "thresholds", "calibration")


def write_weights(weights: Weights, *, path: Path) -> None:
    """Write the weights; the same weights give the same bytes."""
    arrays = [_swapped(array(code, getattr(weights, name))) for name, code in _ARRAYS]
    head = {"format": FORMAT, "lengths": [len(part) for part in arrays]}
    head |= {name: getattr(weights, name) for name in _LISTS}
    body = b"".join(part.tobytes() for part in arrays)
    path.write_bytes(zlib.compress(json.dumps(head).encode() + b"\n" + body, 9))


def read_weights(path: Path) -> Weights:
    """Read weights back.

    Raises:
        ValueError: the file holds weights of another format than this reader's.
    """
    head_line, _, body = zlib.decompress(path.read_bytes()).partition(b"\n")
    head = json.loads(head_line)
    if head["format"] != FORMAT:
        raise ValueError(
            f"{path.name} has the format {head['format']!r}; this reads {FORMAT!r}. Train the model again."
        )
    parts = {}
    for (name, code), length in zip(_ARRAYS, head["lengths"], strict=True):
        part = array(code)
        size = length * part.itemsize
        part.frombytes(body[:size])
        body = body[size:]
        parts[name] = _swapped(part)
    return Weights(
        names=tuple(head["names"]),
        scales=head["scales"],
        constants=head["constants"],
        second=tuple(tuple(row) for row in head["second"]),
        thresholds=head["thresholds"],
        calibration=tuple((low, share) for low, share in head["calibration"]),
        **parts,
    )


def _swapped(part: array[Any]) -> array[Any]:
    """The file is little-endian on every machine."""
    if sys.byteorder == "big":
        part.byteswap()
    return part
