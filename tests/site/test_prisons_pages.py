"""The pages of prisons over an invented country's registers, and where there are none."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from django.test import Client

from audiatur.record.models import Position, Scenario, ScenarioBeside
from audiatur.registers.loading import load
from audiatur.site.topic_pages import TopicVisit
from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.tables import TABLES, table_get
from tests.record_fixture import SmallRecord
from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in
from tests.site.crawl import words
from tests.site.test_browser import faults, opened

pytestmark = pytest.mark.django_db
PAGES = ("state", "scenario", "backtest")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the prison registers of an invented country."""
    folder = tmp_path_factory.mktemp("prisons")
    generate(Asked(folder, size="S", seed=5, noise="light", country="xx", csv=False))
    for name in ("places", "facilities", "capacities", "custody"):
        load(
            folder / f"tables/{name}.parquet", table=table_get(name), tables=TABLES, store=folder / "store",
            at=datetime(2026, 1, 5, tzinfo=UTC), synthetic=True,
        )  # fmt: skip
    return folder / "store"


def _page(client: Client, record: SmallRecord, page: str, query: str = "") -> str:
    answer = client.get(f"/{record.dialogue.slug}/topics/prisons/{page}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _tree(source: str) -> object:
    from lxml import html

    return html.fromstring(source)


@pytest.mark.parametrize("page", PAGES)
def test_without_a_register_a_page_says_what_would_be_here(
    record: SmallRecord, visitor: Client, settings: object, tmp_path: Path, page: str
) -> None:
    settings.REGISTERS = tmp_path  # type: ignore[attr-defined]

    assert "No custody register that you may see is held" in _page(visitor, record, page)


def test_the_state_page_counts_all_prisons_and_shows_no_small_count_nor_what_gives_it_away(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    tree = _tree(_page(visitor, record, "state"))

    cells = tree.xpath("//h2[@id='facilities']/following::table[1]//tbody/tr/td[1]")
    by_prison = [cell.text_content().replace(",", "") for cell in cells]
    shown = [int(count) for count in by_prison if count != "withheld"]
    (held,) = re.findall(rf"([\d,]+) persons were held in {len(by_prison)} prisons", words(tree, "//main"))
    assert min(shown) >= 10
    assert len(by_prison) - len(shown) >= 2
    assert int(held.replace(",", "")) - sum(shown) >= 10
    assert len(tree.xpath("//svg/g")) == len(by_prison)
    assert "shared days with the spell before" in words(tree, "//main")


def test_a_scenario_lowers_the_number_and_its_address_holds_it(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    query = "?bail=40&early=30&name=Both"

    tree = _tree(_page(visitor, record, "scenario", query))

    differences = tree.xpath("//h2[@id='result']/following::table[1]//tbody/tr/td[3]")
    assert all(cell.text_content().strip().startswith("-") for cell in differences)
    assert tree.xpath("//h2[@id='result']")[0].text_content() == "Both"
    link = tree.xpath("//a[contains(@href, 'format=csv')]/@href")[0]
    rows = _page(visitor, record, "scenario", link).splitlines()
    assert rows[0].startswith("month_ends,baseline_low")
    assert rows[-1].split(",")[-1] == "true"
    assert ",Both," in rows[-1]


def test_nothing_changed_shows_no_difference_and_the_backtest_beside_it(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    page = _page(visitor, record, "scenario")

    tree = _tree(page)
    differences = tree.xpath("//h2[@id='result']/following::table[1]//tbody/tr/td[3]")
    assert {cell.text_content().split()[0] for cell in differences} == {"0"}
    assert "no method that was tried is reliably nearer than the last value" in page
    assert "The last value" in words(tree, "//h2[@id='scores']/following::table[1]")


def test_what_does_not_fit_is_told_and_the_rest_computed(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    page = _page(visitor, record, "scenario", "?bail=140&early=<b>")

    assert "“140” is outside what this field takes" in page
    assert "<b>" not in page


SCENARIO = "bail=40&bail_for=minor&early=30&source=a+plan"
SAVE = f"/calidor/topics/prisons/scenarios/save/ministry/?{SCENARIO}"


def _saved(client: Client, *, name: str = "More bail", visibility: str = "public", address: str = SAVE) -> Scenario:
    client.post(address, {"name": name, "visibility": visibility, "step": "confirm"})
    return Scenario.objects.get(name=name)


def _address(row: Scenario) -> str:
    return f"/calidor/topics/prisons/scenarios/{row.pk}/{row.inputs_hash[:12]}/"


def test_a_party_saves_a_scenario_by_form_check_and_receipt(record: SmallRecord, settings: object, store: Path) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    clerk = signed_in(record.users["clerk"])
    given = {"name": "More bail", "visibility": "parties"}

    form = clerk.get(SAVE).content.decode()
    check = clerk.post(SAVE, {**given, "step": "check"}).content.decode()
    receipt = clerk.post(SAVE, {**given, "step": "confirm"}, follow=True).content.decode()

    assert _tree(form).xpath("//input[@name='visibility' and @checked]/@value") == ["restricted"]
    assert "This will be seen by" in check
    assert "All parties of the dialogue" in check
    assert "The scenario is saved" in receipt
    row = Scenario.objects.get()
    assert json.loads(row.inputs)["levers"]["bail"] == 40
    assert json.loads(row.inputs)["for"]["bail"] == "minor"


def test_only_members_of_the_party_save_for_it(record: SmallRecord, settings: object, store: Path) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    assert signed_in(record.users["warden"]).post(SAVE, {"name": "x", "visibility": "public"}).status_code == 403
    assert Client().get(SAVE).status_code == 302


def test_a_scenario_stands_at_its_address_and_at_no_other_hash(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    row = _saved(signed_in(record.users["clerk"]))

    page = visitor.get(_address(row)).content.decode()

    assert row.inputs_hash in page
    assert "40, for misdemeanours and petty offences" in page
    assert visitor.get(_address(row).replace(row.inputs_hash[:12], "0" * 12)).status_code == 404
    assert visitor.get(_address(row).replace(row.inputs_hash[:12], row.inputs_hash[:3])).status_code == 404


def test_what_a_saved_scenario_tells_is_what_the_form_computes(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    row = _saved(signed_in(record.users["clerk"]))

    computed = _tree(_page(visitor, record, "scenario", f"?{SCENARIO}"))
    kept = _tree(visitor.get(_address(row)).content.decode())

    there = [cell.text_content() for cell in computed.xpath("//h2[@id='result']/following::table[1]//tbody/tr/td[2]")]
    here = [cell.text_content() for cell in kept.xpath("//h2[@id='results']/following::table[1]//tbody/tr/td[1]")]
    assert [text for text in there if text not in here] == []
    assert row.inputs_hash[:12] in words(computed, "//main")


def test_a_scenario_of_ones_own_is_nobody_elses(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    row = _saved(signed_in(record.users["clerk"]), visibility="restricted")

    for client in (visitor, signed_in(record.users["warden"])):
        assert client.get(_address(row)).status_code == 404
        assert "More bail" not in client.get("/calidor/topics/prisons/scenarios/").content.decode()


def test_scenarios_stand_beside_each_other_in_a_table_and_a_drawing(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    clerk = signed_in(record.users["clerk"])
    first = _saved(clerk)
    second = _saved(clerk, name="New places", address=SAVE.replace(SCENARIO, "places=50"))

    page = visitor.get(f"/calidor/topics/prisons/scenarios/compare/?s={first.pk}&s={second.pk}&s=x&s=999999")

    tree = _tree(page.content.decode())
    heads = [cell.text_content() for cell in tree.xpath("//h2[@id='results']/following::table[1]//thead//th")]
    assert heads == ["Number", "A. More bail", "B. New places"]
    assert len(tree.xpath("//svg/polyline")) == 4
    assert "different records" not in words(tree, "//main")


def test_a_party_shows_and_withdraws_its_scenario(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    clerk = signed_in(record.users["clerk"])
    row = _saved(clerk, visibility="restricted")

    shown = clerk.post(f"{_address(row)}readers/", {"visibility": "public", "step": "confirm"}, follow=True)
    assert "The scenario is seen by more people" in shown.content.decode()
    assert visitor.get(_address(row)).status_code == 200
    ended = clerk.post(f"{_address(row)}withdraw/", follow=True)

    assert "The scenario is withdrawn" in ended.content.decode()
    assert "withdrew this scenario" in visitor.get(_address(row)).content.decode()
    assert "More bail" not in visitor.get("/calidor/topics/prisons/scenarios/").content.decode()


def _prison_position(record: SmallRecord) -> Position:
    standing = Position.objects.filter(ended="", party__slug="ministry", proposition__question__topic="prisons")
    found = standing.filter(basis="own", visibility="public").first()
    assert found is not None
    return found


def test_a_scenario_stands_beside_a_position_with_a_neutral_sentence_until_it_is_taken_away(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    clerk = signed_in(record.users["clerk"])
    row, position = _saved(clerk), _prison_position(record)
    question = f"/calidor/questions/{position.proposition.question.slug}/"
    attach = f"{question}positions/{position.proposition.order}/ministry/scenario/"

    assert "More bail" in clerk.get(attach).content.decode()
    assert "Check your answers" in clerk.post(attach, {"scenario": row.pk, "step": "check"}).content.decode()
    receipt = clerk.post(attach, {"scenario": row.pk, "step": "confirm"}, follow=True).content.decode()

    assert "The scenario stands beside the position" in receipt
    page = visitor.get(question).content.decode()
    assert "Beside this position stands a scenario, “More bail”, saved by Ministry of Justice" in page
    assert f'href="{_address(row)}"' in page
    away = f"{question}scenarios/{ScenarioBeside.objects.get().pk}/away/"
    assert signed_in(record.users["warden"]).post(away).status_code == 403
    assert "The scenario is taken away" in clerk.post(away, follow=True).content.decode()
    assert "More bail" not in visitor.get(question).content.decode()


def test_published_figures_stand_beside_each_other_with_their_sums(
    record: SmallRecord, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = files("audiatur.countries.kh")
    monkeypatch.setattr(TopicVisit, "pack", lambda self, part: pack / part)

    tree = _tree(_page(visitor, record, "public"))

    by_source = tree.xpath("//h2[@id='crowding']/following::table[1]//tbody/tr/td[4]")
    assert [cell.text_content() for cell in by_source] == ["167", "about 182", "146", "443", "about 325"]
    assert "34.9 percent, convicted and not final 34.1 percent" in words(tree, "//main")
    sums = tree.xpath("//h2[@id='sums']/following::table[1]//tbody/tr")
    assert "442.7" in sums[0].text_content()
    assert "does not follow from its numbers" in sums[0].text_content()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_prisons(
    record: SmallRecord, settings: object, store: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    pack = files("audiatur.countries.kh")
    monkeypatch.setattr(TopicVisit, "pack", lambda self, part: pack / part)
    clerk = signed_in(record.users["clerk"], language=language)
    row, position = _saved(clerk), _prison_position(record)
    question = f"/calidor/questions/{position.proposition.question.slug}/"
    scenarios = "/calidor/topics/prisons/scenarios/"
    addresses = (
        "/calidor/topics/prisons/state/", f"/calidor/topics/prisons/scenario/?{SCENARIO}&bail=140",
        "/calidor/topics/prisons/backtest/", "/calidor/topics/prisons/public/", scenarios,
        f"{scenarios}compare/?s={row.pk}", _address(row), SAVE, f"{_address(row)}withdraw/",
        f"{question}positions/{position.proposition.order}/ministry/scenario/", question,
    )  # fmt: skip

    with serve(clerk) as served:
        found = {address: faults(opened(served.page, address)) for address in addresses}

    assert {address: each for address, each in found.items() if each} == {}


@pytest.mark.browser
def test_a_slider_answers_in_place_and_the_address_follows(record: SmallRecord, settings: object, store: Path) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    with serve(signed_in(record.users["clerk"], language="en")) as served:
        page = served.page
        page.goto(f"{SITE}/calidor/topics/prisons/scenario/")
        slider = page.locator("#bail + input[type=range]")
        slider.fill("60")
        page.wait_for_function("document.getElementById('lever-status').textContent == 'Computed anew.'")

        assert page.locator("#bail").input_value() == "60"
        assert "bail=60" in page.url
        assert page.locator("#outcome #effects").count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_in_khmer(record: SmallRecord, settings: object, store: Path, page: str) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    client = signed_in(record.users["clerk"], language="km")

    source = _page(client, record, page)

    assert "ពន្ធនាគារ" in source
    assert "last value" not in source
    assert "Persons" not in source
