"""What a person keeps of an act: the ledger's entry number and hash, kept in the session until they sign out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from audiatur.record import ledger
from audiatur.site.drafts import DraftForm

KEPT = 20


@dataclass(frozen=True, slots=True)
class Back:
    """The page that an act began at."""

    address: str
    name: str


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
    draft: DraftForm | None = None,
    back: Back | None = None,
) -> HttpResponseRedirect:
    """Do the act, note the receipt of its entry, forget its draft, and lead to the page that shows the receipt.

    An act on a question names it in `question`, any other one the page that it began at in `back`; one on a saved
    scenario neither.
    """
    told = {"title": title, "on": on, "readers": readers, "answers": answers, "question": question}
    kept = noted(request, act, dialogue=dialogue, told={**told, "back": asdict(back) if back else None})
    if draft:
        draft.submitted()
    if not question:
        return redirect("act-receipt" if back else "scenario-receipt", dialogue=dialogue, entry=kept["entry"])
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


def forget(entries: Collection[int]) -> None:
    """Take the receipts of erased entries out of every session: they repeat the words."""
    for kept in Session.objects.iterator():
        held = SessionStore(session_key=kept.session_key)
        if forget_in(held, entries):
            held.save()


def forget_in(session: SessionBase, entries: Collection[int]) -> bool:
    """The same in one session that is open; whether it held any."""
    receipts = session.get("receipts", {})
    left = {entry: receipt for entry, receipt in receipts.items() if int(entry) not in entries}
    if left == receipts:
        return False
    session["receipts"] = left
    return True


def receipt_of(request: HttpRequest, *, dialogue: str, entry: int, question: str = "") -> dict[str, Any] | None:
    """The receipt of an act that this person did in this session."""
    kept: dict[str, Any] | None = request.session.get("receipts", {}).get(str(entry))
    return kept if kept and (kept["dialogue"], kept["question"]) == (dialogue, question) else None
