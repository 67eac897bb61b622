"""The demo's people: who may be looked as in a demo, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

from audiatur.record.models import Dialogue, Membership, User
from audiatur.record.selectors.parties import speaking

PREFIX = "demo-"


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """The people of one dialogue."""

    dialogue: Dialogue
    people: tuple[Membership, ...]


def demo_people() -> tuple[DemoGroup, ...]:
    """The demo's people by dialogue, the parties in the order of the sides; nobody outside a demo."""
    if not settings.DEMO:
        return ()
    memberships = (
        speaking()
        .filter(user__username__startswith=PREFIX, user__is_active=True)
        .select_related("user", "dialogue", "party__side")
        .order_by("dialogue", "party__side__order", "party", "pk")
    )
    return tuple(DemoGroup(key, tuple(people)) for key, people in groupby(memberships, key=lambda row: row.dialogue))


def demo_person(username: str) -> User | None:
    """The demo's person of this name; None outside a demo, and for anyone who has a password."""
    if not settings.DEMO or not username.startswith(PREFIX):
        return None
    held = speaking().filter(user__username=username, user__is_active=True).select_related("user").first()
    return held.user if held and not held.user.has_usable_password() else None


def is_demo_person(user: User) -> bool:
    """Whether a person is one of the demo's, in a demo: they have no password, so no second factor either."""
    return bool(settings.DEMO) and user.username.startswith(PREFIX) and not user.has_usable_password()
