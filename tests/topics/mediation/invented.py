"""Invented logs of mediation, opened on the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from audiatur.figures.computing import compute
from audiatur.figures.figure import Figure
from audiatur.figures.indicator import Asked
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.loading import Loaded, load
from audiatur.registers.mapping import read_mapping
from audiatur.topics.catalogue import indicator_get
from audiatur.topics.tables import TABLES, table_get

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ALL_YEARS = Asked(since=date(2020, 1, 1), until=date(2025, 12, 31), on=date(2025, 12, 31))


def kept(path: Path, *, table: str, store: Path, mapping: Path | None = None, synthetic: bool = True) -> Loaded:
    """A file loaded into a store as a snapshot."""
    return load(
        path,
        table=table_get(table),
        tables=TABLES,
        at=NOW,
        mapping=read_mapping(mapping) if mapping else None,
        store=store,
        synthetic=synthetic,
        country="xx" if synthetic else "",
    )


@contextmanager
def opened(loaded: Mapping[str, Loaded], *, folder: Path) -> Iterator[Registers]:
    """The snapshots of what was loaded, open."""
    snapshots = [each.snapshot for each in loaded.values() if each.snapshot]
    with Registers(snapshots, settings=EngineSettings(threads=1), spill=folder / "spill") as registers:
        yield registers


@contextmanager
def log(content: Mapping[str, str], *, folder: Path) -> Iterator[Registers]:
    """Tables given as CSV text, whose columns bear our names."""
    loaded = {}
    for table, text in content.items():
        path = folder / f"{table}.csv"
        path.write_text(text, encoding="utf-8")
        loaded[table] = kept(path, table=table, store=folder / "store")
        assert not loaded[table].validation.quarantined, loaded[table].validation.faults
    with opened(loaded, folder=folder) as registers:
        yield registers


def figures(name: str, registers: Registers, *, asked: Asked = ALL_YEARS) -> tuple[Figure, ...]:
    """The figures of an indicator of mediation; small counts are shown, since all of them are invented."""
    return compute(indicator_get(f"mediation.{name}"), registers, asked=asked, country="Land", open_rows=True).figures


def figure(name: str, registers: Registers, *, asked: Asked = ALL_YEARS) -> Figure:
    """The figure of all."""
    return figures(name, registers, asked=asked)[0]


HEAD = (
    "dispute,body,subject,place,received,referred,accepted,applicant_agreed,respondent_agreed,first_session,ended,"
    "result,agreement_kept,followed_up,excluded\n"
)
DISPUTES = HEAD + "\n".join(
    [
        # Agreed, and carried out in 40 days.
        "D1,court,debt,00,2024-01-10,2024-01-12,2024-01-12,yes,yes,2024-01-20,2024-01-30,agreed,2024-03-10,,no",
        # Agreed; asked about after a year, and not carried out.
        "D2,court,debt,00,2024-01-10,2024-01-12,2024-01-12,yes,yes,2024-01-20,2024-01-31,agreed,,2025-02-10,no",
        # Agreed; nobody asked what became of it, nor whether the law excludes it.
        "D3,court,land,00,2024-02-10,2024-02-12,2024-02-12,yes,yes,2024-02-20,2024-02-29,agreed,,,",
        # A session without agreement, which the law excludes.
        "D4,court,violence,00,2024-02-10,2024-02-12,2024-02-12,yes,yes,2024-02-20,2024-03-10,not_agreed,,,yes",
        # The respondent refused.
        "D5,court,land,00,2024-03-10,2024-03-12,2024-03-12,yes,no,,2024-03-20,withdrawn,,,no",
        # Not admitted.
        "D6,court,violence,00,2024-03-10,,,,,,2024-03-11,not_admitted,,,yes",
        # A session in 2024, still open.
        "D7,court,land,00,2024-03-10,2024-03-12,2024-03-12,yes,yes,2024-05-01,,pending,,,no",
        # An agreement without a session on record, in the next cohort.
        "D8,other,land,00,2025-03-10,2025-03-12,2025-03-12,yes,yes,,2025-06-08,agreed,,,no",
    ]
)
