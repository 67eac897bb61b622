"""The question's page, side by side, and its table as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.selectors import question_get, question_page
from audiatur.site.views.visit import found, visit


def question(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """One question with each side's words beside the others'."""
    here = visit(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    page = question_page(asked, viewer=here.viewer, today=here.today)
    return render(request, "question.html", {"here": here, "page": page})
