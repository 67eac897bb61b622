"""A question under which much was said unfolds one proposition at a time, and nothing said is out of reach."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from audiatur.record.selectors import standing
from audiatur.record.services import claim_note
from tests.record_fixture import SmallRecord, first_of
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/calidor/questions/partly-agreed/"
OF_THE_FIRST, OF_NONE = 12, 50


@pytest.fixture
def crowded(record: SmallRecord) -> SmallRecord:
    question = record.questions["partly-agreed"]
    for number in range(OF_THE_FIRST + OF_NONE):
        claim_note(
            question,
            by=record.users["keeper"],
            attributed_to="Prison Service",
            party=record.parties["prison-service"],
            proposition=first_of(question) if number < OF_THE_FIRST else None,
            text=f"Said as number {number:03}.",
            source=record.sources["press"],
        )
    return record


def said(address: str) -> set[int]:
    return {int(number) for number in re.findall(r"Said as number (\d{3})\.", Client().get(address).content.decode())}


def test_the_first_view_tells_how_many_claims_more_there_are_and_leads_to_them(crowded: SmallRecord) -> None:
    page = Client().get(ADDRESS).content.decode()

    first = {number for number in said(ADDRESS) if number < OF_THE_FIRST}
    assert len(first) < OF_THE_FIRST
    assert 'href="?proposition=1#proposition-1"' in page
    assert "more claims" in page


def test_an_unfolded_proposition_shows_all_that_was_said_to_it(crowded: SmallRecord) -> None:
    assert set(range(OF_THE_FIRST)) <= said(f"{ADDRESS}?proposition=1")


def test_the_pages_of_the_other_claims_hold_every_one_of_them_once(crowded: SmallRecord) -> None:
    pages = [said(f"{ADDRESS}?page={number}") - set(range(OF_THE_FIRST)) for number in (1, 2, 3)]

    assert set.union(*pages) == set(range(OF_THE_FIRST, OF_THE_FIRST + OF_NONE))
    assert sum(map(len, pages)) == OF_NONE


def test_the_address_of_a_claim_leads_to_where_it_is_shown(crowded: SmallRecord) -> None:
    for claim in crowded.questions["partly-agreed"].claims.all():
        page = Client().get(f"{ADDRESS}?claim={claim.pk}").content.decode()

        assert f'id="claim-{claim.pk}"' in page


def test_the_pages_turn_from_the_address_of_a_claim_too(crowded: SmallRecord) -> None:
    claim = crowded.questions["partly-agreed"].claims.get(text="Said as number 020.")

    turned = said(f"{ADDRESS}?claim={claim.pk}&page=3")

    assert turned - set(range(OF_THE_FIRST)) == said(f"{ADDRESS}?page=3") - set(range(OF_THE_FIRST))
    assert 20 not in turned


@pytest.mark.parametrize("query", ["proposition=99", "proposition=x", "claim=x", "claim=999999", "page=x", "page=99"])
def test_an_address_that_names_nothing_shows_the_page_as_it_is(crowded: SmallRecord, query: str) -> None:
    assert Client().get(f"{ADDRESS}?{query}").status_code == 200


def test_a_small_question_holds_all_of_it_folded(record: SmallRecord) -> None:
    assert "?proposition=" not in Client().get(ADDRESS).content.decode()


def test_what_is_kept_for_one_reader_is_not_given_to_another_nor_in_another_language(
    record: SmallRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The transaction around a test, which is rolled back, is not one that a reader's request would be in.
    monkeypatch.setattr(standing, "_settled", lambda: True)
    monkeypatch.setattr(standing, "_kept", standing._Kept())
    may_answer, tables = "state its position", {}
    member = signed_in(record.users["clerk"])
    for who, client in [("anyone", Client()), ("member", member), ("again", Client())]:
        tables[who] = client.get(ADDRESS).content.decode()
    khmer = Client(headers={"accept-language": "km"}).get(ADDRESS).content.decode()

    assert [may_answer in tables[who] for who in ("anyone", "member", "again")] == [False, True, False]
    assert "ចំណុច" in khmer.split("<table")[1].split("</thead>")[0]
