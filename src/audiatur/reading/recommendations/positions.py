"""What a list's heading says of the State's position: "enjoy the support of …", "will be examined by …".

The words are those that the reports of the Working Group on the Universal Periodic Review have used since 2008. The
order of the rules matters: "did not enjoy the support" holds "enjoy the support".
"""

from __future__ import annotations

import re

from audiatur.reading.result import Position

_NOT = r"(?:(?:did|do|does|has|have|could|can|will|would)\s*(?:not|n[o’']t)(?: currently| yet| be able to)?|cannot)\s+"
_PHRASES: tuple[tuple[Position, tuple[str, ...]], ...] = (
    (
        "not_supported",
        (
            _NOT + r"(?:be )?(?:enjoy|support|accept|agree|receive|gain|have|garner)(?:e?d)?\b",
            r"not in a position to\b",
            r"\b(?:were|are|was|is|been|be) (?:rejected|refused|not (?:accepted|supported))",
            r"\brejects\b|\brejected\b|\bnot acceptable\b|\bunable to (?:accept|support)",
        ),
    ),
    (
        "supported_implemented",
        (
            r"\balready (?:been |being |fully )*implemented",
            r"\b(?:have|has|are) (?:been|being) (?:fully )?implemented|\bbeing implemented",
            r"\bin (?:the )?(?:process|course) of (?:being )?implement(?:ed|ation)",
        ),
    ),
    (
        "supported",
        (
            r"\benjoy(?:s|ed)?\s+(?:(?:the|its|full|broad)\s+)*support",
            r"\b(?:have been|has been|were|are|was|be|and)\s+(?:\w+ )?(?:accepted|supported|agreed)",
            r"\bagreed on the following|\bwith the agreement of|\b(?:has|have) the support|\bagrees? (?:to|with)",
            r"\bsupports\b|\baccepts\b|\baccepted\b",
        ),
    ),
    ("noted", (r"\b(?:were|are|have been) noted by",)),
    (
        "pending",
        (
            r"\bwill (?:be )?(?:further )?(?:examined?|considered?|respond|provide|study|studied|review(?:ed)?)\b",
            r"\bwill be included in the outcome",
            r"\b(?:to|would|shall|should) be (?:further )?(?:examined|considered)",
            r"\b(?:under|further) (?:consideration|examination)",
            r"\brespon(?:se|d|ses)\b[^.;:]{0,60}(?:in due (?:course|time)|outcome|session)",
            r"\bwould (?:examine|respond|provide)|\bare (?:being )?(?:examined|studied)",
            r"\bdeferred\b|\bundertook to examine|\bpending\b",
        ),
    ),
    (
        "noted",
        (
            r"\b(?:were|are|be|been|was|is|has)\s+(?:duly |thus )?noted\b",
            r"\btakes? note\b|\bnotes\b",
        ),
    ),
)
_RULES = tuple(
    (position, re.compile(f"(?:{'|'.join(phrases)})[^.;:,]{{0,60}}(?!\\w)", re.IGNORECASE))
    for position, phrases in _PHRASES
)
_LONGEST_HEADING = 4_000
"""A heading that cites the paragraphs of the dialogue one by one is about half as long."""


def position_in(heading: str) -> tuple[Position, str]:
    """The position that a heading tells, and its own words for it.

    >>> position_in("118. The recommendations listed below enjoy the support of Cambodia:")
    ('supported', 'enjoy the support of Cambodia')
    >>> position_in("131. The recommendations listed below did not enjoy the support of Bangladesh:")
    ('not_supported', 'did not enjoy the support of Bangladesh')
    >>> position_in("78. The following recommendations were made to the Netherlands:")
    ('unknown', '')
    """
    for position, pattern in _RULES:
        match = pattern.search(heading[:_LONGEST_HEADING])
        if match:
            return position, match[0].strip(" ,")
    return "unknown", ""


def positions_in(words: str) -> frozenset[Position]:
    """Every position that the words speak of.

    >>> sorted(positions_in("Some enjoy the support of Xyland, others need to be further examined."))
    ['pending', 'supported']
    """
    return frozenset(position for position, pattern in _RULES if pattern.search(words[:_LONGEST_HEADING]))
