"""Whether several chains tell the same: R-hat and effective draws (Vehtari et al. 2021)."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from audiatur.topics.civic_space.estimation.lists import Floats, Ints


def r_hat(chains: Ints) -> float:
    """Rank-normalised split R-hat, the greater of the plain and the folded one; chains (chain, draw) of equal length.

    >>> same = np.random.default_rng(1).integers(0, 1000, (4, 2000))
    >>> r_hat(same) < 1.01, r_hat(same + np.array([[0], [0], [0], [900]])) > 1.2
    (True, True)
    """
    halves = _halves(chains)
    folded = np.abs(halves - np.median(halves))
    return max(_r_hat(_normalised(halves)), _r_hat(_normalised(folded)))


def effective_draws(chains: Ints) -> float:
    """How many independent draws the chains are worth for their middle."""
    values = _normalised(_halves(chains))
    number, length = values.shape
    within, total = _variances(values)
    if total == 0:
        return float(values.size)
    centred = values - values.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, n=2 * length, axis=1)
    covariance = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :length] / length
    correlation = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / total
    pairs = correlation[: 2 * (length // 2)].reshape(-1, 2).sum(axis=1)
    # Geyer's initial sequence: the sums of neighbours are positive and fall.
    ends = np.flatnonzero(pairs < 0)
    positive = np.minimum.accumulate(pairs[: ends[0] if len(ends) else len(pairs)])
    return float(number * length / max(2 * positive.sum() - 1, 1 / np.log10(number * length)))


def _halves(chains: Ints) -> Floats:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]]).astype(np.float64)


def _normalised(values: Floats) -> Floats:
    ranks = rankdata(values, method="average").reshape(values.shape)
    normal: Floats = ndtri((ranks - 0.375) / (values.size + 0.25))
    return normal


def _variances(values: Floats) -> tuple[float, float]:
    length = values.shape[1]
    within = float(values.var(axis=1, ddof=1).mean())
    between = float(length * values.mean(axis=1).var(ddof=1))
    return within, (length - 1) / length * within + between / length


def _r_hat(values: Floats) -> float:
    within, total = _variances(values)
    if within == 0:
        return 1.0 if total == 0 else float("inf")
    return float(np.sqrt(total / within))
