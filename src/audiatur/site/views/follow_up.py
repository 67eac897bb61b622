"""What was recommended and promised, and what was done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.site.views.visit import visit


def follow_up(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Recommendations and commitments, filtered."""
    here = visit(request, dialogue)
    return render(request, "follow_up.html", {"here": here})
