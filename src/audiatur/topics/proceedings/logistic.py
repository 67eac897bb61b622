"""Logistic regression by Newton's method, and what its coefficients mean for shares of people.

The averaged difference is g-computation (J. Robins, 1986): everyone's chance as if in the one group, less everyone's as
if in the other, averaged over the people there are. A coefficient is about no such average.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import expit, xlogy

from audiatur.errors import marked as _
from audiatur.topics.proceedings.cox import NotFitted
from audiatur.topics.proceedings.durations import Floats

_STEPS, _CLOSE, _ENDLESS = 60, 1e-10, 30.0
INTERCEPT = "(intercept)"


@dataclass(frozen=True, slots=True)
class Term:
    """A column of a model: numbers, or words with the one that the others are compared with."""

    name: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """Log odds ratios by name, with what the fit left over."""

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    deviance: float
    null_deviance: float
    rows: int

    @property
    def errors(self) -> Floats:
        """Standard errors."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return self.deviance + 2 * len(self.names)

    def named(self) -> dict[str, float]:
        """The coefficients by their names."""
        return dict(zip(self.names, self.coefficients.tolist(), strict=True))


def design(rows: pl.DataFrame, *, terms: Sequence[Term]) -> tuple[Floats, tuple[str, ...]]:
    """The columns of a model: an intercept, numbers as they are, one column a word that is not the reference."""
    columns, names = [np.ones(rows.height)], [INTERCEPT]
    for term in terms:
        if term.reference is None:
            columns.append(rows[term.name].cast(pl.Float64).to_numpy())
            names.append(term.name)
            continue
        given = rows[term.name].cast(pl.String)
        for word in sorted(set(given.unique().to_list()) - {term.reference}):
            columns.append((given == word).to_numpy().astype(np.float64))
            names.append(f"{term.name}={word}")
    return np.column_stack(columns), tuple(names)


def fit_logistic(
    outcome: NDArray[np.bool_], *, columns: Floats, names: tuple[str, ...], cluster: NDArray[np.int64] | None = None
) -> LogisticFit:
    """The fit, with the covariance of the model, or the sandwich over clusters (K.-Y. Liang and S. Zeger, 1986).

    Raises:
        NotFitted: there is no finite estimate.
    """
    y = outcome.astype(np.float64)
    beta = np.zeros(columns.shape[1])
    mean = y.mean()
    if mean in (0.0, 1.0):
        raise NotFitted(_("The outcome is the same in every row; nothing can be compared."))
    beta[0] = np.log(mean / (1 - mean))
    for _step in range(_STEPS):
        chance = expit(columns @ beta)
        information = columns.T @ (columns * (chance * (1 - chance))[:, None])
        try:
            step = np.linalg.solve(information, columns.T @ (y - chance))
        except np.linalg.LinAlgError as fault:
            raise NotFitted(
                _("No estimate for %(names)s: leave out constant or repeated columns."), names=names
            ) from fault
        beta = beta + step
        if np.abs(step).max() < _CLOSE or np.abs(beta).max() > _ENDLESS:
            break
    if not np.isfinite(beta).all() or np.abs(beta).max() > _ENDLESS:
        raise NotFitted(_("No estimate for %(names)s: a column tells the outcome apart without error."), names=names)
    chance = expit(columns @ beta)
    bread = np.linalg.inv(columns.T @ (columns * (chance * (1 - chance))[:, None]))
    covariance = bread if cluster is None else _sandwich(columns * (y - chance)[:, None], bread=bread, cluster=cluster)
    return LogisticFit(names, beta, covariance, _deviance(y, chance), _deviance(y, np.full(len(y), mean)), len(y))


def _deviance(y: Floats, chance: Floats) -> float:
    return float(-2 * (xlogy(y, chance) + xlogy(1 - y, 1 - chance)).sum())


def _sandwich(scores: Floats, *, bread: Floats, cluster: NDArray[np.int64]) -> Floats:
    groups = np.unique(cluster, return_inverse=True)[1]
    summed = np.zeros((int(groups.max()) + 1, scores.shape[1]))
    np.add.at(summed, groups, scores)
    many = len(summed)
    correction = many / (many - 1) if many > 1 else 1.0
    return np.asarray(bread @ (correction * summed.T @ summed) @ bread)


@dataclass(frozen=True, slots=True)
class Averaged:
    """What a group's chance would be against the reference's, averaged over all people; shares in 0..1."""

    share: float
    reference: float
    difference: float
    difference_error: float
    ratio: float
    log_ratio_error: float


def averaged(fit: LogisticFit, *, columns: Floats, group: Sequence[int], place: int) -> Averaged:
    """The averaged difference and ratio of one group's column against the reference, errors by the delta method.

    `group` are the positions of the columns of all groups, `place` that of the one.
    """
    base = columns.copy()
    base[:, list(group)] = 0.0
    one = base.copy()
    one[:, place] = 1.0
    chance_one, chance_base = expit(one @ fit.coefficients), expit(base @ fit.coefficients)
    share, reference = float(chance_one.mean()), float(chance_base.mean())
    slope_one = (one * (chance_one * (1 - chance_one))[:, None]).mean(axis=0)
    slope_base = (base * (chance_base * (1 - chance_base))[:, None]).mean(axis=0)
    by_difference = slope_one - slope_base
    by_ratio = slope_one / share - slope_base / reference
    # The people themselves are a sample too: the spread of their own differences is added to that of the model.
    spread = float((chance_one - chance_base).var(ddof=1)) / len(columns)
    ratio_spread = float((chance_one / share - chance_base / reference).var(ddof=1)) / len(columns)
    return Averaged(
        share,
        reference,
        share - reference,
        float(np.sqrt(by_difference @ fit.covariance @ by_difference + spread)),
        share / reference,
        float(np.sqrt(by_ratio @ fit.covariance @ by_ratio + ratio_spread)),
    )
