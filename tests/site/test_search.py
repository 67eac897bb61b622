"""The search page: hits in their sentences, by kind, with links to what they were found in."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml import html

from audiatur.record.models import Visibility
from audiatur.record.services import question_open, recommendation_note, source_add
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, query: str, **given: str) -> html.HtmlElement:
    response = client.get("/calidor/search/?" + urlencode({"q": query, **given}))
    assert response.status_code == 200
    return html.fromstring(response.content)


def links(tree: html.HtmlElement) -> list[str]:
    return tree.xpath("//ol[@class='hits']//a/@href")


def headings(tree: html.HtmlElement) -> list[str]:
    return [" ".join(heading.text_content().split()) for heading in tree.xpath("//main//h2")]


def test_every_page_of_a_dialogue_has_a_search_field(record: SmallRecord, visitor: Client) -> None:
    tree = html.fromstring(visitor.get("/calidor/meetings/").content)

    (form,) = tree.xpath("//header//form[@role='search']")
    assert form.get("action") == "/calidor/search/"
    assert form.xpath(".//input/@name") == ["q"]


def test_hits_stand_by_kind_with_their_count_and_the_words_marked(record: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "2,650 PLACES")

    assert "Propositions 1" in headings(tree)
    assert headings(tree)[-1] == "Passages of sources 1"
    assert {mark.text_content() for mark in tree.xpath("//mark")} == {"2,650", "places"}


def test_every_hit_leads_to_a_page_that_marks_or_holds_it(record: SmallRecord, visitor: Client) -> None:
    for query in ("places", "Ministry", "A/HRC/99/12", "ឃុំ"):
        found = links(page(visitor, query))
        assert found
        for link in found:
            address, _, anchor = link.partition("#")
            tree = html.fromstring(visitor.get(address).content)
            assert not anchor or tree.xpath(f"//*[@id='{anchor}']"), link


def test_a_khmer_question_is_found_in_both_orders_without_spaces(record: SmallRecord) -> None:
    tree = page(signed_in(record.users["clerk"], language="km"), "ពន្ធ\u200bនាគារ")

    assert "/calidor/questions/partly-agreed/" in links(tree)
    assert tree.xpath("//mark")[0].text_content() == "ពន្ធនាគារ"


def test_the_hits_of_one_kind_are_paged(record: SmallRecord, visitor: Client) -> None:
    words = "\n\n".join(f"Quorum number {number} was counted." for number in range(45))
    source_add(
        record.dialogue, by=record.users["keeper"], title="Minutes", content=words.encode(), name="m.txt",
        visibility=Visibility.PUBLIC,
    )  # fmt: skip

    first = page(visitor, "quorum")
    last = page(visitor, "quorum", kind="passage", page="3")

    assert len(links(first)) == 5
    assert "45 results" in first.text_content()
    assert len(links(last)) == 5
    assert "41 to 45 on this page" in " ".join(last.text_content().split())
    assert last.xpath("//nav[@class='pages']//span[@aria-current='page']/text()") == ["3"]


@pytest.mark.parametrize(
    ("level", "sees"),
    [("restricted", {"monitor"}), ("parties", {"monitor", "clerk"}), ("public", {"monitor", "clerk", ""})],
)
def test_a_hit_is_shown_and_counted_only_to_who_may_see_it(record: SmallRecord, level: str, sees: set[str]) -> None:
    source_add(
        record.dialogue, by=record.users["monitor"], title="Zqxcanary", content=b"The zqxcanary sang.", name="z.txt",
        visibility=Visibility(level),
    )  # fmt: skip

    for who in ("monitor", "clerk", ""):
        client = signed_in(record.users[who]) if who else Client()
        for query in ("zqxcanary", "zq"):
            tree = page(client, query)
            assert bool(links(tree)) == (who in sees)
            assert ("Nothing that you may see" in tree.text_content()) == (who not in sees)


def test_a_recommendation_does_not_tell_a_question_that_the_viewer_may_not_see(
    record: SmallRecord, visitor: Client
) -> None:
    question = question_open(
        record.dialogue, by=record.users["keeper"], slug="secret", topic="prisons", text="Zqxsecret?",
        asked="2026-02-01",
        addressed=list(record.sides.values()), propositions=[("Zqxsecret.", "")], visibility=Visibility.RESTRICTED,
    )  # fmt: skip
    recommendation_note(
        record.sources["review"], by=record.users["keeper"], paragraph="1.1", text="Consider zqxadvice.",
        recommending_states=[], question=question,
    )  # fmt: skip

    tree = page(visitor, "zqxadvice")

    assert len(links(tree)) == 1
    assert "Zqxsecret" not in tree.text_content()


@pytest.mark.parametrize(
    "address",
    ["", "?q=", "?q=%E2%80%8B", "?q=x&kind=nonsense&page=99999999", "?q=%22&kind=claim&page=-1", "?q=" + "x" * 300],
)
def test_any_query_is_answered(record: SmallRecord, visitor: Client, address: str) -> None:
    assert visitor.get("/calidor/search/" + address).status_code == 200


def test_what_was_asked_for_is_shown_as_text(record: SmallRecord, visitor: Client) -> None:
    assert b"<script>alert" not in visitor.get("/calidor/search/?q=%3Cscript%3Ealert(1)%3C/script%3E").content


def test_a_dialogue_that_the_viewer_may_not_see_has_no_search(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get("/nowhere/search/?q=x").status_code == 404
