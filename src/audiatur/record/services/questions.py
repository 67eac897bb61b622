"""Questions, propositions, the positions that parties take on them, and claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import (
    Answer,
    Basis,
    Claim,
    ClaimAnswer,
    Dialogue,
    Ended,
    Party,
    Passage,
    Position,
    Proposition,
    PublishedFigure,
    Question,
    Side,
    Source,
    Stance,
    Statement,
    StatementState,
    User,
    Visibility,
    Voice,
)
from audiatur.record.services import may
from audiatur.record.services.sources import passage_row
from audiatur.record.visibility import viewer_of, visible
from audiatur.topics import TOPICS


def question_open(
    dialogue: Dialogue,
    *,
    by: User,
    slug: str,
    topic: str,
    text: str,
    asked: str,
    addressed: Sequence[Side],
    propositions: Sequence[tuple[str, str]],
    text_km: str = "",
    visibility: Visibility = Visibility.PUBLIC,
) -> Question:
    """Ask a question of some sides, with its propositions, each (text, Khmer text)."""
    may.keep_record(by, dialogue)
    if topic not in {known.key for known in TOPICS}:
        raise Invalid(
            _("“%(given)s” is not a topic; accepted: %(accepted)s."),
            given=topic,
            accepted=", ".join(known.key for known in TOPICS),
        )
    if not addressed or not propositions:
        raise Invalid(_("A question is asked of one side at least and has one proposition at least."))
    with change("question opened", by=by):
        return question_row(
            dialogue,
            slug=slug,
            topic=topic,
            text=text,
            text_km=text_km,
            asked=asked,
            addressed=addressed,
            propositions=propositions,
            visibility=visibility,
        )


def question_row(
    dialogue: Dialogue,
    *,
    slug: str,
    topic: str,
    text: str,
    text_km: str,
    asked: str,
    addressed: Sequence[Side],
    propositions: Sequence[tuple[str, str]],
    visibility: Visibility,
) -> Question:
    """The rows of a question and its propositions, inside the change that opens it."""
    last = Question.objects.filter(dialogue=dialogue).order_by("-number").first()
    question = Question(
        dialogue=dialogue,
        slug=slug,
        topic=topic,
        number=last.number + 1 if last else 1,
        text=text,
        text_km=text_km,
        asked=asked,
        visibility=visibility,
    )
    question.save()
    question.addressed.set(addressed)
    for order, (sentence, sentence_km) in enumerate(propositions, 1):
        Proposition(question=question, order=order, text=sentence, text_km=sentence_km).save()
    return question


def position_take(
    proposition: Proposition,
    *,
    by: User,
    party: Party,
    stance: Stance,
    taken: str,
    reason: str = "",
    reason_km: str = "",
    source: Source | None = None,
    locator: str = "",
    passage: Passage | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> Position:
    """A party takes its own position; the one that it held stays with its dates.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: the date lies before the position that it would supersede, or fewer people would see it.
    """
    may.write_for(by, party)
    new = Position(
        dialogue=proposition.question.dialogue,
        owner=party,
        visibility=visibility,
        proposition=proposition,
        party=party,
        stance=stance,
        basis=Basis.OWN,
        taken=taken,
        reason=reason,
        reason_km=reason_km,
        source=source,
        locator=locator,
    )
    return _supersede(new, by=by, passage=passage, kind="position taken")


def position_report(
    proposition: Proposition,
    *,
    by: User,
    party: Party,
    stance: Stance,
    taken: str,
    source: Source,
    reason: str = "",
    reason_km: str = "",
    locator: str = "",
    passage: Passage | None = None,
) -> Position:
    """The secretariat notes a position that a source reports of a party; it is marked so and never stands over the
    party's own.

    Raises:
        NotAllowed: the person is not of the secretariat.
        Invalid: the party has stated a position itself.
    """
    dialogue = proposition.question.dialogue
    may.keep_record(by, dialogue)
    if Position.objects.filter(proposition=proposition, party=party, basis=Basis.OWN).exists():
        raise Invalid(_("%(party)s has stated its position itself; a report does not stand over it."), party=party)
    new = Position(
        dialogue=dialogue,
        visibility=source.visibility,
        owner=source.owner,
        proposition=proposition,
        party=party,
        stance=stance,
        basis=Basis.REPORTED,
        taken=taken,
        reason=reason,
        reason_km=reason_km,
        source=source,
        locator=locator,
    )
    return _supersede(new, by=by, passage=passage, kind="position reported")


def _supersede(new: Position, *, by: User, passage: Passage | None, kind: str) -> Position:
    with change(kind, by=by):
        former = (
            Position.objects.filter(proposition=new.proposition, party=new.party, ended=Ended.STANDS)
            .select_for_update()
            .first()
        )
        if passage:
            passage.save()
            new.passage = passage
        if former:
            if Visibility(new.visibility).reach < Visibility(former.visibility).reach:
                raise Invalid(_("A position that others can see is not replaced by a hidden one; withdraw it instead."))
            if new.taken_day < former.taken_day:
                raise Invalid(
                    _("%(party)s holds a position of %(date)s; a new one cannot be dated before it."),
                    party=new.party,
                    date=former.taken,
                )
            former.ended, former.ended_on = Ended.SUPERSEDED, new.taken_day
            former.save()
            new.supersedes = former
        new.save()
    return new


def position_withdraw(position: Position, *, by: User, on: date) -> Position:
    """A party withdraws its position; it stays with its dates."""
    may.write_for(by, position.party)
    if position.ended:
        raise Invalid(_("This position was superseded or withdrawn before."))
    with change("position withdrawn", by=by):
        position.ended, position.ended_on = Ended.WITHDRAWN, on
        position.save()
    return position


def claim_file(
    statement: Statement,
    *,
    by: User,
    question: Question,
    proposition: Proposition | None = None,
    party: Party | None = None,
    text: str = "",
    text_km: str = "",
    said: str = "",
    attributed_to: str = "",
    attributed_to_km: str = "",
    visibility: Visibility | None = None,
) -> Claim:
    """File a statement under a question: a person has read it and says whose it is; its words become the passage.

    What a source says that someone else said is reported; only a party's own document states it first-hand. The claim
    belongs to who files it: their party, or the secretariat.

    Raises:
        NotAllowed: the person does not review this source, or would widen what belongs to another party.
        Invalid: the statement is discarded, split, or filed already; or question, proposition and party do not belong
            together.
    """
    source = statement.source
    membership = may.review(by, source)
    level = visibility or Visibility(source.visibility)
    if wider(level, than=Visibility(source.visibility)) and source.owner_id != membership.party_id:
        if source.owner is None:
            raise NotAllowed(_("Only the secretariat may show more of this source."))
        raise NotAllowed(_("Only members of %(party)s may show more of this source."), party=source.owner)
    _refuse_apart(question, source=source, by=by, proposition=proposition, party=party)
    own = party is not None and source.author == party and not statement.reported_by
    with change("claim filed", by=by):
        statement.refresh_from_db(fields=["state"], from_queryset=Statement.objects.select_for_update())
        if statement.state in (StatementState.DISCARDED, StatementState.SPLIT):
            raise Invalid(_("A discarded or split statement cannot be filed; undo that first."))
        if statement.claims.filter(withdrawn_on__isnull=True).exists():
            raise Invalid(_("This statement is filed already."))
        if statement.state != StatementState.CONFIRMED:
            statement.state = StatementState.CONFIRMED
            statement.reviewed_by, statement.reviewed_at = by, timezone.now()
            statement.save()
        passages = [passage_row(source, start, end) for start, end in statement.content_spans]
        for passage in passages:
            passage.save()
        claim = Claim(
            dialogue=source.dialogue,
            owner=membership.party,
            visibility=level,
            question=question,
            proposition=proposition,
            statement=statement,
            party=party,
            attributed_to=attributed_to
            or statement.said_by
            or (str(party) if party else source.publisher)
            or source.title,
            attributed_to_km=attributed_to_km,
            voice=statement.voice,
            text=text or " … ".join(passage.exact for passage in passages),
            text_km=text_km,
            said=said or source.published,
            basis=Basis.OWN if own else Basis.REPORTED,
            source=source,
        )
        claim.save()
        claim.passages.set(passages)
    return claim


def wider(level: Visibility, *, than: Visibility) -> bool:
    """Whether more people see the one level than the other."""
    levels = list(Visibility)
    return levels.index(level) > levels.index(than)


def _refuse_apart(
    question: Question, *, source: Source, by: User, proposition: Proposition | None, party: Party | None
) -> None:
    """Refuse a question, proposition or party that does not belong to the source's dialogue, or cannot be seen."""
    asked = Question.objects.filter(pk=question.pk, dialogue=source.dialogue)
    if not visible(asked, viewer=viewer_of(by)).exists():
        raise Invalid(_("Choose a question of this dialogue."))
    if proposition and proposition.question_id != question.pk:
        raise Invalid(_("Choose a proposition of the question that you chose."))
    if party and party.side.dialogue_id != source.dialogue_id:
        raise Invalid(_("%(party)s is no party of “%(dialogue)s”."), party=party, dialogue=source.dialogue)


def claim_note(
    question: Question,
    *,
    by: User,
    attributed_to: str,
    text: str,
    source: Source | None,
    attributed_to_km: str = "",
    party: Party | None = None,
    proposition: Proposition | None = None,
    voice: Voice = Voice.SAYS,
    text_km: str = "",
    said: str = "",
    locator: str = "",
    passages: Sequence[Passage] = (),
) -> Claim:
    """Note a claim in the record's own words, with its source named; without a passage it is shown as unsourced."""
    dialogue = question.dialogue
    membership = may.contribute(by, dialogue)
    own = party is not None and (membership.party == party or (source is not None and source.author == party))
    with change("claim noted", by=by):
        for passage in passages:
            passage.save()
        claim = Claim(
            dialogue=dialogue,
            owner=source.owner if source else membership.party,
            visibility=source.visibility if source else Visibility.RESTRICTED,
            question=question,
            proposition=proposition,
            party=party,
            attributed_to=attributed_to,
            attributed_to_km=attributed_to_km,
            voice=voice,
            text=text,
            text_km=text_km,
            said=said,
            basis=Basis.OWN if own else Basis.REPORTED,
            source=source,
            locator=locator,
        )
        claim.save()
        claim.passages.set(passages)
    return claim


def claim_answer(
    claim: Claim, *, by: User, answer: Answer, on: date, words: str = "", words_km: str = ""
) -> ClaimAnswer:
    """The party to which a claim is attributed confirms or disputes it.

    Raises:
        NotAllowed: the person does not write for that party.
        Invalid: the claim is attributed to no party, or was withdrawn.
    """
    if claim.party is None:
        raise Invalid(_("This claim is attributed to no party of the dialogue; nobody can answer for it."))
    may.write_for(by, claim.party)
    if claim.withdrawn_on:
        raise Invalid(_("This claim was withdrawn."))
    with change("claim answered", by=by):
        row = ClaimAnswer(claim=claim, party=claim.party, answer=answer, words=words, words_km=words_km, given_on=on)
        row.save()
    return row


def claim_withdraw(claim: Claim, *, by: User, on: date) -> Claim:
    """Take a claim out of its question: done by its owner, or by the secretariat where that is the owner.

    Raises:
        NotAllowed: the person is neither.
        Invalid: it was withdrawn before.
    """
    if claim.owner:
        may.write_for(by, claim.owner)
    else:
        may.keep_record(by, claim.dialogue)
    with change("claim withdrawn", by=by):
        claim.refresh_from_db(fields=["withdrawn_on"], from_queryset=Claim.objects.select_for_update())
        if claim.withdrawn_on:
            raise Invalid(_("This claim was withdrawn before."))
        claim.withdrawn_on = on
        claim.save()
    return claim


def figure_publish(
    question: Question,
    *,
    by: User,
    source: Source,
    indicator: str,
    low: float | None,
    high: float | None,
    unit: str,
    period: str,
    place: str,
    definition: str,
    given_by: str,
    party: Party | None = None,
    hedge: str = "exact",
    locator: str = "",
    note: str = "",
    **khmer: str,
) -> PublishedFigure:
    """Note a figure that a source publishes, with its definition; `khmer` takes the `…_km` texts."""
    may.contribute(by, question.dialogue)
    with change("figure published", by=by):
        row = PublishedFigure(
            dialogue=question.dialogue,
            owner=source.owner,
            visibility=source.visibility,
            question=question,
            source=source,
            indicator=indicator,
            low=low,
            high=high,
            unit=unit,
            period=period,
            place=place,
            definition=definition,
            given_by=given_by,
            party=party,
            hedge=hedge,
            locator=locator,
            note=note,
            **khmer,
        )
        row.save()
    return row
