"""The invariants of the design that pages keep: 8, 10, 11 and 12."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html

from audiatur.record.changes import change
from audiatur.record.models import Stance, Visibility
from audiatur.record.services import claim_note, passage_find, position_take, source_add
from tests.record_fixture import SIDES, SmallRecord, first_of, small_record
from tests.site.conftest import signed_in
from tests.site.crawl import crawl

pytestmark = pytest.mark.django_db

PAGES = ("/calidor/", "/calidor/topics/civic_space/", "/calidor/meetings/", "/calidor/meetings/second-round/")


def columns(client: Client, address: str) -> list[list[str]]:
    """The side-by-side table column by column, without keys of rows."""
    tree = html.fromstring(client.get(address).content)
    rows = tree.xpath("//table[contains(@class,'side-by-side')]//tr")
    cells = [[_shape(cell) for cell in row.xpath("./th|./td")] for row in rows]
    return [list(column) for column in zip(*cells, strict=True)]


def _shape(cell: html.HtmlElement) -> str:
    source = html.tostring(cell, encoding="unicode")
    without_keys = re.sub(r'(id|href)="[^"]*"', "", source)
    return " ".join(without_keys.split())


def test_invariant_8_swapping_the_sides_mirrors_the_page(record: SmallRecord, visitor: Client) -> None:
    swapped = tuple(reversed(SIDES))
    small_record(slug="mirror", sides=swapped)

    for slug in record.questions:
        plain = columns(visitor, f"/calidor/questions/{slug}/")
        mirror = columns(visitor, f"/mirror/questions/{slug}/")
        assert mirror == [plain[0], *reversed(plain[1:])]


def test_invariant_10_an_expired_reply_period_is_never_called_a_refusal(record: SmallRecord, visitor: Client) -> None:
    tree = html.fromstring(visitor.get("/calidor/questions/unanswered/").content)

    told = {" ".join(cell.text_content().split()) for cell in tree.xpath("//tbody//td")}

    assert told == {"No reply received by 3 January 2026."}
    for page in crawl(visitor):
        # Laws and registers have their own words: "the registrar may refuse", a permit that was refused.
        if "/topics/law/" not in page.address and "/entry/" not in page.address:
            assert not re.search(r"\b(refus\w+|declin\w+|fail\w+ to (reply|answer))", page.text, re.I), page.address


def test_invariant_11_a_restricted_item_changes_no_public_page(record: SmallRecord, visitor: Client) -> None:
    before = [_without_foot(visitor.get(address).content) for address in _addresses(record)]

    _restricted_items(record)

    assert [_without_foot(visitor.get(address).content) for address in _addresses(record)] == before


def _addresses(record: SmallRecord) -> Iterator[str]:
    yield from PAGES
    yield from (f"/calidor/questions/{slug}/" for slug in record.questions)
    yield from (f"/calidor/questions/{slug}/table.csv" for slug in record.questions)
    yield "/calidor/follow-up/"
    yield "/calidor/sources/"


def _without_foot(page: bytes) -> str:
    """The page without its foot, which names the ledger's newest entry, and without the tokens of its forms."""
    text = re.sub(r"<footer class=\"site\">.*</footer>", "", page.decode(), flags=re.S)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def _restricted_items(record: SmallRecord) -> None:
    position_take(
        first_of(record.questions["unanswered"]),
        by=record.users["lawyer"],
        party=record.parties["lawyers"],
        stance=Stance.REJECTS,
        taken="2026-03-01",
        visibility=Visibility.RESTRICTED,
    )
    note = source_add(record.dialogue, by=record.users["lawyer"], title="Our note", visibility=Visibility.RESTRICTED)
    claim_note(
        record.questions["agreed"], by=record.users["lawyer"], attributed_to="A witness", text="Seen.", source=note
    )


def test_invariant_12_every_page_drawing_and_file_of_an_invented_country_says_so(
    record: SmallRecord, visitor: Client
) -> None:
    for page in crawl(visitor, start=["/calidor/"]):
        if page.response.request["PATH_INFO"].startswith("/calidor/"):
            assert page.tree.xpath("//*[@class='synthetic']"), page.address
        for drawing in page.tree.xpath("//figure[contains(@class,'line')]"):
            assert "Synthetic data" in drawing.text_content()
    for address in ("questions/agreed/table.csv", "follow-up/commitments.csv", "follow-up/recommendations.csv"):
        file = visitor.get(f"/calidor/{address}")
        assert 'filename="synthetic-' in file["Content-Disposition"]
        head, *rows = file.content.decode("utf-8-sig").splitlines()
        assert head.endswith(",synthetic")
        assert rows
        assert all(row.endswith(",yes") for row in rows)


def test_invariant_12_a_real_country_carries_no_such_label(record: SmallRecord, visitor: Client) -> None:
    with change("made real", by=None):
        record.dialogue.synthetic = False
        record.dialogue.save()

    page = visitor.get("/calidor/questions/partly-agreed/").content.decode()
    file = visitor.get("/calidor/follow-up/commitments.csv")
    record.dialogue.synthetic = True

    assert "Synthetic" not in page
    assert 'filename="record-' in file["Content-Disposition"]


def test_what_was_taken_from_a_hidden_document_does_not_name_it(record: SmallRecord, visitor: Client) -> None:
    clerk = record.users["clerk"]
    hidden = source_add(
        record.dialogue,
        by=clerk,
        title="Memorandum on the move",
        content=b"The transfers will end in autumn, the ministry said.\n",
        name="memo.txt",
        visibility=Visibility.RESTRICTED,
    )
    proposition = first_of(record.questions["partly-agreed"], 3)
    position_take(
        proposition,
        by=clerk,
        party=record.parties["ministry"],
        stance=Stance.IN_PART,
        taken="2026-03-22",
        source=hidden,
        locator="page 1",
        passage=passage_find(hidden, "transfers will end in autumn"),
        visibility=Visibility.PUBLIC,
    )
    page = "/calidor/questions/partly-agreed/"

    for address in (page, f"{page}table.csv"):
        assert "Memorandum" not in visitor.get(address).content.decode()
        assert f"/sources/{hidden.pk}/" not in visitor.get(address).content.decode()
        assert "Memorandum" in signed_in(clerk).get(address).content.decode()
    assert "a document that you may not see" in visitor.get(page).content.decode()
