"""The model file → label scores and pointer vectors of pieces. Loaded at the first use, absent models told apart."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from audiatur.reading.tagger.decode import LABELS, Floats, Ints, legal
from audiatur.reading.tagger.pieces import Pieces
from audiatur.reading.tagger.windows import pack, padded, segments

FOLDER = Path(__file__).parent / "model"
ROLES, POINTER = 3, 64


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of each piece.

    `labels` are label scores; `queries` and `keys` (piece × pointer × width) tell which belong together; `none` are
    the keys of "nobody is named", one for each piece, taken from the begin of its window.
    """

    labels: Floats
    queries: Floats
    keys: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model: the session, the threads that run windows in it, its tokenizer, and what was fitted."""

    session: onnxruntime.InferenceSession
    pool: ThreadPoolExecutor
    tokenizer: Tokenizer
    transitions: Floats
    fitted: Mapping[str, Any]

    def scores(self, pieces: Pieces) -> Scores:
        """Scores of all pieces, window by window."""
        count = len(pieces)
        labels = np.zeros((count, LABELS), dtype=np.float32)
        vectors = np.zeros((count, 2, ROLES, POINTER), dtype=np.float32)
        none = np.zeros((count, ROLES, POINTER), dtype=np.float32)
        central = np.full(count, -1, dtype=np.int64)
        windows = pack(segments(pieces))
        for window, (found, pointers) in zip(windows, self.pool.map(partial(self._run, pieces), windows), strict=True):
            places, better = _better(window, central)
            central[better] = _depth(window)[places]
            labels[better] = found[places]
            vectors[better] = pointers[places]
            none[better] = pointers[0, 1]
        return Scores(labels, vectors[:, 0], vectors[:, 1], none)

    def _run(self, pieces: Pieces, window: Ints) -> tuple[Floats, Floats]:
        """Label scores and pointers of one window: alone, its figures do not hang on what stands beside it."""
        ids, kinds, mask = (array.astype(np.int32) for array in padded([window], pieces=pieces))
        labels, pointers = self.session.run(None, {"ids": ids, "kinds": kinds, "mask": mask})
        return labels[0], pointers[0].reshape(-1, 2, ROLES, POINTER)


def _depth(window: Ints) -> Ints:
    """How far each place of a window is from its nearer end."""
    places = np.arange(len(window))
    depth: Ints = np.minimum(places, len(window) - 1 - places)
    return depth


def _better(window: Ints, central: Ints) -> tuple[Ints, Ints]:
    """The places of a window that see more around their piece than any window before, and those pieces."""
    places = np.flatnonzero(window >= 0)
    places = places[_depth(window)[places] > central[window[places]]]
    return places, window[places]


def threads() -> int:
    """How many processor threads the model may use: AUDIATUR_THREADS, else as many as there are, four at most."""
    given = os.environ.get("AUDIATUR_THREADS", "")
    return int(given) if given.isdigit() and int(given) > 0 else min(4, os.cpu_count() or 1)


def is_present(folder: Path = FOLDER) -> bool:
    """Whether the model's files are there."""
    return all((folder / name).is_file() for name in ("attribution.onnx", "attribution.json", "tokenizer.json"))


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Model:
    """The model of a folder, read once."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # each window on one thread: they need not wait for each other
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "attribution.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    fitted = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
    pool = ThreadPoolExecutor(threads(), thread_name_prefix="tagger")
    return Model(session, pool, tokenizer, legal(np.array(fitted["transitions"], dtype=np.float32)), fitted)
