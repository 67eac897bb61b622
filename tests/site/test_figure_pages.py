"""The pages of figures, over a small invented register of complaints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings
from lxml import html

from audiatur.record.models import Dialogue
from audiatur.registers.loading import load
from audiatur.site.views import figures
from audiatur.topics.tables import TABLES, table_get
from tests.figures.test_series import OTHER, SERIES, SOURCES
from tests.figures.test_series import loaded as series_loaded
from tests.record_fixture import SmallRecord
from tests.site.browser import serve
from tests.site.conftest import signed_in
from tests.site.crawl import words
from tests.site.test_browser import faults
from tests.site.test_browser import opened as browser_page
from tests.site.test_language import missing  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

ADDRESS = "/calidor/figures/proceedings.complaints/"
PLACES = (
    "place,name,name_km,kind,within\n00,Calidor,កាលីដ័រ,country,\n01,North,ជើង,province,00\n"
    "0101,Hill,ភ្នំ,district,01\n0102,Vale,ជ្រោះ,district,01\n"
)
CELLS = [("0101", "delay", "female", 40), ("0101", "delay", "male", 25), ("0101", "fees", "female", 30),
         ("0101", "fees", "male", 35), ("0102", "delay", "female", 3), ("0102", "delay", "male", 50),
         ("0102", "fees", "female", 60), ("0102", "fees", "male", 45)]  # fmt: skip


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with places and 288 complaints of 2025."""
    folder = tmp_path_factory.mktemp("registers")
    rows = [
        f"{place},{kind},{sex},2025-{1 + number % 12:02}-{31 if number % 12 == 11 else 1:02}"
        for place, kind, sex, times in CELLS
        for number in range(times)
    ]
    files = {
        "places": PLACES,
        "complaints": "complaint,place,kind,sex,filed\n" + "".join(f"Q{i},{row}\n" for i, row in enumerate(rows)),
    }
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        kept = load(
            path, table=table_get(name), tables=TABLES, at=datetime(2026, 1, 1, tzinfo=UTC), store=folder / "store",
            synthetic=True,
        )  # fmt: skip
        assert kept.snapshot
        assert not kept.validation.quarantined
    return folder / "store"


@pytest.fixture
def loaded(
    record: SmallRecord, registers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SmallRecord]:
    # A busy machine computes slowly; what the catalogue leaves out for that has a test of its own.
    monkeypatch.setattr(figures, "PATIENCE", 600.0)
    with override_settings(REGISTERS=registers, FIGURES=tmp_path / "figures"):
        yield record


def page(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content)


def rows(tree: html.HtmlElement) -> dict[tuple[str, ...], str]:
    found = {}
    for row in tree.xpath("//table[@class='groups']/tbody/tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row]
        found[tuple(cells[:-3])] = cells[-3].replace("\N{NO-BREAK SPACE}", " ")
    return found


def test_the_catalogue_lists_each_figure_with_its_newest_value(loaded: SmallRecord, visitor: Client) -> None:
    tree = page(visitor, "/calidor/figures/")

    line = words(tree, "//table[@class='catalogue']//tr[th/a[contains(@href, 'proceedings.complaints')]]")
    assert line.startswith("Complaints about proceedings 288 complaints 2025 Outcome")


def test_the_catalogue_leads_to_what_takes_too_long_to_compute(
    loaded: SmallRecord, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PATIENCE", -1.0)
    line = "//table[@class='catalogue']//tr[th/a[contains(@href, 'proceedings.complaints')]]"

    first = words(page(visitor, "/calidor/figures/"), line)
    visitor.get(ADDRESS)
    second = words(page(visitor, "/calidor/figures/"), line)

    assert first.startswith("Complaints about proceedings on its page")
    assert second.startswith("Complaints about proceedings 288 complaints 2025")


def test_a_figure_is_told_in_a_sentence_with_place_period_and_how_sure(loaded: SmallRecord, visitor: Client) -> None:
    text = words(page(visitor, ADDRESS), "//main")

    assert (
        "Complaints about proceedings, Calidor, 2025: 288 complaints – complete count. As known on 31 December 2025."
        in text
    )
    assert "Synthetic data" in text


def test_groups_stand_with_their_total(loaded: SmallRecord, visitor: Client) -> None:
    assert rows(page(visitor, f"{ADDRESS}?by=sex")) == {
        ("All",): "288 complaints",
        ("woman or girl",): "133 complaints",
        ("man or boy",): "155 complaints",
    }


def test_a_small_cell_is_withheld_on_the_page_in_csv_and_in_json(loaded: SmallRecord, visitor: Client) -> None:
    address = "?by=district,kind,sex"
    shown = rows(page(visitor, f"{ADDRESS}{address}"))
    table = list(csv.DictReader(io.StringIO(visitor.get(f"{ADDRESS}table.csv{address}").content.decode("utf-8-sig"))))
    told = json.loads(visitor.get(f"{ADDRESS}figure.json{address}").content)

    assert shown[("Vale", "delay", "woman or girl")] == "withheld"
    assert sum(value == "withheld" for value in shown.values()) > 1
    withheld = [row for row in table if row["release"] == "withheld"]
    assert {(row["value"], row["low"], row["n"], row["numerator"]) for row in withheld} == {("", "", "", "")}
    assert len(withheld) == sum(figure["value"] is None for figure in told["figures"])
    assert {row["synthetic"] for row in table} == {"yes"}
    assert told["synthetic"] is True


def test_the_chart_has_a_title_that_says_the_finding_and_the_numbers_are_in_the_table(
    loaded: SmallRecord, visitor: Client
) -> None:
    tree = page(visitor, f"{ADDRESS}?by=kind")

    assert words(tree, "//figure[contains(@class,'chart')]/figcaption/strong") == (
        "From 118\N{NO-BREAK SPACE}complaints (delay) to 170\N{NO-BREAK SPACE}complaints (fees)"
    ).replace("\N{NO-BREAK SPACE}", " ")
    assert tree.xpath("//figure//*[local-name()='svg']")
    assert not tree.xpath("//*[local-name()='svg']//*[@style] | //*[local-name()='svg']//*[local-name()='style']")


def test_khmer_stands_in_the_chart_as_text(loaded: SmallRecord) -> None:
    tree = page(Client(headers={"accept-language": "km"}), f"{ADDRESS}?by=kind")

    said = " ".join(tree.xpath("//figure//*[local-name()='svg']//*[local-name()='text']/text()"))
    assert "ការយឺតយ៉ាវ" in said
    assert "…" not in said


def test_how_it_was_computed_names_snapshots_with_their_hashes_and_the_sql(
    loaded: SmallRecord, visitor: Client
) -> None:
    text = words(page(visitor, ADDRESS), "//main")

    assert "SELECT" in text
    assert "proceedings.complaints 1, audiatur" in text
    assert text.count("complaints-") >= 1
    assert any(len(word) == 64 for word in text.split())


def test_computing_again_gives_the_same_digits_and_says_so(loaded: SmallRecord, visitor: Client) -> None:
    visitor.get(f"{ADDRESS}?by=kind")

    answer = visitor.post(f"{ADDRESS}recompute/", {"query": "by=kind"}, follow=True)

    assert answer.redirect_chain[0][0] == f"{ADDRESS}?by=kind#computed"
    assert "every digit is the same" in answer.content.decode()


def test_a_page_that_was_opened_once_computes_nothing(
    loaded: SmallRecord, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.get(f"{ADDRESS}?by=kind")
    monkeypatch.setattr("audiatur.site.figure_reading.compute", None)

    assert visitor.get(f"{ADDRESS}?by=kind").status_code == 200


def test_kept_figures_hold_no_withheld_number(loaded: SmallRecord, visitor: Client, tmp_path: Path) -> None:
    visitor.get(f"{ADDRESS}?by=district,kind,sex")

    (kept,) = (tmp_path / "figures").glob("*.json")
    held = json.loads(json.loads(kept.read_text(encoding="utf-8"))["content"])["figures"]
    assert all(figure["value"] is None for figure in held if figure["release"] == "withheld")


@pytest.mark.parametrize("query", ["?by=age", "?year=1990", "?since=2025-03-05&until=2025-03-06", "?place=0102"])
def test_who_takes_no_part_is_given_only_whole_years_and_tables(
    loaded: SmallRecord, visitor: Client, query: str
) -> None:
    assert rows(page(visitor, f"{ADDRESS}{query}")) == {("All",): "288 complaints"}


def test_a_member_chooses_days_and_a_place(loaded: SmallRecord) -> None:
    clerk = signed_in(loaded.users["clerk"])

    assert rows(page(clerk, f"{ADDRESS}?place=0102")) == {("All",): "158 complaints"}
    assert rows(page(clerk, f"{ADDRESS}?since=2025-01-01&until=2025-06-30")) == {("All",): "154 complaints"}
    assert "There is a problem" in clerk.get(f"{ADDRESS}?since=2025-06-01&until=2025-01-01").content.decode()


def test_a_real_countrys_figures_are_for_those_who_take_part(loaded: SmallRecord, visitor: Client) -> None:
    Dialogue.objects.filter(pk=loaded.dialogue.pk)._update([(Dialogue._meta.get_field("synthetic"), None, False)])

    text = words(page(visitor, ADDRESS), "//main")

    assert "registers that are not here for you" in text
    assert "288" not in text
    assert visitor.get(f"{ADDRESS}table.csv").status_code == 404
    assert visitor.get(f"{ADDRESS}figure.json").status_code == 404


def test_published_series_of_the_same_matter_stand_side_by_side_with_their_definitions(
    loaded: SmallRecord, visitor: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Dialogue.objects.filter(pk=loaded.dialogue.pk)._update([(Dialogue._meta.get_field("synthetic"), None, False)])
    held = SERIES.replace('"prisons.held"', '"proceedings.complaints"')
    published = series_loaded(tmp_path, sources=SOURCES, held=held + OTHER)
    monkeypatch.setattr(figures, "published_series", lambda country: published)

    for address in (ADDRESS, "/calidor/figures/"):
        tree = page(visitor, address)

        count = len(tree.xpath("//table[@class='figures']/tbody/tr"))
        told = [words(tree, f"//table[@class='figures']/tbody/tr[{number}]") for number in range(1, count + 1)]
        assert len(told) == 3
        assert told[0].startswith("Office of Statistics 31 December 2019 Land between 1,000 and 1,100 persons")
        assert "Persons in all prisons at the end of the year." in told[0]
        assert "1,200" in told[1]
        assert "p. 40" in told[1]
        assert "about 1,350" in told[2]
        assert "Persons in the prisons visited." in told[2]


def test_an_unknown_figure_is_not_there(loaded: SmallRecord, visitor: Client) -> None:
    assert visitor.get("/calidor/figures/proceedings.nothing/").status_code == 404


def test_every_text_of_the_figure_pages_is_in_the_khmer_catalogue(
    loaded: SmallRecord,
    missing: set[str],  # noqa: F811
) -> None:
    visitor = Client(headers={"accept-language": "km"})
    clerk = signed_in(loaded.users["clerk"], language="km")

    for client in (visitor, clerk):
        client.get("/calidor/figures/")
        client.get(ADDRESS)
        client.get(f"{ADDRESS}?by=district,kind,sex")
        client.get(f"{ADDRESS}?since=2025-06-01&until=2025-01-01")
        client.post(f"{ADDRESS}recompute/", {"query": "by=kind"}, follow=True)

    assert missing == set()


@pytest.mark.parametrize("address", ["/calidor/figures/", f"{ADDRESS}?by=kind,sex"])
def test_the_figure_pages_have_no_fault_that_axe_finds(loaded: SmallRecord, visitor: Client, address: str) -> None:
    with serve(visitor) as served:
        assert faults(browser_page(served.page, address)) == []
