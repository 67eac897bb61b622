"""The client against the record, and the examples of docs/api.md."""

from __future__ import annotations

import re
import urllib.request

import pytest
from django.core.cache import cache

from audiatur import verify_receipt
from audiatur.client import Client, ClientError
from audiatur.record.visibility import PUBLIC
from audiatur.site.record_rows import rows_of
from audiatur.site.views.visit import Visit
from tests.record_fixture import TODAY, SmallRecord
from tests.shared import ROOT
from tests.site.api_transport import carried
from tests.site.test_api import secret_of

pytestmark = pytest.mark.django_db
HOST = "https://testserver"
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(urllib.request, "urlopen", carried)


def test_it_gives_the_same_rows_as_the_record(record: SmallRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.client.PAGE", 3)
    rows, calidor = rows_of(Visit(record.dialogue, PUBLIC, TODAY)), Client(HOST).dialogue("calidor")

    assert calidor.told() == rows.dialogue
    assert tuple(calidor.parties()) == rows.parties
    assert tuple(calidor.questions()) == rows.questions
    assert tuple(calidor.propositions()) == rows.propositions
    assert tuple(calidor.positions()) == rows.positions
    assert tuple(calidor.claims()) == rows.claims
    assert tuple(calidor.answers()) == rows.answers
    assert tuple(calidor.sources()) == rows.sources
    assert tuple(calidor.passages()) == rows.passages
    assert len(calidor.recommendations()) == 31 == len(list(calidor.recommendations()))
    assert [row.slug for row in calidor.meetings()] == ["second-round", "first-round"]
    assert next(iter(calidor.commitments(topic="law"))).text == "Publish the draft act."


def test_it_reads_texts_tables_heads_and_receipts(record: SmallRecord) -> None:
    client = Client(HOST)
    calidor, reply = client.dialogue("calidor"), record.sources["reply"]

    passage = next(row for row in calidor.passages() if row.source == reply.pk)
    assert calidor.text_of(reply.pk)[passage.start : passage.end] == passage.exact
    assert calidor.parties().table().startswith("slug,side,kind,name,name_km,synthetic")
    verify_receipt.check_receipt(calidor.receipt_of(reply.pk))
    assert client.head(since=1)["since"]
    assert calidor.search("buildings")[0]["kind"] == "question"
    assert [dialogue.slug for dialogue in client.dialogues()] == ["calidor"]


def test_it_states_positions_answers_and_follow_up(record: SmallRecord) -> None:
    calidor = Client(HOST, token=secret_of(record)).dialogue("calidor")

    stated = calidor.position_take("partly-agreed", 3, stance="rejects", visibility="public")
    calidor.position_withdraw("partly-agreed", 3)
    calidor.claim_answer("partly-agreed", record.claims["disputed"].pk, answer="confirms", words="បាទ")
    calidor.commitment_follow(record.commitments["due"].pk, grade="started")
    calidor.recommendation_follow(record.recommendation.pk, grade="done")

    verify_receipt.check_receipt(stated.receipt)
    (ended,) = [row for row in calidor.positions(standing="no", party="ministry") if row.proposition == 3]
    assert ended.ended == "withdrawn"
    assert list(calidor.answers())[-1].words == "បាទ"


def test_an_error_tells_what_the_record_told(record: SmallRecord) -> None:
    calidor = Client(HOST, token=secret_of(record)).dialogue("calidor")

    with pytest.raises(ClientError, match="stance: Accepted:") as caught:
        calidor.position_take("partly-agreed", 3, stance="maybe")
    assert caught.value.status == 422
    with pytest.raises(ClientError) as missing:
        Client(HOST).dialogue("nowhere").told()
    assert missing.value.status == 404


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_documentation_run(
    record: SmallRecord, example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = example.replace("https://record.example", HOST).replace("aud_…", secret_of(record))

    exec(compile(code, "docs/api.md", "exec"), {})

    assert capsys.readouterr().out
