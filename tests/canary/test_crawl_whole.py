"""The crawl with nothing left out: everyone reads every address in both languages, with each value of each argument."""

from __future__ import annotations

import pytest

from tests.canary.crawling import Scene, crawled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nobody_reads_a_word_that_is_not_for_them_in_either_language(planted: Scene) -> None:
    met = crawled(planted, every=True)

    assert met.requests > 15_000
    assert met.leaks == [], f"{len(met.leaks)} leaks"
    assert met.faults == []
