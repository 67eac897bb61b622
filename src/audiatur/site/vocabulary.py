"""The closed vocabulary of the pages: status words and signs, and topic names; docs/words.md lists them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audiatur.record.status import Status
from audiatur.topics import TOPICS

SIGNS: Mapping[Status, str] = {
    "agreed": "=",
    "partly_agreed": "≈",
    "differing": "≠",
    "one_sided": "⊣",
    "unanswered": "○",
}

STATUS_NAMES: Mapping[Status, Promise] = {
    "agreed": _("Agreed"),
    "partly_agreed": _("Partly agreed"),
    "differing": _("Differing"),
    "one_sided": _("One-sided"),
    "unanswered": _("Unanswered"),
}

TOPIC_NAMES: Mapping[str, str] = {topic.key: topic.name for topic in TOPICS}

_TRANSLATED_TOPICS = (
    gettext_noop("Modernisation of the laws"),
    gettext_noop("Prison overcrowding"),
    gettext_noop("Defendants’ rights in criminal proceedings"),
    gettext_noop("Mediation of conflicts outside the courts"),
    gettext_noop("Open civic space"),
)
"""Names the catalogue must hold; topics themselves know no Django."""
