"""Setting a claim's number beside a figure, taking it away again, and contesting the check in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_noop as _

from audiatur.reading.result import Quantity
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Beside, Claim, Contest, Differs, Party, User
from audiatur.record.services import may
from audiatur.record.visibility import viewer_of, visible
from audiatur.topics.catalogue import indicator_get


def beside_set(
    claim: Claim,
    *,
    by: User,
    quantity: Quantity,
    indicator: str,
    since: date,
    until: date,
    group: Mapping[str, str] | None = None,
    place: str = "",
    differs: Differs = Differs.NOTHING,
    note: str = "",
) -> Beside:
    """Set a number of a claim beside a figure. Any party may, for every party's claims alike, and the secretariat.

    Raises:
        NotAllowed: the person takes no part in the dialogue, or may not see the claim.
        Invalid: the number does not stand in the claim, it stands beside that figure already, or the period ends
            before it begins.
        UnknownIndicator: there is no such indicator.
    """
    may.contribute(by, claim.dialogue)
    _seen(claim, by=by)
    if not any(quantity.surface in text for text in _texts(claim)):
        raise Invalid(_("“%(number)s” does not stand in the claim."), number=quantity.surface)
    known = indicator_get(indicator)
    same = claim.besides.filter(
        surface=quantity.surface, indicator=known.id, place=place, since=since, until=until, ended_on__isnull=True
    )
    if same.exists():
        raise Invalid(_("This number stands beside that figure already."))
    with change("figure set beside", by=by):
        beside = Beside(
            claim=claim,
            surface=quantity.surface,
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            indicator=known.id,
            group=dict(group or {}),
            place=place,
            since=since,
            until=until,
            differs=differs,
            note=note,
        )
        beside.save()
    return beside


def beside_end(beside: Beside, *, by: User, on: date) -> Beside:
    """Take a figure away from beside a claim; the row stays with its date. The secretariat may.

    Raises:
        NotAllowed: the person is not of the secretariat.
        Invalid: it was taken away before.
    """
    may.keep_record(by, beside.claim.dialogue)
    if beside.ended_on:
        raise Invalid(_("The figure was taken away before."))
    with change("figure taken away", by=by):
        beside.ended_on = on
        beside.save()
    return beside


def check_contest(beside: Beside, *, by: User, party: Party, words: str, on: date, words_km: str = "") -> Contest:
    """A party says in its words why it does not accept a check; the words stand beside it.

    Raises:
        NotAllowed: the person does not write for the party, or may not see the claim.
        Invalid: there are no words, or the party is of another dialogue.
    """
    may.write_for(by, party)
    _seen(beside.claim, by=by)
    if party.side.dialogue_id != beside.claim.dialogue_id:
        raise Invalid(_("The party is not of this dialogue."))
    if not words.strip():
        raise Invalid(_("Say in words what the check leaves out."))
    with change("check contested", by=by):
        contest = Contest(beside=beside, party=party, words=words.strip(), words_km=words_km.strip(), given_on=on)
        contest.save()
    return contest


def _texts(claim: Claim) -> list[str]:
    """The wordings in which a number of the claim can stand."""
    return [claim.text, claim.text_km, *(passage.exact for passage in claim.passages.all())]


def _seen(claim: Claim, *, by: User) -> None:
    if not visible(Claim.objects.filter(pk=claim.pk), viewer=viewer_of(by)).exists():
        raise NotAllowed(_("There is no such claim, or you may not see it."))
