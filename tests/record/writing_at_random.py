"""A program that writes acts drawn at random into the record of its home, and tells each only once it stands.

`python -m tests.record.writing_at_random SEED`: one line for each act, entry, hash and kind. It ends when killed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from audiatur.commands import installation
from audiatur.site.configuration import home

SIDES = (("state", "State", ""), ("un", "UN", ""), ("cso", "CSO", ""))
ACTS: tuple[Callable[[random.Random, str], object], ...]


def main(seed: str) -> None:
    """Write until the process is killed."""
    (installation.start_django if (home() / "record.sqlite3").exists() else installation.prepare)()
    from audiatur.record.changes import entries_written

    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        with entries_written() as written:
            act = chance.choice(ACTS) if number > 1 else opened
            act(chance, f"{seed}-{number}")
        for entry in written:
            sys.stdout.write(f"{entry.seq} {entry.hash} {entry.kind}\n")
        sys.stdout.flush()


def opened(chance: random.Random, name: str) -> None:
    """A dialogue with its sides, and the party and person who write there."""
    from audiatur.record import services
    from audiatur.record.models import PartyKind, Role, User

    dialogue = services.dialogue_open(
        slug=name, title=name, state_name="-", opened="2030", sides=SIDES, synthetic=True
    )  # fmt: skip
    party = services.party_join(dialogue.sides.first(), slug=f"p-{name}", kind=PartyKind.OFFICE, name=name)
    services.member_add(dialogue, user=User.objects.create_user(f"m-{name}"), role=Role.MEMBER, party=party)
    services.member_add(dialogue, user=User.objects.create_user(f"k-{name}"), role=Role.SECRETARIAT)
    asked(chance, f"first-{name}")


def asked(chance: random.Random, name: str) -> None:
    """A question with its propositions and those whom it addresses: rows of three models and links."""
    from audiatur.record import services

    membership = _someone(chance, "secretariat")
    services.question_open(
        membership.dialogue, by=membership.user, slug=name, topic="law", text=name, asked="2030-01-01",
        addressed=list(membership.dialogue.sides.all()), propositions=[(f"{name} {place}.", "") for place in range(3)],
    )  # fmt: skip


def spoken(chance: random.Random, name: str) -> None:
    """A position, which ends the one that the party held."""
    from audiatur.record import services
    from audiatur.record.models import Proposition, Stance

    membership = _someone(chance, "member")
    there = Proposition.objects.filter(question__dialogue=membership.dialogue).order_by("pk")
    if not there:  # its writer was killed before it asked
        return
    services.position_take(
        there[chance.randrange(len(there))], by=membership.user, party=membership.party, taken="2030-02-01",
        stance=chance.choice(list(Stance)), reason=name,
    )  # fmt: skip


def given(chance: random.Random, name: str) -> None:
    """A document, whose bytes lie beside the database."""
    from audiatur.record import services

    membership = _someone(chance, "member")
    content = f"The minister told the court of {name} that the prisons were full.\n" * chance.randint(1, 40)
    services.source_add(
        membership.dialogue, by=membership.user, title=name, content=content.encode(), name=f"{name}.txt",
        author=membership.party, published="2030-01-20",
    )  # fmt: skip


def met(chance: random.Random, name: str) -> None:
    """A meeting, which freezes what stands."""
    from audiatur.record import services

    membership = _someone(chance, "secretariat")
    services.meeting_hold(
        membership.dialogue, by=membership.user, slug=name, title=name, held="2030-03-01", agenda=[("law", name, "")],
        present=[services.Present(name, "")],
    )  # fmt: skip


def _someone(chance: random.Random, role: str):  # type: ignore[no-untyped-def]
    from audiatur.record.models import Membership

    rows = Membership.objects.filter(role=role).order_by("pk")
    return rows[chance.randrange(len(rows))]


ACTS = (opened, asked, spoken, spoken, spoken, given, met)

if __name__ == "__main__":
    main(sys.argv[1])
