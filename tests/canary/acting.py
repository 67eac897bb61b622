"""Which routes take something: found in the views of the pages and in the description of the API."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from inspect import getsource, isfunction, unwrap
from textwrap import dedent
from typing import Any

from django.urls import URLResolver, get_resolver

from audiatur.site.api.endpoints import api


@cache
def takes(name: str) -> bool:
    """Whether the view of a route, or what it calls in this program, looks at what a request brings."""
    waiting = [pattern.callback for pattern in _patterns(get_resolver().url_patterns) if pattern.name == name]
    known: set[Any] = set()
    while waiting:
        called = unwrap(waiting.pop())
        module = getattr(called, "__module__", "")
        if module.startswith("allauth.") and "decorators" not in module:
            return True
        if called in known or not module.startswith("audiatur."):
            continue
        known.add(called)
        waiting += [cell for cell in _held_by(called) if callable(cell)]
        tree = ast.parse(dedent(getsource(called)))
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        asked = {node.attr for node in attributes if isinstance(node.value, ast.Name) and node.value.id == "request"}
        if asked & LOOKED_AT or "require_POST" in named:
            return True
        around = sys.modules[called.__module__].__dict__
        waiting += [around[each] for each in named if isfunction(around.get(each))]
    return not known


LOOKED_AT = frozenset({"POST", "FILES", "method"})


def _held_by(called: Any) -> Iterator[Any]:
    """What a function holds from where it was made: the view that it wraps."""
    for cell in getattr(called, "__closure__", None) or ():
        yield cell.cell_contents
        yield getattr(cell.cell_contents, "view", None)


def _patterns(held: Sequence[Any]) -> Iterator[Any]:
    for one in held:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def writing_operations() -> dict[str, dict[str, Any]]:
    """The operations of the API that are not for reading, each with a body of its required fields."""
    described = api.get_openapi_schema()
    found = {}
    for operations in described["paths"].values():
        for method, operation in operations.items():
            if method != "get":
                name = f"api-{operation['operationId'].replace('_', '-')}"
                found[name] = _body(operation.get("requestBody"), described["components"]["schemas"])
    return found


def _body(asked: dict[str, Any] | None, schemas: dict[str, Any]) -> dict[str, Any]:
    if not asked:
        return {}
    schema = schemas[asked["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]]
    body = {name: schema["properties"][name]["enum"][0] for name in schema.get("required", ())}
    return body | ({"visibility": "public"} if "visibility" in schema["properties"] else {})
