"""One's own account, and that whoever writes has a second factor before anything else."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from audiatur.record import ledger
from audiatur.record.models import Role, User
from audiatur.record.services import member_add, membership_end
from audiatur.site.signed_in import BEFORE_A_FACTOR, sessions_of
from tests.record_fixture import SECRET, TODAY, SmallRecord
from tests.site.signing import PASSWORD, recovery_code, sign_in, totp

pytestmark = pytest.mark.django_db
WRITERS = ("keeper", "clerk", "rapporteur")


@pytest.fixture(autouse=True)
def fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def without_factor(user: User) -> Client:
    """A client signed in as a person from whom all factors are gone."""
    Authenticator.objects.filter(user=user).delete()
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, str]]:
    """Every address of the pages with its name, the parts filled with words and numbers of the small record."""
    filled = {
        "dialogue": "calidor", "question": "partly-agreed", "party": "ministry", "order": "1", "table": "custody",
        "topic": "prisons", "indicator": "proceedings.complaints", "meeting": "first-round", "kind": "csv",
        "token": "0" * 43, "mark": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "of": "commitments",
    }  # fmt: skip
    for pattern in patterns:
        here = before + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: filled.get(part[1], "1"), str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here, pattern.name or ""


ADDRESSES = sorted(set(addresses(get_resolver().url_patterns)))


@pytest.mark.parametrize("who", WRITERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_but_those_that_set_up_a_factor_answers_a_writer_without_one(
    record: SmallRecord, who: str, method: str
) -> None:
    client = without_factor(record.users[who])
    before = ledger.head()

    others = [
        (name, address)
        for address, name in ADDRESSES
        if name not in BEFORE_A_FACTOR
        and getattr(client, method)(address).headers.get("Location") != "/account/second-factor/"
    ]

    assert len(ADDRESSES) > 80
    assert others == []
    assert ledger.head() == before


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ANALYST, Role.CASE_OFFICER, Role.AUDITOR])
def test_whoever_serves_a_dialogue_needs_a_second_factor(record: SmallRecord, role: Role) -> None:
    member_add(record.dialogue, user=record.users["outsider"], role=role)
    client = without_factor(record.users["outsider"])

    assert client.get("/calidor/")["Location"] == "/account/second-factor/"


def test_a_reader_needs_none(record: SmallRecord) -> None:
    assert without_factor(record.users["reader"]).get("/calidor/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(record: SmallRecord) -> None:
    client = without_factor(record.users["clerk"])
    recovery_code(record.users["clerk"])

    assert client.get("/calidor/")["Location"] == "/account/second-factor/"


def test_a_writer_sets_up_a_code_app_without_scripts_and_then_gets_everywhere(record: SmallRecord) -> None:
    Authenticator.objects.filter(user=record.users["clerk"]).delete()
    client = Client(headers={"accept-language": "en"})

    sign_in(client, "calidor-clerk")
    led = client.get("/calidor/follow-up/")
    page = client.get("/account/code-app/").content.decode()
    key = re.search(r'<code class="hash long">(\w+)</code>', page)[1]
    answer = client.post("/account/code-app/", {"code": totp(key)})
    codes = client.get(answer["Location"]).content.decode()
    again = client.get(answer["Location"]).content.decode()

    assert led["Location"] == "/account/second-factor/"
    assert answer["Location"] == "/account/recovery-codes/"
    assert len(re.findall(r"<li><code>\d{8}</code></li>", codes)) == 10
    assert "<li><code>" not in again
    assert client.get("/calidor/follow-up/").status_code == 200


def test_a_wrong_first_code_sets_up_nothing(record: SmallRecord) -> None:
    Authenticator.objects.filter(user=record.users["clerk"]).delete()
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-clerk")
    page = client.get("/account/code-app/").content.decode()
    key = re.search(r'<code class="hash long">(\w+)</code>', page)[1]

    answer = client.post("/account/code-app/", {"code": totp(key, at=time.time() - 3600)})

    assert "This code does not fit" in answer.content.decode()
    assert not Authenticator.objects.filter(user=record.users["clerk"]).exists()


def test_the_last_factor_of_a_writer_stays(record: SmallRecord) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-clerk", code=totp(SECRET))

    page = client.post("/account/code-app/remove/").content.decode()

    assert "The last second factor stays" in page
    assert Authenticator.objects.filter(user=record.users["clerk"], type="totp").exists()


def test_a_reader_may_remove_the_factor(record: SmallRecord) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-reader", code=totp(SECRET))

    client.post("/account/code-app/remove/")

    assert not Authenticator.objects.filter(user=record.users["reader"]).exists()


def test_changing_factors_asks_again_who_one_is_after_a_while(record: SmallRecord) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-reader", code=totp(SECRET))
    shown_long_ago(client)

    asked = client.get("/account/code-app/remove/")
    answer = client.post(asked["Location"], {"password": PASSWORD})

    assert asked["Location"] == "/account/again/?next=%2Faccount%2Fcode-app%2Fremove%2F"
    assert answer["Location"] == "/account/code-app/remove/"
    assert client.get("/account/code-app/remove/").status_code == 200


def test_a_wrong_password_shows_nothing(record: SmallRecord) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-reader", code=totp(SECRET))
    shown_long_ago(client)

    page = client.post("/account/again/?next=/account/code-app/remove/", {"password": "not this one"})

    assert "This is not the password." in page.content.decode()
    assert client.get("/account/code-app/remove/").status_code == 302


def shown_long_ago(client: Client) -> None:
    """Let twenty minutes pass since the person showed who they are."""
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 1200} for one in session["account_authentication_methods"]
    ]
    session.save()


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short one", "This password is too short."),
        ("password1234", "This password is too common."),
        ("calidor-reader", "too similar to the username"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(record: SmallRecord, new: str, said: str) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-reader", code=totp(SECRET))

    page = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert said in page.content.decode()


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(record: SmallRecord) -> None:
    here, there = Client(headers={"accept-language": "en"}), Client()
    sign_in(there, "calidor-reader", code=recovery_code(record.users["reader"]))
    sign_in(here, "calidor-reader", code=totp(SECRET))
    new = "four words in a row"

    answer = here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert answer["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_the_sessions_are_listed_and_one_of_them_ended(record: SmallRecord) -> None:
    here, there = Client(headers={"accept-language": "en"}), Client(headers={"user-agent": "Another browser"})
    sign_in(there, "calidor-reader", code=recovery_code(record.users["reader"]))
    sign_in(here, "calidor-reader", code=totp(SECRET))

    page = here.get("/account/").content.decode()
    address = re.search(r'action="(/account/sessions/\d+/end/)"', page)[1]
    here.post(address)

    assert "Another browser" in page
    assert "_auth_user_id" not in there.session
    assert here.get("/account/").status_code == 200


def test_nobody_ends_a_session_of_another(record: SmallRecord) -> None:
    there, here = Client(), Client()
    sign_in(there, "calidor-clerk", code=totp(SECRET))
    sign_in(here, "calidor-reader", code=totp(SECRET))
    session = sessions_of(record.users["clerk"])[0]

    assert here.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert there.get("/account/").status_code == 200


def test_no_network_address_is_kept(record: SmallRecord) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    sign_in(client, "calidor-reader", code=totp(SECRET))

    assert [session.ip for session in sessions_of(record.users["reader"])] == ["0.0.0.0"]


@pytest.mark.parametrize(("began", "seen", "open_"), [(0, 0, True), (0, 61, False), (721, 1, False), (719, 59, True)])
def test_a_session_ends_after_an_hour_idle_or_twelve_hours(
    record: SmallRecord, began: int, seen: int, open_: bool
) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-reader", code=totp(SECRET))
    client.get("/account/")
    session = client.session
    session["signed_in_at"] = time.time() - 60 * max(began, seen)
    session["seen_at"] = time.time() - 60 * seen
    session.save()

    answer = client.get("/account/")

    assert (answer.status_code == 200) is open_
    if not open_:
        assert answer["Location"] == "/sign-in/?next=%2Faccount%2F"
        assert "Your session had ended." in client.get(answer["Location"]).content.decode()


def test_a_membership_that_ended_shows_nothing_more_at_once(record: SmallRecord) -> None:
    client = Client()
    sign_in(client, "calidor-clerk", code=totp(SECRET))
    address = "/calidor/questions/partly-agreed/positions/1/ministry/"
    before = client.get(address).status_code

    membership_end(record.users["clerk"].memberships.get(), by=record.users["clerk"], on=TODAY)

    assert (before, client.get(address).status_code) == (200, 403)


def test_a_person_of_the_demo_has_no_account_page(record: SmallRecord, settings: object) -> None:
    settings.DEMO = True
    person = User(username="demo-calidor-ministry")
    person.set_unusable_password()
    person.save()
    member_add(record.dialogue, user=person, role=Role.MEMBER, party=record.parties["ministry"])
    client = Client()
    client.force_login(person)

    assert client.get("/calidor/").status_code == 200
    assert client.get("/account/").status_code == 404
    settings.DEMO = False
    assert client.get("/calidor/")["Location"] == "/account/second-factor/"
