"""Offices beside one another, and the what-if of diversion, from the invented country."""

from __future__ import annotations

from datetime import date

import pytest

from audiatur.registers.engine import Registers
from audiatur.topics.mediation.comparison import settled_by
from audiatur.topics.mediation.diversion import diversions, settled_offences
from tests.topics.mediation.conftest import Truth
from tests.topics.mediation.invented import ALL_YEARS


def test_offices_that_differ_by_chance_alone_are_not_told_apart(marovintha: tuple[Registers, Truth]) -> None:
    registers, _ = marovintha

    found = settled_by(registers, ALL_YEARS, unit="office")

    assert found is not None
    assert not found.differ
    assert all(unit.cases >= 30 for unit in found.units)
    assert found.left_out > 0
    assert max(unit.value for unit in found.units) - min(unit.value for unit in found.units) < 1


def test_mediators_without_thirty_cases_are_not_compared(marovintha: tuple[Registers, Truth]) -> None:
    registers, _ = marovintha

    assert settled_by(registers, ALL_YEARS, unit="mediator") is None


def test_only_settled_disputes_that_the_law_allows_are_diverted(marovintha: tuple[Registers, Truth]) -> None:
    registers, _ = marovintha

    settled = settled_offences(registers, ALL_YEARS)
    levers = diversions(settled, inflow={"misdemeanour": 1000}, would_have_gone=0.5, since=date(2026, 1, 1))

    by_class = {each.charge_class: each for each in settled}
    assert all(each.allowed < each.settled < each.received for each in settled)
    (lever,) = [each for each in levers if each.charge_class == "misdemeanour"]
    taken = 0.5 * by_class["misdemeanour"].allowed
    assert lever.share == pytest.approx(taken / (1000 + taken))
    assert "assumed" in lever.basis
