"""The indicators of mediation, M1 to M15, by what they are computed from."""

from __future__ import annotations

from audiatur.figures.indicator import Indicator
from audiatur.topics.mediation.access import ACCESS, ACCESS_REPLICATED
from audiatur.topics.mediation.coverage import COVERAGE
from audiatur.topics.mediation.gaps import GAPS
from audiatur.topics.mediation.leaving import LEAVING
from audiatur.topics.mediation.rates import RATES
from audiatur.topics.mediation.repeats import REPEATS
from audiatur.topics.mediation.times import TIMES

INDICATORS: tuple[Indicator, ...] = (
    *RATES,
    *TIMES,
    *REPEATS,
    *LEAVING,
    *GAPS,
    *COVERAGE,
    *ACCESS,
    *ACCESS_REPLICATED,
)
