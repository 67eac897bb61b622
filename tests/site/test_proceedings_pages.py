"""The pages of proceedings over an invented country's registers, and where there are none."""

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
from tests.site.test_language import missing

pytestmark = pytest.mark.django_db
PAGES = ("limits/", "durations/", "equality/", "trial-form/")
__all__ = ["missing"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the registers of proceedings of a small invented country."""
    folder = tmp_path_factory.mktemp("proceedings")
    generate(Asked(folder, accused=900))
    for name in ("places", "persons", "cases", "defendants", "events"):
        load(
            folder / f"tables/{name}.parquet", table=table_get(name), tables=TABLES, store=folder / "store",
            at=datetime(2026, 1, 5, tzinfo=UTC), synthetic=True,
        )  # fmt: skip
    return folder / "store"


def _page(client: Client, record: SmallRecord, page: str) -> str:
    answer = client.get(f"/{record.dialogue.slug}/topics/proceedings/{page}")
    assert answer.status_code == 200, page
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_without_a_register_a_page_is_drawn_and_says_what_is_missing(
    record: SmallRecord, visitor: Client, settings: object, tmp_path: Path, page: str
) -> None:
    settings.REGISTERS = tmp_path  # type: ignore[attr-defined]

    shown = _page(visitor, record, page)

    assert page == "trial-form/" or "or you may not see what is computed from it" in shown


def test_without_a_register_the_list_says_so_and_no_person_is_there(
    record: SmallRecord, visitor: Client, settings: object, tmp_path: Path
) -> None:
    settings.REGISTERS = tmp_path  # type: ignore[attr-defined]

    assert "No register of events is loaded" in _page(visitor, record, "limits/beyond/")
    assert visitor.get(f"/{record.dialogue.slug}/topics/proceedings/limits/K1/P1/").status_code == 404


def test_invariant_15_a_person_shows_the_timeline_the_rows_and_the_arithmetic(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    listed = _page(visitor, record, "limits/beyond/")

    found = re.search(r"limits/(K\d+)/(P\d+)/", listed)
    assert found
    shown = _page(visitor, record, f"limits/{found[1]}/{found[2]}/")

    assert "Detention before judgment: beyond the limit" in shown
    assert "<svg" in shown
    assert "of the invented code" in shown
    assert "pre-trial detention ordered" in shown
    held, allowed, over = (
        int(re.search(rf"{name}</th><td>([\d,]+) day", shown.partition("Detention before")[2])[1].replace(",", ""))  # type: ignore[index]
        for name in ("Time held", "Time allowed", "Beyond the limit by")
    )
    assert held - allowed == over > 0


def test_every_page_is_in_khmer_too(record: SmallRecord, settings: object, store: Path, missing: set[str]) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    client = Client(headers={"accept-language": "km"})
    listed = _page(client, record, "limits/beyond/")
    person = re.search(r"limits/(K\d+/P\d+/)", listed)
    assert person

    for page in (
        *PAGES,
        "limits/beyond/?clock=police_custody",
        "equality/?question=counsel-by-sex",
        f"limits/{person[1]}",
    ):
        assert '<html lang="km">' in _page(client, record, page)

    assert missing == set()


def test_an_empty_table_of_the_form_has_the_columns_of_the_register(record: SmallRecord, visitor: Client) -> None:
    answer = visitor.get(f"/{record.dialogue.slug}/topics/proceedings/trial-form/monitored_accused.csv")

    header = answer.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert tuple(header) == tuple(column.name for column in table_get("monitored_accused").columns)
    assert visitor.get(f"/{record.dialogue.slug}/topics/proceedings/trial-form/nothing.csv").status_code == 404
