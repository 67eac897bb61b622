"""Who may do what: the table, its predicates, and that no role is of the secretariat and of a party."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiatur.record import ledger, selectors, services
from audiatur.record.errors import Invalid, NotAllowed, RecordError
from audiatur.record.models import PARTY_ROLES, Invitation, Membership, OperatorAct, Role, User
from audiatur.record.roles import ACTS, AT_A_PARTY, may, writes
from audiatur.record.services import may as refusing
from audiatur.record.services.people import token_hash
from audiatur.record.visibility import PUBLIC, viewer_of
from tests.shared import ROOT

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
BESIDE = [role for role in Role if role not in PARTY_ROLES]


def person_as(small, role):
    """A new person with the role; those of parties in the ministry."""
    person = User.objects.create_user(f"someone-{role}")
    party = small.parties["ministry"] if role in PARTY_ROLES else None
    services.member_add(small.dialogue, user=person, role=role, party=party)
    return person


def invited(small, role=Role.MEMBER, party="ministry", by="representative", at=NOW):
    """An invitation with its token."""
    if by == "representative":
        by = person_as(small, Role.REPRESENTATIVE)
    place = small.parties[party] if party else None
    return services.invitation_make(small.dialogue, by=by, role=role, email="new@osmere.example", party=place, at=at)


def test_the_documented_table_is_the_one_that_the_predicates_follow():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs/people.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and "---" not in line
    ]
    roles = rows[0][1:]

    documented = {
        row[0]: {role for role, mark in zip(roles, row[1:], strict=True) if mark == "yes"} for row in rows[1:]
    }

    assert roles == list(Role.values)
    assert documented == {act: {role.value for role in allowed} for act, allowed in ACTS.items()}


@pytest.mark.parametrize("role", list(Role))
def test_a_person_may_do_what_the_table_says_and_nothing_elsewhere(small, role):
    person = person_as(small, role)
    own = small.parties["ministry"]

    for act, allowed in ACTS.items():
        at = own if act in AT_A_PARTY else small.dialogue
        assert may(person, act, at) == (role in allowed), act
        if act in AT_A_PARTY:
            assert not may(person, act, small.parties["mandate"])


def test_no_role_keeps_the_record_and_writes_for_a_party():
    for role in Role:
        assert not (role in ACTS["keep the record"] and role in ACTS["write for the party"])
        assert not (role in ACTS["keep the record"] and role in ACTS["read with the party"])


@pytest.mark.parametrize("kind", ["is_staff", "is_superuser"])
def test_an_administrator_of_the_installation_may_do_nothing_and_sees_what_everyone_sees(small, kind):
    root = User.objects.create_user("root", **{kind: True})
    small.press(visibility="restricted")
    viewer = viewer_of(root)

    assert not any(may(root, act, small.parties["ministry"] if act in AT_A_PARTY else small.dialogue) for act in ACTS)
    assert (viewer.dialogues, viewer.sides, viewer.parties, viewer.writes_for, viewer.secretariat_of) == (
        frozenset(),
    ) * 5
    assert not selectors.sources_visible(small.dialogue, viewer=viewer).exists()


@pytest.mark.parametrize("role", list(Role))
def test_all_but_readers_need_a_second_factor(small, role):
    assert writes(person_as(small, role)) == (role != Role.READER)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.CASE_OFFICER, Role.AUDITOR, Role.READER])
def test_those_who_do_not_write_contribute_nothing(small, role):
    with pytest.raises(NotAllowed):
        refusing.contribute(person_as(small, role), small.dialogue)


@pytest.mark.parametrize("role", BESIDE)
def test_those_beside_the_parties_see_no_partys_own_rows(small, role):
    services.source_add(
        small.dialogue, by=small.people["ministry"], title="Draft", content=b"Our draft.", name="draft.txt",
        visibility="restricted", author=small.parties["ministry"],
    )  # fmt: skip

    seen = selectors.sources_visible(small.dialogue, viewer=viewer_of(person_as(small, role)))

    assert not seen.exists()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("with_party", [True, False])
def test_the_service_and_the_database_join_parties_and_roles_in_one_way_only(small, role, with_party):
    party = small.parties["ministry"] if with_party else None
    person = User.objects.create_user("someone")
    fits = with_party == (role in PARTY_ROLES)

    if fits:
        services.member_add(small.dialogue, user=person, role=role, party=party)
        return
    with pytest.raises(Invalid):
        services.member_add(small.dialogue, user=person, role=role, party=party)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_membership (user_id, dialogue_id, party_id, role) VALUES (%s, %s, %s, %s)",
            [person.pk, small.dialogue.pk, party and party.pk, role.value],
        )


def test_the_database_holds_one_standing_role_of_a_person_in_a_dialogue(small):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_membership (user_id, dialogue_id, party_id, role) VALUES (%s, %s, NULL, 'secretariat')",
            [small.people["ministry"].pk, small.dialogue.pk],
        )


STEPS = st.lists(st.tuples(st.sampled_from(list(Role)), st.sampled_from(["ministry", "mandate", None]), st.booleans()))


@given(steps=STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_a_person_holds_one_role_and_never_both(small, steps):
    with transaction.atomic():
        person = User.objects.create_user("someone")
        for role, party, end in steps:
            with contextlib.suppress(RecordError):
                services.member_add(
                    small.dialogue, user=person, role=role, party=small.parties[party] if party else None
                )
            standing = Membership.objects.standing().filter(user=person)
            assert standing.count() <= 1
            viewer = viewer_of(person)
            assert not (viewer.secretariat_of and (viewer.parties or viewer.sides or viewer.writes_for))
            if end and standing:
                services.membership_end(standing.get(), by=person, on=date(2040, 1, 1))
        transaction.set_rollback(True)


def test_an_accepted_invitation_makes_a_member_and_is_used_up(small):
    _invitation, token = invited(small)
    newcomer, other = User.objects.create_user("newcomer"), User.objects.create_user("other")

    membership = services.invitation_accept(token, by=newcomer, at=NOW + timedelta(days=6))

    assert (membership.role, membership.party, membership.began) == (
        "member",
        small.parties["ministry"],
        date(2030, 3, 7),
    )
    assert may(newcomer, "write for the party", small.parties["ministry"])
    with pytest.raises(Invalid, match="not open"):
        services.invitation_accept(token, by=other, at=NOW + timedelta(days=6))


def test_the_token_is_kept_nowhere(small):
    invitation, token = invited(small)

    told = "".join(row.content for entry in ledger_entries() for row in entry.told.all())
    assert invitation.token_hash == token_hash(token) != token
    assert token not in told
    assert len(token) >= 43, "256 random bits"


def ledger_entries():
    from audiatur.record.models import Entry

    return Entry.objects.order_by("seq")


@pytest.mark.parametrize(("later", "is_open"), [(0, True), (7 * 86400 - 1, True), (7 * 86400, False), (10**7, False)])
def test_an_invitation_is_open_for_seven_days(small, later, is_open):
    _invitation, token = invited(small)

    found = services.invitation_open(token, at=NOW + timedelta(seconds=later))

    assert (found is not None) == is_open


@pytest.mark.parametrize("guess", ["", "0" * 43, "not a token"])
def test_a_guess_opens_nothing(small, guess):
    invitation, token = invited(small)

    assert services.invitation_open(guess, at=NOW) is None
    assert services.invitation_open(token[:-1], at=NOW) is None
    assert services.invitation_open(invitation.token_hash, at=NOW) is None


def test_a_revoked_invitation_opens_nothing_and_is_revoked_once(small):
    invitation, token = invited(small)

    services.invitation_revoke(invitation, by=invitation.invited_by, at=NOW)

    assert services.invitation_open(token, at=NOW) is None
    with pytest.raises(Invalid, match="accepted or revoked before"):
        services.invitation_revoke(invitation, by=invitation.invited_by, at=NOW)


def test_the_secretariat_invites_the_first_representative_and_nobody_after(small):
    made = {"role": Role.REPRESENTATIVE, "email": "a@osmere.example", "party": small.parties["ministry"], "at": NOW}
    services.invitation_make(small.dialogue, by=small.secretariat, **made)
    person_as(small, Role.REPRESENTATIVE)

    with pytest.raises(NotAllowed):
        services.invitation_make(small.dialogue, by=small.secretariat, **made)


@pytest.mark.parametrize("role", [Role.READER, Role.MEMBER])
def test_the_secretariat_invites_no_other_into_a_party(small, role):
    with pytest.raises(NotAllowed):
        invited(small, role=role, by=small.secretariat)


@pytest.mark.parametrize("role", list(PARTY_ROLES))
@pytest.mark.parametrize("party", ["mandate", "monitor"])
def test_a_representative_invites_into_no_other_party(small, role, party):
    with pytest.raises(NotAllowed):
        invited(small, role=role, party=party)


@pytest.mark.parametrize("role", BESIDE)
def test_a_representative_invites_nobody_beside_the_parties(small, role):
    with pytest.raises(NotAllowed):
        invited(small, role=role, party="")


@pytest.mark.parametrize("who", ["member", "reader", "analyst", "case_officer", "auditor"])
def test_nobody_else_invites(small, who):
    with pytest.raises(NotAllowed):
        invited(small, by=person_as(small, Role(who)))


def test_the_secretariat_cannot_take_up_an_invitation_to_a_party(small):
    _invitation, token = invited(small)

    with pytest.raises(Invalid, match="One person has one role"):
        services.invitation_accept(token, by=small.secretariat, at=NOW)


def test_a_membership_that_ended_stays_with_its_days_and_opens_nothing(small):
    person = person_as(small, Role.MEMBER)
    membership = person.memberships.get()

    services.membership_end(membership, by=person, on=date(2040, 5, 1))

    membership.refresh_from_db()
    assert membership.ended == date(2040, 5, 1)
    assert viewer_of(person).dialogues == frozenset()
    with pytest.raises(NotAllowed):
        refusing.write_for(person, small.parties["ministry"])
    with pytest.raises(Invalid, match="ended before"):
        services.membership_end(membership, by=person, on=date(2040, 5, 2))


def test_who_left_may_come_back_with_another_role(small):
    person = person_as(small, Role.MEMBER)
    services.membership_end(person.memberships.get(), by=person, on=date(2040, 5, 1))

    services.member_add(small.dialogue, user=person, role=Role.AUDITOR)

    assert [row.role for row in person.memberships.order_by("pk")] == ["member", "auditor"]


@pytest.mark.parametrize("who", ["secretariat", "mandate", "reader"])
def test_nobody_but_the_member_and_the_representative_ends_a_membership_of_a_party(small, who):
    membership = small.people["ministry"].memberships.get()
    person = {"secretariat": small.secretariat, "reader": small.reader}.get(who) or small.people[who]

    with pytest.raises(NotAllowed):
        services.membership_end(membership, by=person, on=date(2040, 1, 1))
    services.membership_end(membership, by=person_as(small, Role.REPRESENTATIVE), on=date(2040, 1, 1))


def test_the_last_of_the_secretariat_stays(small):
    with pytest.raises(Invalid, match="until another one has joined"):
        services.membership_end(small.secretariat.memberships.get(), by=small.secretariat, on=date(2040, 1, 1))
    person_as(small, Role.SECRETARIAT)

    services.membership_end(small.secretariat.memberships.get(), by=small.secretariat, on=date(2040, 1, 1))


def test_every_act_on_people_is_exactly_one_ledger_entry(small):
    representative = person_as(small, Role.REPRESENTATIVE)
    newcomer = User.objects.create_user("newcomer")
    ministry = small.parties["ministry"]
    made = []

    def invite():
        made.append(
            services.invitation_make(
                small.dialogue, by=representative, role=Role.MEMBER, email="n@osmere.example", party=ministry, at=NOW
            )
        )

    acts = [
        invite,
        lambda: services.invitation_accept(made[0][1], by=newcomer, at=NOW),
        lambda: services.membership_end(newcomer.memberships.get(), by=representative, on=date(2040, 1, 1)),
        invite,
        lambda: services.invitation_revoke(made[1][0], by=representative, at=NOW),
        lambda: services.operator_act(newcomer, kind=OperatorAct.Kind.FACTOR, at=NOW),
    ]
    for number, act in enumerate(acts):
        before = ledger.head().seq
        act()
        assert ledger.head().seq == before + 1, f"act {number}"
    kinds = [entry.kind for entry in ledger_entries()][-len(acts) :]
    assert kinds == [
        "invitation made", "invitation accepted", "membership ended", "invitation made", "invitation revoked",
        "operator: factor",
    ]  # fmt: skip
    assert list(ledger.faults()) == []


def test_a_refused_invitation_leaves_no_trace(small):
    before = ledger.head()

    with pytest.raises(NotAllowed):
        invited(small, by=small.people["mandate"])

    assert ledger.head() == before
    assert not Invitation.objects.exists()


def test_people_are_named_to_their_party_the_secretariat_and_auditors_alone(small):
    def named(viewer):
        groups = selectors.people_of(small.dialogue, viewer=viewer, now=NOW)
        return {group.party.slug for group in groups if group.party and group.members}

    assert named(viewer_of(small.people["ministry"])) == {"ministry"}
    assert named(viewer_of(small.secretariat)) == {"ministry", "mandate", "monitor", "lawyers"}
    assert named(viewer_of(person_as(small, Role.AUDITOR))) == {"ministry", "mandate", "monitor", "lawyers"}
    assert named(viewer_of(person_as(small, Role.ANALYST))) == set()
    assert named(PUBLIC) == set()


def test_addresses_of_the_invited_are_shown_to_those_who_invite_and_to_auditors(small):
    invited(small)

    def shown(viewer):
        groups = selectors.people_of(small.dialogue, viewer=viewer, now=NOW)
        return [row.invitation.email for group in groups for row in group.invitations]

    assert shown(viewer_of(User.objects.get(username="someone-representative"))) == ["new@osmere.example"]
    assert shown(viewer_of(person_as(small, Role.AUDITOR))) == ["new@osmere.example"]
    assert shown(viewer_of(small.people["ministry"])) == []
    assert shown(viewer_of(small.people["mandate"])) == []


@pytest.mark.parametrize(
    ("change", "state"),
    [("", "open"), ("accept", "accepted"), ("revoke", "revoked"), ("wait", "expired")],
)
def test_the_list_says_what_became_of_an_invitation(small, change, state):
    invitation, token = invited(small)
    representative = invitation.invited_by
    if change == "accept":
        services.invitation_accept(token, by=User.objects.create_user("newcomer"), at=NOW)
    if change == "revoke":
        services.invitation_revoke(invitation, by=representative, at=NOW)

    later = NOW + timedelta(days=8 if change == "wait" else 1)
    groups = selectors.people_of(small.dialogue, viewer=viewer_of(representative), now=later)

    assert [row.state for group in groups for row in group.invitations] == [state]


def test_two_people_have_no_address_in_common_whatever_its_case(db):
    User.objects.create_user("one", email="one@osmere.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("two", email="ONE@osmere.example")


def test_names_of_acts_are_those_of_the_code():
    used = {
        act
        for file in (ROOT / "src").rglob("*.py")
        for act in re.findall(r'(?:\bmay\([\w.]+, |ACTS\[|dialogues\()"([^"]+)"', file.read_text(encoding="utf-8"))
    }

    assert used <= set(ACTS)
    assert {"keep the record", "write for the party"} <= used
