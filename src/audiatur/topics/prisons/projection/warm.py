"""Compiles the steps of the projection ahead of the first page that needs them: `python -m` this module."""

from __future__ import annotations

import numpy as np

from audiatur.topics.prisons.projection.drift import still
from audiatur.topics.prisons.projection.engine import expected, run
from audiatur.topics.prisons.projection.plan import plan
from audiatur.topics.prisons.projection.rates import Rates


def warm() -> None:
    """Run the smallest projection there is through what the pages run; compiled steps that are kept are only loaded."""
    rates = Rates(np.full((1, 1, 2, 2), 0.1), np.full((1, 1, 2), 0.5))
    small = plan(
        groups=("all",), statuses=("held",), step="month", origin=0,
        stock=np.full((1, 1, 2), 9, np.int64), rates=rates, level=np.ones((2, 1, 1)),
    )  # fmt: skip
    calm = still(runs=2, steps=2)
    expected(small, drift=calm)
    run(small, drift=calm, seed=1)


if __name__ == "__main__":
    warm()
