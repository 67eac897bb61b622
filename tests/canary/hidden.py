"""One more row of each kind that hardly anyone may see, leaning on rows that everyone sees."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import models

from audiatur.record.changes import change
from audiatur.record.models import (
    Claim,
    Draft,
    FormEntry,
    Party,
    Position,
    Proposal,
    Question,
    Reach,
    Role,
    Scenario,
    ScenarioBeside,
    Typed,
    User,
    Visibility,
)
from audiatur.record.models.base import VisibleModel
from audiatur.record.private.keeping import draft_keep, note_write
from audiatur.record.services import invitation_make, token_make
from audiatur.record.visibility import viewer_of
from audiatur.site.views import visit
from tests.canary.fields import word_fields
from tests.canary.planting import FORM, Field, Planter
from tests.canary.words import STEM

OWNER = "lawyers"
"""Whose the rows are: a party that has another on its side, and of which one person alone looks on."""


def leaning(field: Field, model: type[VisibleModel], *, level: Visibility, owner: str = OWNER) -> VisibleModel:
    """A copy of a row that everyone sees, with words of its own and for fewer to see: it leans on what that leaned on.

    What may stand only once of a party, or of a number, is set apart.
    """
    public = model.objects.filter(dialogue=field.dialogue, visibility=Visibility.PUBLIC, **ONLY.get(model, {}))
    like = public.order_by("pk").first()
    assert like is not None, f"no {model.__name__} that everyone sees: plant one"
    party = field.parties[owner]
    row = copy.copy(like)
    row.pk, row._state = None, type(like._state)()  # a row that the database does not hold
    row._state.adding = True
    for name in word_fields(model):
        word = field.ground.plant(
            f"{like._meta.model_name}.{name}", level=level, owner=owner, dialogue=field.dialogue.slug
        )
        setattr(row, name, _with(word, getattr(like, name)))
    row.owner, row.visibility = party, level
    if isinstance(getattr(like, "party", None), Party):
        row.party = party  # type: ignore[attr-defined]
    for name, value in APART.get(model, lambda _row: {})(like).items():
        setattr(row, name, value)
    with change("planted", by=None):
        row.save()
        for link in model._meta.many_to_many:
            getattr(row, link.name).set(getattr(like, link.name).all())
        if isinstance(row, Proposal):
            words = copy.copy(like.wordings.order_by("number")[0])
            words.pk, words.proposal, words._state.adding = None, row, True
            words.save()
        if isinstance(row, Scenario):
            spoken = Position.objects.filter(dialogue=field.dialogue, visibility=Visibility.PUBLIC)
            ScenarioBeside(position=spoken.order_by("pk").first(), scenario=row, set_on=visit.today()).save()
    return row


def _with(word: str, value: Any) -> Any:
    """A value with another word in place of the planted one."""
    if isinstance(value, list):
        return [_with(word, one) for one in value]
    return re.sub(f"{STEM}[a-z]{{4}}", word, value)


ONLY: Mapping[type[models.Model], Mapping[str, Any]] = {Claim: {"question__visibility": Visibility.PUBLIC}}
"""Which of the rows of a model is copied."""

APART: Mapping[type[models.Model], Callable[[Any], Mapping[str, Any]]] = {
    Question: lambda _row: {"number": Question.objects.order_by("-number")[0].number + 1},
    Claim: lambda _row: {"statement": None},
}
"""What a copy cannot share with its model row."""


def levelled() -> tuple[type[VisibleModel], ...]:
    """Every model whose rows carry a level."""
    return tuple(VisibleModel.__subclasses__())


def _entry(field: Field) -> None:
    party = field.parties[OWNER]
    with change("planted", by=None):
        entry = FormEntry(
            dialogue=field.dialogue, owner=party, form=FORM, number="T900-0003", version=1, token=uuid4(),
            on=visit.today(), commitment="0",
        )  # fmt: skip
        entry.save()
    Typed.objects.create(entry=entry, salt="0" * 32, content=json.dumps({"answers": {}, "language": "en"}))


def _typed(field: Field) -> None:
    about: dict[str, Any] = {"dialogue": field.dialogue, "party": field.parties[OWNER], "form": FORM}
    Draft.objects.create(token=uuid4(), user=field.writers[OWNER], content="{}", **about)


def _note(field: Field) -> None:
    question = Question.objects.filter(dialogue=field.dialogue, visibility=Visibility.PUBLIC)[0]
    viewer = viewer_of(field.writers[OWNER])
    note_write(field.parties[OWNER], question, viewer=viewer, text="Noted.")
    address = f"/{field.dialogue.slug}/questions/{question.slug}/positions/1/{OWNER}/"
    draft_keep(field.parties[OWNER], viewer=viewer, address=address, title="Typed", fields={"reason": "Typed."})


def _token(field: Field) -> None:
    today = visit.today()
    token_make(
        field.parties[OWNER], by=field.writers[OWNER], name="A program", reach=Reach.READS,
        expires_on=today + timedelta(days=9), today=today,
    )  # fmt: skip


def _spot(level: Visibility) -> Callable[[Field], None]:
    def plant(field: Field) -> None:
        """All kinds of rows at once, which lean on one another; the spots of the others stay as they are."""
        Planter(replace(field, spots=list(field.spots), rows=dict(field.rows))).plant(OWNER, level)

    return plant


def _leaning(model: type[VisibleModel], level: Visibility) -> Callable[[Field], None]:
    def add(field: Field) -> None:
        leaning(field, model, level=level)

    return add


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row that may be hidden; `told` are the columns of those who are told of it all the same."""

    name: str
    add: Callable[[Field], None]
    told: tuple[str, ...] = ()


def kinds(level: Visibility) -> Iterator[Kind]:
    """Every kind, with what adds a row of it at this level; what has no level is its party's or person's own."""
    yield Kind("rows of all kinds that lean on one another", _spot(level))
    for model in levelled():
        yield Kind(model.__name__, _entry if model is FormEntry else _leaning(model, level))
    yield Kind("note and draft", _note)
    yield Kind("draft of an entry", _typed)
    yield Kind("token", _token)
    yield Kind("invitation", _invitation, told=("secretariat", "auditor"))
    yield Kind("account", _account)


def _invitation(field: Field) -> None:
    party = field.parties[OWNER]
    invitation_make(
        field.dialogue, by=None, role=Role.MEMBER, email="invited@example.org", party=party, at=datetime.now(UTC)
    )


def _account(_field: Field) -> None:
    User.objects.create_user("newcomer", email="newcomer@example.org")
