"""How sure a statement is, by the rule that found it: precision measured on annotated news.

`python -m bench.attribution --calibrate` prints the figures: the share of what each rule finds at the top level of
PolNeAR's training articles whose source and content are right (token F1 ≥ 0.5 each).
"""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Attribution

PRECISION: Final[dict[str, float]] = {
    "clause": 0.80,  # of 2381
    "direct after": 0.98,  # of 2154
    "object": 0.60,  # of 1980
    "that": 0.86,  # of 1407
    "indirect after": 0.81,  # of 802
    "direct inverted": 0.88,  # of 703
    "prepositional": 0.58,  # of 670
    "to": 0.60,  # of 662
    "according to": 0.85,  # of 422
    "gerund object": 0.60,  # of 272
    "quote": 0.86,  # of 266
    "gerund that": 0.77,  # of 192
    "gerund clause": 0.65,  # of 185
    "wh": 0.62,  # of 181
    "gerund prepositional": 0.53,  # of 138
    "indirect inverted": 0.74,  # of 116
    "adjective": 0.58,  # of 106
    "gerund to": 0.62,  # of 76
    "noun": 0.47,  # of 62
    "passive by": 0.43,  # of 51
    "gerund quote": 0.72,  # of 50
    "passive told": 0.60,  # of 25
    "gerund wh": 0.74,  # of 23
    "relative": 0.43,  # of 23
}  # rules that found fewer than 20 have no figure
_UNMEASURED: Final = 0.5


def confidence_of(attribution: Attribution) -> float:
    """The finder's own confidence in an attribution, else the measured precision of the rule that found it."""
    if attribution.confidence is not None:
        return attribution.confidence
    return PRECISION.get(attribution.pattern, _UNMEASURED)
