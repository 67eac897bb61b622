"""What only a browser shows: axe on every page in both languages, narrow screens, focus, keyboard, weight, print."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PUBLIC = (
    "/",
    "/about/",
    "/accessibility/",
    "/sign-in/",
    "/nothing/here/",
    "/calidor/",
    "/calidor/topics/prisons/",
    "/calidor/topics/mediation/",
    "/calidor/questions/partly-agreed/",
    "/calidor/questions/unanswered/",
    "/calidor/meetings/",
    "/calidor/meetings/first-round/",
    "/calidor/follow-up/",
    "/calidor/search/?q=places",
    "/calidor/sources/",
)
POSITION = "/calidor/questions/partly-agreed/positions/2/ministry/"
OF_A_MEMBER = ("/calidor/questions/partly-agreed/", POSITION, f"{POSITION}withdraw/", "/calidor/sources/add/")


def opened(page: Page, address: str) -> Page:
    """The page with every passage and explanation unfolded."""
    page.goto(SITE + address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


def faults(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds: rule, help, and the first place."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["help"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_public_pages(record: SmallRecord, language: str) -> None:
    with serve(Client(headers={"accept-language": language})) as served:
        found = {address: faults(opened(served.page, address)) for address in PUBLIC}

    assert {address: each for address, each in found.items() if each} == {}


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_a_member(record: SmallRecord, language: str) -> None:
    with serve(signed_in(record.users["clerk"], language=language)) as served:
        found = {address: faults(opened(served.page, address)) for address in OF_A_MEMBER}
        served.page.goto(SITE + POSITION)
        served.page.locator("main button.first").click()
        found["errors"] = faults(served.page)

    assert {address: each for address, each in found.items() if each} == {}


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [320, 390, 768])
def test_only_tables_scroll_sideways(record: SmallRecord, language: str, width: int) -> None:
    with serve(Client(headers={"accept-language": language}), width=width) as served:
        wide = {
            address: reach
            for address in PUBLIC
            if (reach := opened(served.page, address).evaluate("document.documentElement.scrollWidth")) > width
        }

    assert wide == {}


def test_pages_bear_other_spacing_of_text(record: SmallRecord) -> None:
    """WCAG 1.4.12: the reader's own spacing of letters, words and lines cuts nothing off."""
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    with serve(Client(headers={"accept-language": "en"}), width=390) as served:
        for address in PUBLIC:
            page = opened(served.page, address)
            page.add_style_tag(content=spacing)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_targets_are_large_enough(record: SmallRecord) -> None:
    """WCAG 2.5.8: buttons, fields and links that stand alone measure 24 by 24 pixels at least."""
    small = """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary')]
        .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.height && (box.height < 23.5 || box.width < 20)).map(([html]) => html)"""
    with serve(signed_in(_clerk(record))) as served:
        found = {
            address: each for address in (*PUBLIC, POSITION) if (each := opened(served.page, address).evaluate(small))
        }

    assert found == {}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(record: SmallRecord) -> None:
    outlined = "() => getComputedStyle(document.activeElement).outlineStyle"
    with serve(Client(headers={"accept-language": "en"})) as served:
        page = served.page
        page.goto(f"{SITE}/calidor/questions/partly-agreed/")
        reachable = page.evaluate(
            "[...document.querySelectorAll('a[href], button, summary, [tabindex=\"0\"]')]"
            ".filter(one => one.checkVisibility()).length"
        )
        reached = set()
        for _ in range(reachable):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)"))
            assert page.evaluate(outlined) == "solid"

    assert len(reached) > reachable * 0.6
    assert any('class="skip"' in each for each in reached)
    assert any("<summary>" in each for each in reached)


def test_a_position_is_stated_by_keyboard_alone(record: SmallRecord) -> None:
    with serve(signed_in(_clerk(record))) as served:
        page = served.page
        page.goto(f"{SITE}/calidor/questions/partly-agreed/positions/3/ministry/")
        page.get_by_label("Accepts: the sentence").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Continue").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.title().startswith("Check your answers")
        page.get_by_role("button", name="State the position").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("heading", level=1).inner_text() == "The position is in the record"


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("address", ["/", "/calidor/", "/calidor/questions/partly-agreed/", "/calidor/sources/"])
def test_a_first_view_weighs_no_more_than_150_kilobytes(record: SmallRecord, language: str, address: str) -> None:
    with serve(Client(headers={"accept-language": language})) as served:
        served.page.goto(SITE + address, wait_until="networkidle")

    assert sum(served.weights.values()) <= 150_000, served.weights


def test_khmer_is_set_in_the_font_that_is_shipped(record: SmallRecord) -> None:
    with serve(Client(headers={"accept-language": "km"})) as served:
        served.page.goto(f"{SITE}/calidor/", wait_until="networkidle")
        line = served.page.evaluate(
            "() => { const style = getComputedStyle(document.querySelector('.topic li a')); "
            "return [parseFloat(style.fontSize), parseFloat(style.lineHeight)] }"
        )

    khmer = [weight for address, weight in served.weights.items() if "khmer" in address]
    assert khmer
    assert sum(khmer) <= 60_000
    assert 20 <= line[0] <= 21
    assert line[1] / line[0] >= 1.8


def test_printed_pages_leave_the_navigation_out_and_name_the_addresses(record: SmallRecord) -> None:
    with serve(Client(headers={"accept-language": "en"})) as served:
        page = opened(served.page, "/calidor/questions/partly-agreed/")
        page.emulate_media(media="print")

        assert not page.locator("nav.main").is_visible()
        assert not page.locator(".language").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
        printed = page.evaluate("getComputedStyle(document.querySelector('figcaption a'), '::after').content")
        assert "/calidor/sources/" in printed


def _clerk(record: SmallRecord):  # type: ignore[no-untyped-def]
    return record.users["clerk"]
