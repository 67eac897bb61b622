"""A log of events becomes one row a number, with nothing guessed and nothing passed over."""

from __future__ import annotations

import polars as pl
import pytest

from audiatur.registers.errors import MappingError, UnusableFile
from audiatur.registers.mapping import read_mapping, write_mapping
from tests.registers.files import loaded, written

MAPPING = """
table = "stays"
version = 1
[fold]
by = "case"
event = "what"
day = "on"
order = "dmy"
[fold.first]
opened = ["filed", "reopened"]
[fold.last]
ended = ["closed", "settled"]
[fold.kind]
outcome = ["closed", "settled"]
[fold.count]
meetings = ["met"]
[columns.stay]
from = "case"
[columns.began]
from = "opened"
[columns.status]
from = "outcome"
[columns.status.codes]
"" = "held"
"settled" = "tried"
"closed" = "held"
[columns.age]
from = "meetings"
[columns.noted]
from = "ended"
[columns.room]
from = "court"
"""
LOG = """case,what,on,court,clerk
B,met,05/02/2024,North,x
A,filed,03/01/2024,North,x
A,met,10/01/2024,North,x
B,filed,04/02/2024,North,x
A,met,20/01/2024,,x
A,settled,21/01/2024,South,x
B,adjourned,06/02/2024,North,x
"""


def _mapping(tmp_path, words=MAPPING):
    return read_mapping(written(tmp_path, "events.toml", words))


def _rows(tmp_path, log, *, words=MAPPING):
    found = loaded(written(tmp_path, "log.csv", log), mapping=_mapping(tmp_path, words))
    return found, {row["stay"]: row for row in found.validation.kept_rows.collect().iter_rows(named=True)}


def test_each_number_gets_its_first_and_last_days_its_end_and_its_counts(tmp_path):
    found, rows = _rows(tmp_path, LOG)

    assert {name: str(row["began"]) for name, row in rows.items()} == {"A": "2024-01-03", "B": "2024-02-04"}
    assert {name: row["age"] for name, row in rows.items()} == {"A": 2, "B": 1}
    assert {name: (row["status"], row["noted"]) for name, row in rows.items()} == {
        "A": ("tried", "2024-01-21"),
        "B": ("held", None),
    }
    assert rows["A"]["room"] == "South"
    assert "court differs within 1 numbers; the last stands" in found.notes
    assert "events not used: adjourned (1)" in found.notes
    assert "not used: clerk" in found.notes


def test_the_order_of_the_file_does_not_matter(tmp_path):
    head, *lines = LOG.splitlines()

    _, forward = _rows(tmp_path, LOG)
    _, backward = _rows(tmp_path, "\n".join([head, *reversed(lines)]) + "\n")

    assert forward == backward


@pytest.mark.parametrize("spoiled", ["31/02/2024", "soon"])
def test_an_unreadable_day_is_a_fault_of_its_number_alone(tmp_path, spoiled):
    found, rows = _rows(tmp_path, LOG + f"A,reopened,{spoiled},South,x\n")

    assert set(rows) == {"B"}
    assert [(fault.field, fault.value) for fault in found.validation.faults] == [("began", spoiled)]


def test_events_without_a_number_stay_rows_of_their_own(tmp_path):
    found, _ = _rows(tmp_path, LOG + ",filed,01/01/2024,North,x\n,filed,02/01/2024,North,x\n")

    assert found.validation.read == 4
    assert [fault.field for fault in found.validation.faults] == ["stay", "stay"]


def test_of_two_ends_on_one_day_the_later_row_stands(tmp_path):
    _, rows = _rows(tmp_path, LOG + "A,closed,21/01/2024,South,x\n")

    assert rows["A"]["status"] == "held"


def test_a_row_with_too_few_cells_is_refused_as_a_whole(tmp_path):
    with pytest.raises(UnusableFile, match="Row 9 of the log has 3 cells"):
        _rows(tmp_path, LOG + "A,met,22/01/2024\nA,met,23/01/2024,South,x\n")


def test_a_column_that_the_log_lacks_is_named(tmp_path):
    with pytest.raises(UnusableFile, match="no column case"):
        _rows(tmp_path, LOG.replace("case,", "number,", 1))


def test_a_made_name_that_the_log_has_is_refused(tmp_path):
    with pytest.raises(UnusableFile, match="makes outcome"):
        _rows(tmp_path, LOG.replace(",clerk", ",outcome", 1))


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('by = "case"', "", "`by`"),
        ('meetings = ["met"]', 'opened = ["met"]', "opened is made twice"),
        ('meetings = ["met"]', 'meetings = "met"', "write each column with its events"),
        ('day = "on"', 'day = "on"\nafter = "x"', "after is not known"),
        ('order = "dmy"', 'order = "ymd"', "order is"),
    ],
)
def test_a_fold_that_cannot_be_read_is_refused_with_what_to_write(tmp_path, was, becomes, says):
    with pytest.raises(MappingError, match=says):
        _mapping(tmp_path, MAPPING.replace(was, becomes))


def test_a_written_fold_reads_back_the_same(tmp_path):
    mapping = _mapping(tmp_path)

    again = read_mapping(written(tmp_path, "again.toml", write_mapping(mapping)))

    assert again == mapping


def test_a_log_in_parquet_with_real_days_folds_alike(tmp_path):
    pl.read_csv(LOG.encode()).with_columns(pl.col("on").str.to_date("%d/%m/%Y")).write_parquet(tmp_path / "log.parquet")

    found = loaded(tmp_path / "log.parquet", mapping=_mapping(tmp_path))

    _, rows = _rows(tmp_path, LOG)
    assert {row["stay"]: row for row in found.validation.kept_rows.collect().iter_rows(named=True)} == rows
