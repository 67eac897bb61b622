"""The encoder of the theme model: a text → a score for each theme by a small transformer, run with onnxruntime.

Each text is run alone: its scores do not hang on what stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "model"

LONGEST = 96
"""Word pieces that are looked at, the marks of begin and end among them; one recommendation in forty is longer."""

CHARACTERS = 4_000
"""Characters that are cut into pieces: far more than the pieces looked at have."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded encoder: the session and its tokenizer."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer

    def scores(self, text: str) -> list[float]:
        """The log-odds of each theme as the encoder alone sees them, in the order of the weights' names."""
        plain = text[:CHARACTERS].encode("utf-8", "replace").decode("utf-8")  # no tokenizer takes half a pair
        ids = np.array([self.tokenizer.encode(plain).ids], dtype=np.int32)
        found: list[float] = self.session.run(None, {"ids": ids})[0][0].tolist()
        return found


@lru_cache(maxsize=2)
def load(model: Path = FOLDER / "themes.onnx", *, vocabulary: Path = FOLDER / "tokenizer.json") -> Encoder:
    """The encoder of a file, read once."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # texts are short: threads are better spent on several of them
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(vocabulary))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return Encoder(session, tokenizer)
