"""Tables of a TOML file → frozen dataclasses, by the types of their fields; what does not fit is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from audiatur.errors import AudiaturError

Row = TypeVar("Row")
Readers = Mapping[type, Callable[[Any], Any]]


class RowError(AudiaturError):
    """A row has an unknown field, lacks one, or a value is not of its type or vocabulary."""


def build(kind: type[Row], row: Any, *, where: str, readers: Readers | None = None) -> Row:
    """The dataclass of one TOML table; `readers` read the fields of types that TOML does not know.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Place:
    ...     name: str
    >>> build(Place, {"nom": "Hill"}, where="places[1]")
    Traceback (most recent call last):
    audiatur.toml_rows.RowError: places[1]: unknown ['nom'], missing ['name']; accepted are ['name'].

    Raises:
        RowError: it does not fit; the message names the row, the field and what is accepted.
    """
    if not isinstance(row, dict):
        raise RowError(f"{where}: {row!r} is not a table of fields.")
    hints = get_type_hints(kind)
    accepted = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(row) - set(accepted))
    missing = [
        name
        for name, item in accepted.items()
        if item.default is MISSING and item.default_factory is MISSING and name not in row
    ]
    if unknown or missing:
        raise RowError(f"{where}: unknown {unknown}, missing {missing}; accepted are {sorted(accepted)}.")
    read = {name: _convert(hints[name], value, f"{where}.{name}", readers or {}) for name, value in row.items()}
    return kind(**read)


def _convert(hint: Any, value: Any, where: str, readers: Readers) -> Any:
    """The TOML value as the type of its field."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _convert(next(arg for arg in args if arg is not NoneType), value, where, readers)
    if origin is tuple:
        if not isinstance(value, list):
            raise RowError(f"{where}: {value!r} is not a list.")
        return tuple(_convert(args[0], item, f"{where}[{number}]", readers) for number, item in enumerate(value, 1))
    if origin is Literal:
        if value not in args:
            raise RowError(f"{where}: '{value}' is not one of {', '.join(map(str, args))}.")
        return value
    if hint in readers:
        return readers[hint](value)
    if isinstance(hint, type) and is_dataclass(hint):
        return build(hint, value, where=where, readers=readers)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise RowError(f"{where}: {value!r} is not {'text' if hint is str else hint.__name__}.")
    return value.strip() if isinstance(value, str) else value
