"""Annotated documents → labelled pieces: the seven labels, and which cue and source each piece belongs to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from audiatur.reading.tagger.pieces import Ints, Pieces, cut
from audiatur.reading.text import Span

ROLES = ("source", "cue", "content")
NOTHING, UNASKED = -1, -2
CONTENT_TO_CUE, CUE_TO_SOURCE, CONTENT_TO_SOURCE = range(3)


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated document: labels 0 outside, 1/2 source, 3/4 cue, 5/6 content (begin, inner); pointer targets."""

    name: str
    pieces: Pieces
    labels: Ints
    targets: Ints


def lines_of(content: str) -> list[Span]:
    """The lines with anything on them."""
    spans, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def read_records(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def example_of(record: dict[str, Any], *, tokenizer: Tokenizer) -> Example:
    """One record with `id`, `text` and `attributions` as labelled pieces."""
    pieces = cut(record["text"], spans=lines_of(record["text"]), tokenizer=tokenizer)
    labels = np.zeros(len(pieces), dtype=np.int64)
    targets = np.full((3, len(pieces)), UNASKED, dtype=np.int64)
    for attribution in record["attributions"]:
        found = {role: _covered(pieces, attribution[role]) for role in ROLES}
        for number, role in enumerate(ROLES):
            for covered in found[role]:
                labels[covered] = 2 + 2 * number
                labels[_begins(pieces, covered)] = 1 + 2 * number
        cue, source = (_first(found[role]) for role in ("cue", "source"))
        for covered in found["content"]:
            targets[CONTENT_TO_CUE, covered] = cue
            targets[CONTENT_TO_SOURCE, covered] = source
        for covered in found["cue"]:
            targets[CUE_TO_SOURCE, covered] = source
    return Example(record["id"], pieces, labels, targets)


def _covered(pieces: Pieces, spans: Sequence[Sequence[int]]) -> list[Ints]:
    found = []
    for start, end in spans:
        low = int(np.searchsorted(pieces.ends, start, side="right"))
        high = int(np.searchsorted(pieces.starts, end, side="left"))
        if low < high:
            found.append(np.arange(low, high))
    return found


def _begins(pieces: Pieces, covered: Ints) -> Ints:
    """The first piece of a span, and the first in each further paragraph: no span runs over a paragraph's end."""
    paragraphs = pieces.paragraphs[covered]
    return covered[np.flatnonzero(np.diff(paragraphs, prepend=-1))]


def _first(found: Sequence[Ints]) -> int:
    return int(min(covered[0] for covered in found)) if found else NOTHING
