"""Links that are missed: how many two ways of finding pairs tell of, and the lists with as many put back."""

from __future__ import annotations

import numpy as np
import pytest

from audiatur.topics.civic_space.estimation import Lists
from audiatur.topics.civic_space.linkage.missed import Missed, missed_by, restored


def test_two_ways_of_finding_pairs_tell_how_many_neither_finds() -> None:
    rng = np.random.default_rng(1)
    pairs = np.arange(8_000).reshape(-1, 2)
    groups = np.repeat(np.arange(4_000), 2)
    # Of 4,000 pairs 80 % are found by the first way and 75 % by the second: 5 % by neither, which nobody compared.
    first, second = rng.random(4_000) < 0.8, rng.random(4_000) < 0.75
    there = first | second

    found = missed_by(groups, pairs=pairs[there], ways=(first[there], second[there]), expected=there.sum(), rng=rng)

    assert found.apart(2) == pytest.approx(0.05, abs=0.01)


def test_draws_that_put_fewer_pairs_together_than_their_probabilities_say_are_short_of_some() -> None:
    rng = np.random.default_rng(1)
    pairs, groups = np.arange(200).reshape(-1, 2), np.repeat(np.arange(100), 2)
    all_of_them = np.ones(100, dtype=bool)

    short = [
        missed_by(groups, pairs=pairs, ways=(all_of_them, all_of_them), expected=125.0, rng=rng).pair
        for _ in range(400)
    ]

    # Between none and 25 of 125, each as probable.
    assert 0 <= min(short) < 0.02
    assert 0.18 < max(short) <= 0.2
    assert np.mean(short) == pytest.approx(0.1, abs=0.02)


def test_with_few_pairs_found_both_ways_nothing_is_said_of_the_others() -> None:
    pairs, groups = np.arange(20).reshape(-1, 2), np.repeat(np.arange(10), 2)
    way = np.ones(10, dtype=bool)

    found = missed_by(groups, pairs=pairs, ways=(way, way), expected=10.0, rng=np.random.default_rng(1))

    assert found == Missed()


@pytest.mark.parametrize("missed", [Missed(0.9, 0.85), Missed(pair=0.05)])
def test_lists_that_lost_links_are_restored_on_the_average(missed: Missed) -> None:
    rng = np.random.default_rng(3)
    whole = {(1, 1, 0): 900, (1, 0, 1): 500, (0, 1, 1): 300, (1, 0, 0): 2_000, (0, 1, 0): 1_500, (0, 0, 1): 900}
    lost = dict(whole)
    for pattern in ((1, 1, 0), (1, 0, 1), (0, 1, 1)):
        apart = round(whole[pattern] * missed.apart(2))
        lost[pattern] -= apart
        for place in range(3):
            if pattern[place]:
                lost[tuple(int(number == place) for number in range(3))] += apart

    mended = [restored(Lists(("A", "B", "C"), lost), missed=missed, rng=rng) for _ in range(60)]

    assert np.mean([one.documented for one in mended]) == pytest.approx(sum(whole.values()), rel=0.004)
    assert np.mean([one.shared("A", "B") for one in mended]) == pytest.approx(900, rel=0.02)


def test_where_nothing_is_missed_the_lists_stay() -> None:
    lists = Lists(("A", "B"), {(1, 1): 5, (1, 0): 7})

    assert restored(lists, missed=Missed(), rng=np.random.default_rng(1)).counts == lists.counts
