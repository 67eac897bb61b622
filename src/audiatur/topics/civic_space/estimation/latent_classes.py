"""The number of cases where cases differ in how visible they are: a Bayesian non-parametric latent class model.

Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72: within a
class the lists are independent; the shares of the classes are broken from a stick; concentration ~ Gamma(1/4, 1/4),
capture probabilities ~ Beta(1, 1), prior 1/N on the number, as in LCMCR. Several chains from different starts exchange
labels; where they do not tell the same, they are run again on a ladder of thinned counts, so that they cross between
modes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.topics.civic_space.estimation._sampler import run_chain, run_ladder
from audiatur.topics.civic_space.estimation.convergence import effective_draws, r_hat
from audiatur.topics.civic_space.estimation.lists import Floats, Ints, Lists
from audiatur.topics.civic_space.estimation.posterior import Posterior, posterior_of_draws

PRIOR: Floats = np.array([0.25, 0.25, 1.0, 1.0])
"""Shape and rate of the concentration, and both counts of each capture probability."""
CLASSES = 10
CONVERGED = 1.02
"""Chains with a greater R-hat are run again on a ladder."""
SPREAD = 0.10
"""Chains whose medians are further apart are said to disagree."""
RUNGS = 16
LEAST_SHARE = 0.03
"""Share of the cases on the last rung of a ladder."""
_TUNING = (400, 800, 1600, 3200)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long chains run: draws kept of each chain, sweeps between two draws, and draws thrown away before."""

    chains: int = 6
    draws: int = 1_000
    thin: int = 50
    burn: int = 200


@dataclass(frozen=True, slots=True)
class LatentClasses:
    """What the chains drew (chain, draw), and whether they were run on a ladder."""

    draws: Ints
    tempered: bool

    @property
    def r_hat(self) -> float:
        """Rank-normalised split R-hat of the number of cases."""
        return r_hat(self.draws)

    @property
    def effective_draws(self) -> float:
        """How many independent draws all chains are worth."""
        return effective_draws(self.draws)

    @property
    def medians(self) -> tuple[int, ...]:
        """The middle of each chain."""
        return tuple(int(middle) for middle in np.median(self.draws, axis=1))

    @property
    def agree(self) -> bool:
        """Whether the medians of the chains lie within `SPREAD` of each other."""
        return max(self.medians) <= (1 + SPREAD) * min(self.medians)

    @property
    def posterior(self) -> Posterior:
        """All draws of all chains."""
        return posterior_of_draws(self.draws)


def latent_classes(lists: Lists, *, seed: int, effort: Effort | None = None) -> LatentClasses:
    """The posterior by plain chains, or by chains on a ladder where plain ones do not tell the same."""
    plain = latent_classes_plain(lists, seed=seed, effort=effort)
    if plain.r_hat <= CONVERGED and plain.agree:
        return plain
    return latent_classes_tempered(lists, seed=seed, effort=effort)


def latent_classes_plain(lists: Lists, *, seed: int, effort: Effort | None = None) -> LatentClasses:
    """The posterior by plain chains."""
    how = effort or Effort()
    patterns, counts = lists.cells()
    drawn = []
    for chain in range(how.chains):
        rng = np.random.default_rng((seed, chain))
        state = _start(rng, lists=len(lists.names))
        run_chain(rng, patterns, counts, *state, PRIOR, how.burn, how.thin)
        drawn.append(run_chain(rng, patterns, counts, *state, PRIOR, how.draws, how.thin))
    return LatentClasses(np.array(drawn) + lists.documented, tempered=False)


def latent_classes_tempered(lists: Lists, *, seed: int, effort: Effort | None = None) -> LatentClasses:
    """The posterior by chains on ladders, each tuned for itself: rungs are set where neighbours exchange as often."""
    how = effort or Effort()
    patterns, counts = lists.cells()
    drawn = []
    for chain in range(how.chains):
        rng = np.random.default_rng((seed, chain, 1))
        starts = [_start(rng, lists=len(lists.names)) for _ in range(RUNGS)]
        share, capture, concentration = (np.array([start[part] for start in starts]) for part in range(3))
        shares = np.geomspace(1, LEAST_SHARE, RUNGS)
        for sweeps in _TUNING:
            swapped = np.zeros(RUNGS - 1, dtype=np.int64)
            rungs = _rungs(counts, shares=shares)
            run_ladder(rng, patterns, rungs, share, capture, concentration, PRIOR, sweeps, 1, swapped)
            shares = _respaced(shares, refused=1 - swapped / (sweeps / 2))
        rungs = _rungs(counts, shares=shares)
        ladder = (rng, patterns, rungs, share, capture, concentration, PRIOR)
        run_ladder(*ladder, how.burn, how.thin, swapped)
        drawn.append(run_ladder(*ladder, how.draws, how.thin, swapped))
    return LatentClasses(np.array(drawn) + lists.documented, tempered=True)


def _start(rng: np.random.Generator, *, lists: int) -> tuple[Floats, Floats, Floats]:
    """A state that is far from others: log shares of some classes, capture probabilities, concentration."""
    used = int(rng.integers(1, CLASSES + 1))
    share = np.full(CLASSES, 1e-12)
    share[:used] += rng.dirichlet(np.ones(used))
    return np.log(share / share.sum()), rng.uniform(0.02, 0.9, (lists, CLASSES)), np.array([0.5])


def _rungs(counts: Ints, *, shares: Floats) -> Ints:
    """The counts (rung, cell) with a share of the cases on each rung, all of them on the first."""
    rungs = np.rint(shares[:, None] * counts).astype(np.int64)
    rungs[0] = counts
    # A chain needs a case to be a chain.
    rungs[rungs.sum(axis=1) == 0, int(counts.argmax())] = 1
    return rungs


def _respaced(shares: Floats, *, refused: Floats) -> Floats:
    """Shares at which neighbours refuse to exchange equally often (Syed, Bouchard-Côté, Deligiannidis, Doucet 2022)."""
    barrier = np.concatenate([[0.0], np.cumsum(np.clip(refused, 0.02, 0.995))])
    even = np.linspace(0, barrier[-1], len(shares))
    spaced: Floats = np.exp(np.interp(even, barrier, np.log(shares)))
    return spaced
