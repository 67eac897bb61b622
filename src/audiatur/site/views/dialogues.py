"""The list of dialogues, the first page of a dialogue, and the page of a topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.selectors import dialogues_visible, home_view, topic_view
from audiatur.record.visibility import viewer_of
from audiatur.site.views.visit import found, visit
from audiatur.topics import TOPICS


def home(request: HttpRequest) -> HttpResponse:
    """The dialogues that the viewer may see."""
    dialogues = dialogues_visible(viewer=viewer_of(request.user))
    return render(request, "home.html", {"dialogues": dialogues})


def dialogue(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A dialogue's first page."""
    here = visit(request, dialogue)
    view = home_view(here.dialogue, viewer=here.viewer, today=here.today)
    return render(request, "dialogue.html", {"here": here, "view": view})


def topic(request: HttpRequest, dialogue: str, topic: str) -> HttpResponse:
    """The page of one topic."""
    here = visit(request, dialogue)
    known = found(next((known for known in TOPICS if known.key == topic), None))
    view = topic_view(here.dialogue, known, viewer=here.viewer, today=here.today)
    return render(request, "topic.html", {"here": here, "view": view})
