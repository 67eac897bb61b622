"""What only a browser shows: axe on the pages of mediation, with registers, in both languages; narrow screens."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, serve

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = ("ladder", "figures", "survey", "offices", "contradictions", "intake")


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_narrow_screen(
    record: SmallRecord, kept: None, language: str
) -> None:
    found, wide = {}, {}
    with serve(Client(headers={"accept-language": language})) as served:
        for name in PAGES:
            served.page.set_viewport_size({"width": 1200, "height": 900})
            served.page.goto(f"{SITE}/calidor/topics/mediation/{name}/")
            served.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            rules = [
                (one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(served.page).response["violations"]
            ]
            served.page.set_viewport_size({"width": 320, "height": 700})
            width = served.page.evaluate("document.documentElement.scrollWidth")
            found |= {name: rules} if rules else {}
            wide |= {name: width} if width > 320 else {}

    assert found == {}
    assert wide == {}
