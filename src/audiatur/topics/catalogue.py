"""Every indicator, by its id."""

from __future__ import annotations

from collections.abc import Mapping

from audiatur.figures.errors import UnknownIndicator
from audiatur.figures.indicator import Indicator
from audiatur.topics.civic_space import indicators as civic_space
from audiatur.topics.mediation import indicators as mediation
from audiatur.topics.prisons import indicators as prisons
from audiatur.topics.proceedings import indicators as proceedings

INDICATORS: Mapping[str, Indicator] = {
    indicator.id: indicator
    for indicator in (
        *prisons.INDICATORS,
        *proceedings.INDICATORS,
        *mediation.INDICATORS,
        *civic_space.INDICATORS,
    )
}


def indicator_get(name: str) -> Indicator:
    """The indicator of that id.

    Raises:
        UnknownIndicator: there is none.
    """
    try:
        return INDICATORS[name]
    except KeyError:
        raise UnknownIndicator(f"{name!r} is no indicator. `audiatur figure` without an id lists them.") from None
