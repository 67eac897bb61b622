"""Whom to remind of what is due, and that it was done: no part of the record, so nothing is told in the ledger."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from audiatur.record.models import Membership, Reminded, Role, User


def members_who_answer() -> tuple[Membership, ...]:
    """Those who write for a party and can be reached by mail."""
    rows = Membership.objects.standing().filter(party__isnull=False, user__is_active=True).exclude(user__email="")
    return tuple(rows.exclude(role=Role.READER).select_related("user", "party__side", "dialogue").order_by("pk"))


def reminder_note(user: User, *, about: str, due: date, step: int) -> bool:
    """Note a reminder; False where the person was reminded of it at this step before."""
    try:
        with transaction.atomic():
            Reminded.objects.create(user=user, about=about, due=due, step=step)
    except IntegrityError:
        return False
    return True
