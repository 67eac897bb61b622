"""How sure the tagger is of one attribution: points for what the model said of its parts, added up and corrected.

The points are fitted on documents that the model was trained on, of which there are many; the curve that turns their
sum into log-odds, on documents that it never saw. See training/confidence.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from audiatur.reading.tagger.decode import Floats, Ints
from audiatur.reading.tagger.link import Linked, Range

FEATURES = (
    "content", "content at its weakest", "content begin", "cue", "cue begin", "source", "source begin", "cue link",
    "source link", "nobody named", "quoted", "further parts", "length", "cue length",
)  # fmt: skip
QUOTED = 3
"""The first kind of piece that stands inside quotation marks; see pieces.py."""


def features(linked: Linked, *, chances: Floats, kinds: Ints | Sequence[int]) -> list[float]:
    """What the confidence is computed from: label probabilities and kinds are those of every piece of the block."""
    content = np.concatenate([_role(chances, span, role=2) for span in linked.contents])
    quoted = [kind >= QUOTED for start, end in linked.contents for kind in kinds[start:end]]
    cue, source = _role(chances, linked.cue, role=1), linked.source
    return [
        _log(content.mean()), _log(content.min()), _log(np.mean([chances[start, 5] for start, _ in linked.contents])),
        _log(cue.mean()), _log(chances[linked.cue[0], 3]),
        _log(_role(chances, source, role=0).mean()) if source else 0.0, _log(chances[source[0], 1]) if source else 0.0,
        _log(linked.cue_probability), _log(linked.source_probability), float(source is None),
        float(np.mean(quoted)), float(len(linked.contents) - 1), _log(len(content)), _log(len(cue)),
    ]  # fmt: skip


def confidence(values: Sequence[float], *, points: Mapping[str, Any]) -> float:
    """The probability that the attribution is right.

    `points` holds the `start`, the `steps`, each (feature, threshold, points up to it, points above it), and the
    `curve`, rising places (sum, log-odds), straight between them and flat beyond its ends.

    >>> confidence([0.5], points={"start": 1.0, "steps": [[0, 0.4, 9.0, 1.0]], "curve": [[0, -1], [4, 1]]})
    0.5
    """
    sums, log_odds = zip(*points["curve"], strict=True)
    odds = float(np.interp(points_of(values, points=points), sums, log_odds))
    return round(1 / (1 + float(np.exp(-np.clip(odds, -30, 30)))), 4)


def points_of(values: Sequence[float], *, points: Mapping[str, Any]) -> float:
    """The sum of the points, before the curve corrects it."""
    total: float = points["start"]
    for feature, threshold, below, above in points["steps"]:
        total += below if values[feature] <= threshold else above
    return total


def _role(chances: Floats, span: Range, *, role: int) -> Floats:
    """The probability that each piece of a span bears the role."""
    start, end = span
    borne: Floats = chances[start:end, 1 + 2 * role] + chances[start:end, 2 + 2 * role]
    return borne


def _log(value: float | np.floating[Any]) -> float:
    return float(np.log(max(float(value), 1e-4)))
