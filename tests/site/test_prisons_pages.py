"""The pages of prisons over an invented country's registers, and where there are none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from audiatur.registers.loading import load
from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.tables import TABLES, table_get
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.crawl import words

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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn_in_khmer(record: SmallRecord, settings: object, store: Path, page: str) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    client = signed_in(record.users["clerk"], language="km")

    source = _page(client, record, page)

    assert "ពន្ធនាគារ" in source
    assert "last value" not in source
    assert "Persons" not in source
