"""Mail is read on the way: it quotes what everyone may read, and what is the receiver's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail

import audiatur
from audiatur.record.models import Invitation, Membership, Party, Role
from audiatur.record.services import invitation_make, membership_end
from audiatur.site import account_mail, inviting
from audiatur.site.due import remind
from tests.canary.asking import taken_back
from tests.canary.conftest import TODAY
from tests.canary.crawling import Scene
from tests.canary.planting import OTHER
from tests.canary.sending import out_of_place

pytestmark = pytest.mark.django_db

BASE = "https://record.example"


@pytest.fixture(autouse=True)
def _taken_back(planted: Scene) -> Iterator[None]:
    with taken_back():
        yield


def leaks(planted: Scene) -> list[str]:
    return [f"{letter.to}: {word}" for letter in mail.outbox for word in out_of_place(letter, planted)]


@pytest.mark.parametrize("days", [-80, -60, -30, -10, 0, 1, 30])
def test_reminders_quote_only_public_words(planted: Scene, days: int) -> None:
    told = remind(today=TODAY + timedelta(days=days), base=BASE)

    assert len(mail.outbox) == told
    assert leaks(planted) == []


def test_the_reminders_of_these_days_tell_of_hidden_things_too_without_their_words(planted: Scene) -> None:
    remind(today=TODAY, base=BASE)

    bodies = "\n".join(str(letter.body) for letter in mail.outbox)
    assert "a commitment that not everyone may read" in bodies
    assert "Question " in bodies


def test_a_reminder_goes_to_nobody_whose_membership_has_ended(planted: Scene) -> None:
    ended = Membership.objects.standing().get(user=planted.field.writers["monitor"])
    membership_end(ended, by=None, on=TODAY)

    remind(today=TODAY, base=BASE)

    assert mail.outbox
    assert [letter for letter in mail.outbox if ended.user.email in letter.to] == []


TOLD_WHEN_INVITED = {"dialogue.title", "dialogue.title_km", "party.name", "party.name_km"}
"""What an invitation says of where it leads, as its page does to whoever holds the link."""


def test_invitations_quote_only_public_words_and_what_they_invite_to(planted: Scene) -> None:
    closed = Party.objects.filter(side__dialogue__slug=OTHER).first()
    assert closed is not None
    invitation_make(
        closed.side.dialogue, by=None, role=Role.MEMBER, email="new@example.org", party=closed, at=datetime.now(UTC)
    )
    for invitation in Invitation.objects.all():
        inviting.send(invitation, link=f"{BASE}/invitations/x/")

    assert len(mail.outbox) == Invitation.objects.count()
    for letter in mail.outbox:
        assert {word.field for word in out_of_place(letter, planted)} <= TOLD_WHEN_INVITED


def test_a_mail_about_a_password_tells_the_name_to_its_own_person_alone(planted: Scene) -> None:
    for user in planted.field.writers.values():
        account_mail.send_link(user.email, name=user.get_username(), link=f"{BASE}/sign-in/password/x/")
    account_mail.send_nobody("nobody@example.org")

    assert len(mail.outbox) == len(planted.field.writers) + 1
    assert leaks(planted) == []
    assert planted.ground.found_in(mail.outbox[-1].body) == []


def test_only_these_modules_send_mail() -> None:
    """A mail from elsewhere would have to be read here too."""
    modules = Path(audiatur.__file__).parent
    sending = {
        str(module.relative_to(modules))
        for module in modules.rglob("*.py")
        if re.search(r"from django\.core(\.mail import| import mail)|email_user\(", module.read_text(encoding="utf-8"))
    }

    assert sending == {"site/account_mail.py", "site/due.py", "site/inviting.py"}
