"""A new password by mail: the link works once, tells nobody who has an account, and is no way round the factor."""

from __future__ import annotations

import logging
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from audiatur.record import ledger
from audiatur.record.models import User
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.signing import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
NEW = "four words in a row"
ASK = "/sign-in/password/"


@pytest.fixture(autouse=True)
def fresh(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def clerk(record: SmallRecord) -> User:
    person = User.objects.get(pk=record.users["clerk"].pk)
    person.email = "clerk@calidor.example"
    person.save()
    return person


def asked(client: Client, email: str = "clerk@calidor.example") -> EmailMessage:
    """The mail that comes."""
    before = len(mail.outbox)
    answer = client.post(ASK, {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, f"{ASK}asked/")
    assert len(mail.outbox) == before + 1
    return mail.outbox[-1]


def link_of(sent: EmailMessage) -> str:
    return re.search(r"http://testserver(/sign-in/password/\S+)", sent.body)[1]  # type: ignore[index]


def opened(client: Client, link: str) -> str:
    """The address that the link leads to, without the key in it."""
    return client.get(link, follow=True).redirect_chain[-1][0]


def _main(answer: HttpResponse) -> str:
    return answer.content.decode().partition("<main")[2]


def set_anew(client: Client, link: str, *, second: str = NEW) -> HttpResponse:
    return client.post(opened(client, link), {"password1": NEW, "password2": second})


def test_the_mail_is_in_both_languages_and_names_the_account(clerk: User, visitor: Client) -> None:
    sent = asked(visitor)

    assert sent.to == ["clerk@calidor.example"]
    assert sent.subject == "A new password for Audiatur · ពាក្យសម្ងាត់ថ្មីសម្រាប់ Audiatur"
    assert sent.body.count(link_of(sent)) == 2
    assert sent.body.count("calidor-clerk") == 2


def test_the_new_password_and_the_second_factor_sign_in(clerk: User, visitor: Client) -> None:
    answer = set_anew(visitor, link_of(asked(visitor)))

    assert answer["Location"] == "/sign-in/"
    assert "_auth_user_id" not in visitor.session
    first = visitor.post("/sign-in/", {"login": "calidor-clerk", "password": NEW})
    assert first["Location"] == "/sign-in/second-factor/"
    assert "_auth_user_id" not in visitor.session
    sign_in(visitor, "calidor-clerk", password=NEW)
    assert visitor.session["_auth_user_id"] == str(clerk.pk)


def test_the_former_password_no_longer_works_and_sessions_end(clerk: User, visitor: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere, "calidor-clerk")
    link = link_of(asked(visitor))

    set_anew(visitor, link)

    assert elsewhere.get("/account/").status_code == 302
    assert visitor.post("/sign-in/", {"login": "calidor-clerk", "password": PASSWORD}).status_code == 200


def test_a_link_works_once(clerk: User, visitor: Client) -> None:
    link = link_of(asked(visitor))
    set_anew(visitor, link)

    assert "This link is not open" in Client().get(link).content.decode()


def test_a_link_works_for_an_hour(clerk: User, visitor: Client, settings: object) -> None:
    link = link_of(asked(visitor))
    assert settings.PASSWORD_RESET_TIMEOUT == 3600

    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "This link is not open" in visitor.get(link).content.decode()


def test_page_and_mail_come_alike_where_no_account_has_the_address(clerk: User, visitor: Client) -> None:
    known = visitor.post(ASK, {"email": "clerk@calidor.example"}, follow=True)
    unknown = visitor.post(ASK, {"email": "nobody@calidor.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert _main(known) == _main(unknown)
    assert [sent.to for sent in mail.outbox] == [["clerk@calidor.example"], ["nobody@calidor.example"]]
    assert "No account here has it" in mail.outbox[-1].body
    assert "http" not in mail.outbox[-1].body


@pytest.mark.parametrize("made", ["closed", "without a password"])
def test_whoever_cannot_sign_in_by_a_password_gets_no_link(clerk: User, visitor: Client, made: str) -> None:
    if made == "closed":
        clerk.is_active = False
    else:
        clerk.set_unusable_password()
    clerk.save()

    assert "http" not in asked(visitor).body


def test_the_fourth_mail_in_ten_minutes_is_refused(clerk: User, visitor: Client) -> None:
    for _ in range(3):
        asked(visitor)

    assert visitor.post(ASK, {"email": "clerk@calidor.example"}).status_code == 429
    assert len(mail.outbox) == 3


def test_a_weak_or_mistyped_password_is_told(clerk: User, visitor: Client) -> None:
    page = opened(visitor, link_of(asked(visitor)))

    differing = visitor.post(page, {"password1": NEW, "password2": "another word in a row"})
    weak = visitor.post(page, {"password1": "password1234", "password2": "password1234"})

    assert "The two new passwords differ." in differing.content.decode()
    assert 'class="error"' in weak.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_it_is_noted_in_the_log_by_number_and_nowhere_else(
    clerk: User, visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    before = ledger.head()

    with caplog.at_level(logging.INFO, logger="audiatur.signing_in"):
        set_anew(visitor, link_of(asked(visitor)))

    assert f"user:{clerk.pk} set a new password by mail" in caplog.messages
    assert not any("calidor" in line or "@" in line for line in caplog.messages)
    assert ledger.head() == before


def test_a_mail_that_does_not_leave_changes_nothing_of_the_answer(
    clerk: User, visitor: Client, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    assert visitor.post(ASK, {"email": "clerk@calidor.example"})["Location"] == f"{ASK}asked/"


def test_the_sign_in_page_leads_there(record: SmallRecord, visitor: Client) -> None:
    assert f'href="{ASK}"' in visitor.get("/sign-in/").content.decode()
    assert signed_in(record.users["reader"]).get(ASK).status_code == 200
