"""Signing in, and looking as one of the demo's people."""

from __future__ import annotations

import re
import time

import pytest
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import get_resolver

from audiatur.record.models import Role, User
from audiatur.record.services import member_add
from tests.record_fixture import SECRET, SmallRecord
from tests.site.signing import PASSWORD, recovery_code, sign_in, totp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def demo_clerk(record: SmallRecord) -> User:
    person = User(username="demo-calidor-ministry", first_name="Ministry of Justice")
    person.set_unusable_password()
    person.save()
    member_add(record.dialogue, user=person, role=Role.MEMBER, party=record.parties["ministry"])
    return person


def test_a_reader_signs_in_with_a_password_and_comes_back(record: SmallRecord, visitor: Client) -> None:
    record.users["reader"].authenticator_set.all().delete()

    answer = visitor.post("/sign-in/", {"login": "calidor-reader", "password": PASSWORD, "next": "/calidor/follow-up/"})

    assert (answer.status_code, answer["Location"]) == (302, "/calidor/follow-up/")


@pytest.mark.parametrize("login", ["calidor-clerk", "clerk@calidor.example", "CLERK@calidor.example"])
def test_a_writer_signs_in_by_name_or_address_with_password_and_code(
    record: SmallRecord, visitor: Client, login: str
) -> None:
    record.users["clerk"].email = "clerk@calidor.example"
    record.users["clerk"].save()

    asked = visitor.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/calidor/follow-up/"})
    before = "_auth_user_id" in visitor.session
    answer = visitor.post(asked["Location"], {"code": totp(SECRET)})

    assert asked["Location"] == "/sign-in/second-factor/"
    assert not before
    assert (answer.status_code, answer["Location"]) == (302, "/calidor/follow-up/")


def test_a_code_is_used_once(record: SmallRecord, visitor: Client) -> None:
    code = totp(SECRET)
    sign_in(visitor, "calidor-clerk", code=code)
    again = Client(headers={"accept-language": "en"})

    page = sign_in(again, "calidor-clerk", code=code)

    assert "_auth_user_id" in visitor.session
    assert "_auth_user_id" not in again.session
    assert "This code does not fit, or was used before." in page.content.decode()


def test_a_code_stays_used_for_as_long_as_it_would_fit(record: SmallRecord, visitor: Client) -> None:
    code = totp(SECRET, at=time.time() - 30)
    sign_in(visitor, "calidor-clerk", code=code)
    # What the library itself remembers for half a minute, forgotten.
    caches["default"].delete(f"allauth.mfa.totp.used?user={record.users['clerk'].pk}&code={code}")
    again = Client(headers={"accept-language": "en"})

    sign_in(again, "calidor-clerk", code=code)

    assert "_auth_user_id" in visitor.session
    assert "_auth_user_id" not in again.session


@pytest.mark.parametrize("steps", [-4, -3, 3, 4])
def test_codes_of_other_times_do_not_fit(record: SmallRecord, visitor: Client, steps: int) -> None:
    sign_in(visitor, "calidor-clerk", code=totp(SECRET, at=time.time() + 30 * steps))

    assert "_auth_user_id" not in visitor.session


def test_a_recovery_code_works_once(record: SmallRecord, visitor: Client) -> None:
    code = recovery_code(record.users["clerk"])

    first, second = Client(), Client(headers={"accept-language": "en"})
    sign_in(first, "calidor-clerk", code=code)
    page = sign_in(second, "calidor-clerk", code=code)

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session
    assert "This code does not fit" in page.content.decode()


def test_a_factor_sealed_with_another_key_opens_nothing(record: SmallRecord, visitor: Client) -> None:
    with override_settings(SECRET_KEY="another key of this installation"):
        for key in ("", SECRET):
            sign_in(visitor, "calidor-clerk", code=totp(key))

    assert "_auth_user_id" not in visitor.session


def test_secrets_of_factors_do_not_lie_open_in_the_database(record: SmallRecord) -> None:
    held = record.users["clerk"].authenticator_set.get()

    assert SECRET not in str(held.data)


def test_a_failed_sign_in_does_not_tell_whether_there_is_such_an_account(record: SmallRecord) -> None:
    answers = [
        Client(headers={"accept-language": "en"}).post("/sign-in/", {"login": login, "password": "wrong, and long"})
        for login in ("calidor-clerk", "nobody-at-all", "nobody@calidor.example")
    ]

    said = [page.content.decode().split("<main")[1] for page in answers]
    plain = {re.sub(r'value="[^"]*"', "", text) for text in said}
    assert len(plain) == 1
    assert "The name or address and the password do not belong together." in plain.pop()


def test_five_failures_close_the_way_in_for_a_while_even_for_the_right_password(record: SmallRecord) -> None:
    for _attempt in range(5):
        Client().post("/sign-in/", {"login": "calidor-reader", "password": "wrong, and long"})
    visitor = Client(headers={"accept-language": "en"})

    page = visitor.post("/sign-in/", {"login": "calidor-reader", "password": PASSWORD})

    assert "Too many attempts." in page.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_codes_cannot_be_tried_without_end(record: SmallRecord, visitor: Client) -> None:
    asked = visitor.post("/sign-in/", {"login": "calidor-clerk", "password": PASSWORD})
    for guess in range(5):
        visitor.post(asked["Location"], {"code": f"{guess:06}"})

    page = visitor.post(asked["Location"], {"code": totp(SECRET)})

    assert "Too many attempts." in page.content.decode()


def test_attempts_are_counted_where_all_processes_see_them(record: SmallRecord) -> None:
    assert caches["default"].__class__.__name__ == "DatabaseCache"


def test_signing_in_gives_a_new_session(record: SmallRecord, visitor: Client) -> None:
    visitor.get("/sign-in/")
    session = visitor.session
    session["kept"] = 1
    session.save()
    before = session.session_key
    visitor.cookies["sessionid"] = before

    sign_in(visitor, "calidor-clerk", code=totp(SECRET))

    assert visitor.session.session_key not in (None, before)


def test_the_session_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(
    record: SmallRecord, visitor: Client
) -> None:
    sign_in(visitor, "calidor-clerk", code=totp(SECRET))

    cookie = visitor.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_nobody_signs_up_by_themselves(visitor: Client) -> None:
    names = {pattern.name for pattern in get_resolver().url_patterns if hasattr(pattern, "name")}

    assert "account_signup" not in names
    assert visitor.get("/sign-up/").status_code == visitor.get("/admin/").status_code == 404


def test_a_closed_account_is_told_so_only_with_its_password(record: SmallRecord, visitor: Client) -> None:
    record.users["reader"].is_active = False
    record.users["reader"].save()

    right = visitor.post("/sign-in/", {"login": "calidor-reader", "password": PASSWORD})
    wrong = visitor.post("/sign-in/", {"login": "calidor-reader", "password": "wrong, and long"})

    assert right["Location"] == "/sign-in/closed/"
    assert "do not belong together" in wrong.content.decode()
    assert "This account is closed" in visitor.get("/sign-in/closed/").content.decode()
    record.users["reader"].is_active = True


@override_settings(DEMO=True)
def test_in_a_demo_one_may_look_as_its_people(visitor: Client, demo_clerk: User) -> None:
    assert 'value="demo-calidor-ministry"' in visitor.get("/sign-in/").content.decode()

    page = visitor.post("/sign-in/look-as/", {"username": demo_clerk.username, "next": "/calidor/"}, follow=True)

    assert page.redirect_chain == [("/calidor/", 302)]
    assert "Sign out" in page.content.decode()


@override_settings(DEMO=False)
def test_outside_a_demo_nobody_may_be_looked_as(visitor: Client, demo_clerk: User) -> None:
    assert "look-as" not in visitor.get("/sign-in/").content.decode()

    assert visitor.post("/sign-in/look-as/", {"username": demo_clerk.username}).status_code == 404
    assert "_auth_user_id" not in visitor.session


@override_settings(DEMO=True)
@pytest.mark.parametrize("username", ["calidor-clerk", "demo-nobody", ""])
def test_a_demo_signs_in_none_but_its_own_people(
    record: SmallRecord, visitor: Client, demo_clerk: User, username: str
) -> None:
    assert visitor.post("/sign-in/look-as/", {"username": username}).status_code == 404


@override_settings(DEMO=True)
def test_a_person_with_a_password_is_not_of_the_demo_whatever_the_name(visitor: Client, demo_clerk: User) -> None:
    demo_clerk.set_password("a long enough password")
    demo_clerk.save()

    assert visitor.post("/sign-in/look-as/", {"username": demo_clerk.username}).status_code == 404


@override_settings(DEMO=True)
def test_nobody_speaks_for_a_party_in_a_compiled_record(record: SmallRecord, visitor: Client, demo_clerk: User) -> None:
    from audiatur.record.changes import change

    with change("opened again", by=None):
        record.dialogue.reply_days = None
        record.dialogue.save()

    answer = visitor.post("/sign-in/look-as/", {"username": demo_clerk.username})
    record.dialogue.reply_days = 60

    assert answer.status_code == 404


@override_settings(DEMO=True)
def test_looking_as_someone_leads_to_no_other_site(visitor: Client, demo_clerk: User) -> None:
    answer = visitor.post("/sign-in/look-as/", {"username": demo_clerk.username, "next": "https://example.org/"})

    assert answer["Location"] == "/"


def test_looking_as_someone_is_never_done_by_a_link(visitor: Client, demo_clerk: User) -> None:
    with override_settings(DEMO=True):
        assert visitor.get("/sign-in/look-as/?username=demo-calidor-ministry").status_code == 405


def test_signing_out_is_a_form(record: SmallRecord, visitor: Client) -> None:
    visitor.force_login(record.users["clerk"])

    assert visitor.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in visitor.session
