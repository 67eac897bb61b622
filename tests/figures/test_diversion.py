"""A what-if of diversion is a dated share with its basis, and changes nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from audiatur.figures.diversion import Diversion, UnusableDiversion, relieve, remaining

FROM = date(2026, 1, 1)
QUARTER = Diversion("misdemeanour", 0.25, FROM, "assumed for this example")


def test_a_share_of_one_class_no_longer_comes_to_court_from_its_day_on() -> None:
    inflow = {"misdemeanour": 400, "felony": 100}

    before = relieve(inflow, diversions=[QUARTER], on=date(2025, 12, 31))
    after = relieve(inflow, diversions=[QUARTER], on=FROM)

    assert [each.left for each in before] == [400.0, 100.0]
    assert [(each.diverted, each.left) for each in after] == [(100.0, 300.0), (0.0, 100.0)]


def test_two_diversions_of_a_class_act_one_after_the_other() -> None:
    assert remaining([QUARTER, QUARTER], charge_class="misdemeanour", on=FROM) == 0.75**2


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(UnusableDiversion, match="from 0 to 1"):
        Diversion("felony", share, FROM, "assumed")


def test_a_share_without_a_basis_is_refused() -> None:
    with pytest.raises(UnusableDiversion, match="no basis"):
        Diversion("felony", 0.1, FROM, "")
