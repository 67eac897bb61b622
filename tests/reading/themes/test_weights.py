"""The file of the weights."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from audiatur.reading.themes.weights import Weights, read_weights, write_weights

SMALL = Weights(
    names=("A", "B"),
    keys=[7, 9],
    rarity=[1.5, 2.0],
    rows=[0, 2, 3],
    columns=[0, 1, 1],
    values=[127, -3, 5],
    scales=[0.5, 0.25],
    constants=[-1.0, -0.5],
    second=((1.0, 0.0), (0.0, 1.0)),
    thresholds=[0.0, 0.1],
    calibration=((0.5, 0.6), (1.0, 0.9)),
)


def test_what_is_written_is_read_back(tmp_path: Path):
    write_weights(SMALL, path=tmp_path / "a.bin")

    read = read_weights(tmp_path / "a.bin")

    for name in Weights.__slots__:
        assert list(getattr(read, name)) == list(getattr(SMALL, name)), name


def test_another_format_is_refused_with_what_to_do(tmp_path: Path):
    (tmp_path / "a.bin").write_bytes(zlib.compress(json.dumps({"format": "themes-0"}).encode() + b"\n"))

    with pytest.raises(ValueError, match=r"'themes-0'.*Train the model again"):
        read_weights(tmp_path / "a.bin")
