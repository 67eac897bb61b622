"""The dossier: everything of a dialogue that its reader may see, in three kinds of file, and nothing beside it."""

from __future__ import annotations

import io

import docx
import pypdfium2 as pdfium
import pytest
from django.test import Client
from docx.oxml.ns import qn
from lxml import html

from audiatur.record import heads
from tests.publish.pdf_glyphs import drawn_glyphs
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
DOSSIER = "/calidor/dossier/dossier"


def told(client: Client, kind: str, query: str = "") -> str:
    answer = client.get(f"{DOSSIER}.{kind}{query}")
    assert answer.status_code == 200
    if kind == "html":
        return " ".join(html.fromstring(answer.content).text_content().split())
    if kind == "pdf":
        pages = pdfium.PdfDocument(io.BytesIO(answer.content))
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    opened = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(text.split()) for text in (*(each.text for each in opened.paragraphs), *cells))


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_it_holds_questions_positions_promises_recommendations_meetings_and_the_head(
    record: SmallRecord, visitor: Client, kind: str
) -> None:
    words = told(visitor, kind)

    for question in record.questions.values():
        assert question.text in words
    for expected in (
        "Holds what everyone may see.",
        "Ministry of Justice",
        "Open 600 new places at the northern centre.",
        "Publish the draft act.",
        "Ratify protocol 31",
        "Supported",
        "First round",
        heads.signed_head()["root"][:16],
    ):
        assert expected in words, expected


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_a_topic_alone_holds_no_question_of_another(record: SmallRecord, visitor: Client, kind: str) -> None:
    words = told(visitor, kind, "?topic=prisons")

    assert record.questions["partly-agreed"].text in words
    assert record.questions["differing"].text not in words
    assert "Ratify protocol 31" not in words


def test_the_dossier_for_everyone_holds_nothing_more_when_a_member_takes_it(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {**GIVEN, "reason": "For ourselves alone.", "visibility": "restricted", "step": "confirm"})

    assert "For ourselves alone." in told(clerk, "html")
    assert "For ourselves alone." not in told(clerk, "html", "?reach=public")
    assert "For ourselves alone." not in told(signed_in(record.users["warden"]), "html")


def test_its_contents_lead_to_each_question(record: SmallRecord, visitor: Client) -> None:
    tree = html.fromstring(visitor.get(f"{DOSSIER}.html").content)

    for link in tree.xpath("//nav//a/@href"):
        assert tree.xpath(f"//*[@id='{link[1:]}']"), link
    assert record.questions["agreed"].text in tree.xpath("string(//nav)")
    opened = docx.Document(io.BytesIO(visitor.get(f"{DOSSIER}.docx").content))
    marks = {mark.get(qn("w:name")) for mark in opened.element.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in opened.element.iter(qn("w:hyperlink"))} - {None}
    assert anchors
    assert anchors <= marks


@pytest.mark.parametrize("language", ["en", "km"])
def test_no_glyph_of_its_pdf_is_missing(record: SmallRecord, language: str) -> None:
    answer = Client(headers={"accept-language": language}).get(f"{DOSSIER}.pdf")

    glyphs = drawn_glyphs(answer.content)
    assert len(glyphs) > 2_000
    assert 0 not in glyphs


def test_a_topic_or_kind_that_there_is_not_is_answered_404(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get(f"{DOSSIER}.odt").status_code == 404
    assert visitor.get(f"{DOSSIER}.pdf?topic=weather").status_code == 404


def test_the_page_offers_what_everyone_may_see_and_to_members_what_they_may(
    record: SmallRecord, visitor: Client
) -> None:
    open_to_all = visitor.get("/calidor/dossier/").content.decode()
    for_members = signed_in(record.users["clerk"]).get("/calidor/dossier/").content.decode()

    assert "reach=public" in open_to_all
    assert "reach=own" not in open_to_all
    assert "reach=own" in for_members
