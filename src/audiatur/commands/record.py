"""What an operator does to the record from the command line: open a dialogue, let people in, ingest documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from audiatur.commands.read import received
from audiatur.countries import kh
from audiatur.countries.loading import load_seed
from audiatur.countries.seed import DialogueSeed
from audiatur.record import services
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    Dialogue,
    Membership,
    Party,
    PartyKind,
    Role,
    Source,
    User,
    Visibility,
)

PACKS = {"kh": kh.load}
"""The country packs that can be named instead of a folder."""


def dialogue_open(given: str, *, by: str) -> Dialogue:
    """Open a dialogue with the sides and parties of a pack, nothing of its content, and `by` as its secretariat."""
    opening = _pack(given)
    about = opening.dialogue
    if Dialogue.objects.filter(slug=about.slug).exists():
        raise Invalid(f"A dialogue “{about.slug}” is open already.")
    person = person_get(by)
    dialogue = services.dialogue_open(
        slug=about.slug,
        title=about.title,
        title_km=about.title_km,
        state_name=about.state,
        state_name_km=about.state_km,
        country=about.country,
        opened=about.opened,
        reply_days=about.reply_days or 60,
        synthetic=about.synthetic,
        sides=[(side.key, side.name, side.name_km) for side in opening.sides],
        by=person,
    )
    services.member_add(dialogue, user=person, role=Role.SECRETARIAT)
    sides = {side.key: side for side in dialogue.sides.all()}
    for party in opening.parties:
        services.party_join(
            sides[party.side], slug=party.key, kind=PartyKind(party.kind), name=party.name, name_km=party.name_km
        )
    return dialogue


def _pack(given: str) -> DialogueSeed:
    if given in PACKS:
        return PACKS[given]()
    folder = Path(given)
    if not folder.is_dir():
        raise Invalid(f"{given!r} is neither a country pack ({', '.join(PACKS)}) nor a folder of TOML files.")
    return load_seed(folder)


def member_add(username: str, *, dialogue: str, party: str, role: str) -> Membership:
    """Let a person into a dialogue: for a party, or as secretariat without one."""
    opened = dialogue_get(dialogue)
    if role not in Role.values:
        raise Invalid(f"{role!r} is no role; accepted: {', '.join(Role.values)}.")
    row = party_get(opened, party) if party else None
    return services.member_add(opened, user=person_get(username), role=Role(role), party=row)


def invite(email: str, *, dialogue: str, party: str, role: str, address: str) -> str:
    """Make an invitation as the installation itself; the link that accepts it."""
    from django.urls import reverse

    opened = dialogue_get(dialogue)
    if role not in Role.values:
        raise Invalid(f"{role!r} is no role; accepted: {', '.join(Role.values)}.")
    row = party_get(opened, party) if party else None
    _invitation, token = services.invitation_make(
        opened, by=None, role=Role(role), email=email, party=row, at=datetime.now(UTC)
    )
    return f"{address.rstrip('/')}{reverse('invitation', args=[token])}"


def ingest(path: Path, *, dialogue: str, by: str, title: str, published: str, author: str, visibility: str) -> Source:
    """Read a document into the record."""
    if not path.is_file():
        raise Invalid(f"There is no file {str(path)!r}.")
    opened = dialogue_get(dialogue)
    return services.source_add(
        opened,
        by=person_get(by) if by else _only_secretariat(opened),
        title=title or path.stem,
        content=received(str(path)),
        name=path.name,
        published=published,
        author=party_get(opened, author) if author else None,
        visibility=Visibility(visibility),
    )


def dialogue_get(slug: str) -> Dialogue:
    """The dialogue with this slug; the error names those that are there."""
    found: Dialogue | None = Dialogue.objects.filter(slug=slug).first()
    if found is None:
        there = ", ".join(Dialogue.objects.values_list("slug", flat=True)) or "none yet (audiatur open)"
        raise Invalid(f"There is no dialogue {slug!r}; there are: {there}.")
    return found


def party_get(dialogue: Dialogue, slug: str) -> Party:
    """The party with this slug; the error names those that are there."""
    parties: dict[str, Party] = {party.slug: party for party in Party.objects.filter(side__dialogue=dialogue)}
    if slug not in parties:
        raise Invalid(f"There is no party {slug!r} in this dialogue; there are: {', '.join(parties)}.")
    return parties[slug]


def person_get(username: str) -> User:
    """The person who signs in by this name."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise Invalid(f"There is no person {username!r} in this installation.")
    return found


def _only_secretariat(dialogue: Dialogue) -> User:
    keepers: list[User] = [
        row.user for row in dialogue.memberships.standing().filter(role=Role.SECRETARIAT).select_related("user")
    ]
    if len(keepers) != 1:
        raise Invalid("Say who adds the document: --as NAME.")
    return keepers[0]
