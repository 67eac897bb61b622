"""What is blanked when a row is erased, and which places of the ledger told it: rules by kind of field, for any model.

Words and lists of words go; who, when, of what kind and beside what stays, so that the gap has its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models

from audiatur.record.models import (
    Beside,
    Claim,
    ClaimAnswer,
    Contest,
    Dialogue,
    EdtfField,
    Entry,
    Erasure,
    FollowUp,
    Party,
    Passage,
    PassageState,
    RecordModel,
    Response,
    Source,
    Told,
    VisibleModel,
)

KIND: Final = "content erased"
_CODES: Final = frozenset({
    "kind", "language", "lang", "reader", "topic", "modality", "hedge", "unit", "scale", "grade", "group", "mode",
    "snapshot", "law", "article", "words", "state",
})  # fmt: skip
"""Fields that hold codes and no words of anyone; `words` only where it is a hash."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose a row is: the dialogue, and the party that owns it, none for the secretariat's."""

    dialogue: Dialogue
    party: Party | None


def belonging(row: RecordModel) -> Belonging | None:
    """Whose a row is; None for rows that are erased only with the row that they hang on, or not at all."""
    if isinstance(row, VisibleModel):
        return Belonging(row.dialogue, row.owner)
    if isinstance(row, ClaimAnswer):
        return Belonging(row.claim.dialogue, row.party)
    if isinstance(row, Contest):
        return Belonging(row.beside.claim.dialogue, row.party)
    if isinstance(row, Response):
        return Belonging(row.recommendation.source.dialogue, row.party)
    if isinstance(row, FollowUp):
        part = row.commitment or (row.recommendation and row.recommendation.source)
        return Belonging(part.dialogue, row.party) if part else None
    return None


def with_dependents(row: RecordModel) -> list[RecordModel]:
    """The row and those that hold its words again: what was read in a source, and the numbers of a claim."""
    found: list[RecordModel] = [row]
    if isinstance(row, Source):
        found += [*row.passages.all(), *row.statements.all(), *row.recommendations.all()]
        for claim in Claim.objects.filter(statement__source=row):
            found += with_dependents(claim)
    if isinstance(row, Claim):
        found += list(row.besides.all())
    return found


def blank(row: RecordModel, *, on: date) -> None:
    """Take the words out of a row; what must not be empty says that it was erased."""
    row.blanked = True
    for field in row._meta.concrete_fields:
        if isinstance(field, EdtfField | models.SlugField) or field.choices or field.is_relation:
            continue
        coded = field.name in _CODES and not (field.name == "words" and isinstance(field, models.TextField))
        if coded or (isinstance(row, Beside) and field.name == "indicator"):
            continue
        if isinstance(field, models.CharField | models.TextField):
            setattr(row, field.attname, _gap(row, field, on=on))
        elif isinstance(field, models.JSONField) or (isinstance(field, models.FloatField) and field.null):
            setattr(row, field.attname, field.get_default())
    if isinstance(row, Source):
        row.size = 0
    if isinstance(row, Passage):
        row.state = PassageState.LOST
    if isinstance(row, Beside):
        row.ended_on = row.ended_on or on


def _gap(row: RecordModel, field: models.Field[Any, Any], *, on: date) -> str:
    required = {one.name for one in row._meta.concrete_fields if not one.blank}
    if field.name.endswith("_km") and field.name.removesuffix("_km") in required:
        return _fitting(f"[បានលុបនៅថ្ងៃទី {on.isoformat()}]", field)
    return _fitting(f"[Erased on {on.isoformat()}]", field) if field.name in required else ""


def _fitting(gap: str, field: models.Field[Any, Any]) -> str:
    return gap if field.max_length is None or len(gap) <= field.max_length else "–"


def places_told(rows: Iterable[RecordModel]) -> list[Told]:
    """Where the ledger tells these rows, in all its entries; reads every row that it tells."""
    ends = {f',"id":{row.pk},"model":"{row._meta.label_lower}"}}' for row in rows}
    told = Told.objects.exclude(content="").only("pk", "entry_id", "place", "content").iterator(chunk_size=500)
    return [one for one in told if one.content[one.content.rfind(',"id":') :] in ends]


def erasures() -> dict[tuple[int, int], str]:
    """For each place that was erased, [entry, place]: the day, by whom and on what ground, as the ledger tells."""
    found: dict[tuple[int, int], str] = {}
    for entry, fields in _acts():
        said = (
            f"erased on {fields.get('on')} by {fields.get('by_role')}, ground: {fields.get('ground')} (entry {entry})"
        )
        found |= {(place[0], place[1]): said for place in fields.get("told", ())}
    return found


def _acts() -> Iterator[tuple[int, dict[str, Any]]]:
    for entry in Entry.objects.filter(kind=KIND).prefetch_related("told"):
        for row in entry.rows:
            if row["model"] == Erasure._meta.label_lower:
                yield entry.seq, row["fields"]


def rows_of(entry: Entry) -> list[RecordModel]:
    """The rows that an entry told first and that can be erased by themselves: what was given with it."""
    found = []
    for told in entry.told.exclude(content=""):
        content = json.loads(told.content)
        model = _model(content["model"])
        end = told.content[told.content.rfind(',"id":') :]
        before = Told.objects.filter(entry__lt=entry.seq, content__endswith=end).exists()
        row = None if model is None or before else model._default_manager.filter(pk=content["id"]).first()
        if row is not None and belonging(row):
            found.append(row)
    return found


def _model(label: str) -> type[RecordModel] | None:
    from django.apps import apps

    found = apps.get_model(label)
    return found if issubclass(found, RecordModel) else None
