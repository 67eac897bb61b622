"""Invariant 7: no withheld count can be worked out, held against every table that could have been published instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from audiatur.figures.figure import ALL
from audiatur.figures.protection import Counts, Key, lattice, sensitive, withheld

Table = dict[Key, Counts]


def with_totals(finest: Mapping[Key, Counts], *, published: tuple[tuple[int, ...], ...] = ()) -> Table:
    """Every published cell with its counts, summed from the finest."""
    columns = range(len(next(iter(finest))))
    found: Table = {}
    for key in lattice(finest, published=published or (tuple(columns),)):
        inside = [counts for atom, counts in finest.items() if counts_in(atom, key)]
        found[key] = tuple(map(sum, zip(*inside, strict=True)))
    return found


def counts_in(atom: Key, cell: Key) -> bool:
    return all(wanted in (ALL, value) for value, wanted in zip(atom, cell, strict=True))


def square(*rows: tuple[int, ...]) -> Table:
    return {(f"r{i}", f"c{j}"): (count,) for i, row in enumerate(rows) for j, count in enumerate(row) if count}


def fitting(finest: Table, *, shown: Mapping[Key, int], quantity: int, most: int) -> Iterator[dict[Key, int]]:
    """Every table of whole numbers that gives the shown sums, one by one: the outsider with a computer and patience."""
    atoms = sorted(finest)
    sums = [([atom for atom in atoms if counts_in(atom, cell)], value) for cell, value in shown.items()]
    fixed = {inside[0]: value for inside, value in sums if len(inside) == 1}
    free = [atom for atom in atoms if atom not in fixed]
    for values in product(range(most + 1), repeat=len(free)):
        table = {**fixed, **dict(zip(free, values, strict=True))}
        if all(sum(table[atom] for atom in inside) == value for inside, value in sums):
            yield table


small_tables = st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=3), min_size=2, max_size=2).filter(
    lambda rows: len({len(row) for row in rows}) == 1 and sum(map(sum, rows)) > 0
)


@given(small_tables)
@settings(max_examples=60, deadline=None)
def test_invariant_7_every_withheld_small_count_has_tables_k_apart_that_fit_the_shown(rows: list[list[int]]) -> None:
    k = 2
    finest = square(*map(tuple, rows))
    cells = with_totals(finest)

    hidden = withheld(cells, k=k)

    shown = {key: counts[0] for key, counts in cells.items() if key not in hidden}
    tables = list(fitting(finest, shown=shown, quantity=0, most=4 + k))
    for key, counts in cells.items():
        if sensitive(counts, k=k):
            values = {sum(table[atom] for atom in finest if counts_in(atom, key)) for table in tables}
            assert key in hidden
            assert max(values) - min(values) >= k, f"{key}: {values}"


cubes = st.lists(st.integers(0, 30), min_size=12, max_size=12).filter(any)


@given(cubes, st.sampled_from([((0, 1, 2),), ((0, 1), (1, 2)), ((0, 1), (2,)), ((0,), (1,), (2,))]))
@settings(max_examples=60, deadline=None)
def test_linear_bounds_over_all_published_tables_leave_every_small_count_k_wide(
    counts: list[int], published: tuple[tuple[int, ...], ...]
) -> None:
    finest = {
        (f"a{i}", f"b{j}", f"c{m}"): (count,)
        for (i, j, m), count in zip(product(range(2), range(3), range(2)), counts, strict=True)
        if count
    }
    cells = with_totals(finest, published=published)

    hidden = withheld(cells, atoms=finest)

    for key, (count,) in cells.items():
        if sensitive((count,)):
            low, high = linear_bounds(key, finest=finest, cells=cells, hidden=hidden)
            assert high - low >= 10 - 1e-6


def linear_bounds(
    key: Key, *, finest: Table, cells: Table, hidden: frozenset[Key], quantity: int = 0
) -> tuple[float, float]:
    """How far a count can lie, from a program written apart from the one that protects."""
    atoms = sorted(finest)
    shown = [cell for cell in cells if cell not in hidden]
    rows = np.array([[float(counts_in(atom, cell)) for atom in atoms] for cell in shown]).reshape(-1, len(atoms))
    told = [float(cells[cell][quantity]) for cell in shown]
    wanted = np.array([float(counts_in(atom, key)) for atom in atoms])
    ends = []
    for sign in (1, -1):
        found = linprog(sign * wanted, A_eq=rows, b_eq=told) if shown else None
        ends.append(sign * found.fun if found is not None and found.status == 0 else (0.0 if sign > 0 else np.inf))
    return ends[0], ends[1]


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert withheld(with_totals(square((10, 20), (30, 40)))) == frozenset()


def test_a_cell_that_counts_nobody_is_shown() -> None:
    cells = {("a",): (0, 0, 0), ("b",): (40, 20, 20), (ALL,): (40, 20, 20)}

    assert withheld(cells) == frozenset()


def test_a_lone_small_cell_takes_another_of_its_row_and_of_its_column_with_it() -> None:
    cells = with_totals(square((3, 50, 60), (40, 50, 60), (40, 50, 60)))

    hidden = withheld(cells)

    assert ("r0", "c0") in hidden
    assert sum(key[0] == "r0" for key in hidden) >= 2
    assert sum(key[1] == "c0" for key in hidden) >= 2


def test_two_small_cells_that_together_are_small_do_not_protect_each_other() -> None:
    cells = with_totals({("a",): (2,), ("b",): (3,), ("c",): (50,), ("d",): (60,)})

    hidden = withheld(cells)

    assert {("a",), ("b",)} < hidden


def test_lines_with_two_withheld_cells_each_can_still_give_one_away() -> None:
    """Two withheld cells a line satisfy each line alone; the block of two rows less two columns tells r2c2."""
    finest = square((20, 21, 50), (22, 4, 51), (52, 53, 5), (54, 55, 23))
    cells = with_totals(finest)
    pairs = {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1"), ("r2", "c2")}

    hidden = withheld(cells)

    assert not wide(("r2", "c2"), finest=finest, cells=cells, hidden=frozenset(pairs))
    assert wide(("r2", "c2"), finest=finest, cells=cells, hidden=hidden)
    assert wide(("r1", "c1"), finest=finest, cells=cells, hidden=hidden)


def test_what_pairs_in_each_line_still_tell_is_found_and_withheld() -> None:
    finest = square((56, 53, 3), (6, 13, 76), (15, 11, 16), (9, 0, 0))
    cells = with_totals(finest)

    hidden = withheld(cells)

    for key, counts in cells.items():
        assert not sensitive(counts) or wide(key, finest=finest, cells=cells, hidden=hidden)


def wide(key: Key, *, finest: Table, cells: Table, hidden: frozenset[Key], quantity: int = 0) -> bool:
    low, high = linear_bounds(key, finest=finest, cells=cells, hidden=hidden, quantity=quantity)
    return high - low >= 10 - 1e-6


def test_the_rest_of_a_share_is_protected_like_its_numerator() -> None:
    """Of 60, 57 were answered: the three that were not are as few as three that were."""
    finest = {("a",): (60, 57, 3), ("b",): (80, 40, 40), ("c",): (90, 30, 60), ("d",): (70, 35, 35)}
    cells = with_totals(finest)

    hidden = withheld(cells)

    assert ("a",) in hidden
    assert wide(("a",), finest=finest, cells=cells, hidden=hidden, quantity=2)


def test_tables_by_other_columns_of_the_same_rows_are_protected_together() -> None:
    finest = {("n", "f"): (4,), ("n", "m"): (30,), ("s", "f"): (40,), ("s", "m"): (50,)}
    cells = with_totals(finest, published=((0,), (1,)))

    assert withheld(cells, atoms=finest) == frozenset()
    assert withheld({**cells, ("n", "f"): (4,)}, atoms=finest) > {("n", "f")}


def test_what_is_not_the_sum_of_its_parts_is_protected_by_itself() -> None:
    """Persons counted once in the total and twice below: no sum tells anything; a small count is withheld still."""
    cells = {("a",): (30,), ("b",): (4,), ("c",): (40,), (ALL,): (60,)}

    assert withheld(cells) == {("b",)}


def test_the_same_table_is_protected_in_the_same_way_each_time() -> None:
    cells = with_totals(square((3, 50, 60), (40, 5, 60), (40, 50, 7)))

    assert withheld(cells) == withheld(dict(reversed(cells.items())))


@pytest.mark.parametrize("counts", [(9,), (30, 9, 21), (30, 25, 5), (30, 1)])
def test_a_count_under_the_threshold_is_sensitive(counts: Counts) -> None:
    assert sensitive(counts)


@pytest.mark.parametrize("counts", [(), (0,), (10,), (30, 0, 30), (30, 10, 20)])
def test_none_at_all_and_ten_or_more_are_not(counts: Counts) -> None:
    assert not sensitive(counts)
