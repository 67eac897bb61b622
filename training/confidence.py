"""Fits the tagger's confidence into its folder: `python -m training.confidence --corpus FILE`, some ten minutes.

On documents that the model was trained on it is right more often than elsewhere, but there are many of them: they tell
which signs speak for an attribution. How often it is right then is told by the few documents held out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from audiatur.reading.tagger.confidence import points_of
from audiatur.reading.tagger.model import FOLDER, Model, load
from audiatur.reading.tagger.tagging import Found, find
from training.attribution import SPLIT, split
from training.examples import lines_of, read_records

WORD = re.compile(r"\w+|[^\w\s]")
RIGHT = 0.5
"""Share of words (F1) from which a content, and a source, counts as the gold one."""
EVERY = 2
"""Of the documents trained on, every second is used: some ten thousand attributions."""
TREES, RATE = 150, 0.1
"""One-question trees, and how much one of them counts."""
KNOTS = (1.0, 2.0)
"""Sums of points at which the curve bends: chosen by likelihood on held-out documents, left out in tenths."""
ENDS = (-6.0, 8.0)
"""Sums beyond which the curve is flat; hardly any lies there."""


def words_at(content: str, spans: Sequence[Sequence[int]]) -> set[int]:
    """The first characters of the words in the spans."""
    return {start + match.start() for start, end in spans for match in WORD.finditer(content[start:end])}


def likeness(left: set[int], right: set[int]) -> float:
    """The F1 of two sets of words; two empty sets are alike."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def is_right(found: Found, *, record: dict[str, Any]) -> bool:
    """Whether an annotated attribution has this content and this source."""
    content, source = (words_at(record["text"], spans) for spans in (found.content, found.source))
    return any(
        likeness(content, words_at(record["text"], gold["content"])) >= RIGHT
        and likeness(source, words_at(record["text"], gold["source"])) >= RIGHT
        for gold in record["attributions"]
    )


def observed(records: Sequence[dict[str, Any]], *, model: Model) -> tuple[np.ndarray, np.ndarray]:
    """The signs of every attribution that the model finds, and whether it is right."""
    pairs = [
        (found.values, is_right(found, record=record))
        for record in records
        for found in find(record["text"], spans=lines_of(record["text"]), model=model)
    ]
    return np.array([values for values, _ in pairs]), np.array([right for _, right in pairs])


def fitted_points(values: np.ndarray, right: np.ndarray) -> dict[str, Any]:
    """Points for each question: boosted one-question trees, added up by question."""
    boosted = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=1, learning_rate=RATE, subsample=0.5, min_samples_leaf=40, random_state=SPLIT
    ).fit(values, right)
    steps: dict[tuple[int, float], list[float]] = {}
    for tree in (stage[0].tree_ for stage in boosted.estimators_):
        if tree.feature[0] < 0:
            continue
        below, above = (RATE * float(tree.value[leaf, 0, 0]) for leaf in (1, 2))
        total = steps.setdefault((int(tree.feature[0]), round(float(tree.threshold[0]), 5)), [0.0, 0.0])
        total[0] += below
        total[1] += above
    odds = np.mean(right) / (1 - np.mean(right))
    return {
        "start": round(float(np.log(odds)), 5),
        "steps": [[*question, round(below, 5), round(above, 5)] for question, (below, above) in sorted(steps.items())],
    }


def fitted_curve(sums: np.ndarray, right: np.ndarray) -> list[list[float]]:
    """Sums of points → log-odds on documents held out: a logistic regression that may bend at the knots.

    Raises:
        SystemExit: the curve falls somewhere, so that more points would mean less confidence.
    """
    fitted = LogisticRegression(C=3.0).fit(_bent(sums), right)
    places = np.array([ENDS[0], *KNOTS, ENDS[1]])
    curve = [
        [float(place), round(float(odds), 4)]
        for place, odds in zip(places, fitted.decision_function(_bent(places)), strict=True)
    ]
    if any(after[1] < before[1] for before, after in pairwise(curve)):
        raise SystemExit(f"the curve of the confidence falls: {curve}; hold out more documents, or take fewer knots")
    return curve


def _bent(sums: np.ndarray) -> np.ndarray:
    return np.column_stack([sums, *(np.maximum(0.0, sums - knot) for knot in KNOTS)])


def fit_into(folder: Path, *, corpus: Path) -> None:
    """Fit the confidence of the model in a folder, and write it into its settings."""
    model = load(folder)
    seen, unseen = split(read_records(corpus), seed=SPLIT)
    points = fitted_points(*observed(seen[1::EVERY], model=model))
    values, right = observed(unseen, model=model)
    points["curve"] = fitted_curve(np.array([points_of(row, points=points) for row in values]), right)
    settings = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
    settings["confidence"] = points
    (folder / "attribution.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Fit the confidence of the model that ships, or of another folder's."""
    parser = argparse.ArgumentParser(description="fit the tagger's confidence")
    parser.add_argument("--corpus", type=Path, required=True, help="JSON Lines with id, text, attributions")
    parser.add_argument("--model", type=Path, default=FOLDER)
    options = parser.parse_args()
    fit_into(options.model, corpus=options.corpus)


if __name__ == "__main__":
    main()
