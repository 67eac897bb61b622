"""The indicators of this topic; none yet."""

from __future__ import annotations

from audiatur.figures.indicator import Indicator

INDICATORS: tuple[Indicator, ...] = ()
