"""An estimate of what nobody recorded: two models, one answer where they agree, two with weights where they do not.

It always carries what each list has, and is refused with reasons where the lists allow none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audiatur.topics.civic_space.estimation.latent_classes import Effort, LatentClasses, latent_classes
from audiatur.topics.civic_space.estimation.lists import Lists
from audiatur.topics.civic_space.estimation.lower_bound import lower_bound
from audiatur.topics.civic_space.estimation.model_average import ModelAverage, model_average
from audiatur.topics.civic_space.estimation.posterior import (
    Answer,
    Interval,
    Posterior,
    answers,
    mixture,
    posterior_of_draws,
)
from audiatur.topics.civic_space.estimation.refusals import Refusal, refusals

METHOD = "estimation-1"
"""Version of the rule by which answers are made."""
_SUM_DRAWS = 40_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the lists allow to say about the number of cases.

    `answers` is empty where the estimate is refused; where it has several, the models or the modes of one model
    disagree, and no single number may be quoted. `posterior` mixes the models, half and half.
    """

    lists: Lists
    refusals: tuple[Refusal, ...]
    least: Interval
    average: ModelAverage | None = None
    classes: LatentClasses | None = None
    posterior: Posterior | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """From the lowest to the highest end of what is believed, all answers together."""
        return self.posterior.interval() if self.posterior else None


def estimate(
    lists: Lists,
    *,
    seed: int,
    effort: Effort | None = None,
    sources: Mapping[str, str] | None = None,
    definitions: Mapping[str, str] | None = None,
) -> Estimate:
    """The estimate by both models, or the reasons why there is none (see `refusals`)."""
    reasons = refusals(lists, sources=sources, definitions=definitions)
    bare = Estimate(lists, reasons, lower_bound(lists))
    if reasons:
        return bare
    average = model_average(lists)
    classes = latent_classes(lists, seed=seed, effort=effort)
    return replace(
        bare,
        average=average,
        classes=classes,
        posterior=mixture([(average.posterior, 0.5), (classes.posterior, 0.5)]),
        answers=answers_of((average.posterior, classes.posterior), floor=lists.documented),
    )


def answers_of(models: Sequence[Posterior], *, floor: int) -> tuple[Answer, ...]:
    """One answer, or several where a model has modes apart, or the middle of one model lies outside the other's interval.

    Nothing in the lists says which model is right (the number is not identified without one; Link 2003), so each model
    has the same weight.
    """
    whole = mixture([(model, 1.0) for model in models])
    apart = answers(whole, floor=floor)
    intervals = [model.interval() for model in models]
    disagree = any(not one.holds(other.median) for one in intervals for other in intervals)
    if len(apart) == 1 and disagree:
        return tuple(Answer(interval, 1 / len(models)) for interval in sorted(intervals, key=lambda one: one.median))
    return apart


def pooled(draws: Sequence[Lists], *, using: Callable[[Lists], Posterior]) -> Posterior:
    """The posterior over several draws of a linkage, each as probable as the next: what is believed whichever is right.

    Linked once, a number of missed links is taken for cases that only one list has, and the estimate is too sure and
    too high; here a draw that links more stands beside one that links less.
    """
    return mixture([(using(lists), 1.0) for lists in draws])


def summed(parts: Sequence[Posterior], *, seed: int) -> Posterior:
    """The posterior of the sum over strata that were estimated apart."""
    rng = np.random.default_rng(seed)
    total = np.zeros(_SUM_DRAWS, dtype=np.int64)
    for part in parts:
        total += rng.choice(part.values, size=_SUM_DRAWS, p=part.weights / part.weights.sum())
    return posterior_of_draws(total)
