"""Who may see which rows: the only place that says so. Default deny.

Public: everyone. Parties: every member of the dialogue. Side: members of the owner's side. Restricted: members of the
owner party. A row that the secretariat owns is seen on the two narrow levels by the secretariat alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from audiatur.record.models import Claim, Membership, Side, Source, User, Visibility
from audiatur.record.roles import ACTS

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the dialogues, sides and parties that they are a member of, by primary key."""

    user: User | None = None
    dialogues: frozenset[int] = frozenset()
    sides: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    writes_for: frozenset[int] = frozenset()
    secretariat_of: frozenset[int] = frozenset()
    registers_of: frozenset[int] = frozenset()
    persons_of: frozenset[int] = frozenset()

    def reviews(self, source: Source) -> bool:
        """Whether they may check what was read in a source that they can see.

        Its own party may, the party whose document it is, and the secretariat: so no party touches the reading of a
        document that is not its own, and nobody but the secretariat that of the press.
        """
        own = {source.owner_id, source.author_id} & self.writes_for
        return bool(own) or source.dialogue_id in self.secretariat_of

    @property
    def loads_registers(self) -> bool:
        """Whether they may load registers and see which are kept: secretariats and analysts may."""
        return bool(self.registers_of)

    def withdraws(self, claim: Claim) -> bool:
        """Whether they may take a claim out of its question: its owner may, the secretariat where it has none."""
        if claim.owner_id is None:
            return claim.dialogue_id in self.secretariat_of
        return claim.owner_id in self.writes_for


PUBLIC = Viewer()
"""Someone who has not signed in: sees what everyone may see."""


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """The viewer that a signed-in or anonymous person is."""
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    memberships = list(Membership.objects.standing().filter(user=user).select_related("party"))
    held = [membership for membership in memberships if membership.party]

    def dialogues(act: str) -> frozenset[int]:
        return frozenset(m.dialogue_id for m in memberships if m.role in ACTS[act])

    return Viewer(
        user=user,
        dialogues=dialogues("read what is open to all parties"),
        sides=frozenset(m.party.side_id for m in held if m.party),
        parties=frozenset(m.party_id for m in held if m.party_id),
        writes_for=frozenset(m.party_id for m in held if m.party_id and m.role in ACTS["write for the party"]),
        secretariat_of=dialogues("keep the record"),
        registers_of=dialogues("load registers"),
        persons_of=dialogues("see single persons"),
    )


def of_side(side: Side) -> Viewer:
    """Someone of a side: sees what every member of it may see, nothing that one party or person keeps to itself."""
    return Viewer(dialogues=frozenset({side.dialogue_id}), sides=frozenset({side.pk}))


def visible(rows: QuerySet[Row], *, viewer: Viewer, through: str = "") -> QuerySet[Row]:
    """Those of the rows that the viewer may see; `through` is the path to the row that carries the level.

    >>> visible(Statement.objects.all(), viewer=PUBLIC, through="source")  # doctest: +SKIP
    """

    def at(field: str) -> str:
        return f"{through}__{field}" if through else field

    def where(**conditions: Any) -> Q:
        return Q(**{at(field): value for field, value in conditions.items()})

    narrow = where(visibility__in=[Visibility.SIDE, Visibility.RESTRICTED])
    return rows.filter(
        where(visibility=Visibility.PUBLIC)
        | where(visibility=Visibility.PARTIES, dialogue__in=viewer.dialogues)
        | where(visibility=Visibility.SIDE, owner__side__in=viewer.sides)
        | where(visibility=Visibility.RESTRICTED, owner__in=viewer.parties)
        | (narrow & where(owner__isnull=True, dialogue__in=viewer.secretariat_of))
    )


def seen(rows: QuerySet[Row], *, viewer: Viewer) -> frozenset[int]:
    """The keys of those of the rows that the viewer may see: only these are named beside what leans on them."""
    return frozenset(visible(rows, viewer=viewer).values_list("pk", flat=True))


def readers(level: Visibility, *, owner_name: str, side_name: str) -> str:
    """The readers of a level in one phrase, for "This will be seen by"."""
    names = {Visibility.RESTRICTED: owner_name, Visibility.SIDE: side_name}
    return names.get(level, str(level.label))
