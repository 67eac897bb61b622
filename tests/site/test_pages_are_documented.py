"""docs/pages.md names every address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.shared import ROOT

PAGES = (ROOT / "docs/pages.md").read_text(encoding="utf-8")


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


@pytest.mark.parametrize("name", sorted(named(get_resolver().url_patterns)))
def test_every_named_address_is_documented(name: str) -> None:
    assert f"`{name}`" in PAGES
