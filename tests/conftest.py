"""What holds for every test: it begins in English, and no example of a property is timed."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from tests.roomy import roomy

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


def pytest_collection_finish() -> None:
    """Let the modules and tests that stay to the end be: the collector looks only at what the tests make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    """Give the collector back what it let be, so that it can clear up at the end."""
    gc.unfreeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Run a test with room for its frames, so that deep pages do not map memory at each call."""
    runner = item.config.pluginmanager.get_plugin("runner")
    return roomy(lambda: runner.pytest_runtest_protocol(item, nextitem))
