"""Who looks at which dialogue on which day: what every page of a dialogue begins with.

A view of a dialogue begins with `here = visit(request, dialogue)` and draws its template with `here` in the context.
What the viewer may not see is answered as if it did not exist (404), so that an address tells nothing; an act that
the record refuses is answered 403 with the sentence that says who may (`audiatur.site.middleware`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from audiatur.record.models import Dialogue, Party, User
from audiatur.record.selectors import dialogue_get, parties_of, parties_written_for, sources_seen
from audiatur.record.visibility import Viewer, viewer_of

Found = TypeVar("Found")


@dataclass(frozen=True)
class Visit:
    """A viewer in a dialogue on a day."""

    dialogue: Dialogue
    viewer: Viewer
    today: date

    @property
    def user(self) -> User:
        """The person who is signed in; only for views that ask for a sign-in."""
        assert self.viewer.user is not None
        return self.viewer.user

    @cached_property
    def contributes(self) -> bool:
        """Whether the viewer writes for a party of this dialogue or keeps its record."""
        return self.keeps_record or bool(parties_written_for(self.dialogue, viewer=self.viewer))

    @property
    def takes_part(self) -> bool:
        """Whether the viewer is a member of the dialogue."""
        return self.dialogue.pk in self.viewer.dialogues

    @cached_property
    def own_parties(self) -> tuple[Party, ...]:
        """The parties of this dialogue that the viewer is a member of."""
        return tuple(party for party in parties_of(self.dialogue) if party.pk in self.viewer.parties)

    @cached_property
    def answers_for_state(self) -> bool:
        """Whether the viewer may enter the State's answers to recommendations."""
        states = {party.pk for party in parties_of(self.dialogue) if party.side.key == "state"}
        return self.keeps_record or bool(states & self.viewer.writes_for)

    @cached_property
    def sources_seen(self) -> frozenset[int]:
        """The keys of the sources that the viewer may see; others are not named beside what was taken from them."""
        return sources_seen(self.dialogue, viewer=self.viewer)

    def receipt_of(self, _row: Model) -> str:
        """What is told of the ledger's entry beside a row's source; nothing but in documents that name receipts."""
        return ""

    @property
    def keeps_record(self) -> bool:
        """Whether the viewer is of this dialogue's secretariat."""
        return self.dialogue.pk in self.viewer.secretariat_of


def today() -> date:
    """The day on which the page is drawn."""
    return timezone.localdate()


def visit(request: HttpRequest, dialogue: str) -> Visit:
    """The visit of a dialogue; 404 where there is none of this name or the viewer may see nothing of it."""
    viewer = viewer_of(request.user)
    return Visit(dialogue=found(dialogue_get(dialogue, viewer=viewer)), viewer=viewer, today=today())


def found(thing: Found | None) -> Found:
    """The thing, or 404 where a selector found none."""
    if thing is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    return thing
