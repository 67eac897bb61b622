"""Source, cue and content spans of one paragraph → attributions: which content hangs on which cue, and who says it.

The model points: every content piece at its cue and its source, every cue piece at its source. A span's word is the
mean of its pieces' words; all is a choice among the spans found, so no piece outside them is ever taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audiatur.reading.tagger.decode import Floats
from audiatur.reading.tagger.model import POINTER, Scores

CONTENT_TO_CUE, CUE_TO_SOURCE, CONTENT_TO_SOURCE = range(3)
Range = tuple[int, int]
REACH = 160
"""Pieces between two spans from which they are too far apart to belong together: they were not seen side by side."""
FAR = 1e4
PLAUSIBLE = 0.05
"""The probability from which a cue without content takes a content that rather points at another."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in pieces, with the probability of its cue for its contents and of its source."""

    source: Range | None
    cue: Range
    contents: tuple[Range, ...]
    cue_probability: float
    source_probability: float


def link(spans: Sequence[tuple[int, int, int]], *, scores: Scores) -> list[Linked]:
    """The attributions that the spans (role, first piece, piece after the last) of one paragraph make."""
    sources, cues, contents = ([(start, end) for role, start, end in spans if role == n] for n in range(3))
    if not cues or not contents:
        return []
    chances = np.stack([_softmax(_points(span, cues, pointer=CONTENT_TO_CUE, scores=scores)) for span in contents])
    chosen: dict[int, list[tuple[Range, float]]] = {}
    for number, cue in enumerate(_cue_of_each(chances)):
        chosen.setdefault(cue, []).append((contents[number], float(chances[number, cue])))
    return [
        _linked(cues[number], near, sources=sources, scores=scores)
        for number, parts in sorted(chosen.items())
        if (near := [part for part in parts if _gap(part[0], cues[number]) <= REACH])
    ]


def _cue_of_each(chances: Floats) -> list[int]:
    """The cue of each content (content × cue probabilities): the likeliest, unless a cue would be left with nothing.

    Then it gets the content that points at it most, among those of cues with several, where that is not far-fetched.

    >>> _cue_of_each(np.array([[0.9, 0.1], [0.6, 0.4]]))
    [0, 1]
    >>> _cue_of_each(np.array([[0.99, 0.01], [1.0, 0.0]]))
    [0, 0]
    """
    chosen = chances.argmax(1)
    contents = np.bincount(chosen, minlength=chances.shape[1])
    for cue in np.flatnonzero(contents == 0):
        spare = np.where(contents[chosen] > 1, chances[:, cue], 0.0)
        best = spare.argmax()
        if spare[best] >= PLAUSIBLE:
            contents[chosen[best]] -= 1
            contents[cue] += 1
            chosen[best] = cue
    return [int(cue) for cue in chosen]


def _linked(cue: Range, parts: Sequence[tuple[Range, float]], *, sources: list[Range], scores: Scores) -> Linked:
    contents = tuple(content for content, _ in parts)
    by_cue = _log_softmax(_points(cue, sources, pointer=CUE_TO_SOURCE, scores=scores, nobody=True))
    by_content = [
        _log_softmax(_points(content, sources, pointer=CONTENT_TO_SOURCE, scores=scores, nobody=True))
        for content in contents
    ]
    chances = _softmax(by_cue + np.mean(by_content, axis=0))
    best = int(chances.argmax())
    source = sources[best] if best < len(sources) else None
    return Linked(source, cue, contents, float(np.mean([chance for _, chance in parts])), float(chances[best]))


def _points(span: Range, goals: Sequence[Range], *, pointer: int, scores: Scores, nobody: bool = False) -> Floats:
    """How much a span points at each goal's first piece; last, where asked, at nobody."""
    start, end = span
    far = [FAR * (_gap(span, goal) > REACH) for goal in goals] + [0.0] * nobody
    query = scores.queries[start:end, pointer].mean(0)
    keys = scores.keys[[first for first, _ in goals], pointer]
    if nobody:
        keys = np.concatenate([keys.reshape(-1, POINTER), scores.none[start : start + 1, pointer]])
    pointed: Floats = keys @ query / POINTER**0.5 - np.array(far, dtype=np.float32)
    return pointed


def _gap(left: Range, right: Range) -> int:
    """How many pieces stand between two spans."""
    return max(left[0] - right[1], right[0] - left[1])


def _log_softmax(values: Floats) -> Floats:
    shifted: Floats = values - values.max()
    logs: Floats = shifted - np.log(np.exp(shifted).sum())
    return logs


def _softmax(values: Floats) -> Floats:
    chances: Floats = np.exp(_log_softmax(values))
    return chances
