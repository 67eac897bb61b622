"""The commands on people: the owner, invitations, and what an operator does to a way in, each told by the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from audiatur.cli import app
from audiatur.commands import installation
from audiatur.record.models import Entry, Invitation, Membership, User
from tests.record.small import Small, small_dialogue

PASSWORD = "four words in a row"


@pytest.fixture(autouse=True)
def here(db: None, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BLOBS = tmp_path / "blobs"
    monkeypatch.setattr(installation, "prepare", lambda: None)


@pytest.fixture
def small(here: None) -> Small:
    return small_dialogue()


def run(*words: str, typed: str = "") -> tuple[int, str]:
    """A command with what is typed when it asks; its status and all that it prints."""
    done = CliRunner().invoke(app, list(words), input=typed)
    return done.exit_code, done.output + (done.stderr or "")


def test_init_makes_the_owner_once_and_without_any_default_password() -> None:
    status, said = run("init", "--name", "owner", "--email", "o@osmere.example", typed=f"{PASSWORD}\n{PASSWORD}\n")
    again, refused = run("init", "--name", "second", typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert (status, again) == (0, 2)
    assert "second factor" in said
    assert "has its people already" in refused
    owner = User.objects.get()
    assert owner.check_password(PASSWORD)
    assert (owner.email, owner.is_superuser, owner.is_staff) == ("o@osmere.example", False, False)


@pytest.mark.parametrize("weak", ["short", "password1234", "owner-the-owner"])
def test_init_refuses_a_weak_password(weak: str) -> None:
    status, _said = run("init", "--name", "owner-the-owner", typed=f"{weak}\n{weak}\n")

    assert status == 2
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["demo-someone", "TAKEN"])
def test_names_of_the_demo_and_taken_ones_are_refused(name: str) -> None:
    User.objects.create_user("taken")

    status, said = run("person", "add", name, typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert status == 2
    assert "choose another name" in said


@pytest.mark.parametrize(
    ("command", "kind"),
    [("password", "password"), ("reset-factor", "factor"), ("close", "closed"), ("unlock", "unlocked")],
)
def test_what_an_operator_does_to_a_way_in_is_one_entry_of_the_ledger(small: Small, command: str, kind: str) -> None:
    person = small.people["ministry"]
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    before = Entry.objects.count()

    status, said = run("person", command, person.username, typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert status == 0
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.last()
    assert entry is not None
    assert (entry.kind, entry.actor) == (f"operator: {kind}", "installation")
    assert f"entry {entry.seq}" in said
    person.refresh_from_db()
    assert Authenticator.objects.filter(user=person).exists() == (kind != "factor")
    assert person.is_active == (kind != "closed")
    assert person.check_password(PASSWORD) == (kind == "password")


def test_nothing_is_done_to_someone_who_is_not_there(small: Small) -> None:
    before = Entry.objects.count()

    status, said = run("person", "reset-factor", "nobody")

    assert status == 2
    assert "There is no person 'nobody'" in said
    assert Entry.objects.count() == before


def test_a_weak_new_password_changes_nothing(small: Small) -> None:
    before = Entry.objects.count()

    status, _said = run("person", "password", small.people["ministry"].username, typed="short\nshort\n")

    assert status == 2
    assert Entry.objects.count() == before


def test_invite_prints_a_link_that_works(small: Small) -> None:
    status, said = run(
        "invite", "a@osmere.example", "--dialogue", "osmere", "--party", "ministry", "--site", "https://osmere.example/"
    )

    assert status == 0
    link = said.strip()
    assert link.startswith("https://osmere.example/invitations/")
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.invited_by) == ("representative", None)
    assert link.rstrip("/").rsplit("/", 1)[1] not in str(invitation.__dict__)


@pytest.mark.parametrize(
    "words",
    [
        ["--role", "owner", "--party", "ministry"],
        ["--role", "secretariat", "--party", "ministry"],
        ["--role", "member"],
        ["--role", "member", "--party", "nobody"],
    ],
)
def test_invite_refuses_what_does_not_go_together(small: Small, words: list[str]) -> None:
    status, _said = run("invite", "a@osmere.example", "--dialogue", "osmere", *words)

    assert status == 2
    assert not Invitation.objects.exists()


def test_member_serves_beside_the_parties_too(small: Small) -> None:
    User.objects.create_user("looker")

    status, _said = run("member", "looker", "--dialogue", "osmere", "--role", "auditor")

    assert status == 0
    assert Membership.objects.get(user__username="looker").role == "auditor"
