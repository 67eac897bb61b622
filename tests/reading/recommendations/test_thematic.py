from __future__ import annotations

import io
import zipfile

import pytest

from audiatur.reading.errors import BrokenDocument
from audiatur.reading.recommendations.thematic import ThematicRow, read_thematic_list, write_thematic_list

ROWS = (
    ThematicRow(
        paragraph="81.1",
        printed="Train judges (Cuba);",
        position_printed="Supported",
        position_source="A/HRC/99/7/Add.1 - Para. 3",
        themes=("Courts", "Training"),
        theme_codes=("B51", "A54"),
        sdgs=(),
        groups=("judges",),
        listed_under="B51 Courts",
    ),
    ThematicRow(
        paragraph="81.2",
        printed="Close the  old prison <now> (Chile) (Peru).",
        position_printed="Noted",
        position_source="A/HRC/99/7",
        themes=("Prisons",),
        theme_codes=(),
        sdgs=(3, 16),
        groups=(),
        listed_under="Prisons",
        comment="Closed in\n2032",
    ),
    ThematicRow(
        paragraph="81.3",
        printed="Rest (Mali); Sleep (Togo);",
        position_printed="Supported",
        position_source="A/HRC/99/7",
        themes=(),
        theme_codes=(),
        sdgs=(),
        groups=("all",),
        listed_under="Prisons",
    ),
)


def test_a_list_is_written_and_read_without_loss() -> None:
    assert read_thematic_list(write_thematic_list(ROWS, title="Benin"), name="list.docx") == ROWS


def test_words_states_and_position_are_worked_out_from_what_is_printed() -> None:
    assert [row.text for row in ROWS] == ["Train judges", "Close the  old prison <now>", "Rest (Mali); Sleep (Togo)"]
    assert [row.recommending_states for row in ROWS] == [("Cuba",), ("Chile", "Peru"), ("Mali", "Togo")]
    assert [row.position for row in ROWS] == ["supported", "noted", "supported"]


def test_a_word_file_without_the_list_is_refused() -> None:
    with pytest.raises(BrokenDocument, match="no table"):
        read_thematic_list(_docx("<w:body/>"), name="letter.docx")


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip"])
def test_a_file_that_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenDocument):
        read_thematic_list(data, name="list.docx")


def _docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}">{body}</w:document>')
    return out.getvalue()
