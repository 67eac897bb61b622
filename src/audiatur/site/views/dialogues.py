"""The list of dialogues, the first page of a dialogue, and the page of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from audiatur.record.models import Commitment, Party, Question, Side
from audiatur.record.selectors import dialogues_visible, home_view, meeting_view, recommendation_views, topic_view
from audiatur.record.selectors.dialogues import HomeView
from audiatur.record.visibility import viewer_of
from audiatur.site import sentences, topic_pages
from audiatur.site.views.visit import Visit, found, visit
from audiatur.topics import TOPICS

RECOMMENDATIONS_ON_TOPIC_PAGE = 10


@dataclass(frozen=True, slots=True)
class Due:
    """A reply or a commitment with its day."""

    day: date
    overdue: bool
    reply: bool
    of: Side | Party
    row: Question | Commitment
    address: str


def home(request: HttpRequest) -> HttpResponse:
    """The dialogues that the viewer may see."""
    viewer = viewer_of(request.user)
    context = {"dialogues": dialogues_visible(viewer=viewer), "loads_registers": viewer.loads_registers}
    return render(request, "home.html", context)


def dialogue(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A dialogue's first page."""
    here = visit(request, dialogue)
    view = home_view(here.dialogue, viewer=here.viewer, today=here.today)
    last = (
        meeting_view(here.dialogue, view.last_meeting.slug, viewer=here.viewer, today=here.today)
        if view.last_meeting
        else None
    )
    context = {
        "here": here,
        "view": view,
        "last": last,
        "since": sentences.moved(last) if last else "",
        "replies_due": sum(not item.overdue for item in view.awaited),
        "due": sorted(_due(view, here), key=lambda item: item.day),
    }
    return render(request, "dialogue.html", context)


def _due(view: HomeView, here: Visit) -> Iterator[Due]:
    slug = here.dialogue.slug
    for item in view.awaited:
        question = item.question.question
        yield Due(
            day=item.due,
            overdue=item.overdue,
            reply=True,
            of=item.side,
            row=question,
            address=reverse("question", args=[slug, question.slug]),
        )
    for promise in view.commitments_due:
        row = promise.commitment
        asked = promise.question
        yield Due(
            day=row.due_latest,
            overdue=promise.overdue,
            reply=False,
            of=row.party,
            row=row,
            address=reverse("question", args=[slug, asked.slug]) + "#promised" if asked else "",
        )


def topic(request: HttpRequest, dialogue: str, topic: str) -> HttpResponse:
    """The page of one topic."""
    here = visit(request, dialogue)
    known = found(next((known for known in TOPICS if known.key == topic), None))
    view = topic_view(here.dialogue, known, viewer=here.viewer, today=here.today)
    recommendations = recommendation_views(here.dialogue, viewer=here.viewer, topic=known.key)
    context = {
        "here": here,
        "view": view,
        "questions": [{"view": each, "sentence": sentences.counts(each)} for each in view.questions],
        "recommendations": recommendations[:RECOMMENDATIONS_ON_TOPIC_PAGE],
        "recommendation_count": len(recommendations),
        "pages": topic_pages.listed(here, topic=known),
    }
    return render(request, "topic.html", context)
