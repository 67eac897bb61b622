"""Fits the confidence on held-out documents and writes the model's folder: `python -m training.fitting`."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import GradientBoostingClassifier

from audiatur.reading.tagger.model import Model, load
from audiatur.reading.tagger.tagging import Found, find
from training.attribution import SPLIT, minilm, split
from training.examples import lines_of, read_records
from training.graph import write

WORD = re.compile(r"\w+|[^\w\s]")
RATE = 0.05
"""How much one tree of the confidence counts."""
RIGHT = 0.5
"""Share of words (F1) from which a content, and a source, counts as the gold one."""


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


def fitted_confidence(records: Sequence[dict[str, Any]], *, model: Model) -> dict[str, Any]:
    """The points of the confidence: boosted one-question trees, added up by question."""
    values, right = [], []
    for record in records:
        for found in find(record["text"], spans=lines_of(record["text"]), model=model):
            values.append(found.values)
            right.append(is_right(found, record=record))
    boosted = GradientBoostingClassifier(
        n_estimators=100, max_depth=1, learning_rate=RATE, subsample=0.7, min_samples_leaf=12, random_state=SPLIT
    ).fit(np.array(values), np.array(right))
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


def averaged(stages: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight over the stages: steadier than the last stage alone."""
    return {name: sum((stage[name] for stage in stages[1:]), stages[0][name]) / len(stages) for name in stages[0]}


def held_out(corpus: Path) -> list[dict[str, Any]]:
    """The records of the corpus that training leaves out."""
    return split(read_records(corpus), seed=SPLIT)[1]


def main() -> None:
    parser = argparse.ArgumentParser(description="write the model's folder from trained weights")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="one file a stage; averaged")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for the graph in float32")
    options = parser.parse_args()
    weights = averaged([torch.load(path, map_location="cpu") for path in options.weights])
    options.out.mkdir(parents=True, exist_ok=True)
    write(weights, plain=options.work / "plain.onnx", small=options.out / "attribution.onnx")
    shutil.copy(minilm() / "tokenizer.json", options.out / "tokenizer.json")
    settings: dict[str, Any] = {
        "transitions": [[round(float(score), 5) for score in row] for row in weights["transitions"]],
        "outside": 0.0,
        "confidence": {"start": 0.0, "steps": []},
    }
    (options.out / "attribution.json").write_text(json.dumps(settings), encoding="utf-8")
    settings["confidence"] = fitted_confidence(held_out(options.corpus), model=load(options.out))
    (options.out / "attribution.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
