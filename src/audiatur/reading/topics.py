"""The topic that a piece of text is suggested for, by the words in it; a person files it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


def suggest_topic(content: str, topics: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key of the topic with most of its word stems in the content; None without any, or on a tie.

    >>> suggest_topic("Prisons hold more inmates than places.", {"prisons": ("prison", "inmate"), "law": ("bill",)})
    'prisons'
    """
    lowered = content.lower()
    counts = sorted(((len(_stems(words).findall(lowered)), key) for key, words in topics.items()), reverse=True)
    if not counts or counts[0][0] == 0 or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


@lru_cache(maxsize=64)
def _stems(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all stems of a topic; the longest first, so that a text's word counts once."""
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")")
