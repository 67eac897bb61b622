"""Complaints by district, kind and sex, with sixty cells so small that they must not be published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.registers.shared_tables import SEX
from audiatur.synthetic.generator.calendar import DAYS, FIRST, iso
from audiatur.synthetic.generator.layout import Draft, numbers_of
from audiatur.synthetic.generator.places import DISTRICT_CODES, DISTRICTS, district_place
from audiatur.synthetic.generator.streams import Ints, stream
from audiatur.synthetic.generator.tables import COMPLAINT_KINDS
from audiatur.synthetic.generator.truth import Effect

SMALL_CELLS = 60
SMALLEST_PUBLISHED = 10
_SEXES = ("female", "male")
_LARGEST_AT_FACTOR_ONE = 70


@dataclass(frozen=True, slots=True)
class Cell:
    """A district, a kind of complaint and a sex, with the number of complaints."""

    place: str
    kind: str
    sex: str
    complaints: int


def counts(seed: int, *, factor: int) -> Ints:
    """Complaints by district, kind and sex: sixty cells under ten, the others larger with the factor."""
    rng = stream(seed, table="complaints")
    cells = DISTRICTS * len(COMPLAINT_KINDS) * len(_SEXES)
    large = rng.integers(12, _LARGEST_AT_FACTOR_ONE, cells) * factor
    small = rng.choice(cells, SMALL_CELLS, replace=False)
    large[small] = rng.integers(1, SMALLEST_PUBLISHED, SMALL_CELLS)
    return np.asarray(large.reshape(DISTRICTS, len(COMPLAINT_KINDS), len(_SEXES)))


def draft(seed: int, *, table: Ints) -> Draft:
    """One row a complaint, in no order of its cell."""
    rng = stream(seed, table="complaints' rows")
    cell = np.repeat(np.arange(table.size), table.ravel())
    rng.shuffle(cell)
    district, kind, sex = np.unravel_index(cell, table.shape)
    sexes = np.array([numbers_of(SEX)[name] for name in _SEXES])
    return {
        "complaint": np.arange(len(cell)) + 1,
        "place": district_place(district.astype(np.int64)),
        "kind": kind.astype(np.int64),
        "sex": sexes[sex],
        "filed": FIRST + rng.integers(0, DAYS, len(cell)),
    }


def small_cells(table: Ints) -> tuple[Cell, ...]:
    """The cells that must not be published."""
    return tuple(
        Cell(DISTRICT_CODES[district], COMPLAINT_KINDS[kind], _SEXES[sex], int(table[district, kind, sex]))
        for district, kind, sex in np.argwhere(table < SMALLEST_PUBLISHED)
    )


def effect(table: Ints) -> Effect:
    """The small cells of the table of complaints."""
    return Effect(
        "small-cells",
        ("complaints",),
        f"Complaints filed from {iso(FIRST)} to {iso(FIRST + DAYS - 1)} by district, kind and sex: the cells of fewer "
        f"than {SMALLEST_PUBLISHED}. All margins of the table may be published.",
        {
            "complaints": int(table.sum()),
            "cells": table.size,
            "small": [
                {"place": cell.place, "kind": cell.kind, "sex": cell.sex, "complaints": cell.complaints}
                for cell in small_cells(table)
            ],
        },
        0.0,
        "Leaving out the small cells only: a margin less the other cells gives them away.",
    )
