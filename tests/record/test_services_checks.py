"""Numbers of claims beside figures: any party may set them, nobody can write a verdict, a party contests in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from audiatur.figures.errors import UnknownIndicator
from audiatur.reading.result import Quantity
from audiatur.record import services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Beside, Claim, Entry, Visibility
from audiatur.record.selectors import question_page
from audiatur.record.visibility import PUBLIC, viewer_of
from audiatur.topics import catalogue
from tests.figures.invented import ANSWERED
from tests.record.small import Small, small_dialogue

pytestmark = pytest.mark.django_db
NUMBER = Quantity("40 per cent", 0, 11, 40.0, 40.0, "exact", "percent")
YEAR = {"since": date(2029, 1, 1), "until": date(2029, 12, 31)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setattr(catalogue, "INDICATORS", {ANSWERED.id: ANSWERED})
    return small_dialogue()


def claim_of(small: Small, text: str = "40 per cent of the complaints were answered.", **given: object) -> Claim:
    return services.claim_note(
        small.question(), by=small.secretariat, attributed_to="Ministry of Justice", text=text,
        source=given.pop("source", small.press()), party=small.parties["ministry"], **given,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("party", ["ministry", "mandate", "monitor"])
def test_every_party_may_set_a_figure_beside_a_claim_in_one_entry(small: Small, party: str) -> None:
    claim = claim_of(small)
    before = Entry.objects.count()

    beside = services.beside_set(
        claim, by=small.people[party], quantity=NUMBER, indicator=ANSWERED.id, place="01", group={"sex": "*"}, **YEAR
    )

    assert Entry.objects.count() == before + 1
    assert (beside.low, beside.high, beside.hedge, beside.indicator) == (40.0, 40.0, "exact", "invented.answered")


def test_whoever_takes_no_part_sets_nothing_beside_a_claim(small: Small) -> None:
    with pytest.raises(NotAllowed):
        services.beside_set(claim_of(small), by=small.reader, quantity=NUMBER, indicator=ANSWERED.id, **YEAR)


def test_a_claim_that_one_may_not_see_is_not_there(small: Small) -> None:
    hidden = small.press("40 per cent of the complaints were answered, she said.\n", visibility=Visibility.RESTRICTED)

    with pytest.raises(NotAllowed, match="no such claim"):
        services.beside_set(
            claim_of(small, source=hidden), by=small.people["monitor"], quantity=NUMBER, indicator=ANSWERED.id, **YEAR
        )


def test_only_a_number_of_the_claim_stands_beside_a_figure(small: Small) -> None:
    with pytest.raises(Invalid, match="does not stand in the claim"):
        services.beside_set(
            claim_of(small),
            by=small.secretariat,
            quantity=replace(NUMBER, surface="41 per cent"),
            indicator=ANSWERED.id,
            **YEAR,
        )


def test_an_indicator_that_does_not_exist_is_refused_and_nothing_is_kept(small: Small) -> None:
    with pytest.raises(UnknownIndicator, match=r"no\.such"):
        services.beside_set(claim_of(small), by=small.secretariat, quantity=NUMBER, indicator="no.such", **YEAR)
    assert not Beside.objects.exists()


def test_the_same_number_stands_beside_the_same_figure_once(small: Small) -> None:
    claim = claim_of(small)
    first = services.beside_set(claim, by=small.secretariat, quantity=NUMBER, indicator=ANSWERED.id, **YEAR)
    with pytest.raises(Invalid, match="already"):
        services.beside_set(claim, by=small.people["monitor"], quantity=NUMBER, indicator=ANSWERED.id, **YEAR)

    services.beside_end(first, by=small.secretariat, on=date(2030, 3, 1))

    services.beside_set(claim, by=small.people["monitor"], quantity=NUMBER, indicator=ANSWERED.id, **YEAR)
    assert claim.besides.count() == 2


def test_only_the_secretariat_takes_a_figure_away_and_the_row_stays(small: Small) -> None:
    beside = services.beside_set(
        claim_of(small), by=small.people["ministry"], quantity=NUMBER, indicator=ANSWERED.id, **YEAR
    )
    with pytest.raises(NotAllowed):
        services.beside_end(beside, by=small.people["ministry"], on=date(2030, 3, 1))

    services.beside_end(beside, by=small.secretariat, on=date(2030, 3, 1))

    assert Beside.objects.get().ended_on == date(2030, 3, 1)
    (view,) = question_page(
        beside.claim.question, viewer=viewer_of(small.secretariat), today=date(2030, 3, 2)
    ).view.claims
    assert view.besides == ()


def test_a_party_contests_a_check_in_its_own_words_which_all_who_see_the_claim_can_read(small: Small) -> None:
    beside = services.beside_set(
        claim_of(small), by=small.people["monitor"], quantity=NUMBER, indicator=ANSWERED.id, **YEAR
    )
    said = {"words": "Letters answered by telephone are not in the register.", "on": date(2030, 3, 1)}
    with pytest.raises(NotAllowed):
        services.check_contest(beside, by=small.people["monitor"], party=small.parties["ministry"], **said)
    with pytest.raises(Invalid, match="in words"):
        services.check_contest(
            beside, by=small.people["ministry"], party=small.parties["ministry"], words="  ", on=date(2030, 3, 1)
        )

    services.check_contest(beside, by=small.people["ministry"], party=small.parties["ministry"], **said)

    (view,) = question_page(beside.claim.question, viewer=PUBLIC, today=date(2030, 3, 2)).view.claims
    assert [str(contest.party) for contest in view.besides[0].contests.all()] == ["Ministry of Justice of Osmere"]


def test_no_verdict_can_be_stored() -> None:
    assert not {field.name for field in Beside._meta.get_fields()} & {"verdict", "check", "result", "reason"}
