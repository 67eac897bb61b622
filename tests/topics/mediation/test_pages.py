"""The pages of mediation, on the invented country's registers and without any."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from audiatur.figures.exchange import figures_from_csv
from audiatur.registers.loading import load
from audiatur.topics.mediation.dispute_form import FORM
from audiatur.topics.mediation.intake import template_csv
from audiatur.topics.tables import TABLES, table_get
from tests.record_fixture import SmallRecord
from tests.site.crawl import words
from tests.topics.mediation.invented import NOW

PAGES = ("ladder", "figures", "survey", "offices", "contradictions", "intake")
AT = "/calidor/topics/mediation/"


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "km"])
def test_every_page_opens_without_a_register(record: SmallRecord, page: str, language: str) -> None:
    answer = Client(headers={"accept-language": language}).get(f"{AT}{page}/")

    assert answer.status_code == 200


@pytest.mark.django_db
def test_the_ladder_tells_its_cohorts_and_adds_up(record: SmallRecord, visitor: Client, kept: None) -> None:
    page = html.fromstring(visitor.get(f"{AT}ladder/").content)

    table = page.xpath("//table")[0]
    rows = [[cell.text_content().strip() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
    assert rows[0][:2] == ["Disputes", "Received"]
    assert rows[1][:2] == ["All", "2,080"]
    assert [row[0] for row in rows[2:]] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert len(page.xpath("//svg")) == 2
    assert "as known on" in words(page, "//main")


@pytest.mark.django_db
def test_every_figure_of_the_export_names_base_cohort_and_censoring_day(
    record: SmallRecord,
    visitor: Client,
    kept: None,
) -> None:
    for page in ("figures", "survey"):
        answer = visitor.get(f"{AT}{page}.csv")

        found = figures_from_csv(answer.content.decode())
        assert len(found) > 8
        assert all(one.denominator_code and one.since and one.until and one.censored_on for one in found)
        assert all(one.synthetic for one in found)
        assert "synthetic-" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_all_settlement_rates_stand_together_with_what_each_is_of(
    record: SmallRecord,
    visitor: Client,
    kept: None,
) -> None:
    page = html.fromstring(visitor.get(f"{AT}figures/").content)

    shown = words(page, "//table[1]")
    assert shown.count("Settled by agreement, of ") == 6
    assert "812 of 2,080" in shown
    assert "812 of 1,341" in shown


@pytest.mark.django_db
def test_the_csv_of_the_ladder_tells_the_censoring_day_with_every_number(
    record: SmallRecord,
    visitor: Client,
    kept: None,
) -> None:
    answer = visitor.get(f"{AT}ladder.csv?by=body")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert rows[0]["body"] == "all"
    assert all(row["since"] and row["until"] and row["censored_on"] and row["snapshots"] for row in rows)
    assert {row["synthetic"] for row in rows} == {"true"}


@pytest.mark.django_db
def test_two_pasted_texts_are_set_beside_each_other_and_not_kept(record: SmallRecord, visitor: Client) -> None:
    texts = {
        "text_1": "In Kenya, of 4,708 matters referred to mediation in 2022/23, 95% were concluded.",
        "text_2": "The settlement rate of mediation in Kenya in 2022/23 was 51.2%.",
    }

    page = html.fromstring(visitor.post(f"{AT}contradictions/", texts).content)

    shown = words(page, "//table")
    assert "Concluded in any way, of disputes referred to a mediator" in shown
    assert "Settled by agreement, of disputes received" in shown
    assert page.xpath("//textarea")[0].text.strip() == texts["text_1"]


@pytest.mark.django_db
@pytest.mark.parametrize("pasted", ["\x1f?", "%PDF-1.7 and no more", "PK\x03\x04", "\x00"])
def test_bytes_of_a_file_that_are_pasted_publish_no_rate(record: SmallRecord, visitor: Client, pasted: str) -> None:
    answer = visitor.post(f"{AT}contradictions/", {"text_1": pasted, "text_2": ""})

    assert answer.status_code == 200
    assert "No two rates" in answer.content.decode()


@pytest.mark.django_db
def test_a_text_with_markup_is_shown_as_text(record: SmallRecord, visitor: Client) -> None:
    texts = {"text_1": "<script>x</script> mediation settled 5% in Kenya in 2023", "text_2": ""}

    content = visitor.post(f"{AT}contradictions/", texts).content.decode()

    assert "<script>x" not in content


@pytest.mark.django_db
def test_offices_are_in_the_order_of_names_and_never_under_thirty(
    record: SmallRecord,
    visitor: Client,
    kept: None,
) -> None:
    page = html.fromstring(visitor.get(f"{AT}offices/").content)

    rows = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in page.xpath("//tbody/tr")]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert all(int(row[1]) >= 30 for row in rows)


def test_the_table_of_the_form_comes_into_the_register_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "disputes.csv"
    path.write_text(template_csv(), encoding="utf-8")

    loaded = load(path, table=table_get("disputes"), tables=TABLES, at=NOW)

    assert (loaded.validation.read, loaded.validation.quarantined) == (1, 0)


def test_the_form_asks_in_khmer_and_english_and_keeps_names_on_paper() -> None:
    asked = [field for _, field in FORM.each()]

    assert all(field.words.en and field.words.km for field in asked)
    assert "applicant_agreed" in {field.name for field in asked}
    assert not {"person", "name"} & {field.name for field in asked}
