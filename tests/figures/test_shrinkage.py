"""Units beside one another: chance alone makes no ranking, and real differences are kept."""

from __future__ import annotations

import numpy as np
import pytest

from audiatur.figures.shrinkage import Counted, compare


def drawn(rng: np.random.Generator, *, shares: np.ndarray, cases: np.ndarray) -> list[Counted]:
    hits = rng.binomial(cases, shares)
    return [Counted(f"U{i:03d}", int(h), int(c)) for i, (h, c) in enumerate(zip(hits, cases, strict=True))]


def test_units_that_differ_by_chance_alone_are_drawn_together() -> None:
    rng = np.random.default_rng(1)
    given = drawn(rng, shares=np.full(60, 0.6), cases=rng.integers(30, 80, 60))

    found = compare(given)

    assert found is not None
    assert not found.differ
    spread = max(unit.value for unit in found.units) - min(unit.value for unit in found.units)
    raw = [100 * one.hits / one.cases for one in given]
    assert spread < 0.5 < 20 < max(raw) - min(raw)


def test_intervals_hold_the_true_shares_of_units_that_differ() -> None:
    rng = np.random.default_rng(2)
    shares = rng.beta(12, 8, 400)
    given = drawn(rng, shares=shares, cases=rng.integers(30, 300, 400))

    found = compare(given)

    assert found is not None
    assert found.differ
    assert found.prior == pytest.approx(20, rel=0.35)
    held = [unit.low <= 100 * share <= unit.high for unit, share in zip(found.units, shares, strict=True)]
    assert 0.92 <= np.mean(held) <= 0.98
    near = np.mean([(unit.value / 100 - share) ** 2 for unit, share in zip(found.units, shares, strict=True)])
    raw = np.mean([(one.hits / one.cases - share) ** 2 for one, share in zip(given, shares, strict=True)])
    assert near < raw


def test_a_unit_under_thirty_cases_is_not_compared() -> None:
    found = compare([Counted("a", 10, 29), Counted("b", 20, 30), Counted("c", 25, 60)])

    assert found is not None
    assert [unit.unit for unit in found.units] == ["b", "c"]
    assert found.left_out == 1


def test_one_unit_is_no_comparison() -> None:
    assert compare([Counted("a", 20, 40), Counted("b", 2, 4)]) is None


@pytest.mark.parametrize("hits", [0, 40])
def test_units_without_any_variation_have_a_share_and_an_interval(hits: int) -> None:
    found = compare([Counted("a", hits, 40), Counted("b", hits, 40)])

    assert found is not None
    assert all(unit.low <= unit.value <= unit.high for unit in found.units)
