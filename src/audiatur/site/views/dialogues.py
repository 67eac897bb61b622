"""The list of dialogues, the first page of a dialogue, and the page of a topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.selectors import dialogues_visible, home_view, recommendations_visible, topic_view
from audiatur.record.selectors.follow_up import RecommendationView
from audiatur.record.visibility import viewer_of
from audiatur.site import sentences, topic_pages
from audiatur.site.due import calendar, due_in
from audiatur.site.entry_drawing import said
from audiatur.site.views.visit import found, visit
from audiatur.topics import TOPICS
from audiatur.topics.entry_forms import FORMS

RECOMMENDATIONS_ON_TOPIC_PAGE = 10


def home(request: HttpRequest) -> HttpResponse:
    """The dialogues that the viewer may see."""
    viewer = viewer_of(request.user)
    context = {"dialogues": dialogues_visible(viewer=viewer), "loads_registers": viewer.loads_registers}
    return render(request, "home.html", context)


def dialogue(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A dialogue's first page."""
    here = visit(request, dialogue)
    view = home_view(here.dialogue, viewer=here.viewer, today=here.today)
    last = view.last_meeting
    context = {
        "here": here,
        "view": view,
        "last": last,
        "since": sentences.moved(last.moved) if last else "",
        "replies_due": sum(not item.overdue for item in view.awaited),
        "due": sorted(due_in(view), key=lambda item: item.day),
    }
    return render(request, "dialogue.html", context)


def due_calendar(request: HttpRequest, dialogue: str) -> HttpResponse:
    """What is due, as a file for a calendar."""
    here = visit(request, dialogue)
    base = request.build_absolute_uri("/").rstrip("/")
    answer = HttpResponse(
        calendar(here.dialogue, viewer=here.viewer, today=here.today, base=base),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{here.dialogue.slug}-due.ics"'
    return answer


def topic(request: HttpRequest, dialogue: str, topic: str) -> HttpResponse:
    """The page of one topic."""
    here = visit(request, dialogue)
    known = found(next((known for known in TOPICS if known.key == topic), None))
    view = topic_view(here.dialogue, known, viewer=here.viewer, today=here.today)
    recommendations = recommendations_visible(here.dialogue, viewer=here.viewer, topic=known.key)
    context = {
        "here": here,
        "view": view,
        "questions": [{"view": each, "sentence": sentences.counts(each)} for each in view.questions],
        "recommendations": [RecommendationView.of(row) for row in recommendations[:RECOMMENDATIONS_ON_TOPIC_PAGE]],
        "recommendation_count": recommendations.count(),
        "pages": topic_pages.listed(here, topic=known),
        "forms": [(form, said(form.title), said(form.about)) for form in FORMS if form.topic == known.key],
    }
    return render(request, "topic.html", context)
