"""Recommendation → themes, surest first, and how often themes given so surely are all right."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from operator import mul
from pathlib import Path

from audiatur.reading.result import Recommendation
from audiatur.reading.tagger.model import threads
from audiatur.reading.themes.encoder import load
from audiatur.reading.themes.features import damped, hashed, own_terms, second_stage, words_of
from audiatur.reading.themes.weights import Weights, read_weights

MODEL = Path(__file__).parent / "model" / "themes.bin"

NO_CHECK = 0.92
"""From this confidence on a person need not check the themes: measured in `model/card.md`."""


@dataclass(frozen=True, slots=True)
class Themed:
    """The themes of a text, surest first; `confidence` is the probability that each of them is right.

    It says nothing about themes that are missing. Without any theme it is 0.
    """

    themes: tuple[str, ...]
    confidence: float

    @property
    def needs_no_check(self) -> bool:
        """Whether themes given so surely were right 98 times in 100 for countries that the model had not seen."""
        return self.confidence >= NO_CHECK


def read_themes(text: str) -> Themed:
    """The themes of one recommendation in English; none where no word of it is known.

    >>> read_themes("Abolish the death penalty").themes
    ('Death penalty',)
    """
    weights = _weights()
    words = words_of(text)
    blocks = hashed(words)
    if not any(key in _places() for key in blocks[0]):
        return Themed((), 0.0)
    odds = _theme_odds(text, blocks=blocks, length=len(words))
    chosen = [theme for theme, value in enumerate(odds) if value > weights.thresholds[theme]]
    chosen.sort(key=lambda theme: -odds[theme])
    sure = math.prod(1 / (1 + math.exp(-odds[theme])) for theme in chosen) if chosen else 0.0
    return Themed(tuple(weights.names[theme] for theme in chosen), calibrated(sure, points=weights.calibration))


def with_themes(recommendations: Iterable[Recommendation], *, language: str) -> tuple[Recommendation, ...]:
    """The same recommendations with their themes; those that have some keep them, as do those not in English."""
    if language not in ("en", "und"):
        return tuple(recommendations)
    with ThreadPoolExecutor(threads(), thread_name_prefix="themes") as pool:
        return tuple(pool.map(_themed, recommendations))


def _themed(item: Recommendation) -> Recommendation:
    if item.themes:
        return item
    found = read_themes(item.text)
    return replace(item, themes=found.themes, themes_confidence=round(found.confidence, 3))


def _theme_odds(text: str, *, blocks: Iterable[Counter[int]], length: int) -> list[float]:
    """The log-odds of every theme, in the order of the weights' names."""
    weights = _weights()
    linear, encoded = _first_stage(blocks, weights=weights), load().scores(text)
    together = second_stage(encoded, length=length)
    return [
        sum(map(mul, row, (*together, *own_terms(one, other, length=length), 1.0)))
        for row, one, other in zip(weights.second, linear, encoded, strict=True)
    ]


def calibrated(value: float, *, points: tuple[tuple[float, float], ...]) -> float:
    """The share at a value on the line through the points, flat beyond its ends; 0 stays 0.

    >>> calibrated(0.75, points=((0.5, 0.6), (1.0, 0.8)))
    0.7
    """
    if value <= 0:
        return 0.0
    place = bisect_left(points, (value, 0.0))
    if place == 0:
        return points[0][1]
    if place == len(points):
        return points[-1][1]
    (low, low_share), (high, high_share) = points[place - 1], points[place]
    return low_share + (high_share - low_share) * (value - low) / (high - low)


def _first_stage(blocks: Iterable[Counter[int]], *, weights: Weights) -> list[float]:
    places = _places()
    totals = [0.0] * len(weights.names)
    for block in blocks:
        known = [
            (place, damped(n) * weights.rarity[place])
            for key, n in block.items()
            if (place := places.get(key)) is not None
        ]
        length = math.sqrt(sum(value * value for _, value in known)) or 1.0
        for place, value in known:
            share = value / length
            first, last = weights.rows[place], weights.rows[place + 1]
            for theme, weight in zip(weights.columns[first:last], weights.values[first:last], strict=True):
                totals[theme] += share * weight
    return list(map(sum, zip(weights.constants, map(mul, totals, weights.scales), strict=True)))


@cache
def _weights() -> Weights:
    return read_weights(MODEL)


@cache
def _places() -> dict[int, int]:
    return {key: place for place, key in enumerate(_weights().keys)}
