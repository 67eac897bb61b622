"""The pages of accounts and people in a browser: axe in both languages, passkeys, the keyboard, narrow screens."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from audiatur.record.models import Role
from audiatur.record.services import invitation_make
from tests.record_fixture import SECRET, SmallRecord
from tests.site.browser import SITE, no_loop, serve
from tests.site.signing import PASSWORD, recovery_code, sign_in, totp
from tests.site.test_browser import faults, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OWN = (
    "/account/",
    "/account/second-factor/",
    "/account/password/",
    "/account/passkeys/",
    "/account/code-app/remove/",
    "/account/recovery-codes/new/",
    "/account/again/",
    "/account/again/code/",
    "/calidor/people/",
    "/calidor/people/invite/rapporteur/",
)


@pytest.fixture(autouse=True)
def fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def offer(record: SmallRecord) -> str:
    """The address of an open invitation."""
    _row, token = invitation_make(
        record.dialogue, by=record.users["rapporteur"], role=Role.MEMBER, email="new@calidor.example",
        party=record.parties["rapporteur"], at=timezone.now(),
    )  # fmt: skip
    return f"/invitations/{token}/"


def representative(language: str) -> Client:
    client = Client(headers={"accept-language": language})
    sign_in(client, "calidor-rapporteur", code=totp(SECRET))
    return client


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_accounts_and_people(record: SmallRecord, offer: str, language: str) -> None:
    membership = record.users["rapporteur"].memberships.get()
    addresses = (*OWN, f"/calidor/people/members/{membership.pk}/end/")
    with serve(representative(language)) as served:
        found = {address: faults(opened(served.page, address)) for address in addresses}
        served.page.goto(f"{SITE}/calidor/people/invite/rapporteur/")
        served.page.locator("main form button").click()
        found["errors"] = faults(served.page)
        served.page.locator("input[type=radio]").first.check()
        served.page.locator("input[type=email]").fill("new@calidor.example")
        served.page.locator("main form button").click()
        found["invited"] = faults(served.page)
        reach = served.page.evaluate("document.documentElement.scrollWidth")

    assert {address: each for address, each in found.items() if each} == {}
    assert reach <= 1280


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_before_signing_in(record: SmallRecord, offer: str, language: str) -> None:
    asked = Client(headers={"accept-language": language})
    asked.post("/sign-in/", {"login": "calidor-clerk", "password": PASSWORD})
    with serve(asked) as served:
        found = {
            address: faults(opened(served.page, address))
            for address in (offer, "/invitations/nothing/", "/sign-in/closed/", "/sign-in/second-factor/")
        }
        served.page.goto(SITE + offer)
        served.page.locator("main form button").click()
        found["errors"] = faults(served.page)

    assert {address: each for address, each in found.items() if each} == {}


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_while_a_code_app_is_set_up(record: SmallRecord, language: str) -> None:
    Authenticator.objects.filter(user=record.users["clerk"]).delete()
    client = Client(headers={"accept-language": language})
    sign_in(client, "calidor-clerk")
    with serve(client, width=390) as served:
        page = served.page
        found = {"second factor": faults(opened(page, "/calidor/")), "app": faults(opened(page, "/account/code-app/"))}
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.locator("input[name=code]").fill(totp(page.locator("code.hash").inner_text()))
        page.keyboard.press("Enter")
        page.wait_for_selector(".recovery")
        found["codes"] = faults(page)

    assert {address: each for address, each in found.items() if each} == {}
    assert wide <= 390
    assert Authenticator.objects.filter(user=record.users["clerk"], type="totp").exists()


def with_authenticator(page: Page) -> None:
    """Give the browser an authenticator that always says yes, as a phone's would after a fingerprint."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_opens_the_account(record: SmallRecord, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    person = record.users["clerk"]
    Authenticator.objects.filter(user=person).delete()
    client = Client(headers={"accept-language": "en"}, SERVER_NAME="localhost")
    sign_in(client, "calidor-clerk")
    with serve(client) as served:
        page = served.page
        with_authenticator(page)
        page.goto(f"{SITE}/account/passkeys/")
        page.locator("input[name=name]").fill("Office laptop")
        page.keyboard.press("Enter")
        page.wait_for_selector(".recovery")
        page.goto(f"{SITE}/account/")
        listed = page.locator("main").inner_text()
        with no_loop():
            client.post("/sign-out/")
            client.post("/sign-in/", {"login": "calidor-clerk", "password": PASSWORD})
            before = "_auth_user_id" in client.session
        page.goto(f"{SITE}/sign-in/second-factor/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_selector("form.sign-out")

    assert "Office laptop" in listed
    assert not before
    assert "_auth_user_id" in client.session
    assert Authenticator.objects.get(user=person, type="webauthn").last_used_at is not None


def test_a_passkey_that_is_not_given_is_told(record: SmallRecord, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    client = Client(headers={"accept-language": "en"}, SERVER_NAME="localhost")
    sign_in(client, "calidor-clerk", code=totp(SECRET))
    with serve(client) as served:
        page = served.page
        page.goto(f"{SITE}/account/passkeys/")
        page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('refused')); }")
        page.locator("form[data-passkey] button").click()
        page.wait_for_selector(".error[role=alert]:visible")

    assert not Authenticator.objects.filter(user=record.users["clerk"], type="webauthn").exists()


def test_someone_signs_in_by_keyboard_alone(record: SmallRecord) -> None:
    code = recovery_code(record.users["clerk"])
    client = Client(headers={"accept-language": "en"})
    with serve(client) as served:
        page = served.page
        page.goto(f"{SITE}/sign-in/")
        for _step in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "login":
                break
        page.keyboard.type("calidor-clerk")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("input[name=code]")
        for _step in range(20):
            if page.evaluate("document.activeElement.name") == "code":
                break
            page.keyboard.press("Tab")
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.wait_for_selector("form.sign-out")

    assert "_auth_user_id" in client.session


def test_the_end_of_a_session_is_announced_and_put_off(record: SmallRecord, settings: object) -> None:
    client = representative("en")
    with serve(client) as served:
        page = served.page
        page.clock.install()
        page.goto(f"{SITE}/calidor/")
        hidden = page.locator("#session-ends").is_hidden()
        page.clock.fast_forward(58 * 60 * 1000 + 1000)
        page.locator("#session-ends button").click()
        page.wait_for_selector("#session-ends", state="hidden")

    assert hidden


def test_pages_of_accounts_hold_no_script_or_style_of_their_own(record: SmallRecord) -> None:
    client = representative("en")

    for address in OWN:
        page = client.get(address, follow=True).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), address
        assert " style=" not in page, address
        assert not re.search(r'\son\w+="', page), address
