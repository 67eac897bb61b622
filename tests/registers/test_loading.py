"""Good rows are kept, faulty rows explained, and a file that is no one table stores nothing."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiatur.registers.contract import Table, flag, key
from audiatur.registers.errors import MappingError, NatureMixed, UnusableFile
from audiatur.registers.faults import faults_as_csv
from audiatur.registers.loading import rows_of
from audiatur.registers.mapping import ColumnMapping, TableMapping, mapping_by_name, read_mapping, write_mapping
from audiatur.registers.schema import schema_of
from audiatur.registers.suggesting import suggest
from audiatur.registers.validating import validate
from tests.registers.files import GOOD, HEAD, NOW, ROOMS, STAYS, loaded, workbook, written

FAULTY = (
    HEAD
    + GOOD
    + "S3,hold,2024-03-21,1990-05-01,33\n"
    + "S4,held,2062-01-01,,\n"
    + "S5,held,,,\n"
    + "S6,held,2001-01-01,2001-01-02,\n"
    + "S7,held,2001-01-01,,x\n"
    + "S8,held,1850-01-01,,-1\n"
    + "S9,held,2001-01-01,,1\n"
    + "S9,held,2001-01-01,,2\n"
    + "S10,held,2001-01-01\n"
)


def test_each_fault_says_row_column_value_and_rule_and_counts_reconcile(tmp_path):
    found = loaded(written(tmp_path, "stays.csv", FAULTY)).validation

    assert [(fault.row, fault.column, fault.value, fault.rule) for fault in found.faults] == [
        (4, "status", "hold", "not_in_vocabulary"),
        (5, "began", "2062-01-01", "in_the_future"),
        (6, "began", "", "missing"),
        (7, "began", "2001-01-01", "before_other_day"),
        (8, "age", "x", "not_readable"),
        (9, "began", "1850-01-01", "below_minimum"),
        (9, "age", "-1", "below_minimum"),
        (10, "stay", "S9", "duplicate_key"),
        (11, "stay", "S9", "duplicate_key"),
        (12, "stay", "S10", "cells_missing"),
    ]
    assert (found.read, found.kept, found.quarantined) == (11, 2, 9)
    assert found.fault_count == 10
    assert "row 11" in found.faults[7].mend


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEAD + GOOD + "S3,held", "cut off: its last row, 4, ends after 2 of 5 cells"),
        (HEAD + GOOD + 'S3,"held', "a quotation mark"),
        (HEAD + "Number,Status,First day,Birth,Age\n" + GOOD, "two rows of names"),
        ("Person,,,,\n" + HEAD + GOOD, "two rows of names"),
        (HEAD + GOOD.replace(",", ";"), "they seem to be by semicolon"),
        ((HEAD + GOOD).replace(",", "^"), "one column only"),
        ((HEAD + "ស,held,2024-01-01,,\n").encode() + b"caf\xe9,held,2024-01-01,,\n", "line 2 is UTF-8, line 3 is not"),
        (HEAD + GOOD + "S3,held,=TODAY(),,\n", "row 4, column 'began' holds a formula"),
        (",".join(f"c{i}" for i in range(5_000)) + "\n" + ",".join("1" * 5_000) + "\n", "5,000 columns"),
        (HEAD.replace("born", "began") + GOOD, "'began' names two columns"),
        (HEAD, "no rows"),
        ("", "is empty"),
        (b"a,b\n\x00,1\n", "zero bytes"),
        (
            workbook(HEAD.strip().split(","), ["S1", "held", "2024-03-21", "", ""], formula="1+1"),
            "cell A3 holds a formula",
        ),
        (workbook(HEAD.split(","), ["S1"])[:400], "cut off or damaged"),
        (b"PAR1" + bytes(100), "cut off or damaged"),
    ],
)
def test_a_file_that_is_no_one_table_gives_one_message_and_stores_nothing(tmp_path, content, says):
    store = tmp_path / "store"

    with pytest.raises(UnusableFile, match=r"^[^\n]*$") as refused:
        loaded(written(tmp_path, "stays.csv", content), store=store)

    assert says in str(refused.value)
    assert not list(store.rglob("*"))


def test_the_same_rows_come_from_csv_workbook_parquet_and_package(tmp_path):
    rows = [line.split(",") for line in (HEAD + GOOD).splitlines()]
    table = pl.DataFrame(
        {
            "stay": ["S1", "S2"],
            "status": ["held", "tried"],
            "began": [date(2024, 3, 21), date(2023, 1, 2)],
            "born": [date(1990, 5, 1), None],
            "age": [33, None],
        }
    )
    table.write_parquet(tmp_path / "stays.parquet")
    written(tmp_path, "stays.txt", (HEAD + GOOD).replace(",", "\t").encode("utf-16"))
    package = {"resources": [{"name": "stays", "path": "stays.txt"}], "synthetic": True}

    files = [
        written(tmp_path, "stays.csv", HEAD + GOOD),
        written(tmp_path, "stays.xlsx", workbook(*rows)),
        tmp_path / "stays.parquet",
        written(tmp_path, "datapackage.json", json.dumps(package)),
    ]

    kept = [loaded(path, store=tmp_path / path.name.replace(".", "-")).snapshot.rows().collect() for path in files]

    assert [rows.to_dicts() for rows in kept] == [kept[0].to_dicts()] * 4


def test_a_package_cannot_reach_outside_its_folder(tmp_path):
    (tmp_path / "in").mkdir()
    written(tmp_path, "stays.csv", HEAD + GOOD)
    package = {"resources": [{"name": "stays", "path": "../stays.csv"}]}

    with pytest.raises(UnusableFile, match="no file beside the package"):
        loaded(written(tmp_path / "in", "datapackage.json", json.dumps(package)))


def test_a_labelled_package_cannot_be_loaded_as_real(tmp_path):
    written(tmp_path, "stays.csv", HEAD + GOOD)
    package = {"resources": [{"name": "stays", "path": "stays.csv"}], "synthetic": True}

    with pytest.raises(NatureMixed):
        loaded(written(tmp_path, "datapackage.json", json.dumps(package)), synthetic=False)


def test_keys_of_another_table_are_checked_once_it_is_kept(tmp_path):
    stays = written(tmp_path, "stays.csv", "stay,status,began,room\nS1,held,2024-01-01,R1\nS2,held,2024-01-01,R9\n")
    store = tmp_path / "store"

    before = loaded(stays)
    rooms = loaded(written(tmp_path, "rooms.csv", "room,x\nR1,1\nR2,2\n"), table=ROOMS, store=store)
    after = loaded(stays, store=store)

    assert (before.validation.kept, after.validation.kept) == (2, 1)
    assert "not checked" in before.notes[0]
    assert after.validation.faults[0].rule == "unknown_key"
    assert after.snapshot.manifest.references == {"rooms": rooms.snapshot.name}


def test_a_suggested_mapping_is_written_read_and_loads_their_codes(tmp_path):
    content = "Stay No;Legal Status;First day;Born\nA;HELD;05/04/2567;\nB;Tried;២១/០៣/២៥៦៧;\nC;gone;01/01/2024;-\n"
    path = written(tmp_path, "export.csv", content)

    with rows_of(path, table=STAYS) as spooled:
        found = suggest(spooled.rows, names=spooled.names, table=STAYS)
    saved = written(tmp_path, "mapping.toml", write_mapping(found.mapping, notes=found.notes))
    mapping = read_mapping(saved)
    result = loaded(path, mapping=mapping, store=tmp_path / "store")

    assert mapping == found.mapping
    assert mapping.columns["status"].codes == {"HELD": "held", "Tried": "tried", "gone": ""}
    assert mapping.columns["began"].order == "dmy"
    assert result.snapshot.rows().collect()["began"].to_list() == [date(2024, 4, 5), date(2024, 3, 21)]
    assert [(fault.row, fault.value, fault.rule) for fault in result.validation.faults] == [
        (4, "gone", "not_in_vocabulary")
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('table = "stays"\nversion = 2\n[columns.stay]\nfrom = "x"\n', "version 2"),
        ('table = "stays"\nversion = 1\n[columns.stay]\nfrom = "x"\n', "requires status, began"),
        ('table = "stays"\nversion = 1\n[columns.stay]\nfrom = "x"\nordre = "dmy"\n', "ordre"),
        ("table = ", "not TOML"),
    ],
)
def test_a_mapping_that_does_not_fit_says_what_to_change(tmp_path, text, says):
    path = written(tmp_path, "stays.csv", HEAD + GOOD)

    with pytest.raises(MappingError, match=says):
        loaded(path, mapping=read_mapping(written(tmp_path, "m.toml", text)))


def test_faults_are_told_in_khmer_and_sent_back_without_live_formulas(tmp_path):
    path = written(tmp_path, "stays.csv", HEAD + GOOD + "S3,-2+3,2024-01-01,,\n")

    faults = loaded(path).validation.faults
    sheet = faults_as_csv(faults, lang="km")

    assert sheet.startswith("\ufeffឯកសារ,")
    assert ",'-2+3," in sheet


ROW = st.fixed_dictionaries(
    {
        "stay": st.sampled_from(["a", "b", "c", "d", None]),
        "status": st.sampled_from(["held", "tried", "gone", None]),
        "began": st.sampled_from([date(1850, 1, 1), date(2000, 1, 1), date(2020, 1, 1), date(2062, 1, 1), None]),
        "born": st.sampled_from([date(1990, 1, 1), date(2010, 1, 1), None]),
        "age": st.sampled_from([-1, 0, 40, None]),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_the_dataframely_schema_keeps_the_same_rows(rows):
    types = {"stay": pl.String, "status": pl.String, "began": pl.Date, "born": pl.Date, "age": pl.Int64}
    frame = pl.DataFrame(rows, schema=types)

    mapping = mapping_by_name(STAYS, given=types)
    ours = validate(frame.lazy().with_row_index("row", 1), table=STAYS, mapping=mapping, today=NOW.date())
    kept = ours.kept_rows.collect()
    wide = frame.with_columns(
        noted=pl.lit(None, pl.String),
        noted_earliest=pl.lit(None, pl.Date),
        noted_latest=pl.lit(None, pl.Date),
        room=pl.lit(None, pl.String),
    )
    theirs = schema_of(STAYS, today=NOW.date()).filter(wide).result

    assert kept.sort("stay").to_dicts() == theirs.select(kept.columns).sort("stay").to_dicts()
    assert ours.kept == len(kept)


def test_one_value_for_all_rows_can_fill_a_column(tmp_path):
    mapping = TableMapping(
        "stays",
        1,
        {"stay": ColumnMapping("stay"), "status": ColumnMapping(value="held"), "began": ColumnMapping("began")},
    )

    path = written(tmp_path, "stays.csv", HEAD + GOOD)
    kept = loaded(path, mapping=mapping, store=tmp_path / "store").snapshot

    assert kept.rows().collect()["status"].to_list() == ["held", "held"]


ANSWERS = Table(
    "answers",
    1,
    "Answers",
    "ចម្លើយ",
    "one answer",
    (key("answer", "Number", "លេខ", example="A1"), flag("agreed", "Whether agreed", "យល់ព្រម")),
    ("answer",),
)


def test_the_codes_of_yes_and_no_are_read_as_the_mapping_says(tmp_path):
    path = written(tmp_path, "answers.csv", "answer,agreed\nA1,1\nA2,2\nA3,8\nA4,yes\nA5,3\n")
    codes = {"2": "false", "8": "unknown"}
    mapping = TableMapping(
        "answers", 1, {"answer": ColumnMapping("answer"), "agreed": ColumnMapping("agreed", codes=codes)}
    )

    found = loaded(path, table=ANSWERS, mapping=mapping, store=tmp_path / "store")

    assert dict(found.snapshot.rows().collect().iter_rows()) == {"A1": True, "A2": False, "A3": None, "A4": True}
    assert [(fault.value, fault.rule) for fault in found.validation.faults] == [("3", "not_readable")]


def test_a_suggestion_leaves_unknown_codes_of_yes_and_no_to_a_person(tmp_path):
    path = written(tmp_path, "answers.csv", "answer,agreed\nA1,1\nA2,2\n")

    with rows_of(path, table=ANSWERS, synthetic=True) as spooled:
        found = suggest(spooled.rows, names=spooled.names, table=ANSWERS)

    assert found.mapping.columns["agreed"].codes == {"2": ""}
    assert "accepted: true, false, unknown" in found.notes["agreed"]


def test_an_empty_cell_stands_for_what_the_mapping_says(tmp_path):
    path = written(tmp_path, "stays.csv", "stay,status,began\nS1,,2024-01-01\nS2,tried,2024-01-01\n")
    columns = {name: ColumnMapping(name) for name in ("stay", "began")}
    columns["status"] = ColumnMapping("status", codes={"": "held"})

    found = loaded(path, mapping=TableMapping("stays", 1, columns), store=tmp_path / "store")

    assert found.snapshot.rows().collect()["status"].to_list() == ["held", "tried"]


def test_codes_of_yes_and_no_are_those_two(tmp_path):
    columns = {"answer": ColumnMapping("answer"), "agreed": ColumnMapping("agreed", codes={"2": "maybe"})}

    with pytest.raises(MappingError, match=r"no code maybe\. Accepted: true, false, unknown"):
        loaded(
            written(tmp_path, "answers.csv", "answer,agreed\nA1,2\n"),
            table=ANSWERS,
            mapping=TableMapping("answers", 1, columns),
        )
