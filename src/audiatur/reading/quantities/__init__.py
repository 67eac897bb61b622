"""`Text` → quantities, and whether numbers of one passage add up."""

from __future__ import annotations

from audiatur.reading.result import Arithmetic, Quantity
from audiatur.reading.text import Text


def read_quantities(text: Text) -> tuple[Quantity, ...]:
    """The quantities of the text, in its order."""
    return ()


def check_arithmetic(text: Text, quantities: tuple[Quantity, ...]) -> tuple[Arithmetic, ...]:
    """Stated numbers beside what their own inputs in the passage give."""
    return ()
