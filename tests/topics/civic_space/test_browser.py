"""What only a browser shows of this topic's pages: axe in both languages, narrow screens, and deciding by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings

from audiatur.record.models import PairDecision
from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.keeping import Job
from audiatur.topics.civic_space.standing import Uncertain
from audiatur.topics.civic_space.work import work
from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in
from tests.topics.civic_space.test_standing import keep, written

TOPIC = "/calidor/topics/civic_space/"
PAGES = (TOPIC, *(f"{TOPIC}{page}/" for page in ("unrecorded", "years", "counts", "pairs")))

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def shown(record: SmallRecord, tmp_path: Path):
    """The small record with reports, what they say, and two uncertain pairs."""
    for name, path in written(tmp_path).items():
        keep(path, table=name, store=tmp_path / "store", country="")
    job = Job(Shelf(tmp_path / "store", country="", synthetic=True), tmp_path / "figures/incidents", ())
    standing = work(job)
    assert standing is not None
    pairs = (Uncertain("R00000", "R00005", 0.5), Uncertain("R00001", "R00007", 0.2))
    keeping.keep(job, replace(standing, uncertain=pairs, compared=2))
    with override_settings(REGISTERS=tmp_path / "store", FIGURES=tmp_path / "figures"):
        yield record


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_and_only_tables_scroll_sideways(shown: SmallRecord, language: str) -> None:
    with serve(signed_in(shown.users["clerk"], language=language), width=390) as served:
        found, wide = {}, {}
        for address in PAGES:
            served.page.goto(SITE + address)
            faults = Axe().run(served.page).response["violations"]
            found[address] = [(one["id"], one["nodes"][0]["html"][:200]) for one in faults]
            wide[address] = served.page.evaluate("document.documentElement.scrollWidth")

    assert {address: each for address, each in found.items() if each} == {}
    assert {address: reach for address, reach in wide.items() if reach > 390} == {}


def test_pairs_are_decided_and_undone_by_keyboard(shown: SmallRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "begin", lambda job: None)

    with serve(signed_in(shown.users["clerk"])) as served:
        served.page.goto(f"{SITE}{TOPIC}pairs/")
        served.page.keyboard.press("s")
        served.page.wait_for_selector("text=Kept: the two reports are of one incident.")
        served.page.keyboard.press("u")
        served.page.wait_for_selector("text=Undone: the pair waits again.")
        served.page.focus("textarea")
        served.page.keyboard.type("d")

    assert [row.ended for row in PairDecision.objects.all()] == ["withdrawn"]
