"""By which entry of the ledger a row stands as it does: what a document names so that the row can be proved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Model, Q
from django.db.models.functions import Right

from audiatur.record.models import Told

_TAIL = re.compile(r'"id":(\d+),"model":"([a-z_.]+)"\}$')
_LONGEST = 120
"""Characters at the end of an entry's row, in canonical JSON, that hold its key and its model's name."""


@dataclass(frozen=True, slots=True)
class EntryHead:
    """An entry's number and the root of the tree with it."""

    seq: int
    root: str


def entries_of(models: Sequence[type[Model]]) -> Mapping[tuple[str, int], EntryHead]:
    """The newest entry of every row of these models, by the model's name and the row's key.

    Whoever names them looks which rows the viewer may see; numbers and roots tell nothing of a row.
    """
    told = Told.objects.filter(reduce(or_, (Q(content__endswith=f'"{_name(model)}"}}') for model in models)))
    found: dict[tuple[str, int], EntryHead] = {}
    tails = told.annotate(tail=Right("content", _LONGEST)).order_by("entry")
    for seq, root, tail in tails.values_list("entry_id", "entry__hash", "tail"):
        if match := _TAIL.search(tail):
            found[match[2], int(match[1])] = EntryHead(seq, root)
    return found


def entry_of(row: Model, *, known: Mapping[tuple[str, int], EntryHead]) -> EntryHead | None:
    """The entry of one row; None where it was erased."""
    return known.get((_name(type(row)), row.pk))


def _name(model: type[Model]) -> str:
    return model._meta.label_lower
