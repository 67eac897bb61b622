"""A country pack or the invented country → a dialogue in the record, through the same services that people use.

Every document is read by the reader as any other; meetings and positions are entered in the order of their dates, so
that each meeting freezes what stood before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from audiatur.countries import seed as pack
from audiatur.dates import read_when
from audiatur.record import services
from audiatur.record.models import (
    Answer,
    Claim,
    Commitment,
    Dialogue,
    Meeting,
    Party,
    PartyKind,
    Passage,
    Proposition,
    Question,
    Recommendation,
    Role,
    Side,
    Source,
    Statement,
    User,
    Visibility,
    Voice,
)

Documents = Callable[[str], bytes]
"""A pack's file name → its bytes."""


@dataclass
class Seeding:
    """The rows made so far, by the keys of the pack."""

    pack: pack.DialogueSeed
    documents: Documents
    dialogue: Dialogue
    secretariat: User
    sides: dict[str, Side]
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    propositions: dict[str, Proposition] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    recommendations: dict[tuple[str, str], Recommendation] = field(default_factory=dict)


def _none(name: str) -> bytes:
    raise LookupError(f"This pack holds no documents, so not {name} either.")


def seed_dialogue(given: pack.DialogueSeed, *, documents: Documents = _none) -> Dialogue:
    """Open the dialogue that a pack holds and enter all of it; people are made who cannot sign in with a password."""
    opening = given.dialogue
    dialogue = services.dialogue_open(
        slug=opening.slug,
        title=opening.title,
        title_km=opening.title_km,
        state_name=opening.state,
        state_name_km=opening.state_km,
        country=opening.country,
        note=opening.note,
        note_km=opening.note_km,
        opened=opening.opened,
        reply_days=opening.reply_days or None,
        synthetic=opening.synthetic,
        sides=[(side.key, side.name, side.name_km) for side in given.sides],
    )
    secretariat = _person(f"demo-{opening.slug}-secretariat", f"Secretariat, {opening.state}")
    services.member_add(dialogue, user=secretariat, role=Role.SECRETARIAT)
    made = Seeding(
        pack=given,
        documents=documents,
        dialogue=dialogue,
        secretariat=secretariat,
        sides={side.key: side for side in dialogue.sides.all()},
    )
    for step in (_parties, _sources, _questions, _rounds, _claims, _figures, _recommendations, _commitments, _follow):
        step(made)
    return dialogue


def _person(username: str, name: str) -> User:
    person = User(username=username, first_name=name[:150])
    person.set_unusable_password()
    person.save()
    return person


def _parties(made: Seeding) -> None:
    for party in made.pack.parties:
        row = services.party_join(
            made.sides[party.side],
            slug=party.key,
            kind=PartyKind(party.kind),
            name=party.name,
            name_km=party.name_km,
        )
        made.parties[party.key] = row
        made.people[party.key] = _person(f"demo-{made.dialogue.slug}-{party.key}", party.name)
        services.member_add(made.dialogue, user=made.people[party.key], role=Role.MEMBER, party=row)


def _sources(made: Seeding) -> None:
    for source in made.pack.sources:
        made.sources[source.key] = services.source_add(
            made.dialogue,
            by=made.secretariat,
            title=source.title,
            content=made.documents(source.file) if source.file else b"",
            name=source.file,
            author=made.parties[source.author] if source.author else None,
            visibility=Visibility(source.visibility),
            publisher=source.publisher,
            symbol=source.symbol,
            url=source.url,
            published=source.published,
            language=source.language,
            summary=source.summary,
        )


def _questions(made: Seeding) -> None:
    sentences: dict[str, list[pack.Proposition]] = defaultdict(list)
    for proposition in made.pack.propositions:
        sentences[proposition.question].append(proposition)
    for question in made.pack.questions:
        row = services.question_open(
            made.dialogue,
            by=made.secretariat,
            slug=question.key,
            topic=question.topic,
            text=question.text,
            text_km=question.text_km,
            asked=question.asked,
            addressed=[made.sides[side] for side in question.addressed],
            propositions=[(each.text, each.text_km) for each in sentences[question.key]],
        )
        made.questions[question.key] = row
        stored = row.propositions.order_by("order")
        made.propositions.update(zip((each.key for each in sentences[question.key]), stored, strict=True))


def _rounds(made: Seeding) -> None:
    """Meetings and positions by date; what is dated the day of a meeting was said at it, so it comes after."""
    events: list[tuple[date, int, pack.Meeting | pack.Position]] = [
        *((read_when(meeting.held).latest, 0, meeting) for meeting in made.pack.meetings),
        *((read_when(position.on).latest, 1, position) for position in made.pack.positions),
    ]
    for _, _, event in sorted(events, key=lambda entry: entry[:2]):
        if isinstance(event, pack.Meeting):
            made.meetings[event.key] = _meeting(made, event)
        else:
            _position(made, event)


def _meeting(made: Seeding, meeting: pack.Meeting) -> Meeting:
    return services.meeting_hold(
        made.dialogue,
        by=made.secretariat,
        slug=meeting.key,
        title=meeting.title,
        title_km=meeting.title_km,
        held=meeting.held,
        mode=meeting.mode,
        minutes=meeting.minutes,
        minutes_km=meeting.minutes_km,
        source=made.sources[meeting.source],
        agenda=[(item.topic, item.text, item.text_km) for item in meeting.agenda],
        present=[
            services.Present(
                name_or_office=person.office,
                name_or_office_km=person.office_km,
                capacity=person.capacity,
                capacity_km=person.capacity_km,
                party=made.parties[person.party] if person.party else None,
            )
            for person in meeting.present
        ],
    )


def _position(made: Seeding, position: pack.Position) -> None:
    common: dict[str, Any] = {
        "party": made.parties[position.party],
        "stance": position.stance,
        "taken": position.on,
        "reason": position.reason,
        "reason_km": position.reason_km,
        "locator": position.locator,
        "passage": _passage(made, position.source, position.quote),
    }
    proposition = made.propositions[position.proposition]
    source = made.sources.get(position.source)
    if position.basis == "reported":
        services.position_report(proposition, by=made.secretariat, source=made.sources[position.source], **common)
    else:
        services.position_take(proposition, by=made.people[position.party], source=source, **common)


def _passage(made: Seeding, source: str, quote: str) -> Passage | None:
    return services.passage_find(made.sources[source], quote) if quote else None


def _claims(made: Seeding) -> None:
    for claim in made.pack.claims:
        statement = _read_as(made, claim)
        made.claims[claim.key] = _filed(made, claim, statement) if statement else _noted(made, claim)
    for answer in made.pack.claim_answers:
        services.claim_answer(
            made.claims[answer.claim],
            by=made.people[answer.party],
            answer=Answer(answer.answer),
            on=read_when(answer.on).latest,
            words=answer.reason,
            words_km=answer.reason_km,
        )


def _read_as(made: Seeding, claim: pack.Claim) -> Statement | None:
    """The statement that the reader found where the claim's quotation stands, if it found one and it is still free."""
    if not claim.quote:
        return None
    source = made.sources[claim.source]
    passage = services.passage_find(source, claim.quote)
    quoted = set(range(passage.start, passage.end))
    best: tuple[float, Statement | None] = (0.6, None)
    for statement in source.statements.exclude(claims__withdrawn_on__isnull=True, claims__isnull=False):
        read = {place for begin, end in statement.content_spans for place in range(begin, end)}
        overlap = 2 * len(read & quoted) / (len(read) + len(quoted))
        if overlap > best[0] and statement.voice == claim.voice:
            best = (overlap, statement)
    return best[1]


def _filed(made: Seeding, claim: pack.Claim, statement: Statement) -> Claim:
    return services.claim_file(
        statement,
        by=made.secretariat,
        question=made.questions[claim.question],
        proposition=made.propositions.get(claim.proposition),
        party=made.parties.get(claim.party),
        text=claim.text,
        text_km=claim.text_km,
        said=claim.said_on,
        attributed_to=claim.attributed_to,
        attributed_to_km=claim.attributed_to_km,
    )


def _noted(made: Seeding, claim: pack.Claim) -> Claim:
    passage = _passage(made, claim.source, claim.quote)
    return services.claim_note(
        made.questions[claim.question],
        by=made.secretariat,
        attributed_to=claim.attributed_to,
        attributed_to_km=claim.attributed_to_km,
        text=claim.text,
        text_km=claim.text_km,
        source=made.sources[claim.source],
        party=made.parties.get(claim.party),
        proposition=made.propositions.get(claim.proposition),
        voice=Voice(claim.voice),
        said=claim.said_on,
        locator=claim.locator,
        passages=[passage] if passage else [],
    )


def _figures(made: Seeding) -> None:
    for figure in made.pack.figures:
        services.figure_publish(
            made.questions[figure.question],
            by=made.secretariat,
            source=made.sources[figure.source],
            indicator=figure.indicator,
            indicator_km=figure.indicator_km,
            low=figure.low,
            high=figure.high,
            hedge=figure.hedge,
            unit=figure.unit,
            period=figure.period,
            place=figure.place,
            definition=figure.definition,
            definition_km=figure.definition_km,
            given_by=figure.given_by,
            given_by_km=figure.given_by_km,
            party=made.parties.get(figure.party),
            locator=figure.locator,
            note=figure.note,
        )


def _recommendations(made: Seeding) -> None:
    for key, source in made.sources.items():
        for row in source.recommendations.all():
            made.recommendations[key, row.paragraph] = row
    for given in made.pack.recommendations:
        place = (given.ref.source, given.ref.paragraph)
        filed: dict[str, Any] = {
            "topic": given.topic,
            "question": made.questions.get(given.question),
            "text_km": given.text_km,
        }
        if place in made.recommendations:
            services.recommendation_place(made.recommendations[place], by=made.secretariat, **filed)
            continue
        made.recommendations[place] = services.recommendation_note(
            made.sources[given.ref.source],
            by=made.secretariat,
            paragraph=given.ref.paragraph,
            text=given.text,
            recommending_states=given.by,
            **filed,
        )
    for response in made.pack.responses:
        services.recommendation_respond(
            made.recommendations[response.recommendation.source, response.recommendation.paragraph],
            by=made.secretariat,
            party=made.parties[response.party],
            word=response.word,
            given=response.on,
            source=made.sources[response.source],
            locator=response.locator,
            note=response.note,
            note_km=response.note_km,
        )


def _commitments(made: Seeding) -> None:
    for promise in made.pack.commitments:
        made.commitments[promise.key] = services.commitment_make(
            made.dialogue,
            by=made.secretariat,
            party=made.parties[promise.party],
            text=promise.text,
            text_km=promise.text_km,
            measure=promise.measure,
            measure_km=promise.measure_km,
            made=promise.made,
            due=promise.due,
            topic=promise.topic,
            question=made.questions.get(promise.question),
            meeting=made.meetings.get(promise.meeting),
            source=made.sources[promise.source],
            locator=promise.locator,
            passage=_passage(made, promise.source, promise.quote),
        )


def _follow(made: Seeding) -> None:
    scales = {scale.key: scale for scale in made.pack.scales}
    for step in _by_date(made.pack.follow_ups):
        scale = scales[step.scale]
        grade = next(grade for grade in scale.grades if grade.key == step.grade)
        reference = step.recommendation
        services.follow_up_add(
            by=made.people[step.party] if step.party else made.secretariat,
            party=made.parties.get(step.party),
            commitment=made.commitments.get(step.commitment),
            recommendation=made.recommendations[reference.source, reference.paragraph] if reference else None,
            made=step.on,
            scale=f"{scale.name}, version {scale.version}",
            grade=grade.key,
            grade_name=grade.name,
            grade_name_km=grade.name_km,
            note=step.note,
            note_km=step.note_km,
            source=made.sources.get(step.source),
            locator=step.locator,
        )


def _by_date(steps: tuple[pack.FollowUp, ...]) -> Iterator[pack.FollowUp]:
    return iter(sorted(steps, key=lambda step: read_when(step.on).latest))
