"""The meetings of a dialogue, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.selectors import meeting_rows, meeting_view
from audiatur.site import sentences
from audiatur.site.views.visit import found, visit

ON_A_PAGE = 50
MODES = (gettext_noop("in person"), gettext_noop("virtual"), gettext_noop("mixed"))


def meetings(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The meetings, the newest first."""
    here = visit(request, dialogue)
    rows = meeting_rows(here.dialogue, viewer=here.viewer)
    shown = [{"meeting": row.meeting, "result": sentences.moved(row.moved)} for row in rows]
    return render(request, "meetings.html", {"here": here, "meetings": shown})


def meeting(request: HttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """One meeting with the positions before and after it."""
    here = visit(request, dialogue)
    view = found(meeting_view(here.dialogue, meeting, viewer=here.viewer, today=here.today))
    unchanged = Paginator([move for move in view.moves if not move.changed], ON_A_PAGE)
    part = unchanged.get_page(request.GET.get("page"))
    context = {
        "here": here,
        "view": view,
        "mode": _(view.meeting.mode),
        "result": sentences.moved(view.moved),
        "changed": [move for move in view.moves if move.changed],
        "part": part,
        "shown_pages": unchanged.get_elided_page_range(part.number, on_each_side=2, on_ends=1),
        "turned": "page" in request.GET,
    }
    return render(request, "meeting.html", context)
