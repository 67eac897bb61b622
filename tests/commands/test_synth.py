"""`audiatur synth`: what it tells, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from audiatur.cli import app


def test_the_files_are_told_with_their_rows_and_that_they_are_synthetic(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["synth", "--out", str(tmp_path / "out"), "--seed", "5", "--noise", "light"])

    assert told.exit_code == 0
    assert "tables/custody.parquet" in told.stdout
    assert "Synthetic: Marovintha (invented), size S, seed 5, noise light" in told.stdout


@pytest.mark.parametrize(
    ("option", "given", "accepted"),
    [
        ("--size", "XL", "S, M, L"),
        ("--noise", "some", "none, light, heavy"),
        ("--format", "xlsx", "parquet, csv"),
        ("--country", "kh", "xa to xz"),
        ("--seed", "-1", "from 0"),
    ],
)
def test_a_value_that_is_not_known_is_answered_with_those_that_are(
    tmp_path: Path, option: str, given: str, accepted: str
) -> None:
    told = CliRunner().invoke(app, ["synth", "--out", str(tmp_path / "out"), f"{option}={given}"])

    assert told.exit_code == 2
    assert accepted in told.stderr
    assert not (tmp_path / "out").exists()
