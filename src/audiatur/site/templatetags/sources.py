"""What the source pages need: paragraphs with their marks, and words of the closed vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from audiatur.record.models import Claim
from audiatur.record.selectors.marking import ShownParagraph
from audiatur.record.visibility import Viewer
from audiatur.site import source_words
from audiatur.site.document_html import Reference, paragraph_html

register = template.Library()


@register.simple_tag
def paragraph(shown: ShownParagraph, references: Mapping[int, Reference], *, swapped: bool = False) -> SafeString:
    """A paragraph of a source with its marks."""
    return paragraph_html(shown, references=references, swapped=swapped)


@register.filter
def voice(value: str) -> Any:
    """A voice in the language of the page."""
    return source_words.VOICES.get(value, value)


@register.filter
def kind(value: str) -> Any:
    """A kind of document in words."""
    return source_words.KINDS.get(value, value)


@register.filter
def language(value: str) -> Any:
    """A language's name."""
    return source_words.LANGUAGES.get(value, value)


@register.filter
def confidence(value: float) -> str:
    """How sure the reading is, as words and number."""
    return source_words.confidence(value)


@register.filter
def may_withdraw(viewer: Viewer, claim: Claim) -> bool:
    """Whether the viewer may take the claim out of its question."""
    return viewer.withdraws(claim)


@register.filter
def computation(item: Mapping[str, Any]) -> str:
    """A stated number beside what its own inputs give."""
    return source_words.computation(item)
