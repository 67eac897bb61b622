"""No figure leaves or comes in without what it is of: the same rule for import and export as for a figure made here."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.exchange import COLUMNS, figures_csv, figures_from_csv
from audiatur.figures.figure import Release
from tests.figures.test_figure import SHARE


def changed(**cells: str) -> str:
    (row,) = csv.DictReader(io.StringIO(figures_csv([SHARE])))
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerow({**row, **cells})
    return written.getvalue()


def test_a_figure_comes_back_as_it_left() -> None:
    hidden = replace(
        SHARE,
        release=Release.WITHHELD,
        group={"year": "2024"},
        **dict.fromkeys(["value", "low", "high", "n", "numerator", "denominator"]),
    )

    assert figures_from_csv(figures_csv([SHARE, hidden])) == (SHARE, hidden)


@pytest.mark.parametrize(
    "needed", ["denominator_code", "since", "until", "censored_on", "snapshots", "interval", "place"]
)
def test_a_rate_without_its_base_cohort_or_censoring_day_is_not_imported(needed: str) -> None:
    with pytest.raises(IncompleteFigure, match=rf"Row 2: .*{needed}"):
        figures_from_csv(changed(**{needed: ""}))


def test_a_rate_without_the_number_of_its_base_is_not_imported() -> None:
    with pytest.raises(IncompleteFigure, match="tells its denominator"):
        figures_from_csv(changed(denominator=""))


def test_a_file_that_leaves_a_column_out_is_refused() -> None:
    without = "\n".join(line.replace("denominator_code,", "", 1) for line in figures_csv([SHARE]).splitlines())

    with pytest.raises(IncompleteFigure, match="no column denominator_code"):
        figures_from_csv(without)


def test_a_suppressed_figure_cannot_bring_a_value_in() -> None:
    with pytest.raises(IncompleteFigure, match="holds no number"):
        figures_from_csv(changed(release=Release.WITHHELD.value))


@pytest.mark.parametrize(
    ("column", "cell"), [("since", "soon"), ("synthetic", "perhaps"), ("release", "maybe"), ("n", "x")]
)
def test_a_cell_that_cannot_be_read_is_named_by_its_row(column: str, cell: str) -> None:
    with pytest.raises(IncompleteFigure, match="Row 2"):
        figures_from_csv(changed(**{column: cell}))
