from __future__ import annotations

from audiatur.reading.quantities import check_arithmetic
from tests.reading.quantities.texts import rows


def test_the_columns_of_a_table_are_summed_to_its_total_row() -> None:
    table = rows(["Prison\tMen\tWomen", "North\t120\t14", "South\t1,210\t40", "Total\t1,330\t54"])

    found = check_arithmetic(table, ())

    assert [(item.inputs, item.stated, item.verdict) for item in found] == [
        ((120, 1210), 1330, "consistent"),
        ((14, 40), 54, "consistent"),
    ]


def test_a_column_that_differs_is_told_where_another_adds_up() -> None:
    table = rows(["Prison | Men | Women", "North | 120 | 14", "South | 210 | 40", "Total | 330 | 64"])

    found = check_arithmetic(table, ())

    assert [item.verdict for item in found] == ["consistent", "inconsistent"]
    assert found[1].computed == 54


def test_a_table_whose_rows_are_no_parts_of_the_total_is_left_alone() -> None:
    table = rows(["Year\tCases", "2010\t500", "2011\t700", "Total capacity\t90"])

    assert check_arithmetic(table, ()) == ()


def test_a_table_with_empty_cells_is_left_alone() -> None:
    table = rows(["Prison\tMen", "North\tn/a", "South\tn/a", "West\t40", "Total\t330"])

    assert check_arithmetic(table, ()) == ()
