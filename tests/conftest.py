"""Every test begins in English, whatever language the page of the test before it was drawn in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of the test's thread."""
    with translation.override("en"):
        yield
