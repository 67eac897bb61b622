"""The meetings of a dialogue, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.selectors import meeting_view, meetings_visible
from audiatur.site.views.visit import found, visit


def meetings(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The meetings, the newest first."""
    here = visit(request, dialogue)
    return render(
        request, "meetings.html", {"here": here, "meetings": meetings_visible(here.dialogue, viewer=here.viewer)}
    )


def meeting(request: HttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """One meeting with the positions before and after it."""
    here = visit(request, dialogue)
    view = found(meeting_view(here.dialogue, meeting, viewer=here.viewer, today=here.today))
    return render(request, "meeting.html", {"here": here, "view": view})
