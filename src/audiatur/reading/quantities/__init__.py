"""`Text` → quantities, and whether numbers of one passage add up."""

from __future__ import annotations

from audiatur.reading.quantities.reader import read_quantities
from audiatur.reading.result import Arithmetic, Quantity
from audiatur.reading.text import Text

__all__ = ["check_arithmetic", "read_quantities"]


def check_arithmetic(text: Text, quantities: tuple[Quantity, ...]) -> tuple[Arithmetic, ...]:
    """Stated numbers beside what their own inputs in the passage give."""
    return ()
