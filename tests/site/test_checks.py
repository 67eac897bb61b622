"""A number of a claim beside a figure: who sets it, what the page shows, who contests, and that all sides are alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from audiatur.reading.result import Quantity
from audiatur.record.models import Beside, Claim, Contest
from audiatur.record.services import beside_set, claim_note
from audiatur.registers.loading import load
from audiatur.registers.shared_tables import PLACES
from audiatur.topics import catalogue, tables
from tests.figures.invented import ANSWERED as INVENTED
from tests.figures.invented import COMPLAINTS, PLACE_ROWS
from tests.figures.test_computing import MANY
from tests.record_fixture import SmallRecord
from tests.registers.files import NOW
from tests.site.conftest import signed_in
from tests.site.crawl import words

pytestmark = pytest.mark.django_db
PAGE = "/calidor/questions/partly-agreed/"
YEAR = {"since": "2024-01-01", "until": "2024-12-31"}
ANSWERED = replace(INVENTED, id="proceedings.answered")
SAID = "55.7 per cent of the complaints were answered."


@pytest.fixture(autouse=True)
def registers(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complaints of the invented country, of which 97 in 174 were answered in 2024."""
    settings.REGISTERS, settings.FIGURES = tmp_path / "registers", tmp_path / "figures"
    monkeypatch.setattr(catalogue, "INDICATORS", {ANSWERED.id: ANSWERED})
    monkeypatch.setattr(tables, "TABLES", (PLACES, COMPLAINTS))
    lines = "".join(f"C{i},{','.join(row)}\n" for i, row in enumerate(MANY))
    files = {"places": PLACE_ROWS, "complaints": "complaint,place,sex,filed,answered\n" + lines}
    for table in (PLACES, COMPLAINTS):
        path = tmp_path / f"{table.name}.csv"
        path.write_text(files[table.name], encoding="utf-8")
        load(path, table=table, tables=[PLACES, COMPLAINTS], at=NOW, store=settings.REGISTERS, synthetic=True)


@pytest.fixture
def claim(record: SmallRecord) -> Claim:
    return claim_note(
        record.questions["partly-agreed"],
        by=record.users["keeper"],
        attributed_to="Ministry of Justice",
        party=record.parties["ministry"],
        text=SAID,
        source=record.sources["press"],
        said="2026-01-22",
    )


def beside(record: SmallRecord, claim: Claim, **given: object) -> Beside:
    number = Quantity("55.7 per cent", 0, 13, 55.7, 55.7, "exact", "percent")
    days = {"since": date(2024, 1, 1), "until": date(2024, 12, 31)}
    return beside_set(
        claim, by=record.users["keeper"], **{"quantity": number, "indicator": ANSWERED.id, **days, **given}
    )  # type: ignore[arg-type]


def check_on(client: Client) -> str:
    tree = html.fromstring(client.get(PAGE).content)
    return words(tree, "//div[@class='check keep']")


@pytest.mark.parametrize("person", ["clerk", "lawyer", "keeper"])
def test_whoever_takes_part_sets_a_number_beside_a_figure(record: SmallRecord, claim: Claim, person: str) -> None:
    client = signed_in(record.users[person])
    address = f"{PAGE}claims/{claim.pk}/figure/"
    given = {"number": "0", "indicator": ANSWERED.id, "differs": "", **YEAR}

    assert "55.7 per cent" in client.get(address).content.decode()
    check = client.post(address, {**given, "step": "check"}).content.decode()
    assert "Check your answers" in check
    assert not Beside.objects.exists()
    receipt = client.post(address, {**given, "step": "confirm"}, follow=True).content.decode()

    assert "The figure stands beside the claim" in receipt
    assert (Beside.objects.get().surface, Beside.objects.get().hedge) == ("55.7 per cent", "exact")


def test_whoever_only_reads_sets_nothing(record: SmallRecord, claim: Claim, visitor: Client) -> None:
    address = f"{PAGE}claims/{claim.pk}/figure/"

    assert signed_in(record.users["reader"]).get(address).status_code == 403
    assert visitor.get(address).status_code == 302


def test_the_page_shows_number_figure_and_verdict_to_everyone(
    record: SmallRecord, claim: Claim, visitor: Client
) -> None:
    beside(record, claim)

    told = check_on(visitor)

    # 97 of 174 are 55.747 %: inside 55.65 to 55.75.
    assert told.startswith("= The figure lies within the number")
    assert "“55.7 per cent”" in told
    assert "97 of 174" in told
    assert "complete count" in told


def test_a_number_apart_from_the_figure_and_one_about_something_else_are_told_so(
    record: SmallRecord, claim: Claim, visitor: Client
) -> None:
    beside(record, claim, differs="base")

    assert "○ Cannot be checked : the claim counts other persons or things" in check_on(visitor).replace(
        "checked:", "checked :"
    )


def test_without_the_records_a_check_says_that_nothing_gives_the_figure(
    record: SmallRecord, claim: Claim, visitor: Client, settings: object, tmp_path: Path
) -> None:
    beside(record, claim)
    settings.REGISTERS = tmp_path / "empty"

    assert "no record that is loaded here gives the figure" in check_on(visitor)


def test_a_party_contests_in_its_words_and_they_stand_beside_the_check(
    record: SmallRecord, claim: Claim, visitor: Client
) -> None:
    row = beside(record, claim)
    clerk = signed_in(record.users["clerk"])
    address = f"{PAGE}claims/{claim.pk}/figure/{row.pk}/contest/ministry/"
    said = {"words": "Telephone calls are not counted."}

    assert signed_in(record.users["lawyer"]).get(address).status_code == 403
    clerk.post(address, {**said, "step": "check"})
    assert not Contest.objects.exists()
    clerk.post(address, {**said, "step": "confirm"})

    assert "Contested by Ministry of Justice" in check_on(visitor)
    assert "Telephone calls are not counted." in check_on(visitor)


def test_only_the_secretariat_takes_a_figure_away(record: SmallRecord, claim: Claim, visitor: Client) -> None:
    row = beside(record, claim)
    address = f"{PAGE}claims/{claim.pk}/figure/{row.pk}/away/"
    assert signed_in(record.users["clerk"]).get(address).status_code == 403

    signed_in(record.users["keeper"]).post(address)

    assert 'class="check keep"' not in visitor.get(PAGE).content.decode()
    assert Beside.objects.get().ended_on


def test_claims_of_all_sides_are_checked_in_the_same_words(record: SmallRecord, visitor: Client) -> None:
    told = set()
    for party in ("ministry", "rapporteur", "monitor"):
        said = claim_note(
            record.questions["partly-agreed"],
            by=record.users["keeper"],
            attributed_to="A party",
            party=record.parties[party],
            text=SAID,
            source=record.sources["press"],
        )
        row = beside(record, said)
        tree = html.fromstring(visitor.get(PAGE).content)
        told.add(words(tree, f"//div[@id='check-{row.pk}']"))

    assert len(told) == 1


def test_a_claim_without_a_number_says_so(record: SmallRecord) -> None:
    client = signed_in(record.users["keeper"])
    address = f"{PAGE}claims/{record.claims['sourced'].pk}/figure/"

    assert "No number was read in this claim" in client.get(address).content.decode()


def test_days_in_the_wrong_order_are_told_at_the_field(record: SmallRecord, claim: Claim) -> None:
    client = signed_in(record.users["keeper"])
    given = {"number": "0", "indicator": ANSWERED.id, "since": "2024-12-31", "until": "2024-01-01", "step": "check"}

    page = client.post(f"{PAGE}claims/{claim.pk}/figure/", given).content.decode()

    assert "Give a day that is not before the first one." in page
