"""Signing in, and looking as one of the demo's people."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from audiatur.record.models import Role, User
from audiatur.record.services import member_add
from tests.record_fixture import SmallRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_clerk(record: SmallRecord) -> User:
    person = User(username="demo-calidor-ministry", first_name="Ministry of Justice")
    person.set_unusable_password()
    person.save()
    member_add(record.dialogue, user=person, role=Role.MEMBER, party=record.parties["ministry"])
    return person


def test_a_member_signs_in_with_a_password_and_comes_back(record: SmallRecord, visitor: Client) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        answer = visitor.post(
            "/sign-in/",
            {"username": "calidor-clerk", "password": "a long enough password", "next": "/calidor/follow-up/"},
        )

    assert (answer.status_code, answer["Location"]) == (302, "/calidor/follow-up/")


def test_a_wrong_password_is_told_without_telling_which_half_is_wrong(record: SmallRecord, visitor: Client) -> None:
    page = visitor.post("/sign-in/", {"username": "nobody", "password": "x"}).content.decode()

    assert "There is a problem" in page
    assert "Please enter a correct username and password." in page
    assert 'value="nobody"' in page


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
