"""What a person sees of entries: their own drafts, and what the party that they write for keeps. Nobody else's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from audiatur.record.models import Batch, Dialogue, Draft, EntryEnded, FormEntry
from audiatur.record.visibility import Viewer, visible


def drafts_of(dialogue: Dialogue, *, viewer: Viewer, form: str) -> QuerySet[Draft]:
    """What the person is typing."""
    return Draft.objects.filter(user=viewer.user, dialogue=dialogue, form=form, party__in=viewer.writes_for)


def draft_get(dialogue: Dialogue, *, viewer: Viewer, form: str, token: UUID) -> Draft | None:
    """One of them."""
    if viewer.user is None:
        return None
    tokens = Draft.tokens(token, user=viewer.user, dialogue=dialogue, form=form)
    return drafts_of(dialogue, viewer=viewer, form=form).filter(token__in=tokens).select_related("corrects").first()


def entries_visible(dialogue: Dialogue, *, viewer: Viewer, form: str) -> QuerySet[FormEntry]:
    """The entries of the party that the viewer writes for, all versions; readers of the party see none."""
    rows = FormEntry.objects.filter(dialogue=dialogue, form=form, owner__in=viewer.writes_for)
    return visible(rows, viewer=viewer).select_related("typed", "batch", "owner")


def entries_now(dialogue: Dialogue, *, viewer: Viewer, form: str) -> QuerySet[FormEntry]:
    """Those that stand, the newest first."""
    return entries_visible(dialogue, viewer=viewer, form=form).filter(ended=EntryEnded.STANDS).order_by("-pk")


def entry_sent(dialogue: Dialogue, *, viewer: Viewer, form: str, token: UUID) -> FormEntry | None:
    """The version that a sending made."""
    if viewer.user is None:
        return None
    tokens = Draft.tokens(token, user=viewer.user, dialogue=dialogue, form=form)
    return entries_visible(dialogue, viewer=viewer, form=form).filter(token__in=tokens).first()


def batches_of(dialogue: Dialogue, *, viewer: Viewer, form: str) -> QuerySet[Batch]:
    """The batches that the viewer's party closed, the newest first."""
    return Batch.objects.filter(dialogue=dialogue, form=form, party__in=viewer.writes_for).order_by("-pk")
