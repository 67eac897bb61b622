"""Answer forms: what a party writes into Word or CSV is read back without loss, and nothing else is taken for it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.publish.answer_form import FORMAT, MAX_BYTES, Form, Item, Line, NotAForm, as_csv, from_csv, plain
from audiatur.publish.answer_word import form_word, from_word, returned
from audiatur.publish.document import Document
from tests.publish.office import through_office

LIKE = Document("x", "en", (), foot="Entry 5", address="https://example.org/q")
MARKS = {"form": FORMAT, "dialogue": "osmere", "question": "q-1", "party": "ministry", "wording": "ab12"}
CODES = ("stance", "since", "reason", "reason_km")
written = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("=+-@'\"\n\t;,ក្រសួងុំ\u200b<&"),
    max_size=80,
)


def form(*answers: str) -> Form:
    lines = tuple(Line(f"P1.{code}", code, "", answer) for code, answer in zip(CODES, answers, strict=False))
    return Form("Form", ("Fill it in.",), MARKS, (Item("P1", "1. Sentence", "Yes?", "មែនទេ?", "Nothing yet.", lines),))


def told(*answers: str) -> dict[str, str]:
    return {f"P1.{code}": plain(answer) for code, answer in zip(CODES, answers, strict=False) if plain(answer)}


@settings(max_examples=200)
@given(st.lists(written, min_size=4, max_size=4))
def test_what_is_written_into_csv_is_read_back(answers: list[str]) -> None:
    found = from_csv(as_csv(form(*answers)).encode())

    assert found.answers == told(*answers)
    assert found.marks == MARKS


@settings(max_examples=50)
@given(st.lists(written, min_size=4, max_size=4))
def test_what_is_written_into_word_is_read_back(answers: list[str]) -> None:
    found = from_word(form_word(form(*answers), like=LIKE))

    assert found.answers == told(*answers)
    assert found.marks == MARKS


@given(written)
def test_no_cell_of_the_csv_can_be_run_by_a_spreadsheet(answer: str) -> None:
    rows = csv.reader(io.StringIO(as_csv(form(answer)).removeprefix("\ufeff"), newline=""))

    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.slow
def test_a_word_form_saved_again_by_an_office_program_is_read_back(tmp_path: Path) -> None:
    answers = ("accepts in part", "2026-03~", '=1+1 “said”\n\n- ក្រសួងយុត្តិធម៌\u200bកម្ពុជា; "x"', "មាត្រា ៣១\tខ")
    content = form_word(form(*answers), like=LIKE)

    again = through_office(content, folder=tmp_path)

    assert again != content
    assert returned(again).answers == told(*answers)
    assert returned(again).marks == MARKS


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheets_that_part_cells_otherwise_are_understood(delimiter: str) -> None:
    rows = list(
        csv.reader(io.StringIO(as_csv(form("rejects", "2026", "a; b", "c")).removeprefix("\ufeff"), newline=""))
    )
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)

    for code in ("utf-8", "utf-16"):
        assert from_csv(stream.getvalue().encode(code)).answers == told("rejects", "2026", "a; b", "c")


def test_tracked_changes_are_read_as_accepted() -> None:
    content = form_word(form("rejects"), like=LIKE)
    opened = zipfile.ZipFile(io.BytesIO(content))
    xml = opened.read("word/document.xml").decode()
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    start = xml.rindex("<w:r>", 0, xml.index(">rejects<"))
    end = xml.index("</w:r>", start) + len("</w:r>")
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>rejects</w:delText></w:r></w:del>'
    changed = xml[:start] + deleted + f'<w:ins w:id="2" w:author="a">{run.format("accepts")}</w:ins>' + xml[end:]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in opened.namelist():
            file.writestr(name, changed if name == "word/document.xml" else opened.read(name))

    assert from_word(stream.getvalue()).answers == {"P1.stance": "accepts"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
        (b"%PDF-1.7", "Only Word"),
        (b"PK\x03\x04 not a zip", "cannot be read"),
        (b"a,b\n1,2\n", "no columns"),
        (b"line,answer\nM.form,other-1\n", "no answer form"),
        ("line,answer\nM.form,é".encode("latin-1"), "letters of the file"),
        (f"line,answer\nM.form,{FORMAT}\nP1.stance,accepts\nP1.stance,rejects\n".encode(), "P1.stance stands twice"),
    ],
)
def test_what_is_no_form_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(NotAForm, match=says):
        returned(content)


@settings(max_examples=300)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        returned(content)
    except NotAForm:
        return


@settings(max_examples=60)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_form_is_read_or_refused(at: int, wrong: bytes) -> None:
    content = form_word(form("rejects", "2026"), like=LIKE)
    try:
        returned(content[:at] + wrong + content[at + len(wrong) :])
    except NotAForm:
        return
