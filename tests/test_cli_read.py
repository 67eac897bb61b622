"""`audiatur read`: what it prints, how it ends, and what no file may make it do."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.hostile import FILES, Hostile
from bench.robustness import breaches, run_reading

from tests.shared import shared

_STORY = "The minister said that the bill would be sent to the assembly.\n"


def _read(*arguments: str | Path, given: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, "-m", "audiatur.cli", "read", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "ascii"},
    )
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(_STORY)
    return path


def test_programs_get_one_object_a_line_for_each_file(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "ខ្មែរ.txt"
    other.write_text("ក្រសួងយុត្តិធម៌បានឆ្លើយ។\n")

    run = _read(story, other, "--json")

    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert (run.returncode, run.stderr) == (0, "")
    assert list(first) == ["source", "statements", "recommendations", "quantities", "arithmetic", "warnings"]
    assert first["source"] == {
        "name": "story.txt",
        "sha256": hashlib.sha256(_STORY.encode()).hexdigest(),
        "kind": "txt",
        "language": "en",
        "pages": None,
        "text": _STORY,
    }
    assert (second["source"]["name"], second["source"]["language"]) == ("ខ្មែរ.txt", "km")
    assert "ក្រសួង" in run.stdout


def test_people_get_the_name_kind_and_language_of_each_file(story: Path) -> None:
    run = _read(story)

    assert run.returncode == 0
    assert "story.txt · text, English" in run.stdout
    assert "\x1b" not in run.stdout


def test_the_other_files_are_read_when_one_cannot_be(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    run = _read(empty, story, tmp_path / "missing.pdf", tmp_path, "--json")

    assert run.returncode == 2
    assert [json.loads(line)["source"]["name"] for line in run.stdout.splitlines()] == ["story.txt"]
    lines = run.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"audiatur read: {empty}: ")
    assert lines[1] == f"audiatur read: {tmp_path / 'missing.pdf'}: There is no such file."
    assert lines[2] == f"audiatur read: {tmp_path}: This is a folder. Give the files in it."


def test_a_minus_reads_standard_input() -> None:
    run = _read("-", "--json", given=_STORY.encode())

    assert json.loads(run.stdout)["source"]["name"] == "standard input"


def test_a_device_without_end_is_refused_by_its_size() -> None:
    run = _read("/dev/zero")

    assert run.returncode == 2
    assert "larger than 100 MiB" in run.stderr


def test_a_name_with_a_line_break_gives_one_line(tmp_path: Path) -> None:
    run = _read(tmp_path / "a\nb\x1b[31m.txt")

    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert "\x1b" not in run.stderr


def test_without_files_it_says_how_to_use_it() -> None:
    run = _read()

    assert run.returncode == 2
    assert "FILE" in run.stderr
    assert "Traceback" not in run.stderr


def _with_fault(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Run the command on two files, with the reading of the first replaced by `body`."""
    program = (
        "import os, sys\nimport audiatur.commands.read as command\nwhole = command.read_document\n"
        "def faulty(data, *, name, **rest):\n"
        "    if name != 'first.txt': return whole(data, name=name, **rest)\n"
        f"    {body}\n"
        "command.read_document = faulty\n"
        "sys.exit(command.read_files(['first.txt', 'second.txt'], asked=command.Asked(debug='--debug' in sys.argv)))"
    )
    for name in ("first.txt", "second.txt"):
        (folder / name).write_text(_STORY)
    return subprocess.run(
        [sys.executable, "-c", program, *(["--debug"] if "# debug" in body else [])],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise KeyError('secret words')", "internal fault KeyError"),
        ("os.kill(os.getpid(), 11)", "signal 11"),
        ("os._exit(7)", "internal fault"),
        ("bytearray(2**31)", "needs more than 900 MiB"),
    ],
)
def test_a_fault_of_the_program_is_one_line_and_the_next_file_is_read(tmp_path: Path, body: str, said: str) -> None:
    run = _with_fault(tmp_path, body)

    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert "secret words" not in run.stderr
    assert "second.txt" in run.stdout


def test_the_place_of_a_fault_is_shown_on_demand(tmp_path: Path) -> None:
    assert "Traceback" in _with_fault(tmp_path, "raise KeyError('x')  # debug").stderr


def test_an_interrupt_stops_with_one_line_and_status_130(tmp_path: Path) -> None:
    pipe = tmp_path / "waiting"
    os.mkfifo(pipe)
    run = subprocess.Popen(
        [sys.executable, "-m", "audiatur.cli", "read", str(pipe)], stderr=subprocess.PIPE, start_new_session=True
    )
    # Opening the other end waits until the command reads; then it hangs in the read that follows.
    with pipe.open("wb"):
        time.sleep(0.2)
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)

    assert run.returncode == 130
    assert said.decode() == "audiatur read: stopped.\n"


def test_an_output_that_nobody_reads_ends_quietly(tmp_path: Path) -> None:
    more_than_a_pipe_holds = tmp_path / "long.txt"
    more_than_a_pipe_holds.write_text("x. Dara" * 50_000)

    run = subprocess.run(
        f"{sys.executable} -m audiatur.cli read {more_than_a_pipe_holds} --json | head -c 5",
        shell=True,
        capture_output=True,
        check=False,
    )

    assert len(run.stdout) == 5
    assert run.stderr == b""


def test_help_needs_no_parser() -> None:
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom audiatur.cli import app\n"
        "assert CliRunner().invoke(app, ['read', '--help']).exit_code == 0\n"
        "print([name for name in ('lxml', 'pypdfium2', 'trafilatura', 'docx', 'django') if name in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_the_report_of_a_meeting_is_read_with_exact_offsets() -> None:
    path = shared("data/dialogue/000_e5e585640586a585.txt")

    found = json.loads(_read(path, "--json").stdout)

    assert found["source"]["text"] == path.read_text()
    for statement in found["statements"]:
        for start, end in (*statement["source"], *statement["cue"], *statement["content"]):
            assert 0 <= start < end <= len(found["source"]["text"])


@pytest.mark.parametrize(
    "hostile",
    [pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.heavy else []) for one in FILES],
)
def test_no_file_gives_a_stack_trace_or_takes_a_gibibyte(hostile: Hostile, tmp_path: Path) -> None:
    path = hostile.write(tmp_path)

    outcome = run_reading(path)

    assert breaches(hostile, outcome) == []
