"""Rates of moving and leaving from the counts, drawn towards what all groups share where a group has few stays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiatur.topics.prisons.projection.cohorts import Counts

Floats = NDArray[np.float64]

_POOLED_AT_RISK = 200
"""Neighbouring classes of duration are taken together until so many were at risk."""
_WEIGHT = 20.0
"""What all groups share counts as much as so many stays at risk in a group's own class."""
_NEVER = 1e-12


@dataclass(frozen=True, slots=True)
class Rates:
    """What the engine runs on, per step."""

    leaving: Floats
    """Intensities by (group, status, steps in it, status or gone): exp(-sum) is the chance to stay as one is."""
    arriving: Floats
    """Shares by (group, status on arrival, status or gone at the end of the step of arrival)."""


def rates_of(found: Counts) -> Rates:
    """The rates that the counts show."""
    at_risk, moved = found.at_risk.astype(float), found.moved.astype(float)
    pooled = _pooled(at_risk.sum(axis=0), moved.sum(axis=0))
    share = (moved + _WEIGHT * pooled[None]) / (at_risk + _WEIGHT)[..., None]
    return Rates(intensities(share), _arriving(found.arrived.astype(float)))


def intensities(share: Floats) -> Floats:
    """Intensities whose competing risks give these shares of moves in one step."""
    total = np.minimum(share.sum(axis=-1, keepdims=True), 1 - 1e-9)
    return np.asarray(np.where(total > _NEVER, share / np.maximum(total, _NEVER) * -np.log1p(-total), 0.0))


def _pooled(at_risk: Floats, moved: Floats) -> Floats:
    """Shares of moves by (status, steps, status or gone), over runs of classes with enough at risk."""
    shares = np.zeros_like(moved)
    for status in range(len(at_risk)):
        left = 0
        classes = at_risk.shape[1]
        while left < classes:
            right = left + 1
            while right < classes and at_risk[status, left:right].sum() < _POOLED_AT_RISK:
                right += 1
            if at_risk[status, right:].sum() < _POOLED_AT_RISK:
                right = classes
            there = at_risk[status, left:right].sum()
            shares[status, left:right] = moved[status, left:right].sum(axis=0) / max(there, 1.0)
            left = right
    return shares


def _arriving(arrived: Floats) -> Floats:
    everyone = arrived.sum(axis=0)
    total = everyone.sum(axis=-1, keepdims=True)
    statuses = arrived.shape[1]
    # A status in which nobody arrived keeps those who will.
    as_is = np.hstack([np.eye(statuses), np.zeros((statuses, 1))])
    pooled = np.where(total > 0, everyone / np.maximum(total, 1), as_is)
    return np.asarray((arrived + _WEIGHT * pooled[None]) / (arrived.sum(axis=-1, keepdims=True) + _WEIGHT))
