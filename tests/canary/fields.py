"""Which fields of the record hold people's words: found in the models, so that a new field must be told here."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from audiatur.record.models.base import EdtfField

TEXTS = (models.CharField, models.TextField, models.JSONField)

WORDLESS: dict[str, str] = {
    "user.password": "a salted hash",
    "invitation.token_hash": "a hash",
    "dialogue.slug": "a name of the address; a dialogue that one may not see is answered as one that there is not",
    "dialogue.country": "a code of two letters",
    "party.slug": "a name of the address, agreed on by all",
    "source.language": "a language code",
    "source.sha256": "a hash",
    "source.kind": "a code of the reader",
    "source.reader": "the version of the reader",
    "source.paragraphs": "offsets, roles and labels; the words are in content",
    "source.pages": "offsets",
    "source.quantities": "offsets and numbers",
    "source.arithmetic": "offsets and numbers",
    "source.warnings": "codes of the reader",
    "passage.lang": "a language code",
    "statement.modality": "a code of the reader",
    "statement.source_spans": "offsets",
    "statement.cue_spans": "offsets",
    "statement.content_spans": "offsets",
    "statement.topic": "the key of a topic",
    "statement.reader": "the version of the reader",
    "question.topic": "the key of a topic",
    "publishedfigure.hedge": "a code",
    "beside.hedge": "a code",
    "beside.indicator": "the id of an indicator",
    "beside.group": "codes of a register's columns",
    "meeting.snapshot": "keys, codes and the ledger's head",
    "agendaitem.topic": "the key of a topic",
    "recommendation.topic": "the key of a topic",
    "recommendation.reader": "the version of the reader",
    "commitment.topic": "the key of a topic",
    "followup.grade": "a code of the scale",
    "scenario.topic": "the key of a topic",
    "scenario.inputs_hash": "a hash",
    "scenario.result": "dates and numbers",
    "provisionstance.law": "the name of a law",
    "provisionstance.article": "the number of an article",
    "provisionstance.obligation": "the key of a standard",
    "provisionstance.words": "a hash",
    "reformnews.reform": "the key of a reform",
}
"""Text fields that hold none of a person's words, each with why."""

NEVER_SHOWN: dict[str, str] = {
    "beside.place": "chooses the figure's place, which the figure tells in its own words",
    "dialogue.state_name": "names the State in the command line",
    "dialogue.state_name_km": "names the State in the command line",
    "passage.prefix": "by which the passage is found again in a later version",
    "passage.suffix": "by which the passage is found again in a later version",
    "recommendation.position": "what the report tells in full; pages show its code",
    "recommendation.section": "the heading above it in its report",
    "recommendation.themes": "what the topic was suggested by",
    "response.locator": "kept for the record",
}
"""Fields with words that no page shows to anyone: kept for the record, and told here so that it is no oversight."""

KEPT_APART = frozenset({"entry", "told", "searched", "trigram"})
"""Models that hold other rows' words again: what they hold is looked for as the words of those rows."""


def word_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields of a model that hold people's words."""
    name = model._meta.model_name
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
        and not isinstance(field, EdtfField)
        and not field.choices
        and f"{name}.{field.name}" not in WORDLESS
    )


def worded_models() -> Iterator[type[models.Model]]:
    """Every model of the project that holds people's words."""
    for model in apps.get_models():
        if model.__module__.startswith("audiatur.") and model._meta.model_name not in KEPT_APART and word_fields(model):
            yield model


def every_word_field() -> set[str]:
    """Every such field as "model.field"."""
    return {f"{model._meta.model_name}.{name}" for model in worded_models() for name in word_fields(model)}
