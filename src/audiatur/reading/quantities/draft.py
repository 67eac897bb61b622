"""A quantity while it is being read: token positions and bounds, before base, place and date are known."""

from __future__ import annotations

from dataclasses import dataclass

from audiatur.reading.quantities.hedges import bounds
from audiatur.reading.result import Hedge, QuantityKind


@dataclass(slots=True)
class Draft:
    """The surface is the tokens [first, last); `after` is the token at which what belongs to it ends."""

    first: int
    last: int
    low: float | None
    high: float | None
    hedge: Hedge
    kind: QuantityKind
    base: str | None = None
    after: int = 0
    hedge_first: int = 0

    def __post_init__(self) -> None:
        self.after = max(self.after, self.last)
        self.hedge_first = min(self.hedge_first or self.first, self.first)


def point(value: float, *, hedge: Hedge | None, sign: int = 1) -> tuple[float | None, float | None, Hedge]:
    """Bounds and hedge of a single value; a fall by more than x lies below −x.

    >>> point(10, hedge="more_than", sign=-1)
    (None, -10, 'more_than')
    """
    low, high = bounds(hedge or "exact", value, value)
    return (*signed(low, high, sign=sign), hedge or "exact")


def signed(low: float | None, high: float | None, *, sign: int) -> tuple[float | None, float | None]:
    """The bounds of a rise, or of a fall, which is negative."""
    if sign >= 0:
        return low, high
    return (None if high is None else -high), (None if low is None else -low)
