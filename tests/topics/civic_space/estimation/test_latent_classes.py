import csv

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from audiatur.topics.civic_space.estimation import (
    Effort,
    latent_classes,
    latent_classes_plain,
    latent_classes_tempered,
    lists_joined,
    r_hat,
)
from audiatur.topics.civic_space.estimation._sampler import run_chain
from audiatur.topics.civic_space.estimation.latent_classes import PRIOR
from tests.shared import shared
from tests.topics.civic_space.estimation.readings import drawn, lists_in

SHORT = Effort(chains=3, draws=400, thin=20, burn=100)


def test_with_one_class_the_sampler_draws_from_the_posterior_that_its_formula_gives():
    lists = drawn(2, cases=200, chances=(0.4, 0.3, 0.2))
    missing = np.arange(3_000)
    numbers = missing + lists.documented
    logs = gammaln(numbers + 1) - gammaln(missing + 1) - np.log(numbers)
    for has in lists.by_list().values():
        logs += betaln(1 + has, 1 + numbers - has)
    expected = np.exp(logs - logs.max())
    expected /= expected.sum()
    patterns, counts = lists.cells()

    state = (np.zeros(1), np.full((3, 1), 0.3), np.array([0.5]))
    found = run_chain(np.random.default_rng(1), patterns, counts, *state, PRIOR, 20_000, 2)[1_000:]

    for share in (0.025, 0.5, 0.975):
        at = int(np.searchsorted(np.cumsum(expected), share))
        assert np.quantile(found, share) == pytest.approx(missing[at], rel=0.04)


def test_the_same_seed_gives_the_same_draws():
    lists = drawn(2, cases=200, chances=(0.4, 0.3, 0.2))

    one, same, other = (latent_classes_plain(lists, seed=seed, effort=SHORT).draws for seed in (1, 1, 2))

    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_ladder_draws_from_the_same_posterior_as_plain_chains():
    lists = drawn(4, cases=400, chances=(0.5, 0.4, 0.3, 0.2))

    plain, tempered = (how(lists, seed=1, effort=SHORT) for how in (latent_classes_plain, latent_classes_tempered))

    assert tempered.tempered
    assert tempered.posterior.quantile(0.5) == pytest.approx(plain.posterior.quantile(0.5), rel=0.02)
    assert tempered.posterior.quantile(0.975) == pytest.approx(plain.posterior.quantile(0.975), rel=0.05)


def test_two_classes_that_differ_are_told_apart_where_one_class_would_be_too_low():
    rng = np.random.default_rng(1)
    shares = np.where(rng.random(3_000) < 0.4, 1.0, 0.3)[:, None] * np.array([0.7, 0.6, 0.5, 0.6, 0.5])
    from audiatur.topics.civic_space.estimation import lists_of_rows, model_average

    lists = lists_of_rows(rng.random(shares.shape) < shares, names="ABCDE")

    assert latent_classes_plain(lists, seed=1, effort=SHORT).posterior.interval().holds(3_000)
    assert model_average(lists).posterior.interval().high < 3_000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kosovo", "western_us", "hiv_rome"])
def test_six_chains_agree_and_have_the_middle_that_lcmcr_gives(name):
    lists = lists_in(shared(f"data/civic_space/mse/{name}.csv"))
    with shared("data/civic_space/mse/reference_runs.csv").open(newline="") as lines:
        [reference] = [row for row in csv.DictReader(lines) if row["dataset"] == name and "LCMCR" in row["program"]]

    found = latent_classes(lists, seed=1, effort=Effort(chains=6, draws=2_000, thin=50))

    assert found.r_hat <= 1.02
    assert found.posterior.quantile(0.5) == pytest.approx(int(reference["median"]), rel=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["uk", "uk5", "netherlands"])
def test_where_chains_stop_at_different_modes_a_ladder_makes_them_agree(name):
    lists = lists_in(shared(f"data/civic_space/mse/{name.strip('5')}.csv"))
    if name == "uk5":
        lists = lists_joined(lists, groups={"PF or NCA": ("PF", "NCA")})

    found = latent_classes_tempered(lists, seed=1, effort=Effort(chains=4, draws=2_000, thin=30))

    assert r_hat(found.draws) <= 1.05
    assert found.agree
