"""Frictionless Data: a Table Schema written from a contract, and the resource of a package that holds a table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from audiatur.errors import marked as _
from audiatur.registers.contract import Column, Table, Type
from audiatur.registers.errors import UnusableFile

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {
    Type.TEXT: "string",
    Type.CODE: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.DAY: "date",
    Type.WHEN: "string",
}


def table_schema(table: Table, *, tables: Iterable[Table]) -> dict[str, Any]:
    """The Table Schema of a contract, with the Khmer words and the codes' meanings beside it.

    >>> from audiatur.registers.shared_tables import PLACES
    >>> table_schema(PLACES, tables=[PLACES])["primaryKey"]
    ['place']
    """
    keys = {other.name: other.key for other in tables}
    return {
        "$schema": PROFILE,
        "name": table.name,
        "title": table.en,
        "titleKhmer": table.km,
        "description": f"One row is {table.row_en}.",
        "version": str(table.version),
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": [column.name],
                # A reference to the table itself is written as an empty resource.
                "reference": {
                    "resource": "" if column.refers_to == table.name else column.refers_to,
                    "fields": list(keys[column.refers_to]),
                },
            }
            for column in table.columns
            if column.refers_to
        ],
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    limits = {"minimum": column.minimum, "maximum": column.maximum} if column.type is not Type.WHEN else {}
    constraints: dict[str, Any] = {name: _plain(value) for name, value in limits.items() if value is not None}
    if column.required:
        constraints["required"] = True
    if column.vocabulary:
        constraints["enum"] = list(column.codes)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.en,
        "titleKhmer": column.km,
        "example": column.example,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.type is Type.WHEN:
        field["format"] = "default"
        field["description"] = "A date in EDTF (ISO 8601-2), as precise as known."
    if column.vocabulary:
        field["categories"] = [{"value": word.code, "label": word.en} for word in column.vocabulary]
        field["labelsKhmer"] = {word.code: word.km for word in column.vocabulary}
    if column.not_before:
        field["notBefore"] = column.not_before
    if constraints:
        field["constraints"] = constraints
    return field


def _plain(limit: float | date) -> float | str:
    return limit.isoformat() if isinstance(limit, date) else limit


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a package and how it is written."""

    path: Path
    delimiter: str
    encoding: str
    synthetic: bool


def package_resource(path: Path, *, table: str, name: str = "") -> Resource:
    """The resource of a datapackage.json that bears the name asked for, or that of the table.

    Raises:
        UnusableFile: there is none such, or it lies outside the package's folder.
    """
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        resources = {entry["name"]: entry for entry in package["resources"]}
        entry = resources.get(name or table) or (
            next(iter(resources.values())) if len(resources) == 1 and not name else None
        )
        if entry is None:
            raise UnusableFile(
                _("%(path)s has no resource %(asked)s. It has: %(names)s."),
                path=path,
                asked=repr(name or table),
                names=list(resources),
            )
        inside = PurePosixPath(entry["path"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UnusableFile(
            _("%(path)s is no data package: %(fault)s. It needs resources with name and path."), path=path, fault=fault
        ) from fault
    target = (path.parent / inside).resolve()
    if "://" in str(entry["path"]) or not target.is_relative_to(path.parent.resolve()) or not target.is_file():
        raise UnusableFile(
            _("%(path)s: %(file)s is no file beside the package. Put it in the package's folder."),
            path=path,
            file=entry["path"],
        )
    dialect = entry.get("dialect") if isinstance(entry.get("dialect"), dict) else {}
    return Resource(
        target,
        delimiter=str(dialect.get("delimiter", "")),
        encoding=str(entry.get("encoding", "")),
        synthetic=package.get("synthetic") is True,
    )
