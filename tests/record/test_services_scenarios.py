"""Scenarios of parties: each act is one entry, a scenario is its party's own until it is shown, none is overwritten."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from audiatur.record import services
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Entry, Position, Scenario, ScenarioBeside, Visibility
from audiatur.record.selectors import beside_get, question_page, scenario_get, scenarios_visible
from audiatur.record.services.scenarios import canonical
from audiatur.record.visibility import PUBLIC, viewer_of
from tests.record.small import Small, small_dialogue

pytestmark = pytest.mark.django_db
DAY = date(2030, 3, 1)
INPUTS = canonical({"levers": {"bail": 20}, "seed": 1, "snapshots": ["custody-1"], "method": 1})


@pytest.fixture
def small() -> Small:
    return small_dialogue()


def saved(small: Small, party: str = "monitor", **given: object) -> Scenario:
    values: dict[str, object] = {"topic": "prisons", "name": "More bail", "inputs": INPUTS, "result": "{}", "on": DAY}
    return services.scenario_save(
        small.dialogue,
        by=small.people[party],
        party=small.parties[party],
        **(values | given),  # type: ignore[arg-type]
    )


def position_of(small: Small, party: str = "monitor", **given: object) -> Position:
    proposition = small.question().propositions.get()
    position: Position = small.take(proposition, party, "accepts", **given)
    return position


def test_saving_is_one_entry_and_keeps_the_hash_of_the_inputs(small: Small) -> None:
    before = Entry.objects.count()

    row = saved(small)

    assert Entry.objects.count() == before + 1
    assert row.inputs_hash == hashlib.sha256(INPUTS.encode()).hexdigest()


def test_a_scenario_is_its_partys_own_until_it_is_shown(small: Small) -> None:
    row = saved(small)

    assert _seen_by(small) == {"monitor"}
    services.scenario_show(row, by=small.people["monitor"], visibility=Visibility.PARTIES)

    assert _seen_by(small) == {"ministry", "mandate", "monitor", "lawyers"}
    assert scenarios_visible(small.dialogue, topic="prisons", viewer=PUBLIC) == ()


def _seen_by(small: Small) -> set[str]:
    return {
        party
        for party, person in small.people.items()
        if scenarios_visible(small.dialogue, topic="prisons", viewer=viewer_of(person))
    }


def test_what_others_have_seen_is_not_hidden_again(small: Small) -> None:
    row = saved(small, visibility=Visibility.PUBLIC)

    with pytest.raises(Invalid, match="wider"):
        services.scenario_show(row, by=small.people["monitor"], visibility=Visibility.SIDE)


def test_only_members_of_the_party_act_on_its_scenario(small: Small) -> None:
    row = saved(small, visibility=Visibility.PUBLIC)

    for person in (small.people["ministry"], small.people["lawyers"], small.secretariat):
        with pytest.raises(NotAllowed):
            services.scenario_withdraw(row, by=person, on=DAY)
        with pytest.raises(NotAllowed):
            services.scenario_save(
                small.dialogue, by=person, party=small.parties["monitor"], topic="prisons", name="Another",
                inputs=INPUTS, result="{}", on=DAY,
            )  # fmt: skip


@pytest.mark.parametrize("inputs", ['{"b": 1}', '{"b":1,"a":2}', "no json", '{"a":NaN}'])
def test_inputs_that_are_not_canonical_are_refused(small: Small, inputs: str) -> None:
    with pytest.raises(Invalid, match="JSON"):
        saved(small, inputs=inputs)


def test_a_name_stands_once_and_is_free_again_after_withdrawing(small: Small) -> None:
    first = saved(small)
    with pytest.raises(Invalid, match="of this name"):
        saved(small)

    services.scenario_withdraw(first, by=small.people["monitor"], on=DAY)

    assert saved(small).pk != first.pk
    assert saved(small, "lawyers").name == first.name
    assert scenario_get(small.dialogue, first.pk, topic="prisons", viewer=viewer_of(small.people["monitor"])) == first


def test_the_database_itself_holds_one_scenario_of_a_name(small: Small) -> None:
    first = saved(small)
    twin = Scenario(**{f.attname: getattr(first, f.attname) for f in Scenario._meta.fields if f.attname != "id"})

    with pytest.raises(Invalid, match="one_scenario_of_a_name"), change("scenario saved", by=small.people["monitor"]):
        twin.save()


def test_a_scenario_beside_a_position_is_seen_by_those_who_see_both(small: Small) -> None:
    row, position = saved(small), position_of(small)
    before = Entry.objects.count()

    beside = services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)

    assert Entry.objects.count() == before + 1
    assert _beside(small, position, viewer=viewer_of(small.people["monitor"])) == [row]
    assert _beside(small, position, viewer=PUBLIC) == []
    services.scenario_show(row, by=small.people["monitor"], visibility=Visibility.PUBLIC)
    assert _beside(small, position, viewer=PUBLIC) == [row]
    assert beside_get(beside.pk, viewer=PUBLIC) == beside


def _beside(small: Small, position: Position, *, viewer: object) -> list[Scenario]:
    page = question_page(position.proposition.question, viewer=viewer, today=DAY)  # type: ignore[arg-type]
    return [
        beside.scenario
        for row in page.view.rows
        for cell in row.cells
        for held in cell.positions
        for beside in held.scenarios_shown  # type: ignore[attr-defined]
    ]


def test_a_scenario_that_a_party_may_not_see_cannot_be_set_beside(small: Small) -> None:
    row, position = saved(small, "monitor"), position_of(small, "ministry")

    with pytest.raises(Invalid, match="that stands"):
        services.scenario_attach(position, by=small.people["ministry"], scenario=row, on=DAY)
    with pytest.raises(NotAllowed):
        services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)


def test_a_scenario_stands_once_beside_a_position_and_can_be_taken_away(small: Small) -> None:
    row, position = saved(small, visibility=Visibility.PUBLIC), position_of(small)
    beside = services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)
    with pytest.raises(Invalid, match="already"):
        services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)

    services.scenario_detach(beside, by=small.people["monitor"], on=DAY)

    assert _beside(small, position, viewer=PUBLIC) == []
    assert ScenarioBeside.objects.get().ended_on == DAY
    with pytest.raises(Invalid, match="before"):
        services.scenario_detach(beside, by=small.people["monitor"], on=DAY)


def test_a_withdrawn_scenario_stands_beside_nothing(small: Small) -> None:
    row, position = saved(small, visibility=Visibility.PUBLIC), position_of(small)
    services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)

    services.scenario_withdraw(row, by=small.people["monitor"], on=DAY)

    assert _beside(small, position, viewer=PUBLIC) == []
    with pytest.raises(Invalid, match="that stands"):
        services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)


def test_a_position_that_was_superseded_takes_no_scenario(small: Small) -> None:
    row, position = saved(small), position_of(small)
    small.take(position.proposition, "monitor", "rejects", "2030-02-20")

    with pytest.raises(Invalid, match="superseded"):
        services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)


def test_a_scenario_of_another_topic_is_not_set_beside(small: Small) -> None:
    row, position = saved(small, topic="law"), position_of(small)

    with pytest.raises(Invalid, match="topic"):
        services.scenario_attach(position, by=small.people["monitor"], scenario=row, on=DAY)
