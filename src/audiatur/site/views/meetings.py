"""The meetings of a dialogue, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.selectors import meeting_view, meetings_visible
from audiatur.site import sentences
from audiatur.site.views.visit import found, visit

MODES = (gettext_noop("in person"), gettext_noop("virtual"), gettext_noop("mixed"))


def meetings(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The meetings, the newest first."""
    here = visit(request, dialogue)
    held = meetings_visible(here.dialogue, viewer=here.viewer)
    views = (meeting_view(here.dialogue, row.slug, viewer=here.viewer, today=here.today) for row in held)
    shown = [{"meeting": view.meeting, "result": sentences.moved(view)} for view in views if view]
    return render(request, "meetings.html", {"here": here, "meetings": shown})


def meeting(request: HttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """One meeting with the positions before and after it."""
    here = visit(request, dialogue)
    view = found(meeting_view(here.dialogue, meeting, viewer=here.viewer, today=here.today))
    context = {
        "here": here,
        "view": view,
        "mode": _(view.meeting.mode),
        "result": sentences.moved(view),
        "changed": [move for move in view.moves if move.changed],
        "unchanged": [move for move in view.moves if not move.changed],
    }
    return render(request, "meeting.html", context)
