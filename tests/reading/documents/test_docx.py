"""A Word document is read in the order in which it is printed, with its automatic numbers."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from bench.hostile import WORDML, docx, lying_docx, unpacking_docx

from audiatur.reading.errors import BrokenDocument, EmptyDocument, TooLarge
from tests.reading.documents.opening import assert_tiled, codes, opened, roles, words


def _saved(document: python_docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _wordml(inner: str) -> bytes:
    return f'<w:x xmlns:w="{WORDML}">{inner}</w:x>'.encode()


def test_headings_paragraphs_and_cells_come_in_order() -> None:
    document = python_docx.Document()
    document.core_properties.title = "Reply of the State"
    document.add_heading("Prisons", level=1)
    document.add_paragraph("12. The State agreed.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "118.4 Ratify the treaty", "Supported"
    document.add_paragraph("One", style="List Bullet")
    document.add_paragraph("The court\trose\nearly.")
    document.sections[0].header.paragraphs[0].text = "Running head"

    text, warnings = opened(_saved(document))

    assert roles(text) == [
        ("heading", "Prisons"),
        ("body", "12. The State agreed."),
        ("table", "118.4 Ratify the treaty"),
        ("table", "Supported"),
        ("list", "One"),
        ("body", "The court rose\nearly."),
    ]
    assert [one.label for one in text.paragraphs] == [None, "12.", "118.4", None, None, None]
    assert (text.title, warnings) == ("Reply of the State", ())
    assert_tiled(text)


_NUMBERING = _wordml(
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def _numbered(words_of_it: str, *, level: int, list_id: int = 1) -> bytes:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words_of_it}</w:t></w:r></w:p>"
    ).encode()


def test_automatic_numbers_are_printed_and_become_labels() -> None:
    inner = b"".join(
        [
            _numbered("One", level=0),
            _numbered("Two", level=1),
            _numbered("Three", level=1),
            _numbered("Four", level=0),
            _numbered("Five", level=1),
            _numbered("Six", level=0, list_id=2),
        ]
    )

    text, _ = opened(docx(body_xml=inner, **{"word/numbering.xml": _NUMBERING}))

    assert words(text) == ["7. One", "(a) Two", "(b) Three", "8. Four", "(a) Five", "1. Six"]
    assert [one.label for one in text.paragraphs] == ["7.", "(a)", "(b)", "8.", "(a)", "1."]
    assert [one.role for one in text.paragraphs] == ["body", "list", "list", "body", "list", "body"]


def test_notes_follow_the_text_with_their_numbers() -> None:
    notes = _wordml(
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>See the law.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>Ibid.</w:t></w:r></w:p></w:footnote>'
    )

    text, _ = opened(docx("The court rose.", **{"word/footnotes.xml": notes}))

    assert roles(text) == [("body", "The court rose."), ("note", "1 See the law."), ("note", "2 Ibid.")]
    assert [one.label for one in text.paragraphs] == [None, "1", "2"]


def test_deleted_moved_and_hidden_words_are_left_out_and_changes_give_a_warning() -> None:
    inner = (
        b"<w:p><w:r><w:t>The court </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        b"<w:ins><w:r><w:t>soon </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>there </w:t></w:r></w:moveFrom>"
        b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>rose.</w:t></w:r></w:p>"
    )

    text, warnings = opened(docx(body_xml=inner))

    assert words(text) == ["The court soon rose."]
    assert codes(warnings) == ["tracked_changes"]


def test_a_text_box_is_read_once() -> None:
    box = b"<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    inner = (
        b"<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent "
        b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b"<mc:Choice>%s</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent></w:r>"
        b"<w:r><w:t>after</w:t></w:r></w:p>"
    ) % (box, box)

    assert words(opened(docx(body_xml=inner))[0]) == ["In the box", "Before after"]


def test_a_united_nations_heading_style_is_a_heading() -> None:
    styles = _wordml(
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="_ H_1_G"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Special"/><w:basedOn w:val="Lvl"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="x"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="y"/><w:basedOn w:val="Loop"/></w:style>'
    )
    inner = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>'
        for style in ("Base", "Own", "Loop", "Missing")
    ).encode()

    text, _ = opened(docx(body_xml=inner, **{"word/styles.xml": styles}))

    assert [role for role, _ in roles(text)] == ["heading", "heading", "body", "body"]


@pytest.mark.parametrize(
    "before",
    [
        b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        b'<!DOCTYPE d SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_is_refused(before: bytes) -> None:
    with pytest.raises(BrokenDocument, match="entities"):
        opened(docx("The court rose.", before=before))


def test_a_cut_archive_is_damaged() -> None:
    data = docx("The court rose. " * 500)

    with pytest.raises(BrokenDocument, match="cut off or damaged"):
        opened(data[: len(data) // 2])


def test_cut_xml_is_damaged() -> None:
    with pytest.raises(BrokenDocument):
        opened(docx(body_xml=b"<w:p><w:r>"))


def test_a_document_without_words_is_empty() -> None:
    with pytest.raises(EmptyDocument):
        opened(docx("", " "))


def test_parts_that_claim_more_than_accepted_are_refused_before_they_are_unpacked() -> None:
    data = unpacking_docx(1024**2)
    claims_2_gib = data.replace((1024**2).to_bytes(4, "little"), (2 * 1024**3).to_bytes(4, "little"))

    with pytest.raises(TooLarge, match=r"unpacks to 2\.0 GiB"):
        opened(claims_2_gib)


def test_a_text_that_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    with pytest.raises(TooLarge, match="unpacks from"):
        opened(docx(body_xml=b" " * 20 * 1024**2))


def test_a_part_that_hides_its_size_is_damaged() -> None:
    with pytest.raises(BrokenDocument):
        opened(lying_docx())


def test_an_archive_with_an_endless_list_of_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.archive.ARCHIVE_DIRECTORY_BYTES", 20)

    with pytest.raises(TooLarge, match="lists more parts"):
        opened(docx("The court rose."))


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.wordml.PART_TAGS", 40)

    with pytest.raises(TooLarge, match="tags"):
        opened(docx(body_xml=b"<w:p/>" * 50))


def test_a_tag_with_too_many_attributes_is_refused_before_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.wordml.TAG_ATTRIBUTES", 40)
    attributes = b"".join(b'a%d=""%s' % (number, b" " * 1_000) for number in range(50))

    with pytest.raises(TooLarge, match="tags"):
        opened(docx(body_xml=b"<w:p %s/>" % attributes))
