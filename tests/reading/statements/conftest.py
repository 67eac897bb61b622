from __future__ import annotations

import pytest

from audiatur.reading.statements import reader


@pytest.fixture(autouse=True)
def by_rule_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of this folder are of the rules, but for those that ask for the tagger too."""
    if "with_tagger" not in request.keywords:
        monkeypatch.setattr(reader, "is_present", lambda: False)
