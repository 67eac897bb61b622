"""Erasing by a page: who finds it, that it is meant, and that every page still opens when all was erased."""

from __future__ import annotations

import pytest
from django.test import Client

from audiatur.record import services
from audiatur.record.audit import audit
from audiatur.record.models import Entry, Position
from audiatur.site.views import erasure
from tests.record.test_erasure import GROUND, everything
from tests.record_fixture import TODAY, SmallRecord
from tests.site.conftest import signed_in
from tests.site.crawl import crawl
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
WORDS = "Some words of the ministry 9b1c."


@pytest.fixture(autouse=True)
def nothing_to_purge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run in a transaction, and purging cannot."""
    monkeypatch.setattr(erasure, "purge", lambda: None)


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


def stated(clerk: Client) -> str:
    """The address at which a position that was just stated is erased."""
    clerk.post(ADDRESS, {**GIVEN, "reason": WORDS, "step": "confirm"})
    return f"/calidor/erase/{Entry.objects.latest('seq').seq}/"


def test_a_party_erases_its_own_words_by_the_link_of_its_receipt(clerk: Client) -> None:
    receipt = clerk.post(ADDRESS, {**GIVEN, "reason": WORDS, "step": "confirm"}, follow=True).content.decode()
    address = f"/calidor/erase/{Entry.objects.latest('seq').seq}/"
    assert address in receipt

    done = clerk.post(address, {"ground": GROUND, "meant": "on"}, follow=True).content.decode()

    assert "Erased. The gap stays" in done
    assert WORDS not in everything()
    assert Position.objects.latest("pk").reason == ""
    assert WORDS not in str(dict(clerk.session))
    assert audit().faults == ()
    assert clerk.get(address).status_code == 404


@pytest.mark.parametrize("person", ["warden", "rapporteur", "monitor", "reader", "outsider"])
def test_whoever_may_not_erase_finds_no_page(record: SmallRecord, clerk: Client, person: str) -> None:
    address = stated(clerk)

    assert signed_in(record.users[person]).get(address).status_code == 404
    assert signed_in(record.users[person]).post(address, {"ground": GROUND, "meant": "on"}).status_code == 404


def test_the_secretariat_may_and_sees_no_words_there(record: SmallRecord, clerk: Client) -> None:
    page = signed_in(record.users["keeper"]).get(stated(clerk))

    assert page.status_code == 200
    assert WORDS not in page.content.decode()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"meant": "on"}, "Say in words on what legal ground"),
        ({"ground": "Art. 17", "meant": "on"}, "Say in words on what legal ground"),
        ({"ground": GROUND}, "Tick this to erase."),
    ],
)
def test_nothing_is_erased_without_a_ground_and_a_tick(clerk: Client, given: dict[str, str], told: str) -> None:
    address = stated(clerk)

    assert told in clerk.post(address, given).content.decode()
    assert WORDS in everything()


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_page_opens_when_all_that_can_be_was_erased(record: SmallRecord, language: str) -> None:
    keeper = record.users["keeper"]
    texts = [claim.text for claim in record.claims.values()]
    for entry in Entry.objects.order_by("seq"):
        if services.may_erase(entry, by=keeper, dialogue=record.dialogue):
            services.entry_erase(entry, by=keeper, ground=GROUND, on=TODAY)

    visited = list(crawl(signed_in(record.users["clerk"], language=language)))

    assert len(visited) > 20
    assert {page.response.status_code for page in visited} == {200}
    assert any("[Erased on 2026-03-24]" in page.text for page in visited)
    assert not any(text in page.text for page in visited for text in texts)
    assert audit().faults == ()
