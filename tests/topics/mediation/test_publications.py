"""Rates that the record's own documents publish are set beside each other, as far as the viewer may see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from audiatur.record.models import Source
from audiatur.topics.mediation.publications import Document, rates_of, set_beside
from tests.record_fixture import SmallRecord
from tests.site.crawl import words

HIGH = Document(1, "Report", "In 2024 mediation did well.\n\nThe settlement rate of mediation was 90 per cent in 2024.")
LOW = Document(2, "Letter", "The courts say that the settlement rate of mediation in 2024 was 61.5 %.")
PAGE = "/calidor/topics/mediation/contradictions/"


def test_two_documents_of_one_state_and_year_are_set_beside_each_other() -> None:
    rates = [rate for document in (HIGH, LOW) for rate in rates_of(document, place="Calidor")]

    (found,) = set_beside(rates, values={}, state="Calidor")

    assert (found.place, found.period) == ("Calidor", (2024, 2024))
    assert (found.higher.source, found.lower.source) == ("1", "2")
    assert HIGH.content[found.higher.start : found.higher.end] == found.higher.sentence


def test_the_register_of_that_year_names_the_definition_and_that_of_another_does_not() -> None:
    rates = [rate for document in (HIGH, LOW) for rate in rates_of(document, place="Calidor")]
    values = {(2024, 2024): {"settled_of_started": 61.52}, (2023, 2023): {"settled_of_received": 61.5}}

    (found,) = set_beside(rates, values=values, state="Calidor")

    assert [fit.definition for fit in found.lower.fits if fit.reason == "register"] == ["settled_of_started"]
    assert not [fit for fit in found.higher.fits if fit.reason == "register"]


def test_a_rate_of_another_state_is_not_held_against_the_register() -> None:
    elsewhere = Document(3, "Note", "In Kenya the settlement rate of mediation was 61.5 % in 2024.")

    (rate,) = rates_of(elsewhere, place="Calidor")

    assert rate.place == "Kenya"


def test_a_document_that_names_several_years_gives_a_rate_no_year_of_its_own() -> None:
    report = Document(
        4, "Review", "The law is of 1995.\n\nA reform came in 2019.\n\nMediation settled 70 % of disputes."
    )

    (rate,) = rates_of(report, place="Calidor")

    assert rate.period is None


def _change(source: Source, *, column: str, value: str) -> None:
    """Past the record's guard against changes that no service makes."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE record_source SET {column} = %s WHERE id = %s", [value, source.pk])


@pytest.mark.django_db
def test_the_page_shows_only_what_the_viewers_documents_publish(record: SmallRecord, visitor: Client) -> None:
    sources = list(Source.objects.filter(dialogue=record.dialogue, visibility="public")[:2])
    for source, document in zip(sources, (HIGH, LOW), strict=True):
        _change(source, column="content", value=document.content)

    shown = html.fromstring(visitor.get(PAGE).content)
    _change(sources[1], column="visibility", value="restricted")
    hidden = html.fromstring(visitor.get(PAGE).content)

    assert shown.xpath("//table//th[@scope='row']/a/text()") == [sources[0].title, sources[1].title]
    assert f"/calidor/sources/{sources[0].pk}/?at=29-" in shown.xpath("//table//th/a/@href")[0]
    assert "61.5" not in words(hidden, "//main")
    assert not hidden.xpath("//table")
