"""TOML files of a country pack → `DialogueSeed`, refusing what does not fit.

A pack is a folder of TOML files. Each file holds rows of any part of the seed (`[[sources]]`, `[[claims]]` …) and one
of them the table `[dialogue]`; the files are read in the order of their names and their rows are joined.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.resources.abc import Traversable
from typing import Any

from audiatur.countries.seed import DialogueSeed, RecommendationRef
from audiatur.errors import AudiaturError
from audiatur.toml_rows import RowError, build


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
    try:
        seed = build(DialogueSeed, parts, where="pack", readers={RecommendationRef: parse_reference})
    except RowError as fault:
        raise SeedError(str(fault)) from fault
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
