"""Writes the model's folder from trained weights, its confidence fitted: `python -m training.fitting`."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from training.attribution import minilm
from training.confidence import fit_into
from training.graph import tagger_graph, write


def averaged(stages: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight over the stages: steadier than the last stage alone."""
    return {name: sum((stage[name] for stage in stages[1:]), stages[0][name]) / len(stages) for name in stages[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description="write the model's folder from trained weights")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="one file a stage; averaged")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for the graph in float32")
    options = parser.parse_args()
    weights = averaged([torch.load(path, map_location="cpu") for path in options.weights])
    options.out.mkdir(parents=True, exist_ok=True)
    write(tagger_graph(weights), plain=options.work / "plain.onnx", small=options.out / "attribution.onnx")
    shutil.copy(minilm() / "tokenizer.json", options.out / "tokenizer.json")
    settings: dict[str, Any] = {
        "transitions": [[round(float(score), 5) for score in row] for row in weights["transitions"]],
        "outside": 0.0,
        "confidence": {"start": 0.0, "steps": [], "curve": [[-1.0, -1.0], [1.0, 1.0]]},
    }
    (options.out / "attribution.json").write_text(json.dumps(settings), encoding="utf-8")
    fit_into(options.out, corpus=options.corpus)


if __name__ == "__main__":
    main()
