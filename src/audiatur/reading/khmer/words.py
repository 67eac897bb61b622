"""Clusters and words of Khmer text, with exact offsets.

Khmer writes no space between words. Clusters are exact. Words are approximate: cut at spaces, zero-width spaces,
digits and punctuation, and around the listed words; what stands between two listed words stays in one piece. No
trained model is used: those at hand come from corpora whose licence forbids commercial use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audiatur.reading.khmer.characters import LETTERS, ZERO_WIDTH
from audiatur.reading.khmer.lexicon import any_of, word_list
from audiatur.reading.khmer.normalise import CLUSTER, normalise
from audiatur.reading.text import Span

_CLUSTER: Final = re.compile(CLUSTER)
_RUN: Final = re.compile(
    rf"(?P<khmer>(?:{CLUSTER}|ៗ)+)|[^\W\d_{LETTERS}]+|[\d០-៩]+(?:[.,][\d០-៩]+)*|[^\w\s{ZERO_WIDTH}]"
)
_LISTED: Final = re.compile(any_of(word_list()))
_ONLY_CLUSTERS: Final = re.compile(CLUSTER + "|.", re.DOTALL)


def clusters(text: str) -> Iterator[Span]:
    """The Khmer clusters of the text, in order: what no cursor, cut or highlight may part.

    >>> text = "ស្ត្រី និង"
    >>> [text[start:end] for start, end in clusters(text)]
    ['ស្ត្រី', 'និ', 'ង']
    """
    return (match.span() for match in _CLUSTER.finditer(text))


def words(text: str) -> tuple[Span, ...]:
    """The words of the text as well as a word list tells, in order; punctuation marks count as words.

    >>> text = "ក្រសួងយុត្តិធម៌បានឆ្លើយ\u200bថា 12,5%"
    >>> [text[start:end] for start, end in words(text)]
    ['ក្រសួង', 'យុត្តិធម៌', 'បាន', 'ឆ្លើយ', 'ថា', '12,5', '%']
    """
    found: list[Span] = []
    for run in _RUN.finditer(text):
        if run["khmer"]:
            found.extend(_listed_apart(run.group(), run.start()))
        else:
            found.append(run.span())
    return tuple(found)


def _listed_apart(run: str, offset: int) -> Iterator[Span]:
    """A run of Khmer letters, cut before and after each listed word that begins and ends with a cluster."""
    plain = normalise(run)
    begin = at = 0
    while at < len(plain.text):
        listed = _LISTED.match(plain.text, at)
        if listed:
            if begin < at:
                yield _moved(plain.original(begin, at), offset)
            yield _moved(plain.original(at, listed.end()), offset)
            begin = at = listed.end()
        else:
            cluster = _ONLY_CLUSTERS.match(plain.text, at)
            at = cluster.end() if cluster else at + 1
    if begin < at:
        yield _moved(plain.original(begin, at), offset)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
