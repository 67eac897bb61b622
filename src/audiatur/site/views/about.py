"""How this record works, and how accessible its pages are."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record import heads
from audiatur.record.status import RULE


def about(request: HttpRequest) -> HttpResponse:
    """The words, the status rule, and who may do what."""
    return render(request, "about.html", {"rule": RULE, "ledger_key": heads.public_key()})


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "accessibility.html", {"contact": settings.CONTACT})
