"""What every page knows: the ledger's head for its foot, which section it is in, and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from audiatur.record import ledger
from audiatur.site import topic_pages
from audiatur.site.views import visit

SECTIONS = {
    "dialogue": "questions",
    "topic": "questions",
    "question": "questions",
    "position-take": "questions",
    "position-withdraw": "questions",
    "claim-answer": "questions",
    "beside-set": "questions",
    "beside-end": "questions",
    "check-contest": "questions",
    "receipt": "questions",
    "sources": "sources",
    "source": "sources",
    "source-add": "sources",
    "source-add-step": "sources",
    "source-receipt": "sources",
    "statement": "sources",
    "statement-act": "sources",
    "meetings": "meetings",
    "meeting": "meetings",
    "follow-up": "follow-up",
    "search": "search",
    "people": "people",
    "figures": "figures",
    "figure": "figures",
    **dict.fromkeys(topic_pages.names(), "questions"),
}


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables of every page; the head is read only where the foot is drawn."""
    match = request.resolver_match
    return {
        "ledger_head": ledger.head,
        "demo": settings.DEMO,
        "idle_minutes": settings.IDLE_MINUTES,
        "drawn_on": visit.today(),
        "section": SECTIONS.get(match.url_name or "", "") if match else "",
    }
