"""An invented register of complaints with places, opened on the engine, and an indicator over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from ibis.expr import types as ir

from audiatur.figures.estimators import complete_share
from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.places import within
from audiatur.registers.contract import Table, day, flag, key, reference, text
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.loading import load
from audiatur.registers.shared_tables import PLACES

COMPLAINTS = Table(
    name="complaints",
    version=1,
    en="Complaints",
    km="បណ្ដឹង",
    row_en="one complaint",
    key=("complaint",),
    columns=(
        key("complaint", "Number", "លេខ", example="C1"),
        reference("place", "places", "Place", "ទីកន្លែង", example="01", required=True),
        text("sex", "Sex", "ភេទ", example="female"),
        day("filed", "Day", "ថ្ងៃ", required=True),
        flag("answered", "Whether answered", "បានឆ្លើយ"),
    ),
)
PLACE_ROWS = (
    "place,name,kind,within\n00,Land,country,\n01,North,province,00\n02,South,province,00\n0101,Hill,district,01\n"
)
ASKED = Asked(since=date(2024, 1, 1), until=date(2024, 12, 31), on=date(2024, 12, 31))


@contextmanager
def opened(rows: Sequence[tuple[str, str, str, str]], *, folder: Path) -> Iterator[Registers]:
    """The registers of complaints (place, sex, day, answered), synthetic."""
    lines = "".join(f"C{i},{place},{sex},{filed},{answered}\n" for i, (place, sex, filed, answered) in enumerate(rows))
    files = {"places": PLACE_ROWS, "complaints": "complaint,place,sex,filed,answered\n" + lines}
    snapshots = []
    for table in (PLACES, COMPLAINTS):
        path = folder / f"{table.name}.csv"
        path.write_text(files[table.name], encoding="utf-8")
        kept = load(
            path,
            table=table,
            tables=[PLACES, COMPLAINTS],
            at=datetime(2026, 1, 1, tzinfo=UTC),
            store=folder / "store",
            synthetic=True,
        )
        assert kept.snapshot
        snapshots.append(kept.snapshot)
    with Registers(snapshots, settings=EngineSettings(threads=1), spill=folder / "spill") as registers:
        yield registers


def answered_rows(registers: Registers, asked: Asked) -> ir.Table:
    """Complaints and those answered, by the columns asked for."""
    rows = registers["complaints"].filter(registers["complaints"].filed.between(asked.since, asked.until))
    rows = within(rows, places=registers["places"], place=asked.place)
    return rows.group_by(list(asked.by)).agg(numerator=rows.answered.fill_null(False).sum(), denominator=rows.count())


ANSWERED = Indicator(
    id="invented.answered",
    version=1,
    kind=Kind.PROCESS,
    unit=Unit.PERCENT,
    name=Words("Complaints answered", "បណ្ដឹងដែលបានឆ្លើយ"),
    definition=Words("Of the complaints filed, those answered.", "…"),
    numerator="complaints-answered",
    denominator="complaints-filed",
    tables=("complaints", "places"),
    published=(("place", "sex"),),
    standards=("ICCPR 2(3)",),
    source="invented",
    expression=answered_rows,
    estimator=complete_share,
)
