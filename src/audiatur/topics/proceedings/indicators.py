"""The indicators of this topic."""

from __future__ import annotations

from audiatur.figures.indicator import Indicator
from audiatur.topics.proceedings.complaints import COMPLAINTS_FILED

INDICATORS: tuple[Indicator, ...] = (COMPLAINTS_FILED,)
