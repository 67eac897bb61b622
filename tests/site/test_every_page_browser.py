"""Every page that links lead to: axe in both languages; and acts by keyboard alone, and with scripts off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Locator, Page

from audiatur.record import ledger
from audiatur.record.services import communication_send, question_propose
from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, no_loop, serve
from tests.site.conftest import signed_in
from tests.site.crawl import crawl
from tests.site.signing import just_shown
from tests.site.test_browser import faults, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

READERS = ("clerk", "keeper", "rapporteur")
ALSO = {
    "proposal-act": "/calidor/proposals/{proposal}/word/",
    "search": "/calidor/search/?q=places",
    "erase": "/calidor/erase/{entry}/",
    "law-text": "/calidor/topics/law/laws/criminal-procedure/",
}
"""Pages that no link of the small record leads to, though it has them."""

QUICK = {
    "en": (
        "letters", "letter-add", "proposal", "proposal-act", "commitment-add", "assess", "tokens", "cosigning",
        "figure", "answers", "dossiers",
    ),
    "km": (
        "proposals", "propose", "meeting-add", "recommendation-answer", "erase", "open-data", "figures", "stance-take",
        "beside-set", "claim-answer", "people",
    ),
}  # fmt: skip
"""The pages that no other test looks at: in each run in one language, in the heavy run all pages in both."""


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    for name in ("STAGING", "REGISTERS", "LAWS", "FIGURES"):
        setattr(settings, name, tmp_path / name.lower())


def person(record: SmallRecord, name: str, *, language: str = "en") -> Client:
    """Someone who has just shown who they are, so that no page asks again."""
    client = signed_in(record.users[name], language=language)
    just_shown(client, record.users[name])
    return client


def found_pages(record: SmallRecord) -> dict[str, tuple[str, str]]:
    """For each route that links lead to, who found it and one address."""
    proposal = question_propose(
        record.dialogue, by=record.users["monitor"], party=record.parties["monitor"], topic="prisons",
        text="Are there places?", addressed=["state"], propositions=[("There are places.", "")], made="2026-03-01",
    )  # fmt: skip
    communication_send(
        record.dialogue, by=record.users["rapporteur"], kind="allegation", party=record.parties["rapporteur"],
        addressee=record.parties["ministry"], subject="Places", sent="2026-01-05",
    )  # fmt: skip
    found: dict[str, tuple[str, str]] = {}
    for name in READERS:
        for page in crawl(person(record, name), start=["/", "/calidor/"], most=400):
            shown = page.response.status_code == 200 and "attachment" not in page.response.get(
                "Content-Disposition", ""
            )
            if shown and page.response["Content-Type"].startswith("text/html"):
                _note(found, name, page.address)
    given = {"proposal": proposal.pk, "entry": ledger.head().seq}
    for address in ALSO.values():
        _note(found, "keeper", address.format(**given))
    return found


def _note(found: dict[str, tuple[str, str]], name: str, address: str) -> None:
    try:
        route = resolve(address.split("?")[0]).url_name
    except Resolver404:
        return
    found.setdefault(str(route), (name, address))


def looked_at(record: SmallRecord, found: dict[str, tuple[str, str]], *, language: str) -> dict[str, Any]:
    """What axe finds on pages, by their address; a browser for each person."""
    faulty: dict[str, Any] = {}
    for name in READERS:
        with serve(person(record, name, language=language)) as served:
            for who, address in found.values():
                if who == name and (seen := faults(opened(served.page, address))):
                    faulty[address] = seen
    return faulty


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_acts_and_lists(record: SmallRecord, language: str) -> None:
    found = found_pages(record)

    assert set(QUICK[language]) <= set(found)
    assert looked_at(record, {name: found[name] for name in QUICK[language]}, language=language) == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_any_page_that_a_link_leads_to(record: SmallRecord, language: str) -> None:
    found = found_pages(record)

    assert len(found) > 75
    assert looked_at(record, found, language=language) == {}


FLOWS = (
    ("clerk", "/calidor/questions/partly-agreed/positions/3/ministry/"),
    ("clerk", "/calidor/questions/partly-agreed/positions/1/ministry/withdraw/"),
    ("clerk", "/calidor/questions/partly-agreed/claims/{claim}/"),
    ("clerk", "/calidor/follow-up/add/"),
    ("clerk", "/calidor/follow-up/commitments/{commitment}/assess/"),
    ("clerk", "/calidor/follow-up/recommendations/{recommendation}/answer/"),
    ("clerk", "/calidor/letters/add/"),
    ("clerk", "/calidor/proposals/add/"),
    ("clerk", "/calidor/topics/law/obligations/iccpr-9-1/criminal-procedure/86/ministry/"),
    ("clerk", "/tokens/"),
    ("keeper", "/calidor/meetings/add/"),
    ("keeper", "/calidor/people/invite/ministry/"),
)
"""Acts that write one entry, each with who does it."""

TYPED = {"due": "2027-03", "visibility": "public", "answers": "", "days": "60"}
DAY = "2026-03-20"


def address_of(record: SmallRecord, address: str) -> str:
    return address.format(
        claim=record.claims["sourced"].pk,
        commitment=record.commitments["due"].pk,
        recommendation=record.recommendation.pk,
    )


def controls(page: Page) -> Iterator[Locator]:
    """The form's parts in the order of the page, one of each group of choices: the one that is widest or first."""
    seen = set()
    form = page.locator("main form[method=post]").first
    for part in form.locator("input:not([type=hidden]), textarea, select").all():
        name = part.get_attribute("name") or ""
        choice = part.get_attribute("type") in ("radio", "checkbox")
        if choice and (name in seen or (name == "visibility" and part.get_attribute("value") != "public")):
            continue
        seen.add(name)
        yield part


def words_for(part: Locator) -> str:
    """What is typed into a field: a day where it asks for one."""
    name = (part.get_attribute("name") or "").rpartition("-")[2]
    days = ("taken", "given", "made", "held", "sent", "on", "said")
    kinds = {"email": "someone@example.org", "number": "60", "date": DAY}
    fallback = DAY if name in days else kinds.get(part.get_attribute("type") or "", "Words of the person")
    return TYPED.get(name, fallback)


def by_keyboard(page: Page) -> None:
    """Fill the form in by Tab, letters, arrows and Space, and send it by Enter."""
    for part in controls(page):
        _tab_to(page, part)
        if part.get_attribute("type") in ("radio", "checkbox"):
            page.keyboard.press("Space")
        elif part.evaluate("one => one.tagName") == "SELECT":
            if part.evaluate("one => one.required || one.options[0].value != ''") or _asked(part):
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.press("Control+a")
            page.keyboard.type(words_for(part))
    _press_first(page)


def _asked(part: Locator) -> bool:
    return (part.get_attribute("name") or "") in ("topic", "kind", "party", "addressee", "word", "grade", "source")


def _tab_to(page: Page, part: Locator) -> None:
    """Press Tab until the part has the focus, or a choice of its group has."""
    for _press in range(80):
        if part.evaluate("one => document.activeElement === one"):
            return
        if part.get_attribute("type") == "radio" and part.evaluate(
            "one => document.activeElement.name === one.name && document.activeElement.type === 'radio'"
        ):
            page.keyboard.press("ArrowDown")
            continue
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {part.get_attribute('name')}")


def _press_first(page: Page) -> None:
    button = page.locator("main form[method=post] button[type=submit]").first
    _tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def by_pointer(page: Page) -> None:
    """Fill the form in as anyone does, where no script runs."""
    for part in controls(page):
        if part.get_attribute("type") in ("radio", "checkbox"):
            part.check()
        elif part.evaluate("one => one.tagName") == "SELECT":
            values = [value for value in part.evaluate("one => [...one.options].map(each => each.value)") if value]
            if values and (_asked(part) or part.evaluate("one => one.required || one.options[0].value !== ''")):
                part.select_option(values[-1] if part.get_attribute("name") == "addressee" else values[0])
        else:
            part.fill(words_for(part))
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def done(record: SmallRecord, who: str, address: str, *, scripts: bool) -> int:
    """Do an act from form to receipt; how many entries it wrote."""
    with serve(person(record, who), java_script_enabled=scripts) as served:
        page = served.page
        page.goto(SITE + address)
        with no_loop():
            before = ledger.head().seq
        (by_keyboard if scripts else by_pointer)(page)
        if page.locator("button[name=step][value=confirm]").count():
            if scripts:
                _press_first(page)
            else:
                page.locator("button[name=step][value=confirm]").click()
        with no_loop():
            return ledger.head().seq - before


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["by keyboard alone", "with scripts off"])
@pytest.mark.parametrize(("who", "address"), FLOWS)
def test_an_act_is_done(record: SmallRecord, who: str, address: str, scripts: bool) -> None:
    assert done(record, who, address_of(record, address), scripts=scripts) == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["by keyboard alone", "with scripts off"])
def test_a_promise_is_entered(record: SmallRecord, scripts: bool) -> None:
    assert done(record, "clerk", "/calidor/follow-up/add/", scripts=scripts) == 1
