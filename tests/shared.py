"""Where the real documents stand that tests read; they are never copied into the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIATUR_SHARED", ROOT.parent / "shared"))


def shared(path: str) -> Path:
    """The file or folder under the shared documents; skips the test with a reason where it is missing."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"no shared documents: {path} is not under AUDIATUR_SHARED ({SHARED.name})")
    return found
