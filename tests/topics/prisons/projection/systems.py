"""Invented prison systems for the tests of projections."""

from __future__ import annotations

from datetime import date

import numpy as np

from audiatur.topics.prisons.projection.cohorts import Spells
from audiatur.topics.prisons.projection.plan import Plan, plan
from audiatur.topics.prisons.projection.rates import Rates
from audiatur.topics.prisons.projection.steps import FAR, step_of_day

ORIGIN = step_of_day(date(2023, 12, 31), step="month")


def system(*, steps: int = 12, pretrial: int = 300, sentenced: int = 700, classes: int = 24) -> Plan:
    """Two groups, two statuses: pre-trial people leave at .1 a month and are sentenced at .1, the sentenced at .05."""
    leaving = np.zeros((2, 2, classes, 3))
    leaving[:, 0, :, 1] = leaving[:, 0, :, 2] = 0.1
    leaving[:, 1, :, 2] = 0.05
    arriving = np.zeros((2, 2, 3))
    arriving[:, 0] = (0.9, 0.0, 0.1)
    arriving[:, 1] = (0.0, 1.0, 0.0)
    level = np.zeros((steps, 2, 2))
    level[:, :, 0] = 40.0
    held = np.zeros((2, 2, classes), np.int64)
    held[:, 0, 2], held[:, 1, 5] = pretrial, sentenced
    return plan(
        groups=("felony", "misdemeanour"), statuses=("pretrial", "sentenced"), step="month", origin=ORIGIN,
        stock=held, rates=Rates(leaving, arriving), level=level,
    )  # fmt: skip


def records(*, seed: int, stays: int = 4000, months: int = 60) -> Spells:
    """Stays over the months before 2024: two months pre-trial, half of them then sentenced for about eight."""
    rng = np.random.default_rng(seed)
    last = (date(2023, 12, 31) - date(1970, 1, 1)).days
    began = last - rng.integers(0, int(months * 30.44), stays)
    tried = began + rng.geometric(1 / 60, stays)
    sentenced = rng.random(stays) < 0.5
    served = tried + rng.geometric(1 / 240, stays)
    number = np.arange(stays)
    ended = np.concatenate([tried - 1, served[sentenced] - 1])
    begins = np.concatenate([began, tried[sentenced]])
    status = np.concatenate([np.zeros(stays, np.int64), np.ones(sentenced.sum(), np.int64)])
    stay = np.concatenate([number, number[sentenced]])
    known = begins <= last
    ended = np.where(ended > last, FAR, ended)
    return Spells(
        stay[known], (stay % 2)[known], status[known], begins[known], ended[known], ("felony", "misdemeanour"),
        ("pretrial", "sentenced"),
    )  # fmt: skip
