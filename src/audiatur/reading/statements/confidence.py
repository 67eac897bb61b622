"""How sure a statement is, by the rule that found it: precision measured on annotated news.

`python -m bench.attribution --calibrate` prints the figures: the share of what each rule finds at the top level of
PolNeAR's training articles whose source and content are right (token F1 ≥ 0.5 each).
"""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Attribution

PRECISION: Final[dict[str, float]] = {
    "object": 0.57,  # of 2204
    "clause": 0.79,  # of 2167
    "direct after": 0.97,  # of 2163
    "that": 0.85,  # of 1348
    "indirect after": 0.61,  # of 919
    "direct inverted": 0.87,  # of 698
    "to": 0.59,  # of 666
    "prepositional": 0.58,  # of 630
    "according to": 0.85,  # of 418
    "gerund object": 0.57,  # of 304
    "quote": 0.86,  # of 284
    "gerund that": 0.76,  # of 184
    "wh": 0.60,  # of 173
    "gerund clause": 0.65,  # of 170
    "gerund prepositional": 0.55,  # of 134
    "indirect inverted": 0.73,  # of 118
    "adjective": 0.56,  # of 103
    "gerund to": 0.63,  # of 73
    "noun": 0.48,  # of 62
    "gerund quote": 0.71,  # of 51
    "relative": 0.38,  # of 24
    "gerund wh": 0.74,  # of 23
}  # rules that found fewer than 20 have no figure
_UNMEASURED: Final = 0.5


def confidence_of(attribution: Attribution) -> float:
    """The measured precision of the rule that found an attribution."""
    return PRECISION.get(attribution.pattern, _UNMEASURED)
