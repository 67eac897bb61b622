"""The sources of a dialogue, one source with what was read in it, and adding a source."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.selectors import source_get, source_page, sources_visible
from audiatur.site.views.visit import found, visit


def sources(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The sources that the viewer may see, the newest first."""
    here = visit(request, dialogue)
    return render(
        request, "sources.html", {"here": here, "sources": sources_visible(here.dialogue, viewer=here.viewer)}
    )


def source(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """One source, with the statements read in it."""
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    return render(request, "source.html", {"here": here, "page": source_page(shown, viewer=here.viewer)})


@login_required
def source_add(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The form that adds a source."""
    here = visit(request, dialogue)
    return render(request, "source_add.html", {"here": here})
