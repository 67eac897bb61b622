"""Only `audiatur.record` asks the database for rows: pages, exports and topics get what its selectors give."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import audiatur
from tests.shared import ROOT

PACKAGE = Path(audiatur.__file__).parent
OUTSIDE = ("site", "publish", "topics", "figures", "registers", "reading")
"""Everything that shows rows to people. The command line is the host's own, who holds the database file anyway."""

MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
ACCOUNTS = frozenset({"User", "Session", "type(authenticator)"})
"""What is a person's own way in, beside what allauth holds of it: it is no row of the record."""

QUERIES = frozenset({"connection", "connections", "get_model", "get_models"})


def _asks(tree: ast.AST) -> Iterator[int]:
    """The lines on which a module asks the database itself."""
    accounts = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("allauth.")
        for alias in node.names
    }
    for node in ast.walk(tree):
        asks = isinstance(node, ast.Attribute) and node.attr in MANAGERS
        if asks and ast.unparse(node.value) not in accounts | ACCOUNTS:
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django"):
            if QUERIES & {alias.name for alias in node.names}:
                yield node.lineno
            if "get_object_or_404" in {alias.name for alias in node.names}:
                yield node.lineno


@pytest.mark.parametrize("package", OUTSIDE)
def test_no_page_export_or_topic_asks_the_database_itself(package: str) -> None:
    modules = sorted((PACKAGE / package).rglob("*.py"))

    found = [
        f"{module.relative_to(ROOT)}:{line}"
        for module in modules
        for line in _asks(ast.parse(module.read_text(encoding="utf-8")))
    ]

    assert modules
    assert found == [], "ask a selector of audiatur.record.selectors, which takes the viewer"


@pytest.mark.parametrize(
    "asked",
    ["Claim.objects.all()", "Claim._default_manager.get()", "from django.db import connection",
     "from django.shortcuts import get_object_or_404"],
)  # fmt: skip
def test_a_module_that_asks_is_found(asked: str) -> None:
    assert list(_asks(ast.parse(asked))) == [1]
