"""The closed vocabulary of the pages: status words and signs, and topic names; docs/words.md lists them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

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

_DJANGO_TEXTS = (
    gettext_noop(":"),
    ngettext_lazy("%(size)d byte", "%(size)d bytes", "size"),
    gettext_noop("%s KB"),
    gettext_noop("%s MB"),
    gettext_noop("%s GB"),
    gettext_noop("username"),
    gettext_noop("Password"),
    gettext_noop("Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."),
    gettext_noop("This account is inactive."),
    gettext_noop("This field is required."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
"""Texts of Django that our pages show: its own Khmer catalogue lacks some of them."""
