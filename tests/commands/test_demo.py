"""The demo record: built whole, by the services, from both packs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audiatur import synthetic
from audiatur.commands import demo
from audiatur.commands.seeding import seed_dialogue
from audiatur.countries import kh
from audiatur.record import ledger, selectors
from audiatur.record.models import Claim, Dialogue, Position, Source
from audiatur.record.visibility import PUBLIC
from audiatur.registers.snapshots import snapshot_list
from audiatur.synthetic.documents import document

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory):
    """Both dialogues, entered once for this module in a transaction that is undone."""
    from django.db import transaction
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("blobs")
    with django_db_blocker.unblock(), override_settings(BLOBS=folder), transaction.atomic():
        yield seed_dialogue(kh.load()), seed_dialogue(synthetic.load(), documents=document)
        transaction.set_rollback(True)


def home(dialogue: Dialogue) -> selectors.HomeView:
    return selectors.home_view(dialogue, viewer=PUBLIC, today=TODAY)


def test_every_topic_of_both_dialogues_has_a_question(built):
    for dialogue in built:
        assert all(topic.questions for topic in home(dialogue).topics), dialogue


def test_nothing_in_the_real_countrys_record_is_without_a_named_source(built):
    cambodia, _ = built

    assert not Claim.objects.filter(dialogue=cambodia, source__isnull=True).exists()
    assert not Position.objects.filter(dialogue=cambodia, source__isnull=True).exists()
    assert not Source.objects.filter(dialogue=cambodia, synthetic=True).exists()


def test_no_party_of_the_real_country_is_said_to_have_entered_anything_itself(built):
    cambodia, _ = built

    assert set(Position.objects.filter(dialogue=cambodia).values_list("basis", flat=True)) == {"reported"}


def test_nobody_is_late_where_nobody_was_asked(built):
    cambodia, _ = built

    assert home(cambodia).awaited == ()


def test_the_synthetic_country_shows_every_status(built):
    _, invented = built

    found = {view.status for topic in home(invented).topics for view in topic.questions}

    assert found == {"agreed", "partly_agreed", "differing", "one_sided", "unanswered"}


def test_the_documents_of_the_invented_country_are_held_and_read(built):
    _, invented = built

    held = Source.objects.filter(dialogue=invented).exclude(sha256="")

    assert {source.kind for source in held} >= {"pdf", "docx", "html"}
    assert all(source.synthetic for source in held)
    assert any(source.recommendations.exists() for source in held)
    assert sum(source.statements.count() for source in held) >= 30


def test_the_invented_countrys_registers_are_loaded_whole_and_labelled(tmp_path: Path) -> None:
    demo.load_registers(store=tmp_path)

    kept = snapshot_list(tmp_path)
    assert {"places", "custody", "complaints", "events", "disputes", "incident_reports"} <= {one.table for one in kept}
    assert {(one.synthetic, one.country, one.quarantined) for one in kept} == {(True, "xx", 0)}


def test_building_leaves_a_ledger_without_faults(built):
    assert list(ledger.faults()) == []


def test_another_version_of_the_code_builds_another_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ran = []
    monkeypatch.setattr(
        demo.subprocess, "run", lambda *_a, env, **_k: (ran.append(1), Path(env["AUDIATUR_HOME"]).mkdir())
    )
    home_folder = tmp_path / "home"

    for _ in range(2):
        demo.prepare(home_folder, fresh=False, tell=lambda _line: None)
    (home_folder / "built-by").write_text("another version")
    demo.prepare(home_folder, fresh=False, tell=lambda _line: None)

    assert len(ran) == 2
