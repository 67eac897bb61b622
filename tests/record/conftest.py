from __future__ import annotations

from pathlib import Path

import pytest

from tests.record.small import Small, small_dialogue


@pytest.fixture(autouse=True)
def blobs_in_a_folder_of_the_test(settings: object, tmp_path: Path) -> None:
    settings.BLOBS = tmp_path / "blobs"


@pytest.fixture(autouse=True)
def private_stores_in_a_folder_of_the_test(settings: object, tmp_path: Path) -> None:
    settings.PRIVATE, settings.PRIVATE_KEY = tmp_path / "private", tmp_path / "private-key"


@pytest.fixture
def small(db: None) -> Small:
    return small_dialogue()
