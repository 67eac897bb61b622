"""`Text` → quantities, and whether numbers of one passage add up."""

from audiatur.reading.quantities.arithmetic import check_arithmetic
from audiatur.reading.quantities.explain import explain
from audiatur.reading.quantities.reader import read_quantities

__all__ = ["check_arithmetic", "explain", "read_quantities"]
