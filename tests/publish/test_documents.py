"""Word and HTML of one document: nothing said is lost, notes and languages are real, invented content is labelled."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from audiatur.publish.document import Cell, Document, Heading, Paragraph, Run, Table, cell, scripts, text
from audiatur.publish.html import as_html
from audiatur.publish.word import as_word
from tests.shared import ROOT

FONTS = ROOT / "src/audiatur/site/static/audiatur/fonts"
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
DOCUMENT = Document(
    title="Are the prisons full?",
    lang="en",
    blocks=(
        Heading((Run("Are the prisons full?"),), 1),
        text("One sentence <b>& more</b>."),
        Table(
            (cell("Proposition"), cell("State")),
            (
                (
                    cell("They hold more."),
                    Cell((Paragraph((Run("មាត្រា ៣១ holds 39,012", note="Report, para. 12: “ពន្ធនាគារ”"),), "said"),)),
                ),
            ),
            "Positions",
        ),
        Paragraph((Run("the page", link="https://example.org/q"),)),
    ),
    foot="Entry 5, hash abcd",
    address="https://example.org/q",
    synthetic="Synthetic data",
)


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}


def words(root: etree._Element) -> str:
    return "".join(root.xpath(".//w:t/text()", namespaces=W))


def test_word_has_headings_a_table_with_its_head_and_a_real_footnote() -> None:
    content = as_word(DOCUMENT)

    opened = docx.Document(io.BytesIO(content))
    assert [p.style.name for p in opened.paragraphs][:2] == ["Title", "Normal"]
    (table,) = opened.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 1).paragraphs[0].style.name == "Quote"
    assert table.cell(1, 1).text == "មាត្រា ៣១ holds 39,012"
    found = parts(content)
    assert "Report, para. 12: “ពន្ធនាគារ”" in words(found["word/footnotes.xml"])
    assert found["word/document.xml"].xpath("//w:footnoteReference/@w:id", namespaces=W) == ["1"]


def test_khmer_in_word_is_a_complex_script_with_its_language_and_face() -> None:
    found = parts(as_word(DOCUMENT))["word/document.xml"]

    runs = [run for run in found.iter(qn("w:r")) if "មាត្រា" in words(run)]
    assert len(runs) == 1
    assert runs[0].find("w:rPr/w:cs", W) is not None
    assert runs[0].find("w:rPr/w:lang", W).get(qn("w:bidi")) == "km-KH"
    assert words(runs[0]) == "មាត្រា ៣១ "
    styles = parts(as_word(DOCUMENT))["word/styles.xml"]
    for fonts in styles.xpath("//w:style[@w:type='paragraph']/w:rPr/w:rFonts", namespaces=W):
        assert fonts.get(qn("w:cs")) == "Khmer OS Battambang"
    assert not styles.xpath("//w:style[@w:type='paragraph']/w:rPr/w:iCs", namespaces=W)


def test_every_page_of_word_bears_the_label_and_the_state_of_the_record() -> None:
    found = parts(as_word(DOCUMENT))

    heads = "".join(words(part) for name, part in found.items() if "header" in name)
    feet = "".join(words(part) for name, part in found.items() if "footer" in name)
    assert "Synthetic data" in heads
    assert "Entry 5, hash abcd" in feet


def test_html_is_one_file_that_asks_nothing_of_a_network_and_runs_nothing() -> None:
    page = as_html(DOCUMENT, fonts=FONTS)

    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe")
    assert "url(data:font/woff2;base64," in page
    assert "url(http" not in page
    assert tree.xpath("//h1")[0].text_content() == "Are the prisons full?"
    assert tree.xpath("string(//p[@class='synthetic'])") == "Synthetic data"
    assert tree.xpath("//span[@lang='km']/text()")[0].startswith("មាត្រា")


def test_what_is_said_is_text_in_html_and_never_markup() -> None:
    tree = html.fromstring(as_html(DOCUMENT))

    assert not tree.xpath("//b")
    assert "One sentence <b>& more</b>." in tree.text_content()


def test_notes_and_their_marks_lead_to_each_other() -> None:
    tree = html.fromstring(as_html(DOCUMENT))

    (mark,) = tree.xpath("//sup/a/@href")
    assert "Report, para. 12" in tree.xpath(f"//*[@id='{mark[1:]}']")[0].text_content()
    (back,) = tree.xpath("//ol[@class='notes']//a/@href")
    assert tree.xpath(f"//*[@id='{back[1:]}']")


@given(st.text(alphabet="aé1 .,មាត្រា៣១\u200b“”<&", max_size=40))
def test_nothing_is_lost_where_scripts_change(content: str) -> None:
    assert "".join(part for part, _ in scripts(content)) == content

    document = Document("x", "en", (text(content),), foot="f", address="a")
    assert words(parts(as_word(document))["word/document.xml"]) == content
    assert html.fromstring(as_html(document)).xpath("string(//main/p)") == content


def test_a_table_with_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table((cell("a"), cell("b")), ((cell("c"),),), "t")
