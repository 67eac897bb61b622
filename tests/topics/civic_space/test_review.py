"""The page of uncertain pairs: side by side, decided, undone; for those alone who may see both reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client, override_settings

from audiatur.record.models import Entry, PairDecision
from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.keeping import Job
from audiatur.topics.civic_space.standing import Uncertain
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.topics.civic_space.test_keeping import STANDING
from tests.topics.civic_space.test_standing import keep, written

PAIRS = "/calidor/topics/civic_space/pairs/"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, kept = tmp_path_factory.mktemp("rows"), tmp_path_factory.mktemp("store")
    for name, path in written(folder).items():
        keep(path, table=name, store=kept, country="")
    return kept


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that pages begin, which nobody does."""
    jobs: list[Job] = []
    monkeypatch.setattr(keeping, "begin", jobs.append)
    return jobs


@pytest.fixture
def waiting(record: SmallRecord, store: Path, tmp_path: Path, begun: list[Job]):
    """Two uncertain pairs of reports that are kept."""
    job = Job(Shelf(store, country="", synthetic=True), tmp_path / "figures/incidents", ())
    pairs = (Uncertain("R00000", "R00005", 0.5), Uncertain("R00001", "R00007", 0.2))
    keeping.keep(job, replace(STANDING, uncertain=pairs))
    with override_settings(REGISTERS=store, FIGURES=tmp_path / "figures"):
        yield record


def text(client: Client, address: str = PAIRS) -> str:
    return client.get(address).content.decode()


def test_both_reports_stand_side_by_side_with_how_each_field_compares(waiting: SmallRecord) -> None:
    page = text(signed_in(waiting.users["clerk"]))

    assert "Report R00000" in page
    assert "Report R00005" in page
    assert "0 of 2 pairs are decided." in page
    assert "the same" in page
    assert "In 50 of 100 ways" in page
    assert page.index('value="same"') < page.index('value="different"') < page.index('value="unknown"')


def test_a_decision_is_kept_and_the_next_pair_is_shown(waiting: SmallRecord, begun: list[Job]) -> None:
    client, entries = signed_in(waiting.users["clerk"]), Entry.objects.count()

    answer = client.post(
        PAIRS, {"left": "R00000", "right": "R00005", "act": "same", "reason": "One place, one day."}, follow=True
    )

    page = answer.content.decode()
    assert Entry.objects.count() == entries + 1
    assert PairDecision.objects.get().reason == "One place, one day."
    assert "1 of 2 pairs is decided." in page
    assert "Report R00001" in page
    assert "One place, one day." in page
    assert begun[-1].decisions[0].verdict == "same"


def test_a_decision_is_undone_and_the_pair_waits_again(waiting: SmallRecord) -> None:
    client = signed_in(waiting.users["clerk"])
    client.post(PAIRS, {"left": "R00000", "right": "R00005", "act": "different"})

    page = client.post(PAIRS, {"act": "undo", "decision": PairDecision.objects.get().pk}, follow=True).content.decode()

    assert "Undone: the pair waits again." in page
    assert "0 of 2 pairs are decided." in page
    assert PairDecision.objects.get().ended == "withdrawn"


def test_a_pair_that_is_not_uncertain_is_not_decided(waiting: SmallRecord) -> None:
    client = signed_in(waiting.users["clerk"])

    page = client.post(PAIRS, {"left": "R00000", "right": "R00300", "act": "same"}, follow=True).content.decode()

    assert "it is not uncertain any more" in page
    assert not PairDecision.objects.exists()


def test_the_pair_that_the_address_names_is_shown(waiting: SmallRecord) -> None:
    assert "Report R00007" in text(signed_in(waiting.users["clerk"]), f"{PAIRS}?left=R00001&right=R00007")


def test_where_every_pair_is_decided_the_page_says_so(waiting: SmallRecord) -> None:
    client = signed_in(waiting.users["clerk"])
    for left, right in (("R00000", "R00005"), ("R00001", "R00007")):
        client.post(PAIRS, {"left": left, "right": right, "act": "unknown"})

    page = text(client)

    assert "Every uncertain pair is decided." in page
    assert "2 of 2 pairs are decided." in page


@pytest.mark.parametrize("who", ["reader", "outsider"])
def test_who_writes_for_nobody_reads_invented_reports_and_decides_nothing(waiting: SmallRecord, who: str) -> None:
    client = signed_in(waiting.users[who])

    assert 'value="same"' not in text(client)
    assert client.post(PAIRS, {"left": "R00000", "right": "R00005", "act": "same"}).status_code == 404
    assert not PairDecision.objects.exists()


def test_real_reports_are_seen_by_the_secretariat_alone(waiting: SmallRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    from audiatur.site.topic_pages import TopicVisit

    monkeypatch.setattr(TopicVisit, "sees_persons", property(lambda self: self.keeps_record))

    assert signed_in(waiting.users["clerk"]).get(PAIRS).status_code == 404
    assert signed_in(waiting.users["keeper"]).get(PAIRS).status_code == 200


def test_where_nothing_is_computed_yet_the_page_says_how_far_it_is(
    record: SmallRecord, store: Path, tmp_path: Path, begun: list[Job]
) -> None:
    with override_settings(REGISTERS=store, FIGURES=tmp_path / "none"):
        page = text(signed_in(record.users["clerk"]))

    assert "This is being computed from the reports, once." in page
    assert 'http-equiv="refresh"' in page
    assert len(begun) == 1


def test_after_a_decision_the_estimate_says_that_it_is_computed_again(waiting: SmallRecord) -> None:
    client = signed_in(waiting.users["clerk"])
    client.post(PAIRS, {"left": "R00000", "right": "R00005", "act": "same"})

    assert "It is being computed again" in text(client, "/calidor/topics/civic_space/unrecorded/")
