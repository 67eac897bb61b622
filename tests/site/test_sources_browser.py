"""What a checker finds on the source pages, in both languages and at every width: nothing."""

from __future__ import annotations

import pytest

from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in
from tests.site.test_browser import faults, opened
from tests.site.test_sources import added, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def source(record):
    return added(record, by="monitor", author=record.parties["monitor"], published="2026-03-21")


def pages_of(source, reference):
    """Every page of a source that a reviewer opens, the forms of its acts among them."""
    row = source.statements.first()
    act = address(source, f"statements/{row.pk}/")
    return (
        "/calidor/sources/",
        "/calidor/sources/?whose=side:cso&check=1",
        address(source),
        f"{address(source)}?at=60-90",
        address(reference),
        act,
        f"{act}correct/",
        f"{act}split/",
        f"{act}file/",
        address(source, "receipt/"),
        "/calidor/sources/add/",
    )


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_a_source(record, source, language):
    paths = pages_of(source, record.sources["review"])

    with serve(signed_in(record.users["monitor"], language=language), reduced_motion="reduce") as served:
        found = {path: faults(opened(served.page, path)) for path in paths}

    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [320, 390, 768, 1000])
def test_nothing_of_a_source_lies_outside_the_window(record, source, language, width):
    paths, wide = pages_of(source, record.sources["review"]), {}

    with serve(signed_in(record.users["monitor"], language=language), width=width) as served:
        for path in paths:
            opened(served.page, path)
            wide[path] = served.page.evaluate("document.documentElement.scrollWidth")

    assert {path: each for path, each in wide.items() if each > width} == {}


def test_axe_finds_nothing_on_the_forms_that_open_in_their_place(record, source):
    with serve(signed_in(record.users["monitor"]), reduced_motion="reduce") as served:
        page = served.page
        page.goto(SITE + address(source))
        for key, name in (("e", "chosen"), ("s", "at"), ("f", "place")):
            page.keyboard.press("j")
            page.keyboard.press(key)
            page.locator(f"[name={name}]:focus").wait_for()
            assert faults(page) == []
            page.locator(".act-form button.first").click()
            page.locator(".error-summary").wait_for()
            assert faults(page) == []
            page.locator("[data-cancel]").click()
            page.locator(".item:focus").wait_for()


def test_axe_finds_nothing_on_an_empty_form_that_was_sent(record):
    with serve(signed_in(record.users["clerk"])) as served:
        served.page.goto(f"{SITE}/calidor/sources/add/")
        served.page.locator("main button.first").click()
        served.page.locator(".error-summary").wait_for()

        assert faults(served.page) == []


def test_everything_that_is_pressed_is_large_enough_to_be_hit(record, source):
    with serve(signed_in(record.users["monitor"])) as served:
        served.page.goto(SITE + address(source))
        small = served.page.evaluate(
            """[...document.querySelectorAll("main button, main .act, main summary, main select, .said .ref")]
               .filter((one) => one.checkVisibility())
               .map((one) => [one.className, one.getBoundingClientRect()])
               .filter(([, box]) => box.height < 24 || box.width < 24)
               .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
        )

    assert small == []
