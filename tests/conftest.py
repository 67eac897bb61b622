"""What holds for every test: it begins in English, and no example of a property is timed."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

# A shell that starts the tests in the background lets them ignore Ctrl-C, which some of them press.
signal.signal(signal.SIGINT, signal.default_int_handler)
# A busy machine is no fault of the code: no example of a property has a time limit.
settings.register_profile("audiatur", deadline=None)
settings.load_profile("audiatur")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of the test's thread."""
    with translation.override("en"):
        yield
