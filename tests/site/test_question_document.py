"""The question taken away: what the page shows to this viewer, and nothing that they may not see."""

from __future__ import annotations

import io

import docx
import pypdfium2 as pdfium
import pytest
from django.test import Client
from lxml import html

from tests.publish.pdf_glyphs import drawn_glyphs
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
PAGE = "/calidor/questions/partly-agreed/"


def told_in(client: Client, *, ending: str, language: str = "en") -> str:
    answer = client.get(f"{PAGE}question.{ending}", headers={"accept-language": language})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    if ending == "html":
        return str(html.fromstring(answer.content).text_content())
    if ending == "pdf":
        pages = pdfium.PdfDocument(io.BytesIO(answer.content))
        assert 0 not in drawn_glyphs(answer.content)
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    opened = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    notes = [part.blob.decode() for part in opened.part.package.iter_parts() if "footnotes" in part.partname]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells, *notes])


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_it_holds_the_positions_claims_figures_and_sources_of_the_page(
    record: SmallRecord, visitor: Client, ending: str
) -> None:
    told = told_in(visitor, ending=ending)

    for words in (
        record.questions["partly-agreed"].text,
        "New buildings are under way.",
        "Disputed by the party",
        "Transfers go on.",
        "147.2",
        "between 300 and 350",
        record.sources["reply"].title,
    ):
        assert words in told, words


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_in_khmer_it_is_in_khmer(record: SmallRecord, visitor: Client, ending: str) -> None:
    told = told_in(visitor, ending=ending, language="km")

    assert "អគារថ្មីកំពុងសាងសង់។" in told
    assert "ទិន្នន័យសិប្បនិម្មិត" in told or ending == "docx"


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_a_position_that_is_not_public_is_in_the_copy_of_its_party_only(
    record: SmallRecord, visitor: Client, ending: str
) -> None:
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {**GIVEN, "reason": "For ourselves alone.", "visibility": "restricted", "step": "confirm"})

    assert "For ourselves alone." in told_in(clerk, ending=ending)
    assert "For ourselves alone." not in told_in(visitor, ending=ending)
    assert "For ourselves alone." not in told_in(signed_in(record.users["warden"]), ending=ending)
