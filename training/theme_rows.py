"""Recommendations with themes, each once, and folds that keep a country whole."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from audiatur.reading.themes.labels import THEMES

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIATUR_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "data/recommendations/upr/gold.jsonl.gz"

NAMES = tuple(sorted(THEMES))
FOLDS = 5


@dataclass(frozen=True)
class Rows:
    """Recommendations: the country under review, the text, and which themes each has (rows × themes, 0 or 1)."""

    countries: np.ndarray
    texts: list[str]
    truth: np.ndarray


def read_rows(path: Path) -> Rows:
    """The recommendations of a gold list; rows of one report with the same text are one, with the themes of all."""
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found.setdefault((row["report"], row["text"]), (row["state_under_review"], set()))[1].update(row["issues"])
    truth = np.array([[name in themes for name in NAMES] for _, themes in found.values()], dtype=np.int8)
    return Rows(np.array([country for country, _ in found.values()]), [text for _, text in found], truth)


def country_folds(countries: np.ndarray, *, count: int = FOLDS) -> np.ndarray:
    """The number of the fold of each row; a country is in one fold."""
    folds = np.zeros(len(countries), dtype=int)
    for number, (_, held) in enumerate(GroupKFold(count).split(countries, groups=countries)):
        folds[held] = number
    return folds
