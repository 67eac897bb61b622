"""The mail of an invitation, in both languages of the pages."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from audiatur.record.models import Invitation, Role
from audiatur.site import written

log = logging.getLogger(__name__)


def send(invitation: Invitation, *, link: str) -> bool:
    """Send the link to the invited person; whether the mail left. The log never holds the link or the address."""
    texts = []
    for language in ("en", "km"):
        with override(language):
            texts.append((subject(invitation), body(invitation, link=link)))
    try:
        send_mail(
            " · ".join(dict.fromkeys(title for title, _text in texts)),
            "\n\n".join(text for _title, text in texts),
            None,
            [invitation.email],
        )
    except (OSError, SMTPException):
        log.warning("The mail of invitation %s did not leave.", invitation.pk)
        return False
    return True


def subject(invitation: Invitation) -> str:
    """The title of the mail, in the current language."""
    return _("Invitation to “%(dialogue)s”") % {"dialogue": written.plain_text(invitation.dialogue, "title")}


def body(invitation: Invitation, *, link: str) -> str:
    """The text of the mail, in the current language."""
    party = written.plain_text(invitation.party, "name") if invitation.party else ""
    told = {
        "dialogue": written.plain_text(invitation.dialogue, "title"),
        "party": party,
        "role": str(Role(invitation.role).label),
        "link": link,
        "date": written.when(invitation.expires_at.date().isoformat()),
    }
    return (
        _(
            "You are invited to take part in “%(dialogue)s” for %(party)s. Role: %(role)s.\n\nOpen this address to "
            "accept:\n%(link)s\n\nIt works once, until %(date)s. If you do not expect this, leave it unopened."
        )
        if party
        else _(
            "You are invited to take part in “%(dialogue)s”. Role: %(role)s.\n\nOpen this address to "
            "accept:\n%(link)s\n\nIt works once, until %(date)s. If you do not expect this, leave it unopened."
        )
    ) % told
