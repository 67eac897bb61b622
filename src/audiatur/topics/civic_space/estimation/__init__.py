"""Multiple systems estimation: how many cases there are, from several lists that each have some of them.

    from audiatur.topics.civic_space.estimation import Lists, estimate

    lists = Lists(("A", "B", "C"), {(1, 0, 0): 60, (0, 1, 0): 49, (1, 1, 0): 4, ...})
    found = estimate(lists, seed=1)

Stands on numpy, scipy and numba alone. Every function that draws takes a seed and gives the same for the same seed.
"""

from audiatur.topics.civic_space.estimation.convergence import effective_draws, r_hat
from audiatur.topics.civic_space.estimation.estimating import (
    METHOD,
    Estimate,
    answers_of,
    estimate,
    estimate_over,
    pooled,
    summed,
)
from audiatur.topics.civic_space.estimation.graphs import decomposable_graphs
from audiatur.topics.civic_space.estimation.latent_classes import (
    Effort,
    LatentClasses,
    latent_classes,
    latent_classes_plain,
    latent_classes_tempered,
)
from audiatur.topics.civic_space.estimation.lists import Lists, ListsError, lists_joined, lists_of_rows
from audiatur.topics.civic_space.estimation.log_linear import LogLinear, log_linear, log_linear_chosen
from audiatur.topics.civic_space.estimation.lower_bound import lower_bound
from audiatur.topics.civic_space.estimation.model_average import ModelAverage, model_average
from audiatur.topics.civic_space.estimation.posterior import Answer, Interval, Posterior, answers, posterior_of_draws
from audiatur.topics.civic_space.estimation.refusals import REASONS, Refusal, refusals
from audiatur.topics.civic_space.estimation.visibility import Visibility, visibility

__all__ = [
    "METHOD",
    "REASONS",
    "Answer",
    "Effort",
    "Estimate",
    "Interval",
    "LatentClasses",
    "Lists",
    "ListsError",
    "LogLinear",
    "ModelAverage",
    "Posterior",
    "Refusal",
    "Visibility",
    "answers",
    "answers_of",
    "decomposable_graphs",
    "effective_draws",
    "estimate",
    "estimate_over",
    "latent_classes",
    "latent_classes_plain",
    "latent_classes_tempered",
    "lists_joined",
    "lists_of_rows",
    "log_linear",
    "log_linear_chosen",
    "lower_bound",
    "model_average",
    "pooled",
    "posterior_of_draws",
    "r_hat",
    "refusals",
    "summed",
    "visibility",
]
