"""The pages of proceedings in a browser: axe finds nothing, and the audit is a report of two printed pages."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client

from tests.record_fixture import SmallRecord
from tests.site.browser import serve
from tests.site.test_browser import faults, opened
from tests.site.test_proceedings_pages import store

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
__all__ = ["store"]
PAGES = ("limits/", "limits/beyond/", "limits/beyond/?clock=police_custody", "durations/", "equality/", "trial-form/")


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_any_page(record: SmallRecord, settings: object, store: Path, language: str) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    client = Client(headers={"accept-language": language})
    above = f"/{record.dialogue.slug}/topics/proceedings/"
    listed = client.get(f"{above}limits/beyond/").content.decode()
    person = re.search(r"limits/(K\d+/P\d+/)", listed)
    assert person

    with serve(client) as served:
        pages = [above, *(above + page for page in PAGES), f"{above}limits/{person[1]}"]
        found = {page: faults(opened(served.page, page)) for page in pages}

    assert {page: each for page, each in found.items() if each} == {}


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("question", ["detained-by-interpreter", "counsel-by-sex"])
def test_the_audit_is_a_report_of_two_printed_pages(
    record: SmallRecord, settings: object, store: Path, language: str, question: str
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    address = f"/{record.dialogue.slug}/topics/proceedings/equality/?question={question}"

    with serve(Client(headers={"accept-language": language})) as served:
        printed = opened(served.page, address).pdf(prefer_css_page_size=True)

    assert len(pypdfium2.PdfDocument(printed)) == 2
