"""Where the compiled steps of the projection are kept, so that they are compiled once for a machine and not each start.

Beside the package they could not be written where it is installed read-only.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

_FOLDER = "compiled"


def folder() -> Path:
    """The folder of compiled steps: in the home folder of the installation, or a temporary one where it is closed."""
    homes = [os.environ.get("AUDIATUR_HOME"), _beside(os.environ.get("XDG_DATA_HOME")), _beside("~/.local/share")]
    home = next(home for home in homes if home)
    for found in (Path(os.path.expanduser(home)) / _FOLDER, Path(tempfile.gettempdir()) / f"audiatur-{os.getuid()}"):
        if _writable(found):
            return found
    return Path(tempfile.mkdtemp(prefix=f"audiatur-{_FOLDER}-"))


def _beside(data: str | None) -> str | None:
    return f"{data}/audiatur" if data else None


def _writable(found: Path) -> bool:
    """Whether files can be written there, by us alone: compiled code is run as it lies."""
    try:
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=found):
            return found.stat().st_uid == os.getuid()
    except OSError:
        return False


def kernel(**options: Any) -> Callable[[Any], Any]:
    """Numba's `njit` with division as in C, kept in `folder()` unless NUMBA_CACHE_DIR names another."""
    if not os.environ.get("NUMBA_CACHE_DIR"):
        # Numba asks for the folder when a function is decorated, and has no other place to be told it.
        numba.config.CACHE_DIR = str(_kept())  # type: ignore[attr-defined]
    decorated: Callable[[Any], Any] = numba.njit(cache=True, error_model="numpy", **options)
    return decorated


_found: list[Path] = []


def _kept() -> Path:
    if not _found:
        _found.append(folder())
    return _found[0]
