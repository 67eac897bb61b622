"""What every page knows: the ledger's head for its foot, and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from audiatur.record import ledger


def page(_request: HttpRequest) -> dict[str, Any]:
    """The variables of every page; the head is read only where the foot is drawn."""
    return {"ledger_head": ledger.head, "demo": settings.DEMO}
