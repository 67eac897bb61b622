"""Runs a call where the frames of all that it calls fit into one piece of memory.

Python 3.11 keeps frames in pieces of 16 kB and gives a piece back to the system when a call returns from it. Where
a deep stack (test, middleware, view, template) happens to end at the edge of a piece, each call there maps and unmaps
memory. One frame that asks for a large piece leaves the room behind it to the frames above.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

ROOM = 40_000
"""The slots that the large frame asks for; the piece is the next power of two of bytes, and the rest of it is left."""


def roomy(call: Callable[[], T]) -> T:
    """What the call gives."""
    return call()


roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM)
