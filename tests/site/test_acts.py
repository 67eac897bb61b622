"""How a party speaks: who finds the forms, what is asked, what is checked, and what the receipt shows."""

from __future__ import annotations

import pytest
from django.test import Client

from audiatur.record import ledger
from audiatur.record.models import Position
from tests.record_fixture import SmallRecord, first_of
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/calidor/questions/partly-agreed/positions/3/ministry/"
GIVEN = {"stance": "accepts_in_part", "taken": "2026-03-20", "reason": "Some do.", "visibility": "public"}


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get(ADDRESS)["Location"].startswith("/sign-in/?next=/calidor/")


@pytest.mark.parametrize("person", ["warden", "keeper", "reader", "rapporteur", "outsider"])
def test_only_members_of_the_party_may_state_its_position(record: SmallRecord, person: str) -> None:
    client = signed_in(record.users[person])
    before = ledger.head()

    refused = client.post(ADDRESS, {**GIVEN, "step": "confirm"})

    assert refused.status_code == 403
    assert "Only members of Ministry of Justice may do this." in refused.content.decode()
    assert ledger.head() == before


def test_the_page_offers_its_form_to_members_of_the_party_only(record: SmallRecord, clerk: Client) -> None:
    page = "/calidor/questions/partly-agreed/"

    assert ADDRESS in clerk.get(page).content.decode()
    assert ADDRESS not in signed_in(record.users["warden"]).get(page).content.decode()


def test_a_position_goes_form_check_receipt(record: SmallRecord, clerk: Client) -> None:
    before = ledger.head()

    check = clerk.post(ADDRESS, {**GIVEN, "step": "check"})
    assert "Check your answers" in check.content.decode()
    assert "This will be seen by: <strong>Everyone</strong>" in check.content.decode()
    assert ledger.head() == before

    receipt = clerk.post(ADDRESS, {**GIVEN, "step": "confirm"}, follow=True).content.decode()
    after = ledger.head()
    assert after.seq == before.seq + 1
    assert str(after.seq) in receipt
    assert after.hash in receipt
    assert "Accepts in part" in receipt
    taken = Position.objects.get(proposition=first_of(record.questions["partly-agreed"], 3))
    assert (taken.stance, taken.taken, taken.reason) == ("accepts_in_part", "2026-03-20", "Some do.")


def test_going_back_keeps_what_was_typed(record: SmallRecord, clerk: Client) -> None:
    again = clerk.post(ADDRESS, {**GIVEN, "step": "change"}).content.decode()

    assert "Some do." in again
    assert "There is a problem" not in again


def test_a_receipt_is_shown_to_the_person_who_has_it_only(record: SmallRecord, clerk: Client) -> None:
    address = clerk.post(ADDRESS, {**GIVEN, "step": "confirm"})["Location"]

    assert clerk.get(address).status_code == 200
    assert signed_in(record.users["warden"]).get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"stance": ""}, "Choose what the party says."),
        ({"taken": ""}, "Give the date from which the party says so."),
        ({"taken": "21st of March"}, "is not a date that is understood here"),
        ({"taken": "2027-01-01"}, "This date lies ahead."),
        ({"visibility": "planet"}, "Select a valid choice."),
    ],
)
def test_what_does_not_fit_is_told_at_the_top_and_at_the_field(
    record: SmallRecord, clerk: Client, change: dict[str, str], message: str
) -> None:
    page = clerk.post(ADDRESS, {**GIVEN, **change, "step": "check"}).content.decode()

    assert page.count(message) == 2
    assert "<title>Error: " in page
    assert "Some do." in page


def test_a_new_position_is_not_dated_before_the_one_it_supersedes(record: SmallRecord, clerk: Client) -> None:
    address = "/calidor/questions/partly-agreed/positions/2/ministry/"

    page = clerk.post(address, {**GIVEN, "taken": "2026-02-09", "step": "confirm"}).content.decode()

    assert "The party holds a position of 10 February 2026." in page


def test_a_new_position_is_seen_by_no_fewer_than_the_one_it_supersedes(record: SmallRecord, clerk: Client) -> None:
    address = "/calidor/questions/partly-agreed/positions/2/ministry/"

    page = clerk.post(address, {**GIVEN, "visibility": "restricted", "step": "confirm"}).content.decode()

    assert "Only my organisation" not in clerk.get(address).content.decode()
    assert "There is a problem" in page


def test_the_narrowest_visibility_is_the_default(record: SmallRecord, clerk: Client) -> None:
    page = clerk.get(ADDRESS).content.decode()

    assert 'value="restricted" required id="id_visibility_0" checked' in page.replace("\n", "") or (
        page.index('value="restricted"') < page.index("checked")
    )


def test_a_withdrawn_position_stays_with_its_dates(record: SmallRecord, clerk: Client) -> None:
    address = "/calidor/questions/partly-agreed/positions/2/ministry/withdraw/"

    assert "Withdraw the position" in clerk.get(address).content.decode()
    receipt = clerk.post(address, {"step": "confirm"}, follow=True).content.decode()

    assert "The position is withdrawn" in receipt
    question = clerk.get("/calidor/questions/partly-agreed/").content.decode()
    assert "Withdrawn on 24 March 2026" in question


def test_a_position_that_is_not_held_cannot_be_withdrawn(record: SmallRecord, clerk: Client) -> None:
    assert clerk.get(f"{ADDRESS}withdraw/").status_code == 404


def test_the_party_confirms_or_disputes_a_claim_attributed_to_it(record: SmallRecord) -> None:
    claim = record.claims["unsourced"].pk
    warden = signed_in(record.users["warden"])
    address = f"/calidor/questions/partly-agreed/claims/{claim}/"

    assert address in warden.get("/calidor/questions/partly-agreed/").content.decode()
    assert "Choose whether the party confirms" in warden.post(address, {"step": "check"}).content.decode()
    given = {"answer": "confirms", "words": "In the first week."}
    assert "Check your answers" in warden.post(address, {**given, "step": "check"}).content.decode()
    assert (
        "The answer is in the record"
        in warden.post(address, {**given, "step": "confirm"}, follow=True).content.decode()
    )

    page = warden.get("/calidor/questions/partly-agreed/").content.decode()
    assert "Confirmed by the party" in page
    assert "In the first week." in page


@pytest.mark.parametrize("person", ["clerk", "keeper", "monitor"])
def test_nobody_else_answers_a_claim(record: SmallRecord, person: str) -> None:
    address = f"/calidor/questions/partly-agreed/claims/{record.claims['unsourced'].pk}/"

    refused = signed_in(record.users[person]).post(address, {"answer": "confirms", "step": "confirm"})

    assert refused.status_code == 403


def test_answering_without_leave_to_cross_sites_is_refused_on_a_plain_page(record: SmallRecord) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(record.users["clerk"])

    refused = client.post(ADDRESS, {**GIVEN, "step": "confirm"})

    assert refused.status_code == 403
    assert "The form was open for too long" in refused.content.decode()
