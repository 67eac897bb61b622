"""Fit the theme model upon its encoder: `python -m training.themes --encoder FOLDER`, a few minutes.

FOLDER is what `python -m training.themes_encoder` wrote. Countries are kept whole: second stage, thresholds and
calibration are fitted on scores of countries that neither the linear part nor the encoder had seen.
`python -m training.themes_measure` tells what this reaches on countries that no part has seen.
"""

from __future__ import annotations

import argparse
import math
import shutil
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
from sklearn.svm import LinearSVC

from audiatur.reading.themes.encoder import FOLDER
from audiatur.reading.themes.features import damped, hashed, own_terms, second_stage, words_of
from audiatur.reading.themes.weights import Weights, write_weights
from training.attribution import minilm
from training.theme_rows import FOLDS, GOLD, NAMES, Rows, country_folds, read_rows

RARE = 3
"""A feature of fewer recommendations is left out."""
SMALLEST_STEP = 2
"""First-stage weights of fewer steps (of 127 to the largest of the theme) are left out."""
PRIOR, PRIOR_ROWS = 0.85, 20
"""A theme's F1, from which its threshold follows, counts as this one's of so many recommendations more."""

Blocks = Sequence[tuple[Counter[int], Counter[int]]]


@dataclass(frozen=True)
class Scores:
    """Scores of rows by the two parts that had not seen their countries (rows × themes), and the fold of each row."""

    linear: np.ndarray
    encoded: np.ndarray
    lengths: np.ndarray
    folds: np.ndarray


@dataclass(frozen=True)
class SecondStage:
    """What is fitted on first-stage scores: a weight row and a threshold a theme, and the calibration."""

    weights: np.ndarray
    thresholds: np.ndarray
    calibration: tuple[tuple[float, float], ...]


def main() -> None:
    """Fit and write."""
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    parser = argparse.ArgumentParser(description="fit the theme model upon its encoder")
    parser.add_argument("--encoder", type=Path, required=True, help="folder that training.themes_encoder wrote")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    rows = read_rows(given.gold)
    blocks = [hashed(words_of(text)) for text in rows.texts]
    write_weights(fit(rows, blocks=blocks, encoder=given.encoder), path=given.out / "themes.bin")
    shutil.copy(given.encoder / "whole.onnx", given.out / "themes.onnx")
    shutil.copy(minilm() / "tokenizer.json", given.out / "tokenizer.json")
    for file in sorted(given.out.iterdir()):
        print(f"{file}: {file.stat().st_size:,} bytes")


def encoder_scores(folder: Path, *, folds: np.ndarray) -> np.ndarray:
    """Every row's scores by the encoder that had not seen its country."""
    scores = np.zeros((len(folds), len(NAMES)))
    for number in range(FOLDS):
        scores[folds == number] = np.load(folder / f"part-{number}.npy")
    return scores


def vocabulary(blocks: Blocks, *, chosen: np.ndarray) -> dict[int, tuple[int, float]]:
    """Hash → (column, rarity) for the features of the chosen rows that are not too rare."""
    seen: Counter[int] = Counter()
    for index in np.flatnonzero(chosen):
        for block in blocks[index]:
            seen.update(block.keys())
    total = int(chosen.sum())
    kept = sorted(key for key, count in seen.items() if count >= RARE)
    return {key: (column, math.log((1 + total) / (1 + seen[key])) + 1) for column, key in enumerate(kept)}


def matrix(rows: Blocks, *, known: dict[int, tuple[int, float]]) -> csr_matrix:
    """Every row's features: damped counts times rarity, each block of length one."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for blocks in rows:
        for block in blocks:
            part = [(known[key][0], damped(count) * known[key][1]) for key, count in block.items() if key in known]
            length = math.sqrt(sum(value * value for _, value in part)) or 1.0
            columns.extend(column for column, _ in part)
            values.extend(value / length for _, value in part)
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(known)))


def first_stage(features: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One linear support vector machine a theme: weights by theme and feature, and constants."""

    def one(theme: int) -> tuple[np.ndarray, float]:
        fitted = LinearSVC(C=0.4, tol=1e-2, max_iter=100, random_state=1).fit(features, truth[:, theme])
        return fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])

    # One after the other: liblinear keeps one random generator for all threads, and two would not repeat.
    each = [one(theme) for theme in range(truth.shape[1])]
    return np.array([weights for weights, _ in each]), np.array([constant for _, constant in each])


def held_out_scores(rows: Rows, *, blocks: Blocks, encoder: Path) -> Scores:
    """Scores of all rows, each from parts that had not seen its country."""
    folds = country_folds(rows.countries)
    scores = np.zeros(rows.truth.shape)
    for number in range(FOLDS):
        fitting, held = folds != number, folds == number
        features = matrix(blocks, known=vocabulary(blocks, chosen=fitting))
        weights, constants = first_stage(features[fitting], rows.truth[fitting])
        scores[held] = features[held] @ weights.T + constants
    lengths = np.array([len(words_of(text)) for text in rows.texts])
    return Scores(scores, encoder_scores(encoder, folds=folds), lengths, folds)


def second_features(scores: Scores) -> tuple[np.ndarray, np.ndarray]:
    """For every row what all scores say together, and what each theme's own scores say."""
    together = np.array([
        second_stage(encoded.tolist(), length=int(length))
        for encoded, length in zip(scores.encoded, scores.lengths, strict=True)
    ])  # fmt: skip
    own = np.array([
        [own_terms(float(one), float(other), length=int(length)) for one, other in zip(linear, encoded, strict=True)]
        for linear, encoded, length in zip(scores.linear, scores.encoded, scores.lengths, strict=True)
    ])  # fmt: skip
    return together, own


def fit_rows(together: np.ndarray, own: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """One logistic regression a theme: its weights, the constant last."""

    def one(theme: int) -> np.ndarray:
        model = LogisticRegression(C=0.03, solver="liblinear", tol=1e-2, random_state=1)
        model.fit(np.hstack([together, own[:, theme]]), truth[:, theme])
        return np.append(model.coef_[0], model.intercept_[0])

    return np.array([one(theme) for theme in range(truth.shape[1])])


def apply_rows(weights: np.ndarray, together: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The log-odds of every theme of every row."""
    wide = together.shape[1]
    return together @ weights[:, :wide].T + np.einsum("rtk,tk->rt", own, weights[:, wide:-1]) + weights[:, -1]


def fit_second(
    features: tuple[np.ndarray, np.ndarray], *, truth: np.ndarray, folds: np.ndarray, chosen: np.ndarray
) -> SecondStage:
    """Fit the second stage on chosen rows, thresholds and calibration on its own odds for folds held out."""
    together, own = features
    odds = np.zeros(truth.shape)
    for number in sorted(set(folds[chosen])):
        fitting, held = chosen & (folds != number), chosen & (folds == number)
        weights = fit_rows(together[fitting], own[fitting], truth[fitting])
        odds[held] = apply_rows(weights, together[held], own[held])
    odds, right = odds[chosen], truth[chosen]
    thresholds = np.array([threshold(odds[:, theme], right[:, theme]) for theme in range(truth.shape[1])])
    return SecondStage(
        fit_rows(together[chosen], own[chosen], right),
        thresholds,
        calibration(odds, truth=right, thresholds=thresholds),
    )


def threshold(odds: np.ndarray, truth: np.ndarray) -> float:
    """The log-odds of half the highest F1 that a theme reaches.

    Where odds are well calibrated this is the threshold of that F1 (Lipton, Elkan, Narayanaswamy: Optimal Thresholding
    of Classifiers to Maximize F1 Measure, 2014); it varies less than the one at which F1 happened to be highest.
    """
    order = np.argsort(-odds)
    scores = 2 * np.cumsum(truth[order]) / (np.arange(1, len(order) + 1) + truth.sum())
    best = (scores.max() * truth.sum() + PRIOR * PRIOR_ROWS) / (truth.sum() + PRIOR_ROWS)
    return math.log(best / 2) - math.log(1 - best / 2)


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


def fit(rows: Rows, *, blocks: Blocks, encoder: Path) -> Weights:
    """The weights that ship: the second stage on scores held out by country, the linear part on all rows."""
    everything = np.ones(len(rows.texts), dtype=bool)
    scores = held_out_scores(rows, blocks=blocks, encoder=encoder)
    second = fit_second(second_features(scores), truth=rows.truth, folds=scores.folds, chosen=everything)
    known = vocabulary(blocks, chosen=everything)
    weights, constants = first_stage(matrix(blocks, known=known), rows.truth)
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
