"""The client: typed rows of all pages, acts with receipts, and errors that tell what the record told."""

from __future__ import annotations

import re
import urllib.request
from dataclasses import asdict

import pytest

from audiatur.client import Client, ClientError, row_of_json
from audiatur.publish import rows
from tests.shared import ROOT


def test_rows_within_rows_are_typed() -> None:
    step = rows.FollowUp(1, None, "2030", "s", "done", "Done", "", "", "", 4, "")
    promise = rows.Commitment(
        3, "ministry", None, None, "law", "x", "", "", "", "2030", "", True, False, "own", 4, "", None, (step,)
    )

    assert row_of_json(rows.Commitment, {**asdict(promise), "unknown": 1}) == promise


@pytest.mark.parametrize("address", ["record.example", "ftp://record.example", "http://"])
def test_an_address_without_a_scheme_or_host_is_refused(address: str) -> None:
    with pytest.raises(ClientError, match="is no address"):
        Client(address)


def test_a_token_is_not_sent_without_encryption() -> None:
    with pytest.raises(ClientError, match="without encryption"):
        Client("http://record.example", token="aud_x")
    Client("http://localhost:8000", token="aud_x")


def test_a_record_that_cannot_be_reached_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(urllib.request, "urlopen", refused)
    with pytest.raises(ClientError, match="cannot be reached") as caught:
        Client("https://record.example").dialogues()
    assert caught.value.status == 0


def test_the_client_needs_nothing_but_the_standard_library() -> None:
    source = (ROOT / "src/audiatur/client.py").read_text(encoding="utf-8")

    imported = re.findall(r"^(?:from|import) ([\w.]+)", source, re.MULTILINE)
    assert {name.partition(".")[0] for name in imported} <= {
        "__future__", "audiatur", "collections", "dataclasses", "functools", "http", "json", "types", "typing",
        "urllib",
    }  # fmt: skip
