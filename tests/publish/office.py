"""A Word file opened and saved again by LibreOffice, as a person's program does it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def through_office(content: bytes, *, folder: Path) -> bytes:
    """The bytes of the .docx file after the program read and wrote it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    given, out = folder / "form.docx", folder / "saved"
    given.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [program, "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(given)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / "form.docx").read_bytes()
