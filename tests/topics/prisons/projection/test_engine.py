from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from audiatur.topics.prisons.projection.drift import Drift, drifting, still
from audiatur.topics.prisons.projection.engine import Cancelled, expected, run, run_by_person
from audiatur.topics.prisons.projection.kernels import _poisson, _seeded, binomial
from tests.topics.prisons.projection.systems import system


def test_opening_and_what_came_less_what_went_is_the_closing_exactly() -> None:
    drift = drifting(runs=40, steps=12, step="month", admissions_a_year=0.3, stays_a_year=0.3, seed=1)
    moved = replace(system(), moves=np.array([[3.0, 0, 1, -1, 0.2]]))

    assert run(moved, drift=drift, seed=7).balance() == 0
    assert run_by_person(system(), drift=drift, seed=7).balance() == 0


def test_equal_seeds_give_equal_runs_in_any_batches() -> None:
    drift = drifting(runs=130, steps=12, step="month", admissions_a_year=0.2, stays_a_year=0.2, seed=1)

    whole = run(system(), drift=drift, seed=7)

    few = run(system(), drift=Drift(drift.admissions[:50], drift.stays[:50]), seed=7)
    assert np.array_equal(whole.held[:50], few.held)
    assert not np.array_equal(
        whole.held[:50], run(system(), drift=Drift(drift.admissions[:50], drift.stays[:50]), seed=8).held
    )


def test_cells_persons_and_expectation_agree_within_chance() -> None:
    calm = still(runs=600, steps=12)

    cells, persons = run(system(), drift=calm, seed=1).total, run_by_person(system(), drift=calm, seed=2).total

    foreseen = expected(system(), drift=still(runs=1, steps=12))[0].sum(axis=(1, 2))
    for found in (cells, persons):
        error = found.std(axis=0)[1:] / np.sqrt(600)
        assert np.abs((found.mean(axis=0) - foreseen)[1:] / error).max() < 4.5
    assert cells[:, -1].std() == pytest.approx(persons[:, -1].std(), rel=0.15)


def test_the_expectation_is_the_sum_worked_out_by_hand() -> None:
    short = system(steps=1)

    found = expected(short, drift=still(runs=1, steps=1))[0, 1].sum(axis=0)

    left, served = 1 - np.exp(-0.2), 1 - np.exp(-0.05)
    assert found[0] == pytest.approx(600 * (1 - left) + 80 * 0.9)
    assert found[1] == pytest.approx(1400 * (1 - served) + 600 * left / 2)


def test_progress_is_told_and_stops_the_runs() -> None:
    told: list[tuple[int, int]] = []

    def once(done: int, runs: int) -> bool:
        told.append((done, runs))
        return False

    with pytest.raises(Cancelled):
        run(system(), drift=still(runs=250, steps=12), seed=1, progress=once)

    assert told == [(100, 250)]


@pytest.mark.parametrize(("n", "p"), [(9, 0.3), (40, 0.02), (400, 0.04), (900, 0.45), (60, 0.97)])
def test_binomial_draws_have_their_mean_and_variance(n: int, p: float) -> None:
    state = _seeded(3, 1)
    drawn = np.array([binomial(state, n, p) for _ in range(20_000)])

    assert drawn.mean() == pytest.approx(n * p, abs=4.5 * np.sqrt(n * p * (1 - p) / 20_000))
    assert drawn.var() == pytest.approx(n * p * (1 - p), rel=0.06)
    assert drawn.min() >= 0
    assert drawn.max() <= n


@pytest.mark.parametrize("mean", [0.4, 12.0, 75.0, 2400.0])
def test_poisson_draws_have_their_mean_and_variance(mean: float) -> None:
    state = _seeded(5, 1)
    drawn = np.array([_poisson(state, mean) for _ in range(20_000)])

    assert drawn.mean() == pytest.approx(mean, abs=4.5 * np.sqrt(mean / 20_000))
    assert drawn.var() == pytest.approx(mean, rel=0.06)
