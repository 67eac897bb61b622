"""What the theme model reaches on unseen countries: `python -m training.themes_measure --encoder FOLDER`.

Each country is scored by a linear part and an encoder that had not seen it; second stage, thresholds and calibration
are fitted on the other countries' scores, which come from parts that had not seen those.
"""

from __future__ import annotations

import argparse
import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer

from audiatur.reading.themes.features import hashed, words_of
from audiatur.reading.themes.labels import THEMES
from audiatur.reading.themes.reading import NO_CHECK
from training.theme_rows import FOLDS, GOLD, NAMES, Rows, read_rows
from training.themes import Scores, apply_rows, fit_second, held_out_scores, second_features, sureness


def main() -> None:
    """Measure on all folds of countries."""
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    parser = argparse.ArgumentParser(description="measure the theme model on unseen countries")
    parser.add_argument("--encoder", type=Path, required=True, help="folder that training.themes_encoder wrote")
    parser.add_argument("--gold", type=Path, default=GOLD)
    given = parser.parse_args()
    rows = read_rows(given.gold)
    blocks = [hashed(words_of(text)) for text in rows.texts]
    evaluate(rows, scores=held_out_scores(rows, blocks=blocks, encoder=given.encoder))


def evaluate(rows: Rows, *, scores: Scores) -> None:
    """Print F1 of themes and topics, and how often the surest rows are right."""
    features = second_features(scores)
    given = np.zeros(rows.truth.shape, dtype=bool)
    confidence = np.zeros(len(rows.texts))
    for number in range(FOLDS):
        held = scores.folds == number
        second = fit_second(features, truth=rows.truth, folds=scores.folds, chosen=~held)
        odds = apply_rows(second.weights, features[0][held], features[1][held])
        given[held] = odds > second.thresholds
        sure = sureness(odds, thresholds=second.thresholds)
        points = np.array(second.calibration)
        confidence[held] = np.interp(sure, points[:, 0], points[:, 1]) * (sure > 0)
        _print_scores(f"fold {number + 1}", given[held], rows.truth[held] == 1)
    _print_scores("linear part alone", scores.linear > 0, rows.truth == 1)
    _print_scores("encoder alone", scores.encoded > 0, rows.truth == 1)
    _print_scores(f"{len(given):,} recommendations of unseen countries", given, rows.truth == 1)
    _print_each(given, rows.truth == 1)
    _print_sure(given, rows.truth == 1, confidence)
    _print_alike(rows, given)


def scores_of(given: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """F1 of each column."""
    return 2 * (given & truth).sum(axis=0) / np.maximum(1, given.sum(axis=0) + truth.sum(axis=0))


def _print_scores(title: str, given: np.ndarray, truth: np.ndarray) -> None:
    figures = f"micro {_micro(given, truth):.4f} macro {scores_of(given, truth).mean():.4f}"
    print(f"{title}: {figures} whole set right {(given == truth).all(axis=1).mean():.4f}", flush=True)


def _print_alike(rows: Rows, given: np.ndarray) -> None:
    """Print, by likeness to the most alike text of another country, the F1 of that one's own themes, and of ours."""
    vectors = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2).fit_transform(rows.texts)
    alike, nearest = np.zeros(len(given)), np.zeros(len(given), dtype=int)
    for row, country in enumerate(rows.countries):
        cosines = (vectors @ vectors[row].T).toarray()[:, 0] * (rows.countries != country)
        alike[row], nearest[row] = cosines.max(), cosines.argmax()
    truth = rows.truth == 1
    for low, high in pairwise((0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.01)):
        band = (alike >= low) & (alike < high)
        theirs, ours = _micro(truth[nearest[band]], truth[band]), _micro(given[band], truth[band])
        print(f"  most alike {low} to {high}: {band.sum()} rows, its themes {theirs:.3f}, ours {ours:.3f}")
    lengths = np.array([len(text.split()) for text in rows.texts])
    for low, high in pairwise((0, 10, 20, 35, 60, 1000)):
        band = (lengths >= low) & (lengths < high)
        print(f"  {low} to {high - 1} words: {band.sum()} rows, F1 {_micro(given[band], truth[band]):.3f}")


def _micro(given: np.ndarray, truth: np.ndarray) -> float:
    return float(2 * (given & truth).sum() / (given.sum() + truth.sum()))


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
    for bound in sorted({NO_CHECK, 0.9, 0.95, 0.98}):
        over = confidence >= bound
        print(f"  confidence >= {bound}: {over.mean():.3f} of rows, all given right {right[over].mean():.4f}")
    for low in np.arange(0.3, 1.0, 0.1):
        band = (confidence >= low) & (confidence < low + 0.1)
        if band.any():
            print(f"  said {confidence[band].mean():.3f}, right {right[band].mean():.3f}, {band.sum()} rows")


if __name__ == "__main__":
    main()
