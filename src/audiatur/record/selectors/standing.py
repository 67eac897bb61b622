"""What was drawn from the record for a viewer, kept for as long as the ledger stands where it stood.

Every change of the record is an entry of the ledger, so that two pages at one head show the same to whoever may see
the same. What is kept is shared by all requests of a process, so that only requests that read are given it: an act
changes the rows that it is given, and gets rows of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.db import connection

from audiatur.record import ledger
from audiatur.record.visibility import Viewer

MOST = 48
"""Results kept by a process; those asked for least recently go first."""

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")


@dataclass(slots=True)
class _Place:
    """Where the result of one asking is kept; who asks while it is being drawn waits for it."""

    lock: Lock = field(default_factory=Lock)
    drawn: object = None
    is_drawn: bool = False


@dataclass(slots=True)
class _Kept:
    """What was drawn at one head of the ledger; what was drawn at an earlier one, erased words too, is let go."""

    head: ledger.Head | None = None
    places: OrderedDict[Hashable, _Place] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def place(self, key: Hashable, *, head: ledger.Head) -> _Place:
        with self.lock:
            if self.head != head:
                self.head = head
                self.places.clear()
            found = self.places.setdefault(key, _Place())
            self.places.move_to_end(key)
            if len(self.places) > MOST:
                self.places.popitem(last=False)
            return found


_kept = _Kept()
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


@contextmanager
def only_reading() -> Iterator[None]:
    """Say that nothing in the block changes a row, so that selectors may give what they gave others."""
    before = _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(before)


def _settled() -> bool:
    """Whether the rows are those of the ledger's head: no transaction of our own may have changed some."""
    return not connection.in_atomic_block


def while_it_stands(selector: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """Let a selector draw once for all who may see the same, as long as nothing enters the ledger.

    Its arguments are rows and what else can be hashed, `viewer` among the named ones. Outside `only_reading`, and in
    a transaction, nothing is taken or kept: rows may differ there from what the head of the ledger says.
    """

    @wraps(selector)
    def draw(*args: Asked.args, **asked: Asked.kwargs) -> Drawn:
        viewer = asked["viewer"]
        assert isinstance(viewer, Viewer)
        # What may be seen follows from memberships alone: nobody's own person can colour what others are given.
        asked["viewer"] = replace(viewer, user=None)
        if not (_only_reads.get() and _settled()):
            return selector(*args, **asked)
        place = _kept.place((selector, args, tuple(sorted(asked.items()))), head=ledger.head())
        with place.lock:
            if not place.is_drawn:
                place.drawn = selector(*args, **asked)
                place.is_drawn = True
            return place.drawn  # type: ignore[return-value]

    return draw
