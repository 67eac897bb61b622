"""Tokens as their holders see them, and the viewer that a token makes: its person, narrowed to its party."""

from __future__ import annotations

from datetime import date

from audiatur.record.models import Reach, Token, User
from audiatur.record.models.tokens import digest_of
from audiatur.record.visibility import Viewer, viewer_of


def tokens_of(user: User) -> tuple[Token, ...]:
    """The tokens that a person made, the newest first."""
    return tuple(Token.objects.filter(user=user).select_related("party__side__dialogue"))


def token_by(secret: str, *, today: date) -> Token | None:
    """The token with this secret; None where there is none, or it was ended or has expired."""
    rows = Token.objects.filter(digest=digest_of(secret), ended_at__isnull=True, expires_on__gte=today)
    return rows.select_related("user", "party__side").first()


def token_viewer(token: Token) -> Viewer | None:
    """Who looks by a token: its person, as a member of its party and of nothing else; rights of other roles stay out.

    None where the person is no member of the party any more.
    """
    viewer, party = viewer_of(token.user), token.party
    if party.pk not in viewer.parties:
        return None
    writes = viewer.writes_for & {party.pk} if token.reach == Reach.WRITES else frozenset()
    return Viewer(
        user=viewer.user,
        dialogues=viewer.dialogues & {party.side.dialogue_id},
        sides=viewer.sides & {party.side_id},
        parties=frozenset({party.pk}),
        writes_for=frozenset(writes),
    )
