"""The topic that a piece of text is suggested for, by the words in it; a person files it."""

from __future__ import annotations

import re
from collections.abc import Mapping


def suggest_topic(content: str, topics: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key of the topic with most of its word stems in the content; None without any, or on a tie.

    >>> suggest_topic("Prisons hold more inmates than places.", {"prisons": ("prison", "inmate"), "law": ("bill",)})
    'prisons'
    """
    lowered = content.lower()
    counts = {
        key: sum(len(re.findall(rf"\b{re.escape(word)}", lowered)) for word in words) for key, words in topics.items()
    }
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
