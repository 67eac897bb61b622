"""No address gives anyone a word that they may not read, and docs/visibility.csv tells what each gives to whom."""

from __future__ import annotations

import pytest

from tests.canary import table
from tests.canary.addresses import routes
from tests.canary.crawling import Crawled, Scene
from tests.canary.fields import NEVER_SHOWN, every_word_field

pytestmark = pytest.mark.django_db

ROUTES = sorted({route.name for route in routes()})


def _row(route: str, met: Crawled) -> dict[str, str]:
    return {
        column: table.cell(met.levels[route, column], answered=met.answered[route, column])
        for column in table.columns()
    }


def test_every_field_that_holds_words_holds_a_planted_one(planted: Scene) -> None:
    missing = every_word_field() - {word.field for word in planted.ground.words.values()}

    assert not missing, (
        f"{', '.join(sorted(missing))}: plant a word in each (tests/canary/planting.py), "
        "or say in tests/canary/fields.py why it holds none of a person's words"
    )


def test_nobody_reads_a_word_that_is_not_for_them(met: Crawled) -> None:
    assert met.requests > 2000
    assert met.leaks == [], f"{len(met.leaks)} leaks"


def test_every_planted_field_is_met_somewhere(met: Crawled) -> None:
    """A word that nobody meets anywhere proves nothing about who may read it."""
    unmet = every_word_field() - met.met

    assert unmet == set(NEVER_SHOWN), f"never met: {', '.join(sorted(unmet))}"


def test_no_address_ends_in_a_fault(met: Crawled) -> None:
    assert met.faults == []


def test_the_table_has_a_row_for_every_route_and_a_column_for_every_role(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-visibility", default=False):
        _write(request.getfixturevalue("met"))
    rows = table.read()
    missing, gone = set(ROUTES) - set(rows), set(rows) - set(ROUTES)

    assert not missing, (
        f"docs/visibility.csv has no row for {', '.join(sorted(missing))}. Write one that says what it shows; "
        "`pytest tests/canary --write-visibility` fills in the levels, which a person then reads"
    )
    assert not gone, f"docs/visibility.csv tells of {', '.join(sorted(gone))}, which is no route"
    assert [row["route"] for row in rows.values() if not row["shows"].strip()] == []
    for row in rows.values():
        assert set(row) == {"route", "shows", *table.columns()}


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_gives_each_role_the_levels_that_the_table_says(route: str, met: Crawled) -> None:
    told = table.read().get(route, {})

    assert {column: told.get(column) for column in table.columns()} == _row(route, met)


def _write(met: Crawled) -> None:
    held = table.read() if table.TABLE.exists() else {}
    rows = [{"route": name, "shows": held.get(name, {}).get("shows", ""), **_row(name, met)} for name in ROUTES]
    table.TABLE.write_text(table.written(rows), encoding="utf-8")
