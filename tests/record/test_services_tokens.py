"""Tokens: who may make and end one, for how long, what it makes its bearer, and that its secret is kept nowhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audiatur.record import ledger, services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Entry, Reach, Role, Token
from audiatur.record.selectors import token_by, token_viewer, tokens_of
from audiatur.record.services.tokens import MOST
from tests.record.small import Small, small_dialogue

pytestmark = pytest.mark.django_db
TODAY = date(2030, 3, 1)


@pytest.fixture
def small() -> Small:
    return small_dialogue()


def made(small: Small, *, reach: Reach = Reach.WRITES, days: int = 30) -> tuple[Token, str]:
    return services.token_make(
        small.parties["ministry"],
        by=small.people["ministry"],
        name="Office",
        reach=reach,
        expires_on=TODAY + timedelta(days=days),
        today=TODAY,
    )


def test_of_the_secret_only_its_hash_is_kept(small: Small) -> None:
    before = ledger.head().seq

    token, secret = made(small)

    assert token_by(secret, today=TODAY) == token
    assert secret.startswith(token.prefix)
    assert secret not in str(Token.objects.values())
    (entry,) = Entry.objects.filter(seq__gt=before)
    assert entry.kind == "token made"
    assert secret not in str(entry.rows)


def test_a_token_is_known_until_it_ends_or_expires(small: Small) -> None:
    token, secret = made(small, days=2)

    assert token_by(secret, today=TODAY + timedelta(days=2))
    assert token_by(secret, today=TODAY + timedelta(days=3)) is None
    assert token_by(secret + "x", today=TODAY) is None
    services.token_end(token, by=small.people["ministry"])
    assert token_by(secret, today=TODAY) is None


def test_a_token_is_its_person_narrowed_to_one_party(small: Small) -> None:
    other = small_dialogue("norland")
    services.member_add(other.dialogue, user=small.people["ministry"], role=Role.MEMBER, party=other.parties["monitor"])

    viewer = token_viewer(made(small)[0])

    assert viewer is not None
    assert viewer.dialogues == {small.dialogue.pk}
    assert viewer.parties == viewer.writes_for == {small.parties["ministry"].pk}
    assert viewer.sides == {small.sides["state"].pk}
    assert not viewer.secretariat_of


def test_a_token_that_reads_writes_for_nobody(small: Small) -> None:
    viewer = token_viewer(made(small, reach=Reach.READS)[0])

    assert viewer is not None
    assert viewer.parties == {small.parties["ministry"].pk}
    assert not viewer.writes_for


def test_whoever_only_reads_for_a_party_makes_no_token_that_writes(small: Small) -> None:
    asked = {"by": small.reader, "name": "x", "expires_on": TODAY + timedelta(days=1), "today": TODAY}

    assert services.token_make(small.parties["ministry"], reach=Reach.READS, **asked)
    with pytest.raises(NotAllowed):
        services.token_make(small.parties["ministry"], reach=Reach.WRITES, **asked)
    with pytest.raises(NotAllowed):
        services.token_make(small.parties["monitor"], reach=Reach.READS, **asked)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lasts_from_a_day_to_a_year(small: Small, days: int) -> None:
    with pytest.raises(Invalid, match="one day to one year"):
        made(small, days=days)


def test_only_its_holder_ends_a_token_and_once(small: Small) -> None:
    token, _secret = made(small)

    for other in (small.people["monitor"], small.secretariat, small.reader):
        with pytest.raises(NotAllowed):
            services.token_end(token, by=other)
    services.token_end(token, by=small.people["ministry"])
    with pytest.raises(Invalid, match="ended before"):
        services.token_end(token, by=small.people["ministry"])


def test_a_person_holds_so_many_tokens_and_no_more(small: Small) -> None:
    for _ in range(MOST):
        made(small)

    with pytest.raises(Invalid, match="End one"):
        made(small)
    assert len(tokens_of(small.people["ministry"])) == MOST
    assert tokens_of(small.secretariat) == ()
