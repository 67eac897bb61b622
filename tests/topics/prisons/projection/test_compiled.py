from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audiatur.topics.prisons.projection.compiled import folder


def test_compiled_steps_are_kept_in_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / "home"))

    assert folder() == tmp_path / "home" / "compiled"


def test_a_home_that_cannot_be_written_leaves_a_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "file"
    closed.write_text("a file is no folder")
    monkeypatch.setenv("AUDIATUR_HOME", str(closed))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    found = folder()

    assert found.is_dir()
    assert found.parent == tmp_path


def test_a_folder_of_another_person_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Compiled code is run as it lies, so it must not be anybody else's."""
    monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 12345)

    assert folder().name.startswith("audiatur-compiled-")


@pytest.mark.slow
def test_a_second_start_finds_what_the_first_compiled(tmp_path: Path) -> None:
    environment = {**os.environ, "AUDIATUR_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "audiatur.topics.prisons.projection.warm"]
    subprocess.run(command, env=environment, check=True)
    first = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nbc")}

    subprocess.run(command, env=environment, check=True)

    assert first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nbc")} == first
