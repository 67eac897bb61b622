"""Mail about an account, in both languages of the pages: a new password, and that nobody has an account here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

log = logging.getLogger(__name__)


def send_link(email: str, *, name: str, link: str) -> None:
    """The link by which the person of that name sets a new password."""
    _send(
        email,
        lambda: (
            _(
                "Somebody asked for a new password for %(name)s. If it was you, open this address and set one:\n"
                "%(link)s\n\nIt works once, for one hour. If it was not you, leave it unopened: nothing changes."
            )
            % {"name": name, "link": link}
        ),
    )


def send_nobody(email: str) -> None:
    """That no account here has the address: so the page and its time tell nobody which addresses have one."""
    _send(
        email,
        lambda: _("Somebody asked for a new password for this address. No account here has it: nothing changes."),
    )


def _send(email: str, body: Callable[[], str]) -> None:
    """Send the mail; the log never holds the address or the link."""
    subjects, bodies = [], []
    for language in ("en", "km"):
        with override(language):
            subjects.append(_("A new password for Audiatur"))
            bodies.append(body())
    try:
        send_mail(" · ".join(subjects), "\n\n".join(bodies), None, [email])
    except (OSError, SMTPException):
        log.warning("A mail about a new password did not leave.")
