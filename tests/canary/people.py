"""Who opens the addresses: a person for each role of each side, and those who are of no party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.test import Client

from audiatur.record.errors import Invalid
from audiatur.record.models import Dialogue, Party, Role, User, Visibility
from audiatur.record.services import invitation_make, member_add
from tests.canary.words import Ground, Planted
from tests.record_fixture import second_factor
from tests.site.signing import just_shown

WITHOUT_ROLE = ("anonymous", "outsider", "administrator")
SIDE_OF = {"ministry": "state", "mandate": "un", "monitor": "cso", "lawyers": "cso"}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with the column of docs/visibility.csv that tells what they see, and where they belong."""

    name: str
    column: str
    client: Client
    party: str = ""
    dialogue: str = ""

    def may_read(self, planted: Planted) -> bool:
        """The rule of the levels, written a second time: the first is in audiatur.record.visibility."""
        if planted.own:
            return planted.own == self.name or self._is_told_of(planted)
        if planted.level == Visibility.PUBLIC:
            return True
        if planted.dialogue != self.dialogue:
            return False
        if planted.level == Visibility.PARTIES:
            return True
        if not planted.owner:
            return self.column == Role.SECRETARIAT
        if planted.level == Visibility.SIDE:
            return bool(self.party) and SIDE_OF[self.party] == SIDE_OF[planted.owner]
        return self.party == planted.owner

    def _is_told_of(self, planted: Planted) -> bool:
        """Whom a dialogue names to whom: a party's people to it, all to the secretariat and auditors, and those beside
        the parties to everyone who takes part. Invited addresses are told to those who may invite there, and auditors.
        """
        if not planted.dialogue or planted.dialogue != self.dialogue or planted.field == "user.email":
            return False
        if self.column in (Role.SECRETARIAT, Role.AUDITOR):
            return True
        if planted.field == "invitation.email":
            return self.column == Role.REPRESENTATIVE and self.party == planted.owner
        return not planted.owner or self.party == planted.owner


def anonymous() -> Person:
    """Someone who has not signed in."""
    return Person("anonymous", "anonymous", Client())


def person(
    name: str, column: str, ground: Ground, *, dialogue: Dialogue | None = None, party: Party | None = None,
    role: Role | None = None, **given: Any,
) -> tuple[Person, User]:  # fmt: skip
    """A signed-in person whose own data are planted words."""
    slugs = {"party": party.slug if party else "", "dialogue": dialogue.slug if dialogue else ""}
    where = {"level": Visibility.RESTRICTED, "owner": slugs["party"], "dialogue": slugs["dialogue"], "own": name}
    own = {key: ground.plant(f"user.{key}", **where) for key in ("username", "first_name", "last_name")}
    mail = ground.plant("user.email", **where)
    user = User.objects.create_user(**own, email=f"{mail}@example.org", **given)
    if dialogue is not None:
        assert role is not None
        member_add(dialogue, user=user, role=role, party=party)
    second_factor(user)
    client = Client()
    client.force_login(user)
    just_shown(client, user)
    return Person(name, column, client, **slugs), user


def invited(ground: Ground, dialogue: Dialogue, party: Party | None) -> None:
    """An open invitation into a party, or beside the parties, to a planted address."""
    slug = party.slug if party else ""
    mail = ground.plant(
        "invitation.email", level=Visibility.RESTRICTED, owner=slug, dialogue=dialogue.slug, own=f"invited to {slug}"
    )
    role = Role.MEMBER if party else Role.ANALYST
    invitation_make(dialogue, by=None, role=role, email=f"{mail}@example.org", party=party, at=datetime.now(UTC))


def without_party(role: Role, dialogue: Dialogue) -> bool:
    """Whether a role is held of the dialogue itself and of no party: the record's own rule says so."""
    user = User.objects.create_user(f"tried-{role.value}")
    try:
        with transaction.atomic():
            member_add(dialogue, user=user, role=role)
            raise _Undone
    except _Undone:
        return True
    except Invalid:
        return False


class _Undone(Exception):
    """Takes back what was only tried."""
