"""The people of a dialogue on its pages: inviting, accepting, revoking, ending."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from audiatur.record import ledger
from audiatur.record.models import Invitation, Membership, Role, User
from audiatur.record.services import invitation_make
from tests.record_fixture import SECRET, SmallRecord
from tests.site.conftest import signed_in
from tests.site.signing import sign_in, totp

pytestmark = pytest.mark.django_db
NEW = {
    "username": "newcomer",
    "full_name": "New Comer",
    "password1": "four words in a row",
    "password2": "four words in a row",
}


@pytest.fixture(autouse=True)
def fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def representative(record: SmallRecord) -> Client:
    """The Special Rapporteur, who represents their party, signed in just now."""
    client = Client(headers={"accept-language": "en"})
    sign_in(client, "calidor-rapporteur", code=totp(SECRET))
    return client


def link_in(page: str) -> str:
    """The address of an invitation as the page shows it."""
    return re.search(r'value="http://testserver(/invitations/[\w-]+/)"', page)[1]


def invite(client: Client, *, role: str = "member", email: str = "new@calidor.example") -> str:
    """Invite someone into the rapporteur's party; the address that accepts."""
    page = client.post("/calidor/people/invite/rapporteur/", {"role": role, "email": email})
    return link_in(page.content.decode())


def test_a_representative_invites_by_mail_and_sees_the_link_once(record: SmallRecord, representative: Client) -> None:
    before = ledger.head().seq

    address = invite(representative)

    (message,) = mail.outbox
    assert message.to == ["new@calidor.example"]
    assert address in message.body
    assert "សូមបើកអាសយដ្ឋាននេះ" in message.body, "in both languages"
    assert ledger.head().seq == before + 1
    token = address.split("/")[2]
    assert token not in representative.get("/calidor/people/").content.decode()
    assert token not in representative.get(f"/calidor/people/receipts/{before + 1}/").content.decode()
    assert token not in representative.get(f"/calidor/people/receipts/{before + 1}/receipt.json").content.decode()
    assert not any(token in str(session.get_decoded()) for session in sessions())


def sessions():
    from django.contrib.sessions.models import Session

    return Session.objects.all()


def test_when_the_mail_does_not_leave_the_link_can_be_handed_over(
    record: SmallRecord, representative: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("audiatur.site.inviting.send_mail", refuse)

    page = representative.post("/calidor/people/invite/rapporteur/", {"role": "member", "email": "new@calidor.example"})

    assert "did not leave" in page.content.decode()
    assert link_in(page.content.decode())
    assert "new@calidor.example" not in caplog.text


def test_a_newcomer_makes_an_account_and_is_led_to_a_second_factor(record: SmallRecord, representative: Client) -> None:
    address = invite(representative)
    newcomer = Client(headers={"accept-language": "en"})

    offer = newcomer.get(address)
    before = ledger.head().seq
    answer = newcomer.post(address, NEW)

    assert "new@calidor.example" in offer.content.decode()
    assert offer["Referrer-Policy"] == "no-referrer"
    assert answer["Location"] == "/calidor/"
    assert newcomer.get("/calidor/")["Location"] == "/account/second-factor/"
    person = User.objects.get(username="newcomer")
    assert (person.email, person.is_staff, person.is_superuser) == ("new@calidor.example", False, False)
    assert person.memberships.get().role == Role.MEMBER
    assert ledger.head().seq == before + 1


def test_someone_with_an_account_accepts_with_it(record: SmallRecord, representative: Client) -> None:
    address = invite(representative)
    person = signed_in(record.users["outsider"])

    answer = person.post(address)

    assert answer["Location"] == "/calidor/"
    assert record.users["outsider"].memberships.get().party == record.parties["rapporteur"]


@pytest.mark.parametrize("who", ["keeper", "clerk", "rapporteur"])
def test_nobody_with_a_role_in_the_dialogue_takes_another(
    record: SmallRecord, representative: Client, who: str
) -> None:
    address = invite(representative)

    answer = signed_in(record.users[who]).post(address)

    assert answer.status_code == 409
    assert "One person has one role in a dialogue." in answer.content.decode()
    assert record.users[who].memberships.count() == 1


@pytest.mark.parametrize("why", ["used", "revoked", "expired", "guessed", "cut"])
def test_all_that_is_not_open_is_answered_alike(record: SmallRecord, representative: Client, why: str) -> None:
    address = invite(representative)
    invitation = Invitation.objects.get()
    if why == "used":
        Client().post(address, NEW)
    if why == "revoked":
        representative.post(f"/calidor/people/invitations/{invitation.pk}/revoke/")
    if why == "expired":
        _row, token = invitation_make(
            record.dialogue, by=record.users["rapporteur"], role=Role.MEMBER, email="late@calidor.example",
            party=record.parties["rapporteur"], at=timezone.now() - timedelta(days=7, seconds=1),
        )  # fmt: skip
        address = f"/invitations/{token}/"
    address = {"guessed": f"/invitations/{'a' * 43}/", "cut": f"{address[:-3]}/"}.get(why, address)

    answer = Client(headers={"accept-language": "en"}).get(address)
    posted = Client(headers={"accept-language": "en"}).post(address, {**NEW, "username": "second"})

    page = answer.content.decode()
    assert (answer.status_code, posted.status_code) == (410, 410)
    assert "It was used, or taken back, or its seven days are over" in page
    assert "calidor.example" not in page
    assert "Rapporteur" not in page
    assert not User.objects.filter(username="second").exists()


def test_guessing_is_slowed(record: SmallRecord) -> None:
    client = Client(headers={"accept-language": "en"})
    answers = [client.get(f"/invitations/{number:043}/").status_code for number in range(25)]

    assert answers[:20] == [410] * 20
    assert answers[20:] == [429] * 5


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "calidor-clerk"}, "This name cannot be used."),
        ({"username": "demo-calidor-ministry"}, "This name cannot be used."),
        ({"username": "two words"}, "Use letters, digits"),
        ({"password1": "short one", "password2": "short one"}, "too short"),
        ({"password1": "password1234", "password2": "password1234"}, "too common"),
        ({"password2": "another one altogether"}, "differ"),
        ({"username": ""}, "Choose a name"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(
    record: SmallRecord, representative: Client, given: dict[str, str], said: str
) -> None:
    address = invite(representative)

    page = Client(headers={"accept-language": "en"}).post(address, NEW | given).content.decode()

    assert said in page
    assert Membership.objects.filter(party=record.parties["rapporteur"]).count() == 1


def test_an_address_that_has_an_account_is_led_to_sign_in(record: SmallRecord, representative: Client) -> None:
    record.users["outsider"].email = "new@calidor.example"
    record.users["outsider"].save()
    address = invite(representative)

    page = Client(headers={"accept-language": "en"}).post(address, NEW).content.decode()

    assert "Sign in with it, then open the link again." in page
    assert not User.objects.filter(username="newcomer").exists()


@pytest.mark.parametrize("who", ["clerk", "reader", "monitor"])
def test_nobody_but_representatives_and_secretariat_gets_to_the_form(record: SmallRecord, who: str) -> None:
    client = Client(headers={"accept-language": "en"})
    sign_in(client, f"calidor-{who}", code=totp(SECRET))

    assert client.get("/calidor/people/invite/rapporteur/").status_code == 403
    assert client.get("/calidor/people/invite/").status_code == 403
    posted = client.post("/calidor/people/invite/monitor/", {"role": "member", "email": "a@calidor.example"})
    assert posted.status_code == 403
    assert not Invitation.objects.exists()


def test_the_secretariat_invites_a_first_representative_and_those_beside_the_parties(record: SmallRecord) -> None:
    keeper = Client(headers={"accept-language": "en"})
    sign_in(keeper, "calidor-keeper", code=totp(SECRET))

    first = keeper.post("/calidor/people/invite/ministry/", {"role": "representative", "email": "a@calidor.example"})
    auditor = keeper.post("/calidor/people/invite/", {"role": "auditor", "email": "b@calidor.example"})
    member = keeper.post("/calidor/people/invite/ministry/", {"role": "member", "email": "c@calidor.example"})
    second = keeper.post("/calidor/people/invite/rapporteur/", {"role": "representative", "email": "d@calidor.example"})

    assert link_in(first.content.decode())
    assert link_in(auditor.content.decode())
    assert "Select a valid choice" in member.content.decode()
    assert second.status_code == 403
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["a@calidor.example", "b@calidor.example"]


def test_inviting_asks_again_who_one_is(record: SmallRecord) -> None:
    client = signed_in(record.users["rapporteur"])

    answer = client.get("/calidor/people/invite/rapporteur/")

    assert answer["Location"].startswith("/account/again/")


def test_ending_a_membership_ends_the_persons_sessions_and_keeps_the_row(
    record: SmallRecord, representative: Client
) -> None:
    address = invite(representative)
    newcomer = Client(headers={"accept-language": "en"})
    newcomer.post(address, NEW)
    membership = User.objects.get(username="newcomer").memberships.get()

    asked = representative.get(f"/calidor/people/members/{membership.pk}/end/").content.decode()
    receipt = representative.post(f"/calidor/people/members/{membership.pk}/end/", follow=True).content.decode()

    assert "their sessions end" in asked
    assert "The membership has ended" in receipt
    assert "_auth_user_id" not in newcomer.session
    assert "Former members" in representative.get("/calidor/people/").content.decode()
    membership.refresh_from_db()
    assert membership.ended is not None


def test_nobody_ends_a_membership_of_another_party(record: SmallRecord, representative: Client) -> None:
    membership = record.users["clerk"].memberships.get()

    assert representative.post(f"/calidor/people/members/{membership.pk}/end/").status_code == 404
    membership.refresh_from_db()
    assert membership.ended is None


def test_the_last_of_the_secretariat_is_told_to_stay(record: SmallRecord) -> None:
    keeper = Client(headers={"accept-language": "en"})
    sign_in(keeper, "calidor-keeper", code=totp(SECRET))
    membership = record.users["keeper"].memberships.get()

    answer = keeper.post(f"/calidor/people/members/{membership.pk}/end/")

    assert answer.status_code == 409
    assert "until another one has joined" in answer.content.decode()


@pytest.mark.parametrize("who", ["", "outsider"])
def test_the_page_is_for_those_who_take_part(record: SmallRecord, who: str) -> None:
    client = signed_in(record.users[who]) if who else Client()

    assert client.get("/calidor/people/").status_code in (302, 404)
    assert (client.get("/calidor/people/").status_code == 302) == (who == "")


@pytest.mark.parametrize("kind", ["is_staff", "is_superuser"])
def test_an_administrator_finds_no_more_than_everyone(record: SmallRecord, kind: str) -> None:
    setattr(record.users["outsider"], kind, True)
    record.users["outsider"].save()
    root = signed_in(record.users["outsider"])

    for address in ("/admin/", "/calidor/people/", "/registers/", "/account/sessions/1/end/"):
        assert root.get(address).status_code in (404, 405), address
    position = root.get("/calidor/questions/partly-agreed/positions/1/ministry/")
    assert position.status_code == 403
    setattr(record.users["outsider"], kind, False)


def test_the_receipt_of_another_person_is_not_there(record: SmallRecord, representative: Client) -> None:
    invite(representative)
    entry = ledger.head().seq

    assert signed_in(record.users["keeper"]).get(f"/calidor/people/receipts/{entry}/").status_code == 404
    assert signed_in(record.users["keeper"]).get(f"/calidor/people/receipts/{entry}/receipt.json").status_code == 404
    assert representative.get(f"/calidor/people/receipts/{entry}/receipt.json").json()["entry"]["kind"]


def test_a_new_member_writes_once_the_second_factor_is_there(record: SmallRecord, representative: Client) -> None:
    newcomer = Client(headers={"accept-language": "en"})
    newcomer.post(invite(representative), NEW)
    page = newcomer.get("/account/code-app/").content.decode()
    key = re.search(r'<code class="hash long">(\w+)</code>', page)[1]
    address = "/calidor/questions/unanswered/positions/1/rapporteur/"

    before = newcomer.get(address).status_code
    newcomer.post("/account/code-app/", {"code": totp(key)})

    assert (before, newcomer.get(address).status_code) == (302, 200)
    assert Authenticator.objects.filter(user__username="newcomer").count() == 2
