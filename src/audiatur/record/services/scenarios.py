"""Saving a scenario, showing it to more people, withdrawing it, and setting it beside a position."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import Dialogue, Ended, Party, Position, Scenario, ScenarioBeside, User, Visibility
from audiatur.record.services import may
from audiatur.record.visibility import viewer_of, visible
from audiatur.topics import TOPICS


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys in order, no spaces, no escapes but those that are needed.

    >>> canonical({"b": 1, "a": [2, "ក"]})
    '{"a":[2,"ក"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def scenario_save(
    dialogue: Dialogue,
    *,
    by: User,
    party: Party,
    topic: str,
    name: str,
    inputs: str,
    result: str,
    on: date,
    visibility: Visibility = Visibility.RESTRICTED,
) -> Scenario:
    """A party saves a scenario under a name; what it may hold is for its topic to say before.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: there is no name, the party has another scenario of it, or the inputs are not canonical JSON.
    """
    may.write_for(by, party)
    if party.side.dialogue_id != dialogue.pk:
        raise Invalid(_("The party is not of this dialogue."))
    if topic not in {known.key for known in TOPICS}:
        raise Invalid(
            _("“%(given)s” is not a topic; accepted: %(accepted)s."),
            given=topic,
            accepted=", ".join(known.key for known in TOPICS),
        )
    if not name.strip():
        raise Invalid(_("Give the scenario a name."))
    for text in (inputs, result):
        _refuse_other_than_canonical(text)
    same = Scenario.objects.filter(dialogue=dialogue, topic=topic, party=party, name=name.strip())
    if same.filter(withdrawn_on__isnull=True).exists():
        raise Invalid(_("The party has a scenario of this name. Choose another name, or withdraw that one."))
    with change("scenario saved", by=by):
        saved = Scenario(
            dialogue=dialogue,
            owner=party,
            visibility=visibility,
            topic=topic,
            party=party,
            name=name.strip(),
            inputs=inputs,
            inputs_hash=hashlib.sha256(inputs.encode()).hexdigest(),
            result=result,
            saved_on=on,
        )
        saved.save()
    return saved


def _refuse_other_than_canonical(text: str) -> None:
    try:
        kept = canonical(json.loads(text))
    except (ValueError, TypeError) as fault:
        raise Invalid(_("What a scenario holds is JSON: %(fault)s."), fault=fault) from fault
    if kept != text:
        raise Invalid(_("What a scenario holds is canonical JSON: keys in order, no spaces."))


def scenario_show(scenario: Scenario, *, by: User, visibility: Visibility) -> Scenario:
    """A party shows its scenario to more people than before.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: no more people would see it, or it was withdrawn.
    """
    may.write_for(by, scenario.party)
    with change("scenario shown to more", by=by):
        scenario.refresh_from_db(from_queryset=Scenario.objects.select_for_update())
        if scenario.withdrawn_on:
            raise Invalid(_("This scenario was withdrawn before."))
        if visibility.reach <= Visibility(scenario.visibility).reach:
            raise Invalid(_("Choose a wider circle of readers; what others have seen is not hidden again."))
        scenario.visibility = visibility
        scenario.save()
    return scenario


def scenario_withdraw(scenario: Scenario, *, by: User, on: date) -> Scenario:
    """A party withdraws its scenario; its address goes on to show it, marked so.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: it was withdrawn before.
    """
    may.write_for(by, scenario.party)
    with change("scenario withdrawn", by=by):
        scenario.refresh_from_db(from_queryset=Scenario.objects.select_for_update())
        if scenario.withdrawn_on:
            raise Invalid(_("This scenario was withdrawn before."))
        scenario.withdrawn_on = on
        scenario.save()
    return scenario


def scenario_attach(position: Position, *, by: User, scenario: Scenario, on: date) -> ScenarioBeside:
    """A party sets a scenario beside its position: its own, or one of another party that it can see.

    Raises:
        NotAllowed: the person does not write for the party of the position.
        Invalid: the position or the scenario does not stand, it is of another dialogue or question's topic, the person
            may not see it, or it stands there already.
    """
    may.write_for(by, position.party)
    seen = visible(Scenario.objects.filter(pk=scenario.pk, dialogue=position.dialogue_id), viewer=viewer_of(by))
    if not seen.filter(topic=position.proposition.question.topic, withdrawn_on__isnull=True).exists():
        raise Invalid(_("Choose a scenario of this dialogue and topic that stands."))
    with change("scenario set beside", by=by):
        standing = Position.objects.select_for_update().filter(pk=position.pk, ended=Ended.STANDS)
        if not standing.exists():
            raise Invalid(_("This position was superseded or withdrawn before."))
        if ScenarioBeside.objects.filter(position=position, scenario=scenario, ended_on__isnull=True).exists():
            raise Invalid(_("This scenario stands beside the position already."))
        beside = ScenarioBeside(position=position, scenario=scenario, set_on=on)
        beside.save()
    return beside


def scenario_detach(beside: ScenarioBeside, *, by: User, on: date) -> ScenarioBeside:
    """A party takes a scenario away from beside its position.

    Raises:
        NotAllowed: the person does not write for the party of the position.
        Invalid: it was taken away before.
    """
    may.write_for(by, beside.position.party)
    with change("scenario taken away", by=by):
        beside.refresh_from_db(fields=["ended_on"], from_queryset=ScenarioBeside.objects.select_for_update())
        if beside.ended_on:
            raise Invalid(_("The scenario was taken away before."))
        beside.ended_on = on
        beside.save()
    return beside
