"""The bounds of a program that opens files of strangers."""

from __future__ import annotations

import os
from typing import Final

CPU_SECONDS: Final = 600
SECRETS: Final = ("AUDIATUR_SECRET_KEY", "AUDIATUR_DATABASE_URL", "AUDIATUR_HOME")
"""Settings that such a program needs not and that a file of a stranger therefore cannot reach."""


def bare_environment() -> dict[str, str]:
    """The environment without the installation's secrets."""
    return {name: value for name, value in os.environ.items() if name not in SECRETS}


def bound(memory: int) -> None:
    """Bound memory and processor time of this program, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for limit, amount in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or amount <= hard:
            resource.setrlimit(limit, (amount, hard))
