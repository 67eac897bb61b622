from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from audiatur.topics.prisons.projection.drift import drifting, still
from audiatur.topics.prisons.projection.engine import expected, run
from audiatur.topics.prisons.projection.levers import KINDS, Lever, LeverError, applied, grown, places_of
from audiatur.topics.prisons.projection.outcome import one_by_one, outcome, parts
from tests.topics.prisons.projection.systems import system

CALM = still(runs=1, steps=12)
JULY = date(2024, 7, 1)


def _lever(kind: str, amount: float, **more: object) -> Lever:
    needed: dict[str, object] = {"time_limit": {"limit_days": 180}, "transfer": {"to_group": "felony"}}.get(kind, {})  # type: ignore[assignment]
    return Lever(kind, amount, date(2024, 1, 1), **{**needed, **more})  # type: ignore[arg-type]


def _ends(*levers: Lever) -> np.ndarray:
    return expected(applied(system(), levers), drift=CALM)[0].sum(axis=(1, 2))


@pytest.mark.parametrize("kind", KINDS)
def test_a_lever_at_zero_changes_nothing(kind: str) -> None:
    drift = drifting(runs=20, steps=12, step="month", admissions_a_year=0.2, stays_a_year=0.2, seed=1)

    changed = run(applied(system(), [_lever(kind, 0.0)]), drift=drift, seed=3)

    assert np.array_equal(changed.held, run(system(), drift=drift, seed=3).held)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("transfer", "places", "faster_trials")])
def test_more_of_a_lever_leaves_fewer_in_custody(kind: str) -> None:
    ends = [_ends(_lever(kind, amount, full=date(2024, 4, 1)))[-1] for amount in (0.0, 0.3, 0.6, 0.9)]

    assert all(after < before for before, after in pairwise(ends))


def test_nothing_changes_before_a_lever_starts() -> None:
    before = _ends()

    after = _ends(Lever("bail", 0.5, JULY), Lever("early_release", 0.5, JULY), Lever("faster_trials", 0.5, JULY))

    assert np.array_equal(before[:7], after[:7])
    assert after[7] < before[7]


def test_bail_for_all_leaves_those_already_there() -> None:
    everyone = replace(system(), level=np.zeros((12, 2, 2)))

    assert _ends(_lever("bail", 1.0, statuses=("pretrial",))) == pytest.approx(
        expected(everyone, drift=CALM)[0].sum(axis=(1, 2))
    )


def test_a_limit_enforced_for_all_leaves_nobody_beyond_it() -> None:
    limited = applied(system(), [_lever("time_limit", 1.0, statuses=("pretrial",), limit_days=60)])

    found = run(replace(limited, level=np.zeros((12, 2, 2))), drift=CALM, seed=1)

    assert found.held[0, 3:, :, 0].sum() == 0


def test_a_limit_for_half_lets_half_of_those_beyond_it_go_once() -> None:
    still_held = replace(system(), leaving=np.zeros((1, 2, 2, 24, 3)), level=np.zeros((12, 2, 2)))

    found = expected(
        applied(still_held, [_lever("time_limit", 0.5, limit_days=60, statuses=("pretrial",))]), drift=CALM
    )[0]

    assert found[1:, :, 0].sum(axis=1) == pytest.approx([300.0] * 12)


def test_an_early_release_in_steps_lets_the_share_go_once_it_is_full() -> None:
    still_held = replace(system(), leaving=np.zeros((1, 2, 2, 24, 3)), level=np.zeros((12, 2, 2)))
    lever = _lever("early_release", 0.4, full=date(2024, 6, 30), statuses=("sentenced",))

    found = expected(applied(still_held, [lever]), drift=CALM)[0]

    assert found[-1, :, 1].sum() == pytest.approx(1400 * 0.6)
    assert found[3, :, 1].sum() > 1400 * 0.7


def test_stays_shorter_by_half_are_left_twice_as_fast() -> None:
    leaving = applied(system(), [_lever("sentence_length", 0.5, statuses=("sentenced",))]).leaving[0]

    assert leaving[0, 1, :, 2] == pytest.approx(0.1)
    assert leaving[0, 0, :, 2] == pytest.approx(0.1)


def test_levers_on_rates_multiply() -> None:
    both = applied(system(), [_lever("faster_trials", 0.5), _lever("faster_trials", 0.2)])

    assert both.leaving[0, 0, 0, 0, 1] == pytest.approx(0.1 * 1.5 * 1.2)


def test_a_transfer_moves_persons_and_changes_no_total() -> None:
    moved = expected(applied(system(), [_lever("transfer", 0.5, groups=("misdemeanour",))]), drift=CALM)[0]

    assert moved.sum(axis=(1, 2)) == pytest.approx(_ends())
    assert moved[1, 1].sum() < moved[1, 0].sum()


def test_a_lever_grows_evenly_and_ends() -> None:
    lever = Lever("bail", 0.6, date(2024, 2, 1), full=date(2024, 4, 1), ends=date(2024, 10, 31))

    found = grown(lever, plan=system())

    assert found[0] == 0
    assert 0 < found[1] < found[2] < 0.6
    assert found[3:10] == pytest.approx(0.6)
    assert found[10:].tolist() == [0, 0]


def test_new_places_open_on_their_day_and_cost_what_they_cost() -> None:
    lever = Lever("places", 500, JULY, unit_cost=1000.0)

    assert places_of(system(), [lever], places=1500).tolist() == [1500.0] * 7 + [2000.0] * 6
    assert outcome(system(), [lever], drift=CALM, places=1500).cost == 500_000


def test_the_difference_is_that_of_the_levers_alone() -> None:
    drift = drifting(runs=60, steps=12, step="month", admissions_a_year=0.3, stays_a_year=0.3, seed=1)

    found = outcome(system(), [_lever("bail", 0.3)], drift=drift, places=1900)

    assert found.difference[0] == pytest.approx([0.0] * 5)
    assert (found.difference[1:, -1] < 0).all()
    assert np.ptp(found.difference[-1]) < np.ptp(found.baseline[-1])
    assert found.by_group.sum(axis=1) == pytest.approx(found.difference[:, 2], rel=0.05, abs=2)


def test_the_day_under_the_places_is_the_first_on_which_fewer_are_held() -> None:
    found = outcome(system(), [_lever("early_release", 0.5, full=JULY)], drift=CALM, places=1700)

    held = found.scenario[:, 2]
    assert found.below.middle == found.days[int(np.flatnonzero(held < 1700)[0])]
    assert found.below.share == 1.0


def test_effects_one_by_one_add_up_and_parts_make_the_whole() -> None:
    levers = [_lever("bail", 0.3), _lever("sentence_length", 0.2), _lever("early_release", 0.1)]

    assert sum(share.persons for share in one_by_one(system(), levers)) == pytest.approx(
        _ends(*levers)[-1] - _ends()[-1]
    )
    found = parts(system())
    assert found.still_there + found.admitted == pytest.approx(_ends()[-1])


@pytest.mark.parametrize(
    "wrong",
    [
        Lever("bail", 1.2, JULY), Lever("bail", 0.1, JULY, groups=("nobody",)), Lever("time_limit", 0.1, JULY),
        Lever("bail", 0.1, JULY, full=date(2024, 1, 1)), Lever("transfer", 0.1, JULY, to_group="nowhere"),
        Lever("amnesty", 0.1, JULY), Lever("sentence_length", 1.0, JULY),
    ],
)  # type: ignore[arg-type]  # fmt: skip
def test_a_lever_that_does_not_fit_is_refused(wrong: Lever) -> None:
    with pytest.raises(LeverError):
        applied(system(), [wrong])
