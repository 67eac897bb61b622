"""What parties take away to check the record: heads, receipts as files, and the program that checks them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from audiatur import verify_receipt
from audiatur.record import heads, ledger
from audiatur.record.models import Visibility
from audiatur.record.services import source_add
from audiatur.verify_receipt import check_growth, check_head, check_receipt
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_of_the_test(settings: object, tmp_path: Path) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"


def test_anyone_can_take_the_signed_head_and_its_growth(record: SmallRecord, visitor: Client) -> None:
    former = visitor.get("/ledger/head.json").json()
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {**GIVEN, "step": "confirm"})

    later = visitor.get(f"/ledger/head.json?since={former['size']}").json()

    check_head(former, key=heads.public_key())
    check_growth(former, later, key=heads.public_key())
    assert later["size"] == former["size"] + 1


@pytest.mark.parametrize("since", ["0", "999999", "x", "-1"])
def test_a_size_that_never_was_is_refused_in_one_sentence(record: SmallRecord, visitor: Client, since: str) -> None:
    answer = visitor.get(f"/ledger/head.json?since={since}")

    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_the_receipt_of_an_act_is_a_file_that_proves_the_words(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"])
    page = clerk.post(ADDRESS, {**GIVEN, "step": "confirm"})["Location"]

    answer = clerk.get(f"{page}receipt.json")

    receipt = json.loads(answer.content)
    check_receipt(receipt, key=heads.public_key())
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{ledger.head().seq}.json"'
    assert any(GIVEN["reason"] in row["content"] for row in receipt["told"])


def test_the_receipt_of_an_act_is_for_the_person_who_did_it(record: SmallRecord, visitor: Client) -> None:
    page = signed_in(record.users["clerk"]).post(ADDRESS, {**GIVEN, "step": "confirm"})["Location"]

    assert signed_in(record.users["warden"]).get(f"{page}receipt.json").status_code == 404
    assert visitor.get(f"{page}receipt.json").status_code == 302


def test_the_receipt_of_a_source_is_for_those_who_see_it_and_shows_its_own_row_only(
    record: SmallRecord, visitor: Client
) -> None:
    public = record.sources["press"]

    receipt = json.loads(visitor.get(f"/calidor/sources/{public.pk}/receipt/receipt.json").content)

    check_receipt(receipt)
    assert {json.loads(row["content"])["model"] for row in receipt["told"]} == {"record.source"}
    assert len(receipt["entry"]["rows"]) >= len(receipt["told"]) == 1


def test_a_source_that_the_viewer_may_not_see_has_no_receipt_for_them(record: SmallRecord, visitor: Client) -> None:
    clerk = record.users["clerk"]
    hidden = source_add(
        record.dialogue,
        by=clerk,
        title="Note of the ministry",
        content=b"The ministry will answer in May.\n",
        name="note.txt",
        visibility=Visibility.RESTRICTED,
    )
    page = f"/calidor/sources/{hidden.pk}/receipt/receipt.json"

    assert visitor.get(page).status_code == 404
    assert signed_in(record.users["warden"]).get(page).status_code == 404
    check_receipt(json.loads(signed_in(clerk).get(page).content))


def test_the_program_that_checks_receipts_is_the_one_that_the_tests_run(visitor: Client, record: SmallRecord) -> None:
    given = visitor.get("/ledger/verify_receipt.py").content

    assert given == Path(verify_receipt.__file__).read_bytes()


def test_the_page_on_how_this_works_names_the_public_key(record: SmallRecord, visitor: Client) -> None:
    assert heads.public_key() in visitor.get("/about/").content.decode()
