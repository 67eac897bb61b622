"""The source pages in a browser: the whole review by keyboard, scripts off, and what a checker finds."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from audiatur.record.models import Visibility
from tests import readings
from tests.record_fixture import first_of
from tests.site.test_sources import added

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The browser asks for its icon when the test is over and the database with it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@pytest.fixture
def source(record):
    return added(record, by="monitor", author=record.parties["monitor"], published="2026-03-21")


@pytest.fixture
def rows(source):
    return list(source.statements.order_by("start"))


def address(source, rest=""):
    return f"/calidor/sources/{source.pk}/{rest}"


def focused(page):
    return page.evaluate("document.activeElement.id")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_source_is_reviewed_by_keyboard_alone(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])
    one, two = (f"s{row.pk}" for row in rows)

    press(page, "j")
    assert focused(page) == one
    press(page, "j", "j")
    assert focused(page) == two
    press(page, "k")
    assert focused(page) == one
    assert page.locator("mark.now").count() == 3

    press(page, "Enter")
    page.locator(f"#{one} .done").wait_for()
    assert "Confirmed." in page.locator(f"#{one} .done").inner_text()
    page.locator(f"#{one}:focus").wait_for()

    press(page, "u")
    page.locator(f"#{one}[data-state=unchecked]").wait_for()

    press(page, "x")
    page.locator(f"#{one}[data-state=discarded]").wait_for()
    assert page.locator(f'mark[data-s="{rows[0].pk}"]').count() == 0
    press(page, "u")
    page.locator(f"#{one}[data-state=unchecked]").wait_for()
    assert page.locator(f'mark[data-s="{rows[0].pk}"]').count() == 3


def test_a_speaker_is_corrected_by_keyboard(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])
    press(page, "j", "e")
    page.locator(".act-form input[name=chosen]").first.wait_for()
    page.locator("[name=chosen]:focus").wait_for()

    press(page, "ArrowUp")
    press(page, "Tab")
    page.keyboard.type("Jexsu?")
    press(page, "Enter")

    page.locator(f"#s{rows[0].pk}[data-state=confirmed]").wait_for()
    rows[0].refresh_from_db()
    assert rows[0].said_by == "Jexsu?"


def test_a_statement_is_split_and_put_together_by_keyboard(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])
    press(page, "j", "s")
    page.locator("[name=at]:focus").wait_for()
    press(page, "Space")
    press(page, "Enter")

    page.locator(f"#s{rows[0].pk}[data-state=split]").wait_for()
    assert page.locator(".items .item").count() == 4
    press(page, "u")
    page.locator(f"#s{rows[0].pk}[data-state=unchecked]").wait_for()
    assert page.locator(".item:visible").count() == 2


def test_a_statement_is_filed_and_withdrawn_by_keyboard(record, source, rows, opened):
    proposition = first_of(record.questions["differing"])
    page = opened(address(source), by=record.users["monitor"])
    press(page, "j", "f")
    page.locator("[name=place]:focus").wait_for()
    page.locator("select[name=place]").select_option(f"proposition-{proposition.pk}")
    page.locator(".act-form button.first").press("Enter")

    page.locator(f"#s{rows[0].pk} .filed").wait_for()
    assert rows[0].claims.get().proposition == proposition
    press(page, "u")
    page.locator(f"#s{rows[0].pk} .filed").wait_for(state="detached")


def test_escape_leaves_a_form_without_doing_anything(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])
    press(page, "j", "e")
    page.locator("[name=chosen]:focus").wait_for()

    press(page, "Escape")

    page.locator(".act-form").wait_for(state="detached")
    page.locator(f"#s{rows[0].pk}:focus").wait_for()


def test_the_keys_can_be_turned_off_and_stay_off(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])
    press(page, "?")
    page.locator("#keys-on").uncheck()

    page.reload()
    press(page, "j", "x")

    assert not page.locator("#keys-on").is_checked()
    assert page.locator(".item.now").count() == 0
    assert page.locator(".item.discarded").count() == 0


def test_a_click_on_a_passage_leads_to_its_statement_and_back(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"])

    page.locator("mark.content").nth(1).click()

    assert focused(page) == f"s{rows[1].pk}"


def test_everything_is_done_with_scripts_off(record, source, rows, opened):
    page = opened(address(source), by=record.users["monitor"], java_script_enabled=False)

    page.locator(f"#s{rows[0].pk} button[data-act=confirm]").click()
    assert "Confirmed. Ledger entry" in page.locator(f"#s{rows[0].pk} .done").inner_text()
    page.locator(f"#s{rows[0].pk} a[data-act=correct]").click()
    page.get_by_label("The rapporteur", exact=True).check()
    page.locator(".act-form button.first").click()
    assert "The rapporteur" in page.locator(f"#s{rows[0].pk} .said").inner_text()
    assert page.locator("#keys").is_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_document_is_added_with_scripts_and_without(record, opened, scripts, tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(readings.ARTICLE)
    page = opened("/calidor/sources/add/", by=record.users["clerk"], java_script_enabled=scripts)

    page.set_input_files("input[type=file]", str(file))
    page.locator("main button.first").click()
    page.get_by_role("heading", name="Check your answers").wait_for()
    page.locator("main button.first").click()

    page.get_by_role("heading", name="The source was added").wait_for()


def test_an_error_leads_to_its_field(record, opened):
    page = opened("/calidor/sources/add/", by=record.users["clerk"])
    page.locator("main button.first").click()

    page.locator(".error-summary a").first.click()

    assert focused(page) == "id_file"


PAGES = (
    ("", None),
    ("{source}/", None),
    ("{source}/", "monitor"),
    ("{source}/?at=60-90#passage", None),
    ("{reference}/", None),
    ("{source}/statements/{row}/", "monitor"),
    ("{source}/statements/{row}/correct/", "monitor"),
    ("{source}/statements/{row}/split/", "monitor"),
    ("{source}/statements/{row}/file/", "monitor"),
    ("add/", "monitor"),
    ("{source}/receipt/", "monitor"),
)


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_checker_finds_no_fault_and_nothing_lies_outside_the_window(record, source, rows, opened, width, language):
    named = {"source": source.pk, "row": rows[0].pk, "reference": record.sources["review"].pk}

    for path, who in PAGES:
        page = opened(
            f"/calidor/sources/{path.format(**named)}",
            by=record.users[who] if who else None,
            language=language,
            width=width,
        )

        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_forms_that_open_in_their_place_have_no_fault(record, source, opened):
    page = opened(address(source), by=record.users["monitor"])
    for key, name in (("e", "chosen"), ("s", "at"), ("f", "place")):
        press(page, "j", key)
        page.locator(f"[name={name}]:focus").wait_for()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        press(page, "Escape")
        page.locator(".act-form").wait_for(state="detached")


def test_the_answers_to_check_have_no_fault(record, opened, tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(readings.ARTICLE)
    page = opened("/calidor/sources/add/", by=record.users["clerk"])
    page.locator("main button.first").click()
    assert Axe().run(page).violations_count == 0

    page.set_input_files("input[type=file]", str(file))
    page.locator("main button.first").click()
    page.get_by_role("heading", name="Check your answers").wait_for()

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_restricted_passage_is_widened_only_after_asking(record, opened):
    hidden = added(record, by="lawyer", visibility=Visibility.RESTRICTED)
    row = hidden.statements.first()
    question = record.questions["differing"]
    page = opened(address(hidden), by=record.users["lawyer"])
    press(page, "j", "f")
    page.locator("[name=place]:focus").wait_for()
    page.locator("select[name=place]").select_option(f"question-{question.pk}")
    page.locator("input[value=public]").check()
    page.locator(".act-form button.first").click()

    page.locator(".sure button.first").wait_for()
    assert not row.claims.exists()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".sure button.first").click()

    page.locator(f"#s{row.pk} .filed").wait_for()
    assert row.claims.get().visibility == "public"
