"""Forms before a real server: typing without a line, scripts off, keyboard only, and what axe finds."""

from __future__ import annotations

import json

import pytest

from audiatur.record.models import Draft, FormEntry
from tests.site.test_browser import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # The browser asks for its icon when the test is over and the database with it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]

TRIAL = "/calidor/entry/trial/"


@pytest.fixture
def phone(record, settings, tmp_path, opened):
    settings.REGISTERS = tmp_path / "registers"
    return opened(TRIAL, by=record.users["monitor"], width=390)


def begin(page):
    page.get_by_role("link", name="Begin a new one").click()
    page.locator("form[data-entry]").wait_for()


def kept_here(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('audiatur.entry.'))")


def fill(page):
    page.get_by_label("Court", exact=True).fill("Northern Court")
    page.get_by_label("Day of the hearing").fill("2026-03-20")
    page.get_by_label("every trial of the court in the period").check()
    page.locator("[name=accused-1-charge_class][value=felony]").check()


def test_what_is_typed_without_a_line_survives_and_is_sent_once_when_it_is_back(phone):
    page = phone
    begin(page)
    address = page.url
    page.context.set_offline(True)
    fill(page)
    page.get_by_text("There is no line. What you type is kept on this device").wait_for()
    page.get_by_role("button", name="Save and check").click()
    assert not Draft.objects.exists()
    assert len(kept_here(page)) == 1

    # The browser is closed before the line is back.
    again = page.context.new_page()
    page.close()
    page.context.set_offline(False)
    again.goto(address)

    # A first try that met a busy server is repeated after twenty seconds.
    again.get_by_text("Sent to your drafts.").wait_for(timeout=60_000)
    assert again.get_by_label("Court", exact=True).input_value() == "Northern Court"
    assert kept_here(again) == []
    again.get_by_role("button", name="Save and check").click()
    again.get_by_role("button", name="Hand it in").click()
    again.get_by_text("Entry of the ledger").wait_for()
    entry = FormEntry.objects.get()
    assert entry.typed.answers["accused-1-charge_class"] == "felony"
    again.goto(address)
    assert again.url.endswith(f"/kept/{entry.number}/"), "what was handed in is not filled in again"
    assert FormEntry.objects.count() == 1


def test_the_line_that_comes_back_under_an_open_form_sends_it(phone):
    begin(phone)
    phone.context.set_offline(True)
    fill(phone)
    phone.get_by_text("There is no line.").wait_for()

    phone.context.set_offline(False)

    phone.get_by_text("Sent to your drafts.").wait_for()
    assert Draft.objects.get().answers["trial-court"] == "Northern Court"


def test_what_waits_on_the_device_is_listed(phone):
    begin(phone)
    phone.route(f"**{TRIAL}*-*/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    fill(phone)
    phone.get_by_text("Kept on this device, not sent yet.").wait_for()

    phone.goto(phone.url.partition("/calidor")[0] + TRIAL)

    assert phone.get_by_role("heading", name="On this device, not sent yet").is_visible()
    assert phone.locator("[data-entry-waiting] a").count() == 1


def test_nothing_is_kept_on_a_device_that_shall_keep_nothing(phone):
    begin(phone)
    phone.get_by_text("What this device keeps").click()
    phone.get_by_label("Do not keep on this device").check()
    phone.context.set_offline(True)

    fill(phone)

    phone.get_by_text("this device keeps nothing").wait_for()
    assert kept_here(phone) == []
    phone.context.set_offline(False)
    phone.get_by_text("Sent to your drafts.").wait_for()


def test_signing_out_asks_about_what_is_not_sent_and_clears_it(phone):
    begin(phone)
    phone.context.set_offline(True)
    fill(phone)
    phone.get_by_text("There is no line.").wait_for()
    asked = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    phone.evaluate("document.querySelector('form.sign-out').addEventListener('submit', e => e.preventDefault())")

    phone.get_by_role("button", name="Sign out").click()

    assert "not sent yet" in asked[0]
    assert kept_here(phone) == []


def test_a_minors_annex_is_asked_for_by_age_alone(phone):
    begin(phone)
    annex = phone.get_by_role("heading", name="Annex for a minor")
    assert not annex.is_visible()

    phone.get_by_label("Age at the time of the act").fill("១៦")
    phone.get_by_label("Age at the time of the act").blur()
    assert annex.is_visible()

    phone.get_by_label("Age at the time of the act").fill("18")
    phone.get_by_label("Age at the time of the act").blur()
    assert not annex.is_visible()


def test_a_form_is_filled_in_and_handed_in_by_keyboard_alone(phone):
    page = phone
    begin(page)

    def reach(what):
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({json.dumps(what)})"):
                return
        raise AssertionError(f"{what} is not reached")

    reach("#id_trial-court")
    page.keyboard.type("Northern Court")
    reach("#id_trial-on")
    page.keyboard.type("03202026")
    reach("[name=trial-selection]")
    page.keyboard.press("Space")
    reach("[name=accused-1-charge_class]")
    page.keyboard.press("Space")
    reach("[data-add=accused]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "accused-2-sex"
    reach("[name=accused-2-charge_class]")
    page.keyboard.press("Space")
    reach("[data-check]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your answers").wait_for()
    reach("button[value='hand in']")
    page.keyboard.press("Enter")
    page.get_by_text("Entry of the ledger").wait_for()

    assert FormEntry.objects.get().typed.answers["trial-on"] == "2026-03-20"


def test_with_scripts_off_a_form_is_filled_in_in_steps(record, settings, tmp_path, opened):
    settings.REGISTERS = tmp_path / "registers"
    page = opened(TRIAL, by=record.users["monitor"], java_script_enabled=False)
    page.get_by_role("link", name="Begin a new one").click()
    page.get_by_label("Court", exact=True).fill("Northern Court")
    page.get_by_label("Day of the hearing").fill("2026-03-20")
    page.get_by_label("every trial of the court in the period").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Add: Accused").click()
    page.locator("[name=accused-1-charge_class][value=felony]").check()
    page.locator("[name=accused-2-charge_class][value=felony]").check()
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Hand it in").click()

    assert page.get_by_text("Entry of the ledger").is_visible()
    assert FormEntry.objects.get().typed.answers["accused-2-charge_class"] == "felony"


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_forms(record, settings, tmp_path, opened, language):
    settings.REGISTERS = tmp_path / "registers"
    page = opened("/calidor/entry/", by=record.users["monitor"], language=language, bypass_csp=True)
    root = page.url.partition("/calidor")[0]
    found = {"list": faults(page)}

    def look(name, address):
        page.goto(root + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found[name] = faults(page)

    look("paper", "/calidor/entry/dispute/paper/")
    look("incident", "/calidor/entry/incident/")
    page.locator("[data-entry-begin]").click()
    page.locator("form[data-entry]").wait_for()
    page.locator("[data-add=who]").click()
    found["form"] = faults(page)
    page.locator("#id_event-persons").fill("two")
    page.locator("[data-check]").click()
    page.locator(".error-summary").wait_for()
    found["check"] = faults(page)
    page.locator(".error-summary a").first.click()
    found["faults"] = faults(page)
    page.goto(root + TRIAL)
    page.locator("[data-entry-begin]").click()
    page.locator("#id_trial-court").fill("Northern Court")
    page.locator("#id_trial-on").fill("2026-03-20")
    page.locator("#id_trial-selection").check()
    page.locator("[name=accused-1-charge_class]").first.check()
    page.locator("[data-check]").click()
    page.locator("button[value='hand in']").click()
    page.locator("#versions").wait_for()
    found["kept"] = faults(page)
    look("close", f"{TRIAL}close/")
    page.locator("main button.first").click()
    found["batch"] = faults(page)
    look("entries", TRIAL)

    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("width", [320, 390])
def test_forms_fit_a_phone(record, settings, tmp_path, opened, width):
    settings.REGISTERS = tmp_path / "registers"
    page = opened("/calidor/entry/incident/", by=record.users["monitor"], width=width, language="km")
    page.locator("[data-entry-begin]").click()
    page.locator("form[data-entry]").wait_for()
    page.locator("[data-add=acts]").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
