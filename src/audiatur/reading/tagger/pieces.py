"""Paragraphs → word pieces with their offsets, capitals and quotation state: what the model sees of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from audiatur.reading.text import Span

Ints = npt.NDArray[np.int64]

LONGEST_STRETCH = 4_000
"""Characters that are cut into pieces at once: a line of many megabytes is cut at white space into such stretches."""

LONE = re.compile("[\ud800-\udfff]")
"""Halves of a pair, left over by a broken conversion: no tokenizer takes them."""

KINDS = 6
"""Kinds of piece: small letters, a capital first, capitals only - outside and inside quotation marks."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, in order: vocabulary number, offsets, kind, and which paragraph they stand in."""

    ids: Ints
    starts: Ints
    ends: Ints
    kinds: Ints
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.ids)


def cut(content: str, *, spans: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the paragraphs at `spans`."""
    stretches = [(number, stretch) for number, span in enumerate(spans) for stretch in _stretches(content, span)]
    strings = [LONE.sub("?", content[start:end]) for _, (start, end) in stretches]
    encodings = tokenizer.encode_batch(strings, add_special_tokens=False)
    ids, starts, ends, kinds, paragraphs = [], [], [], [], []
    marks, quoted_in = b"", -1
    for (number, (start, end)), encoding in zip(stretches, encodings, strict=True):
        inside = bool(marks) and marks[-1] == 1 and quoted_in == number
        marks, quoted_in = _quoted(content[start:end], inside=inside), number
        ids.extend(encoding.ids)
        for left, right in encoding.offsets:
            starts.append(start + left)
            ends.append(start + right)
            kinds.append(_case(content[start + left : start + right]) + 3 * marks[left])
        paragraphs.extend([number] * len(encoding.ids))
    arrays = (np.asarray(column, dtype=np.int64) for column in (ids, starts, ends, kinds, paragraphs))
    return Pieces(*arrays)


def _stretches(content: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > LONGEST_STRETCH:
        space = content.rfind(" ", start + LONGEST_STRETCH // 2, start + LONGEST_STRETCH)
        middle = space if space > 0 else start + LONGEST_STRETCH
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def _case(piece: str) -> int:
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def _quoted(stretch: str, *, inside: bool) -> bytes:
    """For each character, 1 where it stands in a quotation, its marks included; else 0.

    >>> list(_quoted('a “b” "c" d', inside=False))
    [0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0]
    """
    state = bytearray(len(stretch))
    for at, character in enumerate(stretch):
        if character in "“«":
            inside = True
            state[at] = 1
        elif character in "”»":
            inside = False
            state[at] = 1
        elif character == '"':
            inside = not inside
            state[at] = 1
        else:
            state[at] = inside
    return bytes(state)
