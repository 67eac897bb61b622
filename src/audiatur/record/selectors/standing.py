"""What was drawn from the record for a viewer, kept for as long as the ledger stands where it stood.

Every change of the record is an entry of the ledger, so that two pages at one head show the same to whoever may see
the same. What is kept is shared by all requests of a process: rows that a selector gives are read, never changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection
from django.db.models import Model

from audiatur.record import ledger
from audiatur.record.visibility import Viewer

MOST = 48
"""Results kept by a process; those asked for least recently go first."""

Row = TypeVar("Row", bound=Model)
Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")

_kept: OrderedDict[Hashable, object] = OrderedDict()
_one_at_a_time = Lock()


def _settled() -> bool:
    """Whether the rows are those of the ledger's head: no transaction of our own may have changed some."""
    return not connection.in_atomic_block


def while_it_stands(selector: Callable[Concatenate[Row, Asked], Drawn]) -> Callable[Concatenate[Row, Asked], Drawn]:
    """Let a selector draw once for all who may see the same, as long as nothing enters the ledger.

    Its arguments are a row and what can be hashed, `viewer` among the named ones. Inside a transaction nothing is
    taken or kept: rows may differ there from what the head of the ledger says.
    """

    @wraps(selector)
    def draw(row: Row, *args: Asked.args, **asked: Asked.kwargs) -> Drawn:
        viewer = asked["viewer"]
        assert isinstance(viewer, Viewer)
        # What may be seen follows from memberships alone: nobody's own person can colour what others are given.
        asked["viewer"] = replace(viewer, user=None)
        if not _settled():
            return selector(row, *args, **asked)
        key = (selector, row, args, tuple(sorted(asked.items())), ledger.head())
        with _one_at_a_time:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key]  # type: ignore[return-value]
        drawn = selector(row, *args, **asked)
        with _one_at_a_time:
            _kept[key] = drawn
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return drawn

    return draw
