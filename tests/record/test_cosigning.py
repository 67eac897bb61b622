"""Parties sign tree heads too; a fork is refused before it is signed, and a receipt carries what was signed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audiatur import verify_receipt
from audiatur.cosigning import NotCosigned, cosign
from audiatur.record import heads, ledger, services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Cosignature, Cosigner, Entry
from audiatur.verify_receipt import NotProved, check_cosigned, check_receipt
from tests.record.small import Small
from tests.record.test_ledger import forge, remove

AT = datetime(2030, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def key_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"


def handed(tmp_path: Path, *, since: int | None = None, name: str = "monitor", **given: Any) -> dict[str, Any]:
    """What a party signs of the head as it stands."""
    file = tmp_path / "head.json"
    file.write_text(json.dumps(heads.signed_head(since=since)), encoding="utf-8")
    return cosign(file, key=tmp_path / f"{name}-key", at=AT, **given)


def named(small: Small, tmp_path: Path, name: str = "monitor") -> Cosigner:
    key = handed(tmp_path, name=name)["key"]
    (tmp_path / f"{name}-key.heads.json").unlink()
    return services.cosigner_name(small.parties[name], by=small.people[name], key=key)


def through_json(value: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(value))


def test_a_receipt_carries_the_newest_signature_of_each_party_and_proves_it(small: Small, tmp_path: Path) -> None:
    small.question()
    entry = Entry.objects.latest("seq")
    keys = [named(small, tmp_path, name).key for name in ("monitor", "lawyers")]
    for name in ("monitor", "lawyers"):
        services.head_cosign(handed(tmp_path, name=name))
    size = ledger.head().seq
    small.question()
    services.head_cosign(handed(tmp_path, since=size))
    small.question()

    receipt = through_json(heads.receipt(entry))

    check_receipt(receipt)
    assert check_cosigned(receipt, keys=[key.upper() for key in keys]) == keys
    assert [one["size"] for one in receipt["cosigned"]] == [size + 1, size]
    assert receipt["head"]["size"] == size + 2


def test_an_entry_that_came_after_is_not_told_as_co_signed(small: Small, tmp_path: Path) -> None:
    key = named(small, tmp_path).key
    services.head_cosign(handed(tmp_path))
    small.question()

    receipt = through_json(heads.receipt(Entry.objects.latest("seq")))

    assert "cosigned" not in receipt
    with pytest.raises(NotProved, match="no co-signature of"):
        check_cosigned(receipt, keys=[key])


@pytest.mark.parametrize("part", ["at", "origin", "root", "size", "key", "signature", "proof"])
def test_whatever_is_altered_in_a_co_signature_it_is_no_longer_proved(small: Small, tmp_path: Path, part: str) -> None:
    named(small, tmp_path)
    services.head_cosign(handed(tmp_path))
    small.question()
    receipt = through_json(heads.receipt(Entry.objects.get(seq=1)))
    (one,) = receipt["cosigned"]
    kept = one[part]
    one[part] = {
        int: lambda: kept + 1,
        list: lambda: kept[1:],
        str: lambda: "0123"["0123".find(kept[0]) - 1] + kept[1:],
    }[type(kept)]()

    with pytest.raises(NotProved):
        check_cosigned(receipt)


def test_a_head_that_does_not_follow_the_one_signed_before_is_refused(small: Small, tmp_path: Path) -> None:
    handed(tmp_path)
    size = ledger.head().seq
    kept = (tmp_path / "monitor-key.heads.json").read_text()
    small.question()

    with pytest.raises(NotCosigned, match=f"no proof for size {size}"):
        handed(tmp_path)
    handed(tmp_path, since=size)

    # Another past of the same length: an entry is taken out, and others come in its place.
    (tmp_path / "monitor-key.heads.json").write_text(kept)
    remove(ledger.head().seq)
    remove(ledger.head().seq)
    small.question()
    small.question()
    with pytest.raises(NotCosigned, match="was rewritten"):
        handed(tmp_path, since=size)
    assert (tmp_path / "monitor-key.heads.json").read_text() == kept


def test_a_head_cut_back_below_the_one_signed_is_refused(small: Small, tmp_path: Path) -> None:
    handed(tmp_path)
    remove(ledger.head().seq)

    with pytest.raises(NotCosigned):
        handed(tmp_path)


def test_another_key_of_the_installation_is_refused_until_it_is_told(
    small: Small, tmp_path: Path, settings: Any
) -> None:
    handed(tmp_path)
    size = ledger.head().seq
    settings.LEDGER_KEY = tmp_path / "new-key"

    with pytest.raises(NotCosigned, match="another key"):
        handed(tmp_path, since=size)
    with pytest.raises(NotCosigned, match="another key than"):
        handed(tmp_path, since=size, installation="00" * 32)
    assert handed(tmp_path, since=size, installation=heads.public_key().upper())["size"] == size


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"origin": "x", "size": 3}', "not json"])
def test_what_is_no_head_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "head.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(NotCosigned, match="no signed tree head"):
        cosign(file, key=tmp_path / "key", at=AT)


def test_only_a_true_head_signed_with_a_named_key_is_kept(small: Small, tmp_path: Path) -> None:
    signed = handed(tmp_path)
    with pytest.raises(Invalid, match="No party has named"):
        services.head_cosign(signed)
    services.cosigner_name(small.parties["monitor"], by=small.people["monitor"], key=signed["key"])

    services.head_cosign(signed)
    services.head_cosign(signed)

    assert Cosignature.objects.count() == 1
    for altered in ({**signed, "size": 1}, {**signed, "signature": "00" * 64}, {}, {**signed, "key": 5}):
        with pytest.raises(Invalid, match="no signature on a tree head"):
            services.head_cosign(altered)


def test_a_head_that_this_ledger_never_had_shows_a_fork(small: Small, tmp_path: Path) -> None:
    cosigner = named(small, tmp_path)
    key = Ed25519PrivateKey.from_private_bytes((tmp_path / "monitor-key").read_bytes())
    told = {"at": "2030-05-04T12:00:00+00:00", "origin": heads.signed_head()["origin"], "root": "00" * 32, "size": 3}
    signature = key.sign(verify_receipt.COSIGNED.encode() + verify_receipt.canonical(told)).hex()

    with pytest.raises(Invalid, match="shows a fork"):
        services.head_cosign({**told, "key": cosigner.key, "signature": signature})


def test_a_key_that_was_ended_signs_no_more_and_what_it_signed_stays(small: Small, tmp_path: Path) -> None:
    cosigner = named(small, tmp_path)
    services.head_cosign(handed(tmp_path))
    size = ledger.head().seq
    services.cosigner_end(cosigner, by=small.people["monitor"], on=date(2030, 5, 5))

    with pytest.raises(Invalid, match="No party has named"):
        services.head_cosign(handed(tmp_path, since=size))
    with pytest.raises(Invalid, match="ended before"):
        services.cosigner_end(cosigner, by=small.people["monitor"], on=date(2030, 5, 5))
    assert check_cosigned(through_json(heads.receipt(Entry.objects.get(seq=1))), keys=[cosigner.key])


def test_only_members_of_a_party_name_and_end_its_keys(small: Small, tmp_path: Path) -> None:
    cosigner = named(small, tmp_path)
    for person in (small.people["lawyers"], small.secretariat):
        with pytest.raises(NotAllowed):
            services.cosigner_name(small.parties["monitor"], by=person, key="11" * 32)
        with pytest.raises(NotAllowed):
            services.cosigner_end(cosigner, by=person, on=date(2030, 5, 5))
    for key in ("", "zz" * 32, "11" * 31):
        with pytest.raises(Invalid, match="64 hexadecimal digits"):
            services.cosigner_name(small.parties["monitor"], by=small.people["monitor"], key=key)
    with pytest.raises(Invalid, match="named already"):
        services.cosigner_name(small.parties["lawyers"], by=small.people["lawyers"], key=cosigner.key)


def test_altering_a_kept_co_signature_shows_in_the_receipt(small: Small, tmp_path: Path) -> None:
    named(small, tmp_path)
    services.head_cosign(handed(tmp_path))
    forge("UPDATE record_cosignature SET size = size - 1")

    with pytest.raises(NotProved):
        check_cosigned(through_json(heads.receipt(Entry.objects.get(seq=1))))
