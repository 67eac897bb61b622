"""A form whose unfinished answers are kept: while typing by a small script, or by a button; in the party's own store.

A view makes a `DraftForm`, answers with what `acted` gives where it gives something, begins its form with `fields`,
and calls `submitted` once the act is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from audiatur.record.errors import Invalid
from audiatur.record.models import Party
from audiatur.record.private.keeping import Draft, draft_discard, draft_get, draft_keep
from audiatur.site import written
from audiatur.site.views.visit import Visit

WHILE_TYPING = "X-Audiatur-Draft"
"""The header by which the script asks for an answer without a page."""


@dataclass(frozen=True)
class DraftForm:
    """A form of a party at an address, with what the person left in it."""

    here: Visit
    party: Party
    address: str
    title: str

    @cached_property
    def kept(self) -> Draft | None:
        """What was kept of this form, if anything."""
        return draft_get(self.party, viewer=self.here.viewer, address=self.address)

    @property
    def fields(self) -> dict[str, str]:
        """The kept answers, to begin the form with."""
        return self.kept.fields if self.kept else {}

    def acted(self, request: HttpRequest, *, names: Iterable[str]) -> HttpResponse | None:
        """The answer where the person keeps or discards the draft; None where they do something else."""
        step = request.POST.get("step") if request.method == "POST" else ""
        viewer = self.here.viewer
        if step == "draft":
            typed = {name: request.POST[name] for name in names if request.POST.get(name)}
            try:
                draft_keep(self.party, viewer=viewer, address=self.address, title=self.title, fields=typed)
            except Invalid as fault:
                return HttpResponse(written.refusal(fault), status=400, content_type="text/plain; charset=utf-8")
            if request.headers.get(WHILE_TYPING):
                return HttpResponse(status=204)
            messages.success(request, _("Kept as a draft. Only you see it."))
            return redirect(self.address)
        if step == "discard":
            draft_discard(self.party, viewer=viewer, address=self.address)
            messages.success(request, _("The draft is discarded."))
            return redirect(self.address)
        return None

    def submitted(self) -> None:
        """Forget the draft: what it held is in the record now."""
        draft_discard(self.party, viewer=self.here.viewer, address=self.address)
