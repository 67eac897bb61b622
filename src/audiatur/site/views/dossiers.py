"""The dossier's page, and the dossier as Word, HTML and PDF."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from audiatur.record.selectors import dialogue_get
from audiatur.record.visibility import PUBLIC
from audiatur.site.dossier import dossier, dossier_name
from audiatur.site.taking import KINDS, taken
from audiatur.site.views.visit import Visit, found, visit
from audiatur.topics import TOPICS, Topic


def dossiers(request: HttpRequest, dialogue: str) -> HttpResponse:
    """What can be taken away of a dialogue: the whole of it or a topic, in three kinds of file."""
    here = visit(request, dialogue)
    public = dialogue_get(dialogue, viewer=PUBLIC) is not None
    context = {"here": here, "topics": TOPICS, "kinds": KINDS, "public": public, "own": here.viewer.user is not None}
    return render(request, "dossiers.html", context)


def dossier_file(request: HttpRequest, dialogue: str, kind: str) -> HttpResponse:
    """The dossier as a file; `topic` chooses one topic, `reach=public` what everyone may see."""
    here = visit(request, dialogue)
    if kind not in KINDS:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    topics = _topics(request.GET.get("topic", ""))
    if request.GET.get("reach") == "public":
        here = _as_everyone(here)
    address = request.build_absolute_uri(reverse("dossiers", args=[dialogue]))
    document = dossier(here, topics=topics, address=address)
    return taken(document, kind=kind, name=dossier_name(here, topics=topics, on=here.today, ending=kind))


def _topics(key: str) -> tuple[Topic, ...]:
    if not key:
        return TOPICS
    return (found(next((topic for topic in TOPICS if topic.key == key), None)),)


def _as_everyone(here: Visit) -> Visit:
    """The same visit by someone who has not signed in; 404 where they may see nothing of the dialogue."""
    seen = found(dialogue_get(here.dialogue.slug, viewer=PUBLIC))
    return replace(here, dialogue=seen, viewer=PUBLIC)
