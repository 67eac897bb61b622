"""`audiatur head` and `audiatur verify`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.shared import ROOT


def audiatur(*given: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audiatur.cli", *given]
    environment = {"AUDIATUR_HOME": str(home), "PATH": "/usr/bin:/bin", "AUDIATUR_ORIGIN": "test.example"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def test_the_head_of_a_new_installation_is_signed_and_names_its_origin(tmp_path: Path) -> None:
    given = audiatur("head", home=tmp_path)

    head = json.loads(given.stdout)
    assert (head["origin"], head["size"]) == ("test.example", 0)
    assert len(bytes.fromhex(head["signature"])) == 64


def test_what_is_no_receipt_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "note.json").write_text("{}", encoding="utf-8")

    none = audiatur("verify", str(tmp_path / "absent.json"), home=tmp_path)
    other = audiatur("verify", str(tmp_path / "note.json"), home=tmp_path)

    assert (none.returncode, other.returncode) == (2, 1)
    assert len(none.stderr.strip().splitlines()) == 1
    assert "no receipt" in other.stdout
