"""Exports of the Universal Human Rights Index are read by their column names, whatever their case and spelling."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from audiatur.reading.errors import ReadingError
from audiatur.reading.recommendations.exports import read_export

CSV = (
    "Symbol,Text,Countries,Document Publication Date,Reccomending Body,Recommending State,UPR position,Paragraph\n"
    "A/HRC/1/2,Train the judges.,- Calidor,2024-03-21,UPR,Bolivia (Plurinational State of); France,Supported,110.3\n"
    'A/HRC/1/2,"Open ""the"" files.",- Calidor,2024-03-21,UPR,,Noted,110.4\n'
    "CAT/C/X/CO/1,,- Calidor,2024-03-21,- CAT,,,9\n"
)


def _written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_csv_export_gives_texts_states_and_positions(tmp_path):
    first, second = read_export(_written(tmp_path, "uhri.csv", "\ufeff" + CSV))

    assert (first.row, first.symbol, first.paragraph, first.published) == (2, "A/HRC/1/2", "110.3", "2024-03-21")
    assert first.states == ("Bolivia", "France")
    assert (first.position, second.position) == ("supported", "noted")
    assert second.text == 'Open "the" files.'
    assert first.countries == ("Calidor",)


def test_a_workbook_with_lines_above_its_names_gives_the_same(tmp_path):
    import csv
    import io

    path = tmp_path / "uhri.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Search results"])
    for number, row in enumerate(csv.reader(io.StringIO(CSV)), 2):
        sheet.write_row(number, 0, row)
    book.close()

    words = [(row.text, row.states, row.position) for row in read_export(path)]

    assert words == [(row.text, row.states, row.position) for row in read_export(_written(tmp_path, "a.csv", CSV))]


def test_json_gives_the_same_under_its_own_names(tmp_path):
    rows = [{"Symbol": "A/HRC/1/2", "Text": " Train  the judges. ", "Countries": ["Calidor"], "UprPosition": "Noted"}]

    (found,) = read_export(_written(tmp_path, "uhri.json", json.dumps({"results": rows})))

    assert (found.text, found.countries, found.position) == ("Train the judges.", ("Calidor",), "noted")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a,b\n1,2\n", "no column for: text, symbol"),
        ("Symbol,Text\n", "has no rows"),
        (b"\xff\xfe\x00nonsense", "neither CSV"),
        (b"PK\x03\x04nonsense", "neither CSV"),
        ('{"a": 1}', "has no rows"),
        ("[1, 2]", "list of objects"),
    ],
)
def test_another_file_is_refused_with_what_it_has(tmp_path, content, says):
    with pytest.raises(ReadingError, match=says):
        read_export(_written(tmp_path, "file", content))
