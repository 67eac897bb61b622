"""The follow-up page: what was promised and recommended, filtered, counted and exported."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from tests.record_fixture import SmallRecord
from tests.site.crawl import words

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str, table: str) -> list[str]:
    tree = html.fromstring(client.get(f"/calidor/follow-up/{query}").content)
    return [words(row, ".") for row in tree.xpath(f"//table[@class='{table}']/tbody/tr")]


def test_commitments_stand_by_their_day_and_an_overdue_one_says_so_in_words(
    record: SmallRecord, visitor: Client
) -> None:
    told = rows(visitor, "", "commitments")

    assert [row.split(".")[0] for row in told] == [
        "Send the questions in writing",
        "Publish the draft act",
        "Open 600 new places at the northern centre",
    ]
    assert "1 March 2026 Overdue" in told[1]
    assert "Overdue" not in told[0] + told[2]


def test_a_grade_stands_with_the_name_of_its_scale(record: SmallRecord, visitor: Client) -> None:
    assert "Done 30 January 2026 Special Rapporteur · scale: audiatur-1" in rows(visitor, "", "commitments")[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=open", ["Publish", "Open"]),
        ("?state=overdue", ["Publish"]),
        ("?state=closed", ["Send"]),
        ("?topic=law", ["Publish"]),
        ("?words=NORTHERN+places", ["Open"]),
        ("?words=weather", []),
        ("?state=everything", ["Send", "Publish", "Open"]),
    ],
)
def test_commitments_are_filtered(record: SmallRecord, visitor: Client, query: str, expected: list[str]) -> None:
    assert [row.split()[0] for row in rows(visitor, query, "commitments")] == expected


def test_recommendations_come_in_parts_with_their_count(record: SmallRecord, visitor: Client) -> None:
    page = html.fromstring(visitor.get("/calidor/follow-up/?page=2").content)

    assert "31 recommendations · 26 to 31 on this page" in words(page, "//main")
    assert len(page.xpath("//table[@class='recommendations']/tbody/tr")) == 6
    assert words(page, "//nav[@class='pages']") == "Previous 1 2"


def test_a_part_that_is_not_there_shows_the_nearest(record: SmallRecord, visitor: Client) -> None:
    assert len(rows(visitor, "?page=99", "recommendations")) == 6
    assert len(rows(visitor, "?page=x", "recommendations")) == 25


def test_recommendations_are_filtered_and_the_answer_keeps_its_own_word(record: SmallRecord, visitor: Client) -> None:
    (only,) = rows(visitor, "?words=before+trial", "recommendations")

    assert "Norland Supported 1 December 2025 Ministry of Justice" in only
    assert rows(visitor, "?position=noted", "recommendations") == []


def test_the_export_holds_what_the_filters_leave_on_all_parts(record: SmallRecord, visitor: Client) -> None:
    exported = visitor.get("/calidor/follow-up/recommendations.csv?topic=law").content.decode("utf-8-sig")

    assert len(exported.splitlines()) == 1 + 30


def test_filters_that_leave_nothing_say_so(record: SmallRecord, visitor: Client) -> None:
    page = visitor.get("/calidor/follow-up/?words=weather").content.decode()

    assert "No commitment fits what you chose." in page
    assert "No recommendation fits what you chose." in page
