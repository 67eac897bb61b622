"""Fit the theme model on recommendations with themes: `python -m training.themes`, a few minutes on two cores.

Countries are kept whole: second stage, thresholds and calibration are fitted on scores of countries that the first
stage had not seen. `python -m training.themes_measure` tells what this reaches on countries that no part has seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from audiatur.reading.themes.features import damped, hashed, own_terms, second_stage, words_of
from audiatur.reading.themes.labels import THEMES
from audiatur.reading.themes.weights import Weights, write_weights

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIATUR_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "data/recommendations/upr/gold.jsonl.gz"
MODEL = ROOT / "src/audiatur/reading/themes/model/themes.bin"

NAMES = tuple(sorted(THEMES))
RARE = 3
"""A feature of fewer recommendations is left out."""
FOLDS = 5
SMALLEST_STEP = 2
"""First-stage weights of fewer steps (of 127 to the largest of the theme) are left out."""


@dataclass(frozen=True)
class Rows:
    """Recommendations, each once, with the features and themes of each."""

    countries: np.ndarray
    words: list[list[str]]
    blocks: list[tuple[Counter[int], Counter[int]]]
    truth: np.ndarray


@dataclass(frozen=True)
class SecondStage:
    """What is fitted on first-stage scores: a weight row and a threshold a theme, and the calibration."""

    weights: np.ndarray
    thresholds: np.ndarray
    calibration: tuple[tuple[float, float], ...]


def main() -> None:
    """Fit and write."""
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    rows = read_rows(given.gold)
    write_weights(fit(rows), path=given.out)
    print(f"{given.out}: {given.out.stat().st_size:,} bytes")


def read_rows(path: Path) -> Rows:
    """The recommendations of a gold list; rows of one report with the same text are one, with the themes of all."""
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found.setdefault((row["report"], row["text"]), (row["state_under_review"], set()))[1].update(row["issues"])
    words = [words_of(text) for _, text in found]
    truth = np.array([[name in themes for name in NAMES] for _, themes in found.values()], dtype=np.int8)
    return Rows(np.array([country for country, _ in found.values()]), words, [hashed(each) for each in words], truth)


def country_folds(countries: np.ndarray, *, count: int) -> np.ndarray:
    """The number of the fold of each row; a country is in one fold."""
    folds = np.zeros(len(countries), dtype=int)
    for number, (_, held) in enumerate(GroupKFold(count).split(countries, groups=countries)):
        folds[held] = number
    return folds


def vocabulary(rows: Rows, *, chosen: np.ndarray) -> dict[int, tuple[int, float]]:
    """Hash → (column, rarity) for the features of the chosen rows that are not too rare."""
    seen: Counter[int] = Counter()
    for index in np.flatnonzero(chosen):
        for block in rows.blocks[index]:
            seen.update(block.keys())
    total = int(chosen.sum())
    kept = sorted(key for key, count in seen.items() if count >= RARE)
    return {key: (column, math.log((1 + total) / (1 + seen[key])) + 1) for column, key in enumerate(kept)}


def matrix(rows: Rows, *, known: dict[int, tuple[int, float]]) -> csr_matrix:
    """Every row's features: damped counts times rarity, each block of length one."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for blocks in rows.blocks:
        for block in blocks:
            part = [(known[key][0], damped(count) * known[key][1]) for key, count in block.items() if key in known]
            length = math.sqrt(sum(value * value for _, value in part)) or 1.0
            columns.extend(column for column, _ in part)
            values.extend(value / length for _, value in part)
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(rows.blocks), len(known)))


def first_stage(features: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One linear support vector machine a theme: weights by theme and feature, and constants."""

    def one(theme: int) -> tuple[np.ndarray, float]:
        fitted = LinearSVC(C=0.4, tol=1e-2, max_iter=100, random_state=1).fit(features, truth[:, theme])
        return fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])

    # One after the other: liblinear keeps one random generator for all threads, and two would not repeat.
    each = [one(theme) for theme in range(truth.shape[1])]
    return np.array([weights for weights, _ in each]), np.array([constant for _, constant in each])


def held_out_scores(rows: Rows, *, chosen: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """First-stage scores of the chosen rows, each from a model that had not seen its country, and the folds."""
    scores = np.zeros(rows.truth.shape)
    folds = np.full(len(chosen), -1)
    folds[chosen] = country_folds(rows.countries[chosen], count=count)
    for number in range(count):
        fitting, held = chosen & (folds != number), folds == number
        features = matrix(rows, known=vocabulary(rows, chosen=fitting))
        weights, constants = first_stage(features[fitting], rows.truth[fitting])
        scores[held] = features[held] @ weights.T + constants
    return scores, folds


def second_features(rows: Rows, *, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every row what all scores say together, and what each theme's own score says."""
    lengths = [len(words) for words in rows.words]
    together = np.array([second_stage(list(map(float, s)), length=n) for s, n in zip(scores, lengths, strict=True)])
    own = np.array([[own_terms(float(x), length=n) for x in s] for s, n in zip(scores, lengths, strict=True)])
    return together, own


def fit_rows(together: np.ndarray, own: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """One logistic regression a theme: its weights, the constant last."""

    def one(theme: int) -> np.ndarray:
        model = LogisticRegression(C=0.3, solver="liblinear", tol=1e-2, random_state=1)
        model.fit(np.hstack([together, own[:, theme]]), truth[:, theme])
        return np.append(model.coef_[0], model.intercept_[0])

    return np.array([one(theme) for theme in range(truth.shape[1])])


def apply_rows(weights: np.ndarray, together: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The log-odds of every theme of every row."""
    wide = together.shape[1]
    return together @ weights[:, :wide].T + np.einsum("rtk,tk->rt", own, weights[:, wide:-1]) + weights[:, -1]


def fit_second(rows: Rows, *, scores: np.ndarray, folds: np.ndarray) -> SecondStage:
    """Fit the second stage on held-out scores, thresholds and calibration on its own held-out odds."""
    together, own = second_features(rows, scores=scores)
    odds = np.zeros_like(scores)
    for number in sorted(set(folds[folds >= 0])):
        fitting, held = (folds >= 0) & (folds != number), folds == number
        weights = fit_rows(together[fitting], own[fitting], rows.truth[fitting])
        odds[held] = apply_rows(weights, together[held], own[held])
    used = folds >= 0
    truth, odds = rows.truth[used], odds[used]
    thresholds = np.array([best_threshold(odds[:, theme], truth[:, theme]) for theme in range(truth.shape[1])])
    return SecondStage(
        fit_rows(together[used], own[used], truth), thresholds, calibration(odds, truth=truth, thresholds=thresholds)
    )


def best_threshold(odds: np.ndarray, truth: np.ndarray) -> float:
    """The threshold with the highest F1."""
    order = np.argsort(-odds)
    scores = 2 * np.cumsum(truth[order]) / (np.arange(1, len(order) + 1) + truth.sum())
    best = int(scores.argmax())
    return float((odds[order[best]] + odds[order[min(best + 1, len(order) - 1)]]) / 2)


def sureness(odds: np.ndarray, *, thresholds: np.ndarray) -> np.ndarray:
    """The product of the probabilities of the themes given, 0 where none is."""
    given = odds > thresholds
    return np.where(given, 1 / (1 + np.exp(-odds)), 1.0).prod(axis=1) * given.any(axis=1)


def calibration(odds: np.ndarray, *, truth: np.ndarray, thresholds: np.ndarray) -> tuple[tuple[float, float], ...]:
    """Points (sureness, share of rows whose given themes are all right), rising."""
    sure = sureness(odds, thresholds=thresholds)
    right = ~((odds > thresholds) & (truth == 0)).any(axis=1)
    curve = IsotonicRegression(out_of_bounds="clip").fit(sure[sure > 0], right[sure > 0])
    points = sorted({round(float(x), 4) for x in np.quantile(sure[sure > 0], np.linspace(0, 1, 33))})
    return tuple((x, round(float(curve.predict([x])[0]), 4)) for x in points)


def fit(rows: Rows) -> Weights:
    """The model that ships: the second stage on scores held out by country, the first stage on all rows."""
    everything = np.ones(len(rows.words), dtype=bool)
    scores, folds = held_out_scores(rows, chosen=everything, count=FOLDS)
    second = fit_second(rows, scores=scores, folds=folds)
    known = vocabulary(rows, chosen=everything)
    weights, constants = first_stage(matrix(rows, known=known), rows.truth)
    return packed(known, weights=weights, constants=constants, second=second)


def packed(
    known: dict[int, tuple[int, float]], *, weights: np.ndarray, constants: np.ndarray, second: SecondStage
) -> Weights:
    """The fitted numbers as whole steps, small ones and features without any left out."""
    scales = np.abs(weights).max(axis=1) / 127
    steps = np.rint(weights / scales[:, None]).astype(int)
    steps[np.abs(steps) < SMALLEST_STEP] = 0
    keys, rarity, rows = [], [], [0]
    columns: list[int] = []
    values: list[int] = []
    for key, (column, rare) in known.items():
        themes: Sequence[int] = np.flatnonzero(steps[:, column]).tolist()
        keys.append(key)
        rarity.append(rare)
        columns.extend(themes)
        values.extend(int(steps[theme, column]) for theme in themes)
        rows.append(len(columns))
    return Weights(
        names=NAMES,
        keys=keys,
        rarity=rarity,
        rows=rows,
        columns=columns,
        values=values,
        scales=[float(f"{x:.6g}") for x in scales],
        constants=[float(f"{x:.6g}") for x in constants],
        second=tuple(tuple(float(f"{x:.5g}") for x in row) for row in second.weights),
        thresholds=[float(f"{x:.5g}") for x in second.thresholds],
        calibration=second.calibration,
    )


if __name__ == "__main__":
    main()
