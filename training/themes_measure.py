"""What the theme model reaches on countries that no part of it has seen: `python -m training.themes_measure`."""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from audiatur.reading.themes.labels import THEMES
from training.themes import (
    FOLDS,
    GOLD,
    NAMES,
    Rows,
    apply_rows,
    country_folds,
    first_stage,
    fit_second,
    held_out_scores,
    matrix,
    read_rows,
    second_features,
    sureness,
    vocabulary,
)

INNER = 3
"""Folds inside the countries that are fitted on."""


def main() -> None:
    """Measure on all five folds of countries, or on the first few."""
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    given = parser.parse_args()
    evaluate(read_rows(given.gold), folds=given.folds)


def evaluate(rows: Rows, *, folds: int = FOLDS) -> None:
    """Print F1 of themes and topics, and how often the surest rows are right, over the first folds of five."""
    outer = country_folds(rows.countries, count=FOLDS)
    given = np.zeros(rows.truth.shape, dtype=bool)
    sure = np.zeros(len(outer))
    confidence = np.zeros(len(outer))
    for number in range(folds):
        fitting, held = outer != number, outer == number
        inner_scores, inner = held_out_scores(rows, chosen=fitting, count=INNER)
        second = fit_second(rows, scores=inner_scores, folds=inner)
        features = matrix(rows, known=vocabulary(rows, chosen=fitting))
        weights, constants = first_stage(features[fitting], rows.truth[fitting])
        scores = features @ weights.T + constants
        odds = apply_rows(second.weights, *second_features(rows, scores=scores))
        given[held] = odds[held] > second.thresholds
        sure[held] = sureness(odds[held], thresholds=second.thresholds)
        points = np.array(second.calibration)
        confidence[held] = np.interp(sure[held], points[:, 0], points[:, 1]) * (sure[held] > 0)
        _print_scores(f"fold {number + 1}", given[held], rows.truth[held] == 1)
    used = outer < folds
    _print_scores(f"{used.sum():,} recommendations of unseen countries", given[used], rows.truth[used] == 1)
    _print_each(given[used], rows.truth[used] == 1)
    _print_sure(given[used], rows.truth[used] == 1, confidence[used])


def scores_of(given: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """F1 of each column."""
    return 2 * (given & truth).sum(axis=0) / np.maximum(1, given.sum(axis=0) + truth.sum(axis=0))


def _print_scores(title: str, given: np.ndarray, truth: np.ndarray) -> None:
    micro = 2 * (given & truth).sum() / (given.sum() + truth.sum())
    same = (given == truth).all(axis=1).mean()
    print(
        f"{title}: micro {micro:.4f} macro {scores_of(given, truth).mean():.4f} whole set right {same:.4f}", flush=True
    )


def _print_each(given: np.ndarray, truth: np.ndarray) -> None:
    for topic in sorted({theme.topic for theme in THEMES.values() if theme.topic}):
        mine = [number for number, name in enumerate(NAMES) if THEMES[name].topic == topic]
        pair = given[:, mine].any(axis=1, keepdims=True), truth[:, mine].any(axis=1, keepdims=True)
        print(f"  topic {topic}: F1 {scores_of(*pair)[0]:.3f}")
    for score, name, count in sorted(zip(scores_of(given, truth), NAMES, truth.sum(axis=0), strict=True)):
        print(f"  {score:.3f}  {count:5d}  {name}")


def _print_sure(given: np.ndarray, truth: np.ndarray, confidence: np.ndarray) -> None:
    right, same = ~(given & ~truth).any(axis=1), (given == truth).all(axis=1)
    order = np.argsort(-confidence, kind="stable")
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0):
        top = order[: int(share * len(order))]
        least = confidence[top].min()
        figures = f"all given right {right[top].mean():.4f}, whole set right {same[top].mean():.4f}"
        print(f"  surest {share:.0%}: {figures}, confidence >= {least:.3f}")
    for bound in (0.9, 0.95, 0.96, 0.97, 0.98):
        over = confidence >= bound
        print(f"  confidence >= {bound}: {over.mean():.3f} of rows, all given right {right[over].mean():.4f}")
    for low in np.arange(0.3, 1.0, 0.1):
        band = (confidence >= low) & (confidence < low + 0.1)
        if band.any():
            print(f"  said {confidence[band].mean():.3f}, right {right[band].mean():.3f}, {band.sum()} rows")


if __name__ == "__main__":
    main()
