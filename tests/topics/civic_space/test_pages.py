"""The pages: the estimate beside each organisation's count, and the trend beside who was recording."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client, override_settings

from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space.keeping import Job
from audiatur.topics.civic_space.work import work
from tests.record_fixture import SmallRecord
from tests.topics.civic_space.test_standing import keep, written

ESTIMATE, TREND = "/calidor/topics/civic_space/unrecorded/", "/calidor/topics/civic_space/years/"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, kept = tmp_path_factory.mktemp("rows"), tmp_path_factory.mktemp("store")
    for name, path in written(folder).items():
        keep(path, table=name, store=kept, country="")
    return kept


@pytest.fixture(scope="module")
def computed(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which what the reports say is kept."""
    kept = tmp_path_factory.mktemp("kept")
    assert work(Job(Shelf(stored, country="", synthetic=True), kept / "incidents", ())) is not None
    return kept


@pytest.fixture
def with_register(record: SmallRecord, stored: Path, computed: Path, tmp_path: Path):
    shutil.copytree(computed, tmp_path / "figures")
    with override_settings(REGISTERS=stored, FIGURES=tmp_path / "figures"):
        yield record


def test_without_a_register_the_page_says_so(record: SmallRecord, visitor: Client, tmp_path: Path) -> None:
    with override_settings(REGISTERS=tmp_path):
        for address in (ESTIMATE, TREND):
            answer = visitor.get(address)

            assert answer.status_code == 200
            assert "No reports of incidents are kept" in answer.content.decode()


def test_the_estimate_stands_beside_what_each_organisation_documented(with_register, visitor: Client) -> None:
    page = visitor.get(ESTIMATE).content.decode()

    for name in ("M1", "M2", "M3"):
        assert f'<th scope="row">{name}</th>' in page
    assert page.index("What each organisation documented") < page.index("The estimate beside these counts")
    assert "M4" in page
    assert "did not record throughout" in page


def test_a_rise_that_a_new_organisation_explains_is_told_so(with_register, visitor: Client) -> None:
    page = visitor.get(TREND).content.decode()

    assert "M4 began to record in 2023." in page
    assert "explained by the new organisation" in page
    assert "not yet" in page
    assert '<th scope="row">2022</th>' in page


@pytest.mark.parametrize("address", [ESTIMATE, TREND])
def test_the_pages_are_drawn_in_khmer(with_register, address: str) -> None:
    page = Client(headers={"accept-language": "km"}).get(address).content.decode()

    assert '<html lang="km">' in page
    assert "M1" in page
    assert "documented" not in page


def test_incidents_are_counted_by_kind_and_place_with_their_period(with_register, visitor: Client) -> None:
    page = visitor.get("/calidor/topics/civic_space/counts/").content.decode()

    incidents = page[page.index("Incidents documented") : page.index("Persons affected in incidents")]
    assert "from 1 January 2023 to" in incidents
    assert "threat or harassment" in incidents
    assert "North" in incidents
    assert "Not computed: these registers are not kept" in page
