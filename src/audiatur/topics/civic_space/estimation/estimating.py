"""An estimate of what nobody recorded: one answer where models agree, several with weights where they do not.

It always carries what each list has, and is refused with reasons where the lists allow none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

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
from audiatur.topics.civic_space.estimation.visibility import Visibility, visibility

ModelName = Literal["dependence", "classes", "degrees"]
"""Lists may depend on each other; cases fall into classes; cases are visible by degrees."""
METHOD = "estimation-2"
"""Version of the rule by which answers are made."""
_SUM_DRAWS = 40_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the lists allow to say about the number of cases.

    `answers` is empty where the estimate is refused; where it has several, the models or the modes of one model
    disagree, and no single number may be quoted. `models` are those that the lists do not contradict, and `posterior`
    mixes them with equal weights.
    """

    lists: Lists
    refusals: tuple[Refusal, ...]
    least: Interval
    average: ModelAverage | None = None
    classes: LatentClasses | None = None
    visibility: Visibility | None = None
    models: Mapping[ModelName, Posterior] = field(default_factory=dict)
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
    """The estimate by all models, or the reasons why there is none (see `refusals`)."""
    reasons = refusals(lists, sources=sources, definitions=definitions)
    bare = Estimate(lists, reasons, lower_bound(lists))
    if reasons:
        return bare
    average = model_average(lists)
    classes = latent_classes(lists, seed=seed, effort=effort)
    degrees = visibility(lists, seed=seed)
    models: dict[ModelName, Posterior] = {"dependence": average.posterior, "classes": classes.posterior}
    if not degrees.contradicted:
        models["degrees"] = degrees.posterior
    return replace(
        bare,
        average=average,
        classes=classes,
        visibility=degrees,
        models=models,
        posterior=mixture([(model, 1.0) for model in models.values()]),
        answers=answers_of(tuple(models.values()), floor=lists.documented),
    )


def estimate_over(
    draws: Sequence[Lists], *, seed: int, effort: Effort | None = None, tell: Callable[[int], None] | None = None
) -> Estimate:
    """The estimate over draws of a linkage, each as probable as the next: every model mixes what it says of each draw.

    Refused where most draws are; a model has a say where most draws do not contradict it. `tell` is told how many draws
    are done. With one draw it is the plain `estimate`.
    """
    found = []
    for number, lists in enumerate(draws):
        found.append(estimate(lists, seed=seed + number, effort=effort))
        if tell:
            tell(number + 1)
    refused = [one for one in found if one.refusals]
    if 2 * len(refused) > len(found):
        return refused[0]
    held = [one for one in found if not one.refusals]
    names = [name for name in held[0].models if 2 * sum(name in one.models for one in held) > len(held)]
    models = {name: mixture([(one.models[name], 1.0) for one in held if name in one.models]) for name in names}
    return replace(
        held[0],
        models=models,
        posterior=mixture([(model, 1.0) for model in models.values()]),
        answers=answers_of(tuple(models.values()), floor=min(one.lists.documented for one in held)),
    )


def answers_of(models: Sequence[Posterior], *, floor: int) -> tuple[Answer, ...]:
    """One answer, or several where there are modes apart, or the middle of one model lies outside another's interval.

    Nothing in the lists says which model is right (the number is not identified without one; Link 2003), so each model
    has the same weight.
    """
    whole = mixture([(model, 1.0) for model in models])
    apart = answers(whole, floor=floor)
    if len(apart) > 1:
        return apart
    groups: list[list[Posterior]] = []
    for model in sorted(models, key=lambda one: one.quantile(0.5)):
        if groups and all(_agree(model, other) for other in groups[-1]):
            groups[-1].append(model)
        else:
            groups.append([model])
    shared = [(mixture([(model, 1.0) for model in group]), len(group) / len(models)) for group in groups]
    return tuple(Answer(part.interval(), weight) for part, weight in shared)


def _agree(one: Posterior, other: Posterior) -> bool:
    """Whether the middle of each lies in the interval of the other."""
    first, second = one.interval(), other.interval()
    return first.holds(second.median) and second.holds(first.median)


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
