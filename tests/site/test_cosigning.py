"""How a party watches the ledger by pages, and hands signatures in from its own machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from audiatur.cosigning import cosign
from audiatur.record import ledger
from audiatur.record.models import Cosignature, Cosigner, Entry
from audiatur.verify_receipt import check_cosigned
from tests.record.test_cosigning import AT
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS as POSITION
from tests.site.test_acts import GIVEN

pytestmark = pytest.mark.django_db
ADDRESS = "/calidor/cosigning/ministry/"


@pytest.fixture(autouse=True)
def key_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"


def signed(client: Client, tmp_path: Path) -> dict[str, Any]:
    """The head as the site shows it, signed at the party."""
    head = tmp_path / "head.json"
    head.write_bytes(client.get("/ledger/head.json").content)
    return cosign(head, key=tmp_path / "own-key", at=AT)


def test_a_party_names_its_key_signs_and_its_receipts_carry_it(record: SmallRecord, tmp_path: Path) -> None:
    clerk = signed_in(record.users["clerk"])
    key = signed(clerk, tmp_path)["key"]
    (tmp_path / "own-key.heads.json").unlink()
    entry = Entry.objects.latest("seq").seq

    assert "The key is named." in clerk.post(ADDRESS, {"step": "name", "key": key}, follow=True).content.decode()
    given = signed(Client(), tmp_path)
    answer = clerk.post(ADDRESS, {"step": "sign", "signature": json.dumps(given, indent=1)}, follow=True)

    assert "The signature is kept." in answer.content.decode()
    assert key in answer.content.decode()
    page = clerk.post(POSITION, {**GIVEN, "step": "confirm"})["Location"]
    assert "cosigned" not in clerk.get(f"{page}receipt.json").json()
    source = record.sources["reply"]
    receipt = clerk.get(f"/calidor/sources/{source.pk}/receipt/receipt.json").json()
    assert receipt["entry"]["seq"] <= entry
    assert check_cosigned(receipt, keys=[key]) == [key]


def test_a_signature_is_handed_in_without_a_sign_in(record: SmallRecord, visitor: Client, tmp_path: Path) -> None:
    signed_in(record.users["clerk"]).post(ADDRESS, {"step": "name", "key": signed(visitor, tmp_path)["key"]})
    (tmp_path / "own-key.heads.json").unlink()
    given = signed(visitor, tmp_path)
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/ledger/cosignatures/", json.dumps(given), content_type="application/json")

    assert (answer.status_code, answer.json()["size"]) == (201, ledger.head().seq)
    (listed,) = visitor.get("/ledger/cosignatures/").json()["cosigned"]
    assert {name: listed[name] for name in ("key", "size", "signature")} == {
        name: given[name] for name in ("key", "size", "signature")
    }


@pytest.mark.parametrize("body", ["", "[]", "{}", "x" * 20_000, '{"size": 1}'])
def test_what_is_no_signature_is_refused(record: SmallRecord, visitor: Client, body: str) -> None:
    answer = visitor.post("/ledger/cosignatures/", body, content_type="application/json")

    assert answer.status_code == 400
    assert "no signature on a tree head" in answer.json()["error"]
    clerk = signed_in(record.users["clerk"])
    page = clerk.post(ADDRESS, {"step": "sign", "signature": body or " "}).content.decode()
    assert "There is a problem" in page
    assert Cosignature.objects.count() == 0


def test_a_key_is_ended_by_its_party_alone(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {"step": "name", "key": "ab" * 32})
    row = Cosigner.objects.get()

    other = signed_in(record.users["warden"])
    assert other.post(ADDRESS, {"step": "end", "key": row.pk}).status_code == 404
    assert "The key is ended." in clerk.post(ADDRESS, {"step": "end", "key": row.pk}, follow=True).content.decode()


def test_a_wrong_key_is_told_at_its_field(record: SmallRecord) -> None:
    page = signed_in(record.users["clerk"]).post(ADDRESS, {"step": "name", "key": "xyz"}).content.decode()

    assert "Give the public key as 64 hexadecimal digits." in page
    assert "There is a problem" in page


def test_a_reader_of_the_party_reads_and_writes_nothing(record: SmallRecord) -> None:
    reader = signed_in(record.users["reader"])

    assert reader.get("/calidor/cosigning/monitor/").status_code == 200
    assert reader.post("/calidor/cosigning/monitor/", {"step": "name", "key": "ab" * 32}).status_code == 403
