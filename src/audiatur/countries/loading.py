"""TOML files of a country pack → `DialogueSeed`, refusing what does not fit.

A pack is a folder of TOML files. Each file holds rows of any part of the seed (`[[sources]]`, `[[claims]]` …) and one
of them the table `[dialogue]`; the files are read in the order of their names and their rows are joined.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib.resources.abc import Traversable
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from audiatur.countries.seed import DialogueSeed, RecommendationRef
from audiatur.errors import AudiaturError

Row = TypeVar("Row")


class SeedError(AudiaturError):
    """A row of a pack does not fit: an unknown field, a value outside its vocabulary or a key that is not there."""


def load_seed(folder: Traversable) -> DialogueSeed:
    """The seed that the TOML files of a folder hold, with every key checked.

    Raises:
        SeedError: a row does not fit; the message names the file, the row and what is accepted.
    """
    parts: dict[str, Any] = {}
    for file in sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name):
        for part, rows in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(rows, list):
                parts[part] = [*parts.get(part, []), *rows]
            else:
                parts[part] = rows
    seed = _build(DialogueSeed, parts, "pack")
    problems = tuple(check_references(seed))
    if problems:
        raise SeedError("; ".join(problems))
    return seed


def parse_reference(written: str) -> RecommendationRef:
    """A recommendation by its source and paragraph.

    >>> parse_reference("report-2025#112.4")
    RecommendationRef(source='report-2025', paragraph='112.4')
    """
    source, mark, paragraph = written.partition("#")
    if not (source and mark and paragraph):
        raise SeedError(f"'{written}' names no recommendation; write source#paragraph, such as report-2025#112.4.")
    return RecommendationRef(source, paragraph)


def check_references(seed: DialogueSeed) -> Iterator[str]:
    """One sentence for every key that a row names and that no row has, and for every key that two rows have."""
    known = {
        "side": _keys(seed.sides), "party": _keys(seed.parties), "source": _keys(seed.sources),
        "question": _keys(seed.questions), "proposition": _keys(seed.propositions), "claim": _keys(seed.claims),
        "meeting": _keys(seed.meetings), "commitment": _keys(seed.commitments), "scale": _keys(seed.scales),
    }  # fmt: skip
    known["author"] = known["party"]
    for part in fields(seed):
        rows = getattr(seed, part.name)
        if not isinstance(rows, tuple):
            continue
        keys = _keys(rows)
        yield from (
            f"{part.name}: two rows have the key '{key}'" for key in sorted({k for k in keys if keys.count(k) > 1})
        )
        for number, row in enumerate(rows, 1):
            for name, wanted in _named(row):
                if name in known and wanted not in known[name]:
                    yield f"{part.name} row {number}: there is no {name} '{wanted}'"
    yield from _scales(seed)


def _scales(seed: DialogueSeed) -> Iterator[str]:
    grades = {scale.key: {grade.key for grade in scale.grades} for scale in seed.scales}
    for number, row in enumerate(seed.follow_ups, 1):
        if row.scale in grades and row.grade not in grades[row.scale]:
            yield f"follow_ups row {number}: scale '{row.scale}' has no grade '{row.grade}'"
        if bool(row.commitment) == bool(row.recommendation):
            yield f"follow_ups row {number}: give a commitment or a recommendation, one of them"


def _keys(rows: tuple[Any, ...]) -> list[str]:
    return [row.key for row in rows if hasattr(row, "key")]


def _named(row: Any) -> Iterator[tuple[str, str]]:
    """The keys of other rows that a row names: field name and key."""
    for item in fields(row):
        value = getattr(row, item.name)
        if isinstance(value, RecommendationRef):
            yield "source", value.source
        elif item.name == "addressed":
            yield from (("side", key) for key in value)
        elif isinstance(value, tuple):
            yield from (pair for inner in value if is_dataclass(inner) for pair in _named(inner))
        elif isinstance(value, str) and value and item.name != "key":
            yield item.name, value


def _build(kind: type[Row], row: Any, where: str) -> Row:
    if not isinstance(row, dict):
        raise SeedError(f"{where}: {row!r} is not a table of fields.")
    hints = get_type_hints(kind)
    accepted = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(row) - set(accepted))
    missing = [name for name, item in accepted.items() if item.default is MISSING and name not in row]
    if unknown or missing:
        raise SeedError(f"{where}: unknown {unknown}, missing {missing}; accepted are {sorted(accepted)}.")
    return kind(**{name: _convert(hints[name], value, f"{where}.{name}") for name, value in row.items()})


def _convert(hint: Any, value: Any, where: str) -> Any:
    """The TOML value as the type of its field."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _convert(next(arg for arg in args if arg is not NoneType), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise SeedError(f"{where}: {value!r} is not a list.")
        return tuple(_convert(args[0], item, f"{where}[{number}]") for number, item in enumerate(value, 1))
    if origin is Literal:
        if value not in args:
            raise SeedError(f"{where}: '{value}' is not one of {', '.join(map(str, args))}.")
        return value
    if hint is RecommendationRef:
        return parse_reference(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _build(hint, value, where)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise SeedError(f"{where}: {value!r} is not {'text' if hint is str else hint.__name__}.")
    return value.strip() if isinstance(value, str) else value
