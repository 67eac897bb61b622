"""What a person keeps of an act: the ledger's entry number and hash, kept in the session until they sign out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from audiatur.record import ledger

KEPT = 20


def recorded(
    request: HttpRequest,
    act: Callable[[], Any],
    *,
    dialogue: str,
    title: str,
    on: str,
    readers: str,
    answers: list[tuple[str, str]],
    question: str = "",
) -> HttpResponseRedirect:
    """Do the act, note the receipt of its entry, and lead to the page that shows it.

    An act that belongs to no question is one on a saved scenario.
    """
    told = {"title": title, "on": on, "readers": readers, "answers": answers, "question": question}
    kept = noted(request, act, dialogue=dialogue, told=told)
    if not question:
        return redirect("scenario-receipt", dialogue=dialogue, entry=kept["entry"])
    return redirect("receipt", dialogue=dialogue, question=question, entry=kept["entry"])


def noted(request: HttpRequest, act: Callable[[], Any], *, dialogue: str, told: dict[str, Any]) -> dict[str, Any]:
    """Do the act and keep the receipt of its entry, with what it tells beside number and hash."""
    with transaction.atomic():
        act()
        head = ledger.head()
    receipt = {**told, "entry": head.seq, "hash": head.hash, "dialogue": dialogue}
    held = request.session.get("receipts", {}) | {str(head.seq): receipt}
    request.session["receipts"] = dict(list(held.items())[-KEPT:])
    return receipt


def receipt_of(request: HttpRequest, *, dialogue: str, question: str, entry: int) -> dict[str, Any] | None:
    """The receipt of an act that this person did in this session."""
    kept: dict[str, Any] | None = request.session.get("receipts", {}).get(str(entry))
    return kept if kept and (kept["dialogue"], kept["question"]) == (dialogue, question) else None
