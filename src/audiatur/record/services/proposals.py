"""A question is proposed by a party, taken up by the secretariat, and asked once every side consents to its words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    Consent,
    Dialogue,
    Party,
    Proposal,
    ProposalState,
    Question,
    Side,
    User,
    Visibility,
    Wording,
)
from audiatur.record.proposals import consenting, lacking
from audiatur.record.services import may
from audiatur.record.services.questions import question_row
from audiatur.topics import TOPICS

OPEN = (ProposalState.PROPOSED, ProposalState.TAKEN_UP)


def question_propose(
    dialogue: Dialogue,
    *,
    by: User,
    party: Party,
    topic: str,
    text: str,
    propositions: Sequence[tuple[str, str]],
    addressed: Sequence[str],
    made: str,
    text_km: str = "",
    reason: str = "",
) -> Proposal:
    """A party proposes a question in its first wording; every party of the dialogue sees it.

    Raises:
        Invalid: no such topic, no side asked, or no proposition.
    """
    may.write_for(by, party)
    if topic not in {known.key for known in TOPICS}:
        raise Invalid(
            _("“%(given)s” is not a topic; accepted: %(accepted)s."),
            given=topic,
            accepted=", ".join(known.key for known in TOPICS),
        )
    with change("question proposed", by=by):
        proposal = Proposal(
            dialogue=dialogue, owner=party, visibility=Visibility.PARTIES, topic=topic, reason=reason, made=made
        )
        proposal.save()
        _word(
            proposal, party=party, text=text, text_km=text_km, propositions=propositions, addressed=addressed, made=made
        )
    return proposal


def proposal_take_up(proposal: Proposal, *, by: User) -> Proposal:
    """The secretariat takes a proposal up: from now on every side is asked about its words."""
    may.keep_record(by, proposal.dialogue)
    _refuse_unless(proposal, ProposalState.PROPOSED)
    with change("proposal taken up", by=by):
        proposal.state = ProposalState.TAKEN_UP
        proposal.save()
    return proposal


def proposal_decline(proposal: Proposal, *, by: User, answer: str) -> Proposal:
    """The secretariat does not take a proposal up, and says why."""
    may.keep_record(by, proposal.dialogue)
    _refuse_unless(proposal, *OPEN)
    if not answer.strip():
        raise Invalid(_("Say why the question is not taken up: the party that proposed it will read this."))
    with change("proposal declined", by=by):
        proposal.state, proposal.answer = ProposalState.DECLINED, answer
        proposal.save()
    return proposal


def proposal_withdraw(proposal: Proposal, *, by: User) -> Proposal:
    """The party that proposed a question withdraws it."""
    assert proposal.owner
    may.write_for(by, proposal.owner)
    _refuse_unless(proposal, *OPEN)
    with change("proposal withdrawn", by=by):
        proposal.state = ProposalState.WITHDRAWN
        proposal.save()
    return proposal


def wording_offer(
    proposal: Proposal,
    *,
    by: User,
    party: Party | None,
    text: str,
    propositions: Sequence[tuple[str, str]],
    addressed: Sequence[str],
    made: str,
    text_km: str = "",
) -> Wording:
    """Other words for a proposed question, of a party or (`party` None) of the secretariat; the consents begin anew."""
    if party:
        may.write_for(by, party)
    else:
        may.keep_record(by, proposal.dialogue)
    _refuse_unless(proposal, *OPEN)
    with change("wording offered", by=by):
        return _word(
            proposal, party=party, text=text, text_km=text_km, propositions=propositions, addressed=addressed, made=made
        )


def wording_answer(wording: Wording, *, by: User, party: Party, consents: bool, made: str, words: str = "") -> Consent:
    """A party consents to a wording, or says what it would have otherwise.

    Raises:
        Invalid: the wording is not the newest, or a party that does not consent gives no words.
    """
    may.write_for(by, party)
    _refuse_unless(wording.proposal, ProposalState.TAKEN_UP)
    if wording.proposal.wordings.filter(number__gt=wording.number).exists():
        raise Invalid(_("Newer words have been offered. Look at them and answer again."))
    if not consents and not words.strip():
        raise Invalid(_("Say what should be worded otherwise."))
    with change("wording answered", by=by):
        row = Consent(wording=wording, party=party, consents=consents, words=words, made=made)
        row.save()
    return row


def proposal_open(proposal: Proposal, *, by: User, slug: str, asked: str) -> Question:
    """The secretariat asks the question in the words that every side consents to.

    Raises:
        Invalid: a side has not consented.
    """
    may.keep_record(by, proposal.dialogue)
    _refuse_unless(proposal, ProposalState.TAKEN_UP)
    wording = proposal.wordings.latest("number")
    sides = list(Side.objects.filter(dialogue=proposal.dialogue))
    if without := lacking(consenting(wording, sides=sides)):
        names = ", ".join(side.name for side in without)
        raise Invalid(
            _("The question can be asked when every side consents to its words. Still asked: %(sides)s."), sides=names
        )
    with change("question opened by consent", by=by):
        question = question_row(
            proposal.dialogue,
            slug=slug,
            topic=proposal.topic,
            text=wording.text,
            text_km=wording.text_km,
            asked=asked,
            addressed=[side for side in sides if side.key in wording.addressed],
            propositions=[(one, km) for one, km in wording.propositions],
            visibility=Visibility.PUBLIC,
        )
        proposal.state, proposal.question = ProposalState.OPENED, question
        proposal.save()
    return question


def _word(
    proposal: Proposal,
    *,
    party: Party | None,
    text: str,
    text_km: str,
    propositions: Sequence[tuple[str, str]],
    addressed: Sequence[str],
    made: str,
) -> Wording:
    known = set(Side.objects.filter(dialogue=proposal.dialogue).values_list("key", flat=True))
    if not addressed or set(addressed) - known or not propositions:
        raise Invalid(_("A question is asked of one side at least and has one proposition at least."))
    wording = Wording(
        proposal=proposal,
        number=proposal.wordings.count() + 1,
        party=party,
        text=text,
        text_km=text_km,
        propositions=[[sentence, khmer] for sentence, khmer in propositions],
        addressed=sorted(addressed),
        made=made,
    )
    wording.save()
    return wording


def _refuse_unless(proposal: Proposal, *states: ProposalState) -> None:
    proposal.refresh_from_db()
    if proposal.state not in states:
        raise Invalid(_("The proposal is closed or not yet taken up: %(state)s."), state=proposal.get_state_display())
