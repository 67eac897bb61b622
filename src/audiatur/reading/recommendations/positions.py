"""What a list's heading says of the State's position: "enjoy the support of …", "will be examined by …".

The words are those that the reports of the Working Group on the Universal Periodic Review have used since 2008. The
order of the rules matters: "did not enjoy the support" holds "enjoy the support".
"""

from __future__ import annotations

import re

from audiatur.reading.result import Position

_RULES: tuple[tuple[Position, re.Pattern[str]], ...] = tuple(
    (position, re.compile(pattern, re.IGNORECASE))
    for position, pattern in (
        (
            "not_supported",
            r"(?:did|do|does|has|have|could|can|will|would)\s*(?:not|n[o’']t)(?: currently| yet| be able to)?\s+"
            r"(?:enjoy(?:ed)?|support(?:ed)?|accept(?:ed)?|be (?:accepted|supported)|agree|receive(?:d)?|gain|have|garner)"
            r"[^.;:]{0,60}|\bcannot (?:be )?(?:accept(?:ed)?|support(?:ed)?|agree)[^.;:]{0,40}|not in a position to[^.;:]{0,60}"
            r"|(?:were|are|was|is|have been|be)?\s*(?:rejected|not (?:accepted|supported)|refused)[^.;:]{0,40}"
            r"|not acceptable|\brejects\b|\bunable to (?:accept|support)|enjoy no support",
        ),
        (
            "supported_implemented",
            r"(?:already|have been|has been|are being|being|in (?:the )?(?:process|course) of)\s*(?:being |been |fully )*"
            r"implement(?:ed|ation)[^.;:]{0,60}",
        ),
        (
            "supported",
            r"enjoy(?:s|ed)?\s+(?:the\s+)?(?:full\s+|its\s+|broad\s+|following )*support[^.;:,]{0,60}"
            r"|enjoy(?:s|ed)? its support|(?:have been|has been|were|are|was|be|and)\s+(?:\w+ )?(?:accepted|supported|agreed)[^.;:,]{0,40}"
            r"|agreed on the following|\bsupports\b[^.;:,]{0,40}|\baccepts\b[^.;:,]{0,40}|with the agreement of[^.;:,]{0,40}"
            r"|(?:has|have) the support[^.;:,]{0,40}|agrees? (?:to|with)[^.;:,]{0,40}|\baccepted\b[^.;:,]{0,40}",
        ),
        (
            "pending",
            r"will (?:be )?(?:further )?(?:examined?|considered|consider|respond|provide|study|studied|review(?:ed)?)\b[^.;:]{0,80}"
            r"|will be included in the outcome[^.;:]{0,80}|(?:to|would|shall|should) be (?:further )?(?:examined|considered)[^.;:]{0,60}"
            r"|under (?:consideration|examination)[^.;:]{0,40}|further (?:consideration|examination)[^.;:]{0,40}"
            r"|respon(?:se|d|ses)\b[^.;:]{0,60}(?:in due (?:course|time)|outcome|session)[^.;:]{0,40}|deferred|undertook to examine"
            r"|are (?:being )?(?:examined|studied)|would (?:examine|respond|provide)[^.;:]{0,60}|pending",
        ),
        (
            "noted",
            r"(?:were|are|be|been|was|is|have been|has)\s+(?:duly |thus )?noted[^.;:]{0,40}|takes? note[^.;:]{0,40}|\bnotes\b",
        ),
    )
)


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
        match = pattern.search(heading)
        if match:
            return position, match[0].strip(" ,")
    return "unknown", ""
