"""The ledger for those who check it: its signed head, receipts as files, and the file that checks them."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_noop

from audiatur import verify_receipt
from audiatur.record import heads
from audiatur.record.errors import Invalid
from audiatur.record.selectors import entry_get, source_entry, source_get
from audiatur.site import written
from audiatur.site.receipts import receipt_of
from audiatur.site.views.visit import found, visit


def head(request: HttpRequest) -> HttpResponse:
    """The signed tree head; `?since=N` adds the proof that the ledger grew from its first N entries."""
    given = request.GET.get("since", "")
    try:
        if given and not given.isdecimal():
            raise Invalid(gettext_noop("“%(given)s” is no number of entries."), given=given)
        signed = heads.signed_head(since=int(given) if given else None)
    except Invalid as fault:
        return JsonResponse({"error": written.refusal(fault)}, status=400)
    return JsonResponse(signed)


def verifier(request: HttpRequest) -> HttpResponse:
    """The file that checks receipts without this program."""
    answer = HttpResponse(Path(verify_receipt.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_receipt.py"'
    return answer


@login_required
def act_receipt(request: HttpRequest, dialogue: str, entry: int, question: str = "") -> HttpResponse:
    """The receipt of an act that this person did in this session; it shows the rows, which are their own words."""
    found(receipt_of(request, dialogue=dialogue, question=question, entry=entry))
    return _file(heads.receipt(found(entry_get(entry))), name=f"receipt-{entry}")


@login_required
def people_receipt(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """The receipt of an act on people that this person did in this session."""
    found(receipt_of(request, dialogue=dialogue, question="", entry=entry))
    return _file(heads.receipt(found(entry_get(entry))), name=f"receipt-{entry}")


def source_receipt(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """The receipt of a source that the viewer may see; it shows the source's row and none of what was read in it."""
    here = visit(request, dialogue)
    entry = found(source_entry(found(source_get(here.dialogue, source, viewer=here.viewer))))
    return _file(heads.receipt(entry, shown=["record.source"]), name=f"receipt-{entry.seq}")


def _file(receipt: dict[str, object], *, name: str) -> HttpResponse:
    answer = HttpResponse(json.dumps(receipt, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer
