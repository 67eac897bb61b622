"""The bounds of a program that opens files of strangers."""

from __future__ import annotations

from typing import Final

CPU_SECONDS: Final = 600


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
