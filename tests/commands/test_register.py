"""`audiatur register` loads, lists, compares and describes from the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from audiatur.cli import app
from audiatur.topics.tables import TABLES

PLACES = "place,name,kind\n01,Northern Province,province\n02,Southern Province,province\n"


@pytest.fixture
def register(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(app, ["register", *map(str, words)])


def test_a_file_is_loaded_listed_and_compared(register, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text(PLACES)
    first = json.loads(register("load", file, "--table", "places", "--synthetic", "--json").stdout)
    file.write_text(PLACES + "03,Eastern Province,province\n")
    second = json.loads(register("load", file, "--table", "places", "--synthetic", "--json").stdout)

    kept = json.loads(register("list", "--json").stdout)
    found = json.loads(register("compare", first["snapshot"], second["snapshot"], "--json").stdout)

    assert {entry["snapshot"] for entry in kept} == {first["snapshot"], second["snapshot"]}
    assert (found["added"], found["changed"], found["gone"], found["same"]) == (1, 0, 0, 2)


def test_quarantined_rows_give_status_1_and_a_sheet_to_send_back(register, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text(PLACES + "03,,planet\n")

    result = register("load", file, "--table", "places", "--check", "--faults", tmp_path / "faults.csv")

    assert result.exit_code == 1
    assert "3 rows read = 2 kept + 1 in quarantine" in result.stdout
    assert "planet" in (tmp_path / "faults.csv").read_text(encoding="utf-8-sig")
    assert "Snapshot" not in register("load", file, "--table", "places", "--check").stdout


def test_a_file_that_cannot_be_read_is_one_line_and_status_2(register, tmp_path):
    result = register("load", tmp_path / "none.csv", "--table", "places")

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_describe_writes_a_table_schema_for_each_table(register):
    schemas = json.loads(register("describe", "--json").stdout)

    assert [schema["name"] for schema in schemas] == [table.name for table in TABLES]
    assert "custody" in register("describe").stdout
    assert register("describe", "custody").exit_code == 0


def test_map_prints_toml(register, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("Place Code,Name,Kind of place\n01,Northern Province,Province\n")

    result = register("map", file, "--table", "places")

    assert 'from = "Place Code"' in result.stdout


def test_faults_are_written_as_the_name_ends(register, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text(PLACES + "03,,planet\n")

    register("load", file, "--table", "places", "--check", "--faults", tmp_path / "faults.xlsx")
    refused = register("load", file, "--table", "places", "--check", "--faults", tmp_path / "faults.doc")

    assert (tmp_path / "faults.xlsx").read_bytes().startswith(b"PK")
    assert refused.exit_code == 2
    assert not (tmp_path / "faults.doc").exists()


def test_ctrl_c_while_loading_gives_one_line_and_leaves_nothing_half_kept(tmp_path):
    rows = "".join(f"{number},Province {number},province\n" for number in range(1_500_000))
    (tmp_path / "places.csv").write_text("place,name,kind\n" + rows)
    home, passage = tmp_path / "home", tmp_path / "passage"
    passage.mkdir()
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "TMPDIR": str(passage)}
    command = [sys.executable, "-m", "audiatur.cli", "register", "load", str(tmp_path / "places.csv")]
    program = subprocess.Popen(
        [*command, "--table", "places"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not list(passage.iterdir()) and program.poll() is None:
        time.sleep(0.05)
    program.send_signal(signal.SIGINT)

    out, told = program.communicate(timeout=60)

    assert program.returncode == 130
    assert (out, told) == ("", "audiatur register load: stopped; nothing was kept.\n")
    assert not list((home / "registers").rglob("*"))
    assert not list(passage.iterdir())
