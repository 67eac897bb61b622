"""The pages of proceedings over an invented country's registers, and where there are none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from django.test import Client

from audiatur.registers.loading import load
from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.proceedings.rules import rules_of
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
    _stays(folder).write_parquet(folder / "tables/police_custody_stays.parquet")
    _changed_charges(folder).write_parquet(folder / "tables/charges.parquet")
    for name in ("places", "persons", "cases", "defendants", "events", "police_custody_stays", "charges"):
        load(
            folder / f"tables/{name}.parquet", table=table_get(name), tables=TABLES, store=folder / "store",
            at=datetime(2026, 1, 5, tzinfo=UTC), synthetic=True,
        )  # fmt: skip
    return folder / "store"


def _stays(folder: Path) -> pl.DataFrame:
    """The stays in police custody with their minutes."""
    rows = pl.read_parquet(folder / "tables/police_custody.parquet")

    def minute(name: str) -> pl.Expr:
        return pl.col(name).dt.hour().cast(pl.Int64) * 60 + pl.col(name).dt.minute()

    return rows.select(
        "stay", "case", "person", "place",
        began=pl.col("began_at").dt.date(), began_minute=minute("began_at"),
        ended=pl.col("presented_at").dt.date(), ended_minute=minute("presented_at"),
    )  # fmt: skip


def _changed_charges(folder: Path) -> pl.DataFrame:
    """Of those held beyond the limit, each first charged with a felony and 30 days later with a misdemeanour."""
    events = pl.read_parquet(folder / "tables/events.parquet")
    held = events.filter(pl.col("kind") == "detention_ordered").unique(["case", "person"], keep="first").sort("event")
    first = held.head(40).select("case", "person", since="on", charge_class=pl.lit("felony"))
    later = first.with_columns(since=pl.col("since") + pl.duration(days=30), charge_class=pl.lit("misdemeanour"))
    return pl.concat([first, later]).with_columns(
        offence=pl.lit(None, dtype=pl.String), minimum_penalty_days=pl.lit(180, dtype=pl.Int64)
    )  # fmt: skip


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
    listed = _page(visitor, record, "limits/beyond/?clock=pretrial_detention")

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


def test_the_list_has_the_limits_of_police_custody_in_hours(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]

    everything = _page(visitor, record, "limits/beyond/")
    custody = _page(visitor, record, "limits/beyond/?clock=police_custody")

    assert "Detention before judgment" in everything
    assert re.search(r"limits/K\d+/P\d+/.*?<td>Police custody</td>.*?<td>\d+ h", custody)


def test_police_custody_is_told_to_the_minute_of_the_stay(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    listed = _page(visitor, record, "limits/beyond/?clock=police_custody")
    case, person = re.findall(r"limits/(K\d+)/(P\d+)/", listed)[0]
    stay = pl.read_parquet(store.parent / "tables/police_custody.parquet").row(
        by_predicate=(pl.col("case") == case) & (pl.col("person") == person), named=True
    )

    shown = _page(visitor, record, f"limits/{case}/{person}/").partition("Police custody: ")[2]

    hours, minutes = divmod(int((stay["presented_at"] - stay["began_at"]).total_seconds()) // 60, 60)
    assert f"<td>{hours} h {minutes} min</td>" in shown or f"<td>{hours} h</td>" in shown
    assert f"{stay['began_at']:%H:%M}" in shown


def test_a_changed_charge_stands_in_a_table_and_on_the_timeline(
    record: SmallRecord, visitor: Client, settings: object, store: Path
) -> None:
    settings.REGISTERS = store  # type: ignore[attr-defined]
    changed = pl.read_parquet(store.parent / "tables/charges.parquet")
    case, person = changed.row(0)[:2]

    shown = _page(visitor, record, f"limits/{case}/{person}/")

    assert "Charges over time" in shown
    assert shown.index('<th scope="row">felony') < shown.index('<th scope="row">misdemeanour')


def test_what_has_no_clock_is_listed_with_the_reason(
    record: SmallRecord, visitor: Client, settings: object, tmp_path: Path
) -> None:
    settings.REGISTERS = tmp_path  # type: ignore[attr-defined]

    shown = _page(visitor, record, "limits/")

    rules = rules_of(record.dialogue.country, synthetic=record.dialogue.synthetic)
    assert rules
    untimed = shown.partition('id="untimed"')[2]
    assert all(f'id="{rule.id}-1"' in untimed for rule in rules.untimed)


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
