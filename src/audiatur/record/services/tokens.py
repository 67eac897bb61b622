"""Making and ending tokens: each one ledger entry; the secret is told once and never kept."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Membership, Party, Reach, Token, User
from audiatur.record.models.tokens import digest_of
from audiatur.record.services import may

MARK: Final = "aud_"
LONGEST: Final = timedelta(days=366)
"""For how long a token is made at the most."""
MOST: Final = 20
"""Tokens that one person holds for a party at a time."""


def token_make(party: Party, *, by: User, name: str, reach: Reach, expires_on: date, today: date) -> tuple[Token, str]:
    """A token of a person for their party, and its secret.

    Raises:
        NotAllowed: the person is no member of the party, or only reads for it and asks for a token that writes.
        Invalid: it has no name, expires before tomorrow or after a year, or there are too many.
    """
    if reach == Reach.WRITES:
        may.write_for(by, party)
    elif not Membership.objects.standing().filter(user=by, party=party).exists():
        raise NotAllowed(_("Only members of %(party)s may do this."), party=party)
    if not name.strip():
        raise Invalid(_("Give the token a name, so that you know it again."))
    if not today < expires_on <= today + LONGEST:
        raise Invalid(_("A token lasts from one day to one year. Give a day in that time."))
    secret = MARK + secrets.token_urlsafe(32)
    with change("token made", by=by):
        held = Token.objects.filter(user=by, party=party, ended_at__isnull=True, expires_on__gte=today)
        if held.count() >= MOST:
            raise Invalid(_("You hold %(most)s tokens for this party. End one of them first."), most=MOST)
        token = Token(
            user=by,
            party=party,
            name=name.strip(),
            reach=reach,
            prefix=secret[: len(MARK) + 6],
            digest=digest_of(secret),
            made_at=timezone.now(),
            expires_on=expires_on,
        )
        token.save()
    return token, secret


def token_end(token: Token, *, by: User) -> Token:
    """End a token: its holder may, at any time.

    Raises:
        NotAllowed: it is another person's.
        Invalid: it was ended before.
    """
    if token.user_id != by.pk:
        raise NotAllowed(_("Only its holder may end a token."))
    with change("token ended", by=by):
        token.refresh_from_db(fields=["ended_at"], from_queryset=Token.objects.select_for_update())
        if token.ended_at:
            raise Invalid(_("This token was ended before."))
        token.ended_at = timezone.now()
        token.save()
    return token
