"""Letters between the parties, entered by who sent them or, from a document, by the secretariat."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    Communication,
    Dialogue,
    LetterKind,
    Party,
    Question,
    Source,
    User,
    Visibility,
)
from audiatur.record.services import may


def communication_send(
    dialogue: Dialogue,
    *,
    by: User,
    kind: LetterKind,
    party: Party,
    addressee: Party,
    subject: str,
    sent: str,
    subject_km: str = "",
    symbol: str = "",
    days: int | None = None,
    answers: Communication | None = None,
    question: Question | None = None,
    source: Source | None = None,
    visibility: Visibility = Visibility.PARTIES,
) -> Communication:
    """Enter a letter; a reply answers a letter that its sender received.

    Raises:
        NotAllowed: the person neither writes for the sender nor keeps the record.
        Invalid: a reply without its letter, a letter to oneself, or one of the secretariat's without a document.
    """
    membership = may.contribute(by, dialogue)
    own = membership.party_id == party.pk
    if not own:
        may.keep_record(by, dialogue)
        if source is None:
            raise Invalid(_("A letter that someone else sent needs the document that tells of it."))
    if party == addressee:
        raise Invalid(_("A letter goes to another party than its sender."))
    if (kind == LetterKind.REPLY) != (answers is not None):
        raise Invalid(_("A reply names the letter that it answers, and no other letter does."))
    if answers and answers.addressee_id != party.pk:
        raise Invalid(_("A letter is answered by the party that received it."))
    if answers and visibility.reach > Visibility(answers.visibility).reach:
        raise Invalid(_("A reply is seen by no more people than the letter that it answers."))
    with change("letter entered", by=by):
        row = Communication(
            dialogue=dialogue,
            owner=party if own else None,
            visibility=visibility,
            kind=kind,
            party=party,
            addressee=addressee,
            symbol=symbol,
            subject=subject,
            subject_km=subject_km,
            sent=sent,
            days=days,
            answers=answers,
            question=question,
            source=source,
        )
        row.save()
    return row
