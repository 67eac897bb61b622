"""Drafts as a browser keeps them while typing, and what a checker finds on the pages of trust: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audiatur.record import services
from audiatur.record.models import Entry
from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN
from tests.site.test_browser import faults, opened
from tests.site.test_private import NOTES, PRIVATE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_what_is_typed_is_kept_without_a_button_and_comes_back(record: SmallRecord) -> None:
    with serve(signed_in(record.users["clerk"])) as served:
        page = opened(served.page, ADDRESS)
        page.locator("#id_reason").fill("Typed and not submitted.")
        page.get_by_text("The draft is kept.").wait_for(timeout=20_000)
        again = opened(page, ADDRESS)

        assert again.locator("#id_reason").input_value() == "Typed and not submitted."
        again.get_by_role("button", name="Discard the draft").click()
        assert page.locator("#id_reason").input_value() == ""


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_telephone(
    record: SmallRecord, language: str, settings: Any, tmp_path: Path
) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"
    clerk = signed_in(record.users["clerk"], language=language)
    clerk.post(ADDRESS, {**GIVEN, "step": "draft"})
    clerk.post(NOTES, {"text": "A note of some length that the members of the party read before they meet."})
    services.cosigner_name(record.parties["ministry"], by=record.users["clerk"], key="ab" * 32)
    entry = Entry.objects.filter(kind="claim noted").first()
    pages = [ADDRESS, NOTES, PRIVATE, "/calidor/cosigning/ministry/", f"/calidor/erase/{entry.seq}/"]

    with serve(clerk, width=320) as served:
        found = {address: faults(opened(served.page, address)) for address in pages}
        wide = {
            address: reach
            for address in pages
            if (reach := opened(served.page, address).evaluate("document.documentElement.scrollWidth")) > 320
        }
        served.page.goto(SITE + pages[-1])
        served.page.locator("main button.first").click()
        found["errors"] = faults(served.page)

    assert {address: each for address, each in found.items() if each} == {}
    assert wide == {}
