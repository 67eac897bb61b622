"""A receipt proves what a party submitted, to whoever runs the stand-alone file; nothing else passes it."""

from __future__ import annotations

import copy
import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audiatur import verify_receipt
from audiatur.record import heads, ledger, merkle
from audiatur.record.errors import Invalid
from audiatur.record.models import Entry
from audiatur.verify_receipt import NotProved, check_growth, check_head, check_receipt
from tests.record.small import Small


@pytest.fixture(autouse=True)
def key_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY = tmp_path / "ledger-key"


@pytest.fixture
def taken(small: Small) -> Entry:
    small.take(small.question().propositions.get(), "ministry", "accepts")
    return Entry.objects.latest("seq")


def through_json(value: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(value))


def test_a_receipt_is_proved_and_shows_its_rows(taken: Entry) -> None:
    receipt = through_json(heads.receipt(taken))

    check_receipt(receipt, key=heads.public_key())

    assert [json.loads(row["content"])["fields"]["stance"] for row in receipt["told"]] == ["accepts"]


def test_every_entry_has_a_receipt_that_holds_and_every_size_a_proof_of_growth(small: Small) -> None:
    small.question()
    for entry in Entry.objects.all():
        receipt = through_json(heads.receipt(entry))
        check_receipt(receipt)
        assert receipt["proof"] == [step.hex() for step in merkle.inclusion_proof(ledger.leaves(), index=entry.seq - 1)]
        grown = through_json(heads.signed_head(since=entry.seq))["since"]
        assert grown == {
            str(entry.seq): [step.hex() for step in merkle.consistency_proof(ledger.leaves(), size=entry.seq)]
        }


def test_a_receipt_shows_only_the_rows_that_its_holder_may_see(taken: Entry) -> None:
    receipt = heads.receipt(taken, shown=())

    check_receipt(receipt)
    assert receipt["told"] == []


@pytest.mark.parametrize(
    "path",
    [
        ("entry", "seq"), ("entry", "at"), ("entry", "kind"), ("entry", "actor"), ("entry", "rows", 0),
        ("told", 0, "content"), ("told", 0, "salt"), ("proof", 0), ("head", "root"), ("head", "size"), ("head", "at"),
        ("head", "origin"), ("head", "key"), ("head", "signature"), ("format",),
    ],
)  # fmt: skip
def test_whatever_is_altered_in_a_receipt_it_is_no_longer_proved(taken: Entry, path: tuple[Any, ...]) -> None:
    receipt = through_json(heads.receipt(taken))
    *way, last = path
    part = receipt
    for step in way:
        part = part[step]
    kept = part[last]
    part[last] = kept + 1 if isinstance(kept, int) else ("0" if kept[0] != "0" else "1") + kept[1:]

    with pytest.raises(NotProved):
        check_receipt(receipt)


def test_a_receipt_signed_with_another_key_is_not_the_installation_s(taken: Entry) -> None:
    receipt = through_json(heads.receipt(taken))
    other = Ed25519PrivateKey.generate()
    told = {name: receipt["head"][name] for name in ("at", "origin", "root", "size")}
    receipt["head"]["key"] = other.public_key().public_bytes_raw().hex()
    receipt["head"]["signature"] = other.sign(verify_receipt.SIGNED.encode() + verify_receipt.canonical(told)).hex()

    check_receipt(receipt)
    with pytest.raises(NotProved, match="another key"):
        check_receipt(receipt, key=heads.public_key())


def test_a_later_head_proves_that_the_ledger_only_grew(taken: Entry, small: Small) -> None:
    former = heads.signed_head()
    small.question()
    small.question()

    later = through_json(heads.signed_head(since=former["size"]))

    check_growth(former, later, key=heads.public_key())
    forged = copy.deepcopy(former) | {"root": "00" * 32}
    with pytest.raises(NotProved, match="rewritten"):
        check_growth(forged, later)
    with pytest.raises(NotProved, match="brings no proof"):
        check_growth(former, heads.signed_head())


def test_a_size_that_the_ledger_never_had_is_refused(taken: Entry) -> None:
    with pytest.raises(Invalid, match="give a size from 1"):
        heads.signed_head(since=taken.seq + 1)


def test_the_key_is_made_once_and_is_its_owner_s_alone(taken: Entry, settings: Any) -> None:
    assert heads.public_key() == heads.public_key()
    assert stat.S_IMODE(settings.LEDGER_KEY.stat().st_mode) == 0o600
    check_head(heads.signed_head(), key=heads.public_key().upper())


def test_the_file_stands_alone(taken: Entry, tmp_path: Path) -> None:
    alone = tmp_path / "verify_receipt.py"
    alone.write_bytes(Path(verify_receipt.__file__).read_bytes())
    good, bad, none = (tmp_path / f"{name}.json" for name in ("good", "bad", "none"))
    receipt = heads.receipt(taken)
    good.write_text(json.dumps(receipt), encoding="utf-8")
    bad.write_text(json.dumps(receipt | {"proof": []}), encoding="utf-8")
    none.write_text("[]", encoding="utf-8")

    def run(path: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", str(alone), str(path), "--key", heads.public_key()]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run(good).returncode, run(bad).returncode, run(none).returncode) == (0, 1, 2)
    assert "“position taken”" in run(good).stdout
    assert len(alone.read_text(encoding="utf-8").splitlines()) <= 200
    assert "audiatur." not in alone.read_text(encoding="utf-8").replace("audiatur receipt", "")
