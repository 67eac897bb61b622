"""The page of tokens: who makes one, that its secret is shown once, and that one ends only one's own."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from audiatur.record.models import Token
from audiatur.record.selectors import token_by
from tests.record_fixture import TODAY, SmallRecord
from tests.site.conftest import signed_in
from tests.site.crawl import words

pytestmark = pytest.mark.django_db
PAGE = "/tokens/"


def given(record: SmallRecord, **other: str) -> dict[str, str]:
    return {
        "party": str(record.parties["ministry"].pk), "name": "Yearly report", "reach": "reads", "lasts": "30", **other
    }  # fmt: skip


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get(PAGE)["Location"].startswith("/sign-in/")
    assert visitor.post(f"{PAGE}1/end/")["Location"].startswith("/sign-in/")


def test_a_secret_is_shown_once_and_never_kept_by_a_browser(record: SmallRecord, clerk: Client) -> None:
    made = clerk.post(PAGE, given(record))

    secret = html.fromstring(made.content).xpath("string(//main//code[contains(@class, 'hash')])")
    assert token_by(secret, today=TODAY)
    assert "no-store" in made["Cache-Control"]
    again = clerk.get(PAGE).content.decode()
    assert secret not in again
    assert secret[:10] in again


def test_whoever_is_of_no_party_is_offered_no_form(record: SmallRecord) -> None:
    page = html.fromstring(signed_in(record.users["keeper"]).get(PAGE).content)

    assert "You are a member of none." in words(page, "//main")
    assert not page.xpath("//main//input[@name='name']")


def test_a_token_for_another_party_is_not_made(record: SmallRecord, clerk: Client) -> None:
    page = clerk.post(PAGE, given(record, party=str(record.parties["rapporteur"].pk)))

    assert not Token.objects.exists()
    assert "There is a problem" in page.content.decode()


def test_a_reader_makes_a_token_that_reads_and_none_that_writes(record: SmallRecord) -> None:
    reader = signed_in(record.users["reader"])
    party = str(Token._meta.apps.get_model("record.Membership").objects.get(user=record.users["reader"]).party_id)

    assert reader.post(PAGE, given(record, party=party)).status_code == 200
    assert reader.post(PAGE, given(record, party=party, reach="writes")).status_code == 403
    assert [token.reach for token in Token.objects.all()] == ["reads"]


def test_one_ends_ones_own_token_and_no_others(record: SmallRecord, clerk: Client) -> None:
    secret = html.fromstring(clerk.post(PAGE, given(record)).content).xpath(
        "string(//main//code[contains(@class, 'hash')])"
    )
    token = Token.objects.get()

    assert signed_in(record.users["warden"]).post(f"{PAGE}{token.pk}/end/").status_code == 404
    assert token_by(secret, today=TODAY)
    ended = clerk.post(f"{PAGE}{token.pk}/end/", follow=True)
    assert token_by(secret, today=TODAY) is None
    assert "The token is ended" in ended.content.decode()
    assert "was ended before" in clerk.post(f"{PAGE}{token.pk}/end/", follow=True).content.decode()
    assert clerk.get(f"{PAGE}{token.pk}/end/").status_code == 405
