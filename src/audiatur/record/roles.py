"""Who may do what: the roles that each act is open to, and a named predicate for each act.

`ACTS` is the whole of it. A predicate asks whether a person holds, at this moment, one of the act's roles at the place:
in the party, or in the dialogue. Being an administrator of the installation is no role and opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.predicates import Predicate
from rules.rulesets import set_rule, test_rule

from audiatur.record.models import Dialogue, Membership, Party, Role, User

ACTS: Mapping[str, frozenset[Role]] = {
    # at a party
    "read with the party": frozenset({Role.READER, Role.MEMBER, Role.REPRESENTATIVE}),
    "write for the party": frozenset({Role.MEMBER, Role.REPRESENTATIVE}),
    "invite for the party": frozenset({Role.REPRESENTATIVE}),
    # at a dialogue
    "read what is open to all parties": frozenset(Role),
    "contribute": frozenset({Role.MEMBER, Role.REPRESENTATIVE, Role.SECRETARIAT}),
    "keep the record": frozenset({Role.SECRETARIAT}),
    "load registers": frozenset({Role.SECRETARIAT, Role.ANALYST}),
    "see single persons": frozenset({Role.SECRETARIAT, Role.CASE_OFFICER}),
    "see everyone's membership": frozenset({Role.SECRETARIAT, Role.AUDITOR}),
    "invite beside the parties": frozenset({Role.SECRETARIAT}),
}
"""The acts, each with the roles that may do it; docs/people.md shows the same as a table."""

AT_A_PARTY = ("read with the party", "write for the party", "invite for the party")
"""The acts whose place is a party; that of the others is a dialogue."""

WITHOUT_SECOND_FACTOR = frozenset({Role.READER})
"""The roles that a password alone is enough for: they write nothing."""


def membership_at(user: User, place: Dialogue | Party) -> Membership | None:
    """The membership that a person holds now in a party, or in a dialogue."""
    at = {"party": place} if isinstance(place, Party) else {"dialogue": place}
    held: Membership | None = Membership.objects.standing().filter(user=user, **at).first()
    return held


def _holds(act: str) -> Predicate:
    def holds(user: User, place: Dialogue | Party) -> bool:
        membership = membership_at(user, place) if user.is_active else None
        return membership is not None and membership.role in ACTS[act]

    return Predicate(holds, act)


for _act in ACTS:
    set_rule(_act, _holds(_act))  # type: ignore[no-untyped-call]


def may(user: User, act: str, place: Dialogue | Party) -> bool:
    """Whether a person may do an act at a place.

    Raises:
        KeyError: there is no such act.
    """
    return bool(test_rule(act, user, place))  # type: ignore[no-untyped-call]


def writes(user: User) -> bool:
    """Whether a person holds any role that a second factor is asked of."""
    standing = Membership.objects.standing().filter(user=user)
    return bool(standing.exclude(role__in=WITHOUT_SECOND_FACTOR).exists())
