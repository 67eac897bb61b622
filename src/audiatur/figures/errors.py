"""Errors of figures.

AudiaturError
└── FigureError            something about a figure is not as it has to be
    ├── UnknownIndicator   no indicator has that id
    ├── NotAsked           what was asked for is not what the indicator gives
    └── IncompleteFigure   a figure lacks its denominator, period, place, snapshot or interval
"""

from __future__ import annotations

from audiatur.errors import AudiaturError


class FigureError(AudiaturError):
    """Something about a figure is not as it has to be."""


class UnknownIndicator(FigureError):
    """No indicator has that id."""


class NotAsked(FigureError):
    """What was asked for is not what the indicator gives."""


class IncompleteFigure(FigureError):
    """A figure lacks its denominator, period, place, snapshot or interval."""
