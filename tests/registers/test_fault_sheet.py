"""A workbook of faults says where and how to mend, in both languages, and runs nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from audiatur.registers.fault_sheet import faults_as_workbook
from audiatur.registers.faults import Fault
from tests.registers.files import GOOD, HEAD, loaded, written

FORMULAS = ['=HYPERLINK("http://example.org")', "+1+1", "-2+3", "@SUM(A1)", "{=1}", "http://example.org", "1e5"]


def _fault(value):
    return Fault("stays.csv", "Stays", 4, "Status", "status", value, "not_in_vocabulary", "Use one of: tried, held.")


@pytest.mark.parametrize("value", FORMULAS)
def test_a_value_that_looks_like_a_formula_or_an_address_is_kept_as_the_text_it_was(value):
    made = faults_as_workbook([_fault(value)])

    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("Faults").to_python()
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert rows[1] == ["stays.csv", "Stays", 4, "Status", "status", value, "not_in_vocabulary", rows[1][7]]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_heading_stays_in_view_and_long_words_wrap():
    with zipfile.ZipFile(io.BytesIO(faults_as_workbook([_fault("x")]))) as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))

    assert 'state="frozen"' in sheet
    assert 'wrapText="1"' in styles


def test_the_faults_of_a_file_are_told_in_khmer(tmp_path):
    faults = loaded(written(tmp_path, "stays.csv", HEAD + GOOD + "S3,hold,2024-01-01,,\n"), lang="km").validation.faults

    rows = CalamineWorkbook.from_filelike(io.BytesIO(faults_as_workbook(faults, lang="km"))).get_sheet_by_index(0)

    assert rows.to_python()[0][0] == "ឯកសារ"
    assert rows.to_python()[1][5] == "hold"
    assert rows.to_python()[1][7].startswith("សូមប្រើពាក្យមួយ")


def test_control_characters_and_endless_cells_do_not_break_the_workbook():
    made = faults_as_workbook([_fault("a\x00\x1bb" + "x" * 40_000)])

    value = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()[1][5]

    assert value.startswith("a��bxxx")
    assert len(value) < 32_767
