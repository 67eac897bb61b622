"""Computed figures as JSON, and kept in a folder under the hash of everything that they depend on."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import audiatur
from audiatur.figures.computing import Computed
from audiatur.figures.figure import Figure, Release
from audiatur.figures.indicator import Asked, Indicator

CODE = ("figures", "registers", "topics")
"""The packages whose code a figure depends on."""
_DAYS = ("since", "until", "censored_on")


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """A figure as plain values; days are ISO."""
    return {
        **asdict(figure),
        **{name: getattr(figure, name).isoformat() for name in _DAYS},
        "group": dict(figure.group),
        "release": str(figure.release),
        "snapshots": list(figure.snapshots),
        "marks": list(figure.marks),
    }


def figure_of_json(told: Mapping[str, Any]) -> Figure:
    """The figure that `figure_as_json` told."""
    return Figure(
        **{
            **told,
            **{name: date.fromisoformat(told[name]) for name in _DAYS},
            "release": Release(told["release"]),
            "snapshots": tuple(told["snapshots"]),
            "marks": tuple(told["marks"]),
        }
    )


def computed_as_json(computed: Computed) -> dict[str, Any]:
    """Figures with their definition and the expression that gave them, for programs."""
    indicator = computed.indicator
    return {
        "indicator": indicator.id,
        "version": indicator.version,
        "kind": str(indicator.kind),
        "name": {"en": indicator.name.en, "km": indicator.name.km},
        "definition": {"en": indicator.definition.en, "km": indicator.definition.km},
        "standards": list(indicator.standards),
        "source": indicator.source,
        "caveat": {"en": indicator.caveat.en, "km": indicator.caveat.km},
        "by": list(computed.asked.by),
        "figures": [figure_as_json(figure) for figure in computed.figures],
        "sql": computed.sql,
    }


@cache
def code_hash() -> str:
    """The hash of the code that figures are computed by."""
    root = Path(audiatur.__file__).parent
    told = hashlib.sha256()
    for package in CODE:
        for file in sorted((root / package).rglob("*.py")):
            told.update(str(file.relative_to(root)).encode())
            told.update(file.read_bytes())
    return told.hexdigest()


def key_of(indicator: Indicator, registers: Mapping[str, str], *, asked: Asked, country: str) -> str:
    """The hash of what a computation depends on; `registers` are the snapshots by table."""
    told = {
        "indicator": indicator.id,
        "version": indicator.version,
        "code": code_hash(),
        "asked": asdict(asked),
        "snapshots": {table: registers[table] for table in indicator.tables},
        "country": country,
    }
    return hash_of(told)


def hash_of(*told: object) -> str:
    """The SHA-256 of values."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def keep(computed: Computed, *, path: Path) -> None:
    """Write figures whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps(computed_as_json(computed), ensure_ascii=False)
    sealed = json.dumps({"seal": _seal(content), "content": content}, ensure_ascii=False)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(sealed)
    os.replace(file.name, path)


def kept(path: Path, *, indicator: Indicator, asked: Asked) -> Computed | None:
    """The figures that were kept; None where there are none, or where they were altered."""
    try:
        sealed = json.loads(path.read_text(encoding="utf-8"))
        if sealed["seal"] != _seal(sealed["content"]):
            return None
        told = json.loads(sealed["content"])
        return Computed(indicator, asked, tuple(map(figure_of_json, told["figures"])), told["sql"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _seal(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
