"""The audit finds what was changed behind the ledger's back, and nothing where nothing was."""

from __future__ import annotations

import pytest
from django.conf import settings

from audiatur.record import services
from audiatur.record.audit import audit
from tests.record.test_ledger import forge


@pytest.fixture
def busy(small):
    question, source = small.question(sentences=2), small.press()
    first, second = question.propositions.all()
    small.take(first, "ministry", "rejects", "2030-02~")
    small.take(first, "ministry", "accepts", "2030-05-01")
    small.take(second, "mandate", "accepts")
    services.claim_file(source.statements.first(), by=small.secretariat, question=question)
    services.figure_publish(
        question, by=small.secretariat, source=source, indicator="Persons held", low=900, high=None, unit="persons",
        period="2030-01", place="Osmere", definition="Persons in prison.", given_by="Courier",
    )  # fmt: skip
    return small


def test_an_honest_record_has_no_faults(busy):
    found = audit()

    assert found.faults == ()
    assert (found.documents, found.head.seq) == (1, found.entries)
    assert found.rows > 20


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE record_position SET stance = 'rejects' WHERE ended = ''", "record.position"),
        ("UPDATE record_passage SET exact = 'other words'", "record.passage"),
        ("UPDATE record_source SET content = 'other'", "record.source"),
        ("DELETE FROM record_claim_passages", "record.claim"),
        ("DELETE FROM record_publishedfigure", "is gone"),
        ("UPDATE record_entry SET kind = 'other' WHERE seq = 2", "entry 2 was altered"),
    ],
)
def test_what_was_changed_behind_the_ledger_is_named(busy, sql, told):
    forge(sql)

    faults = audit().faults

    assert faults
    assert all(told in fault for fault in faults)


def test_a_row_that_no_entry_tells_is_named(busy):
    forge(
        "INSERT INTO record_agendaitem (meeting_id, \"order\", topic, text, text_km) SELECT id, 9, '', 'x', '' "
        "FROM record_meeting UNION SELECT 1, 9, '', 'x', ''"
    )

    try:
        assert any("record.agendaitem" in fault and "told by no entry" in fault for fault in audit().faults)
    finally:
        forge("DELETE FROM record_agendaitem")


def test_a_document_that_was_altered_in_the_store_is_named(busy):
    (document,) = [path for path in settings.BLOBS.rglob("*") if path.is_file()]
    document.write_bytes(b"other bytes")

    assert ["was altered in the store" in fault for fault in audit().faults] == [True]
