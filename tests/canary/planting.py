"""Plants words in one record: a row of every model at every level for each owner, and wide rows beside narrow ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import models

from audiatur.record.changes import change
from audiatur.record.models import (
    AgendaItem,
    Attendance,
    Beside,
    Claim,
    ClaimAnswer,
    Commitment,
    Contest,
    Dialogue,
    FollowUp,
    Meeting,
    Party,
    PartyKind,
    Passage,
    Position,
    Proposition,
    ProvisionStance,
    PublishedFigure,
    Question,
    Recommendation,
    ReformNews,
    Response,
    Scenario,
    ScenarioBeside,
    Source,
    Statement,
    User,
    Visibility,
)
from audiatur.record.services import dialogue_open, party_join, source_add
from audiatur.synthetic.invented_laws import stances
from audiatur.topics.law.rows import standards
from audiatur.topics.prisons.citing import canonical, inputs_of
from audiatur.topics.prisons.scenario import read_scenario
from tests.canary.fields import word_fields
from tests.canary.words import Ground

DIALOGUE = "osmere"
OTHER = "veldmark"
SIDES = (("state", "State", ""), ("un", "United Nations", ""), ("cso", "Civil society", ""))
PARTIES = (
    ("ministry", "state", PartyKind.MINISTRY),
    ("mandate", "un", PartyKind.MANDATE),
    ("monitor", "cso", PartyKind.ORGANISATION),
    ("lawyers", "cso", PartyKind.ORGANISATION),
)
INDICATOR = "prisons.held"
LEVELS = tuple(Visibility)
RESULT = canonical(
    {
        "days": [f"2030-{month:02}-01" for month in range(1, 8)], "places": [90] * 7, "past": [["2030-01-01", 100]],
        "below": {"earliest": None, "middle": None, "latest": None, "share": 0}, "cost": 0,
        **{name: [[90, 100, 110]] * 7 for name in ("baseline", "scenario", "difference")},
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """The rows planted together, as addresses name them."""

    level: Visibility
    owner: str
    args: dict[str, Any]


@dataclass
class Field:
    """A planted record: its words, its spots, and the rows that people and addresses are made from."""

    ground: Ground
    dialogue: Dialogue
    parties: dict[str, Party]
    writers: dict[str, User]
    spots: list[Spot] = field(default_factory=list)
    rows: dict[str, dict[str, models.Model]] = field(default_factory=dict)


def planted_dialogue(ground: Ground, slug: str, *, level: Visibility) -> tuple[Dialogue, dict[str, Party]]:
    """A dialogue whose own words, and those of its sides and parties, are read by whoever sees the dialogue."""

    def word(where: str) -> str:
        return ground.plant(where, level=level, owner="", dialogue=slug)

    dialogue = dialogue_open(
        slug=slug,
        title=word("dialogue.title"),
        title_km=word("dialogue.title_km"),
        state_name=word("dialogue.state_name"),
        state_name_km=word("dialogue.state_name_km"),
        note=word("dialogue.note"),
        note_km=word("dialogue.note_km"),
        opened="2030-01-01",
        country="xx",
        synthetic=True,
        sides=[(key, word("side.name"), word("side.name_km")) for key, _, _ in SIDES],
    )
    sides = {side.key: side for side in dialogue.sides.all()}
    parties = {
        name: party_join(sides[side], slug=name, kind=kind, name=word("party.name"), name_km=word("party.name_km"))
        for name, side, kind in PARTIES
    }
    return dialogue, parties


class Planter:
    """Makes rows of a planted record; every text field that is not given holds a word of its own."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def plant(self, owner: str, level: Visibility, *, beside: Spot | None = None) -> Spot:
        """A row of every model at this level; with `beside` they lean on the containers of a narrower spot."""
        number = len(self.field.spots)
        held = self.field.rows.get(f"spot{self.field.spots.index(beside)}", {}) if beside else {}
        rows: dict[str, Any] = {}
        source = rows["source"] = self._source(owner, level, number)
        with change("planted", by=None):
            self._read(rows, owner, level, number=number)
            self._asked(rows, owner, level, number=number, held=held)
            self._met(rows, owner, level, number=number, held=held)
            self._law(rows, owner, level, number=number, held=held)
        args = {
            "question": rows["question"].slug, "order": 1, "claim": rows["claim"].pk, "beside": rows["beside"].pk,
            "meeting": rows["meeting"].slug, "source": source.pk, "statement": rows["statement"].pk,
            "number": rows["scenario"].pk, "inputs": rows["scenario"].inputs_hash[:12], "use": rows["use"].pk,
        }  # fmt: skip
        if held:
            under = held["question"]
            args |= {"question": under.slug}  # type: ignore[attr-defined]
        spot = Spot(level, owner, args)
        self.field.rows[f"spot{number}"] = rows
        self.field.spots.append(spot)
        return spot

    def _row(self, model: type[models.Model], owner: str, level: Visibility, **given: Any) -> Any:
        """A row whose text fields hold planted words."""
        name = model._meta.model_name
        columns = {column.name: column for column in model._meta.concrete_fields}
        words: dict[str, Any] = {}
        for column in word_fields(model):
            if column in given:
                continue
            word = self._word(f"{name}.{column}", owner, level)
            if isinstance(columns[column], models.JSONField):
                words[column] = [word]
            elif isinstance(columns[column], models.URLField):
                words[column] = f"https://{word}.example.org/"
            else:
                words[column] = word
        if "visibility" in columns:
            given |= {"dialogue": self.field.dialogue, "owner": self._party(owner), "visibility": level}
        row = model(**words, **given)
        row.save()
        return row

    def _word(self, where: str, owner: str, level: Visibility) -> str:
        return self.field.ground.plant(where, level=level, owner=owner, dialogue=self.field.dialogue.slug)

    def _party(self, owner: str) -> Party | None:
        return self.field.parties[owner] if owner else None

    def _source(self, owner: str, level: Visibility, number: int) -> Source:
        """A document that was really read, with its bytes kept, and then told about in every field."""
        said, counted = (self._word("source.content", owner, level) for _ in range(2))
        text = (
            f"The minister told the {said} court that the prisons of Osmere were full.\n\n"
            f"There were {1000 + number} persons in the {counted} prison, of whom 400 men and 700 women.\n"
        )
        source = source_add(
            self.field.dialogue, by=self.field.writers[owner], title="Report", content=text.encode(),
            name="report.txt", visibility=level, author=self._party(owner), published="2030-01-20",
        )  # fmt: skip
        with change("planted", by=None):
            for column in word_fields(Source):
                if column != "content":
                    word = self._word(f"source.{column}", owner, level)
                    setattr(source, column, f"https://{word}.example.org/" if column == "url" else word)
            source.save()
        return source

    def _read(self, rows: dict[str, Any], owner: str, level: Visibility, *, number: int) -> None:
        source = rows["source"]
        rows["passage"] = self._row(Passage, owner, level, source=source, start=0, end=12)
        rows["statement"] = self._row(
            Statement, owner, level, source=source, voice="says", confidence=0.9, reader="rules", start=0,
            source_spans=[[0, 12]], cue_spans=[[13, 17]], content_spans=[[40, 60]],
        )  # fmt: skip
        rows["recommendation"] = self._row(
            Recommendation, owner, level, source=source, report_position="noted", topic="prisons", start=0, end=12,
        )  # fmt: skip
        self._row(
            Response, owner, level, recommendation=rows["recommendation"], party=self.field.parties["ministry"],
            given="2030-02-01", source=source,
        )  # fmt: skip
        self._row(
            FollowUp, owner, level, recommendation=rows["recommendation"], made="2030-03-01", grade="done",
            party=self._party(owner), source=source,
        )  # fmt: skip

    def _asked(self, rows: dict[str, Any], owner: str, level: Visibility, *, number: int, held: dict[str, Any]) -> None:
        speaker = self._party(owner) or self.field.parties["mandate"]
        rows["question"] = self._row(Question, owner, level, topic="prisons", number=number + 1, asked="2030-01-10")
        rows["question"].addressed.set(self.field.dialogue.sides.all())
        rows["proposition"] = self._row(Proposition, owner, level, question=rows["question"], order=1)
        leans = {**rows, **held}
        cited = self._quoted(held, owner, level) if held else rows["passage"]
        rows["position"] = self._row(
            Position, owner, level, proposition=self._unspoken(leans["proposition"], speaker, rows["proposition"]),
            party=speaker, stance="accepts", basis="own", taken="2030-02-01", source=leans["source"],
            passage=cited,
        )  # fmt: skip
        rows["claim"] = self._row(
            Claim, owner, level, question=leans["question"], proposition=leans["proposition"],
            statement=rows["statement"], party=speaker, source=leans["source"], said="2030-01-20", basis="own",
        )  # fmt: skip
        rows["claim"].passages.set([cited])
        self._scenario(rows, owner, level)
        self._row(ClaimAnswer, owner, level, claim=rows["claim"], party=speaker, answer="confirms",
                  given_on=date(2030, 2, 2))  # fmt: skip
        self._row(
            PublishedFigure, owner, level, question=leans["question"], low=number, high=number, period="2029",
            party=speaker, source=leans["source"],
        )  # fmt: skip
        rows["beside"] = self._row(
            Beside, owner, level, claim=rows["claim"], low=1, high=2, hedge="exact", indicator=INDICATOR,
            since=date(2029, 1, 1), until=date(2030, 1, 1),
        )  # fmt: skip
        self._row(Contest, owner, level, beside=rows["beside"], party=speaker, given_on=date(2030, 2, 3))

    def _scenario(self, rows: dict[str, Any], owner: str, level: Visibility) -> None:
        """A saved scenario beside the position; its inputs hold words where they tell what its numbers are from."""
        asked = read_scenario({"bail": "20"}, starts=date(2030, 1, 1))
        told = inputs_of(replace(asked, source=self._word("scenario.inputs", owner, level)), snapshots=["custody-1"])
        inputs = canonical(told)
        rows["scenario"] = self._row(
            Scenario, owner, level, topic="prisons", party=self._party(owner) or self.field.parties["mandate"],
            inputs=inputs, inputs_hash=hashlib.sha256(inputs.encode()).hexdigest(), result=RESULT,
            saved_on=date(2030, 2, 4),
        )  # fmt: skip
        rows["use"] = self._row(
            ScenarioBeside, owner, level, position=rows["position"], scenario=rows["scenario"], set_on=date(2030, 2, 5)
        )

    def _quoted(self, held: dict[str, Any], owner: str, level: Visibility) -> Passage:
        """A passage of a narrower document: whoever quotes it lets these words be read, and not what is around them."""
        narrow: Source = held["source"]
        quoted: Passage = self._row(
            Passage, narrow.owner.slug if narrow.owner else "", Visibility(narrow.visibility), source=narrow, start=0,
            end=12, exact=self._word("passage.exact", owner, level),
        )  # fmt: skip
        return quoted

    @staticmethod
    def _unspoken(wanted: Proposition, party: Party, other: Proposition) -> Proposition:
        """The proposition that is leant on, another one where the party speaks to it already."""
        return other if wanted.positions.filter(party=party).exists() else wanted

    def _met(self, rows: dict[str, Any], owner: str, level: Visibility, *, number: int, held: dict[str, Any]) -> None:
        leans = {**rows, **held}
        speaker = self._party(owner) or self.field.parties["mandate"]
        rows["meeting"] = self._row(
            Meeting, owner, level, held=f"2030-03-{number + 1:02}", source=leans["source"],
            snapshot={"positions": [rows["position"].pk]},
        )  # fmt: skip
        self._row(AgendaItem, owner, level, meeting=rows["meeting"], order=1, topic="prisons")
        self._row(Attendance, owner, level, meeting=rows["meeting"], party=speaker)
        leans = {**rows, **held}
        rows["commitment"] = self._row(
            Commitment, owner, level, party=speaker, question=leans["question"], meeting=leans["meeting"],
            topic="prisons", made="2030-03-01", due="2030-04-01", source=leans["source"],
            passage=None if held else rows["passage"],
        )  # fmt: skip
        self._row(
            FollowUp, owner, level, commitment=rows["commitment"], made="2030-03-20", grade="partly", party=speaker,
            source=leans["source"],
        )  # fmt: skip

    def _law(self, rows: dict[str, Any], owner: str, level: Visibility, *, number: int, held: dict[str, Any]) -> None:
        leans = {**rows, **held}
        speaker = self._party(owner) or self.field.parties["mandate"]
        known = list(stances())
        one = known[number % len(known)]
        rows["stance"] = self._row(
            ProvisionStance, owner, level, law=one.law, article=one.article, party=speaker, view="unclear",
            obligation=standards().obligations[number].key, taken="2030-02-01", source=leans["source"],
        )  # fmt: skip
        rows["news"] = self._row(
            ReformNews, owner, level, reform="associations-draft", stage="drafted", party=speaker, on="2030-02-01",
            source=leans["source"],
        )  # fmt: skip
