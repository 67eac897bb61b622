"""How sure the tagger is of one attribution: a logistic curve over what the model said of its parts.

The weights are fitted on documents that the model was not trained on; see training/fitting.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audiatur.reading.tagger.decode import Floats
from audiatur.reading.tagger.link import Linked, Range

FEATURES = (
    "content", "content at its weakest", "content begin", "cue", "source", "cue link", "source link", "nobody named",
    "fragments", "length",
)  # fmt: skip


def features(linked: Linked, *, chances: Floats) -> list[float]:
    """What the confidence is computed from; `chances` are the label probabilities of every piece."""
    content = np.concatenate([_role(chances, span, role=2) for span in linked.contents])
    begins = [chances[start, 5] for start, _ in linked.contents]
    source = 1.0 if linked.source is None else float(_role(chances, linked.source, role=0).mean())
    return [
        _log(float(content.mean())), _log(float(content.min())), _log(float(np.mean(begins))),
        _log(float(_role(chances, linked.cue, role=1).mean())), _log(source),
        _log(linked.cue_probability), _log(linked.source_probability), float(linked.source is None),
        float(len(linked.contents) - 1), float(np.log(len(content))),
    ]  # fmt: skip


def confidence(values: Sequence[float], *, weights: Sequence[float]) -> float:
    """The probability that the attribution is right; `weights` end with the constant.

    >>> confidence([0.0], weights=[1.0, 0.0])
    0.5
    """
    total = float(np.dot(values, weights[:-1])) + weights[-1]
    return round(1 / (1 + float(np.exp(-np.clip(total, -30, 30)))), 4)


def _role(chances: Floats, span: Range, *, role: int) -> Floats:
    """The probability that each piece of a span bears the role."""
    start, end = span
    borne: Floats = chances[start:end, 1 + 2 * role] + chances[start:end, 2 + 2 * role]
    return borne


def _log(chance: float) -> float:
    return float(np.log(max(chance, 1e-4)))
