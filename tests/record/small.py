"""A small invented dialogue for tests: three sides, four parties, a person for each, and the secretariat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audiatur.record import services
from audiatur.record.models import (
    Dialogue,
    Party,
    PartyKind,
    Proposition,
    Question,
    Role,
    Side,
    Source,
    User,
    Visibility,
)

PRESS = (
    "The minister said the courts were open to everyone. "
    "“Nobody is above the law,” he added.\n\n"
    "The rapporteur told reporters that the prisons of Osmere were full.\n"
)


@dataclass
class Small:
    """The dialogue with its sides, parties and people by key."""

    dialogue: Dialogue
    sides: dict[str, Side]
    parties: dict[str, Party]
    people: dict[str, User]
    secretariat: User
    reader: User

    def question(
        self, *, sentences: int = 1, addressed: tuple[str, ...] = ("state", "un", "cso"), **given: Any
    ) -> Question:
        """Open a question with some propositions."""
        number = Question.objects.filter(dialogue=self.dialogue).count() + 1
        given.setdefault("asked", "2030-01-10")
        return services.question_open(
            self.dialogue, by=self.secretariat, slug=f"question-{number}", topic="prisons",
            text=f"Are the prisons of Osmere full? ({number})", addressed=[self.sides[key] for key in addressed],
            propositions=[(f"Proposition {number}.{index}.", "") for index in range(1, sentences + 1)], **given,
        )  # fmt: skip

    def take(self, proposition: Proposition, party: str, stance: str, taken: str = "2030-02-01", **given: Any) -> Any:
        """A party takes a position, by its own person."""
        return services.position_take(
            proposition, by=self.people[party], party=self.parties[party], stance=stance, taken=taken, **given
        )

    def press(self, content: str = PRESS, **given: Any) -> Source:
        """The secretariat adds a press article that everyone may see."""
        given.setdefault("visibility", Visibility.PUBLIC)
        return services.source_add(
            self.dialogue, by=self.secretariat, title="Press report", content=content.encode(), name="press.txt",
            published="2030-01-20", publisher="The Osmere Courier", **given,
        )  # fmt: skip


def small_dialogue(slug: str = "osmere") -> Small:
    """Open the dialogue."""
    dialogue = services.dialogue_open(
        slug=slug, title="Dialogue with Osmere", state_name="Osmere", opened="2030-01-01", synthetic=True,
        sides=[("state", "State", ""), ("un", "United Nations", ""), ("cso", "Civil society", "")],
    )  # fmt: skip
    sides = {side.key: side for side in dialogue.sides.all()}
    parties = {
        key: services.party_join(sides[side], slug=key, kind=kind, name=name)
        for key, side, kind, name in (
            ("ministry", "state", PartyKind.MINISTRY, "Ministry of Justice of Osmere"),
            ("mandate", "un", PartyKind.MANDATE, "Special Rapporteur on Osmere"),
            ("monitor", "cso", PartyKind.ORGANISATION, "Osmere Monitor"),
            ("lawyers", "cso", PartyKind.ORGANISATION, "Osmere Lawyers"),
        )
    }
    people = {}
    for key, party in parties.items():
        people[key] = User.objects.create_user(f"{slug}-{key}")
        services.member_add(dialogue, user=people[key], role=Role.MEMBER, party=party)
    secretariat = User.objects.create_user(f"{slug}-secretariat")
    services.member_add(dialogue, user=secretariat, role=Role.SECRETARIAT)
    reader = User.objects.create_user(f"{slug}-reader")
    services.member_add(dialogue, user=reader, role=Role.READER, party=parties["ministry"])
    return Small(dialogue, sides, parties, people, secretariat, reader)
