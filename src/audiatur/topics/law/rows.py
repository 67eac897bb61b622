"""Rows of law data in TOML: instruments, obligations, provisions as facts, reforms; each checked as it is read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from audiatur.dates import DateError, read_when
from audiatur.topics.law.errors import LawError

Row = TypeVar("Row")
Stage = Literal[
    "announced", "drafted", "consulted", "council of ministers", "assembly", "senate", "constitutional council",
    "promulgated", "published", "in force", "repealed",
]  # fmt: skip
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
"""The stages of a reform in their usual order."""
Subject = Literal["adult", "child", "anyone"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law or treaty by a short key, with the names by which sources cite it; `unit` is what it is numbered by."""

    key: str
    name: str
    date: str
    unit: str = "article"
    name_km: str = ""
    source: str = ""
    names: tuple[str, ...] = ()
    country: str = ""
    kind: Literal["treaty", "law", "draft"] = "treaty"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that an obligation or a provision sets: what is measured, unit, bound, value, for whom."""

    measure: str
    unit: str
    bound: Literal["at most", "at least"]
    value: float
    subject: Subject = "anyone"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a treaty or rule asks of a State, in our own words."""

    key: str
    instrument: str
    provision: str
    text: str
    text_km: str
    quantity: Amount | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionFact:
    """A provision of a country's law as a fact in our own words, with the obligations that it touches."""

    instrument: str
    article: str
    text: str
    text_km: str
    obligations: tuple[str, ...]
    source: str
    quantity: Amount | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Reform:
    """A draft or a law under modernisation."""

    key: str
    name: str
    name_km: str
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class ReformEvent:
    """One stage of a reform on a day (EDTF), as one source tells it."""

    reform: str
    stage: Stage
    on: str
    source: str
    publisher: str
    note: str = ""
    note_km: str = ""


@dataclass(frozen=True, slots=True)
class LawRows:
    """What a folder of law data holds."""

    instruments: tuple[Instrument, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    provisions: tuple[ProvisionFact, ...] = ()
    reforms: tuple[Reform, ...] = ()
    events: tuple[ReformEvent, ...] = ()


@cache
def standards() -> LawRows:
    """The international standards that hold for every country."""
    return load_rows(files("audiatur.topics.law.standards"))


def load_rows(folder: Traversable) -> LawRows:
    """The rows of a folder's TOML files, in the order of their names.

    Raises:
        LawError: a row does not fit; the message names the file, the row and what is accepted.
    """
    parts: dict[str, list[Any]] = {part.name: [] for part in fields(LawRows)}
    kinds = {part: get_args(hint)[0] for part, hint in get_type_hints(LawRows).items()}
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    for file in found:
        for part, rows in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if part not in kinds:
                raise LawError(f"{file.name}: there are no rows “{part}”. Accepted: {', '.join(kinds)}.")
            parts[part] += [_row(kinds[part], row, f"{file.name} {part} {n}") for n, row in enumerate(rows, 1)]
    loaded = LawRows(**{part: tuple(rows) for part, rows in parts.items()})
    _check(loaded)
    return loaded


def _row(kind: type[Row], given: Mapping[str, Any], where: str) -> Row:
    accepted = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    missing = [name for name, field in accepted.items() if field.default is MISSING and name not in given]
    unknown = sorted(set(given) - set(accepted))
    if missing or unknown:
        raise LawError(f"{where}: missing {missing}, unknown {unknown}. Accepted: {', '.join(accepted)}.")
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value, f"{where}, {name}") for name, value in given.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return _row(Amount, value, where)
    if get_origin(hint) is Literal and value not in get_args(hint):
        raise LawError(f"{where}: “{value}” is not accepted. Accepted: {', '.join(get_args(hint))}.")
    return value


def _check(rows: LawRows) -> None:
    for event in rows.events:
        try:
            read_when(event.on)
        except DateError as fault:
            raise LawError(f"An event of {event.reform}: {fault}") from fault
        if event.reform not in {reform.key for reform in rows.reforms}:
            raise LawError(f"An event names the reform “{event.reform}”, which no row has.")
    for keys in (
        [row.key for row in rows.obligations],
        [row.key for row in rows.reforms],
        [row.key for row in rows.instruments],
    ):
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise LawError(f"Two rows have the key {', '.join(twice)}. Give each its own.")
