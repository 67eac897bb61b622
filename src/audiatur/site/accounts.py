"""What the sign-in library asks of us: our words, our drawing of a code to scan, secrets sealed where they lie."""

from __future__ import annotations

import base64
import secrets
import time
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audiatur.record.roles import writes
from audiatur.site.account_mail import send_link

MISMATCH = _("The name or address and the password do not belong together. Check both.")
TOLD = {
    "account/messages/password_changed.txt": _("Your password is changed. Your other sessions have ended."),
    "mfa/messages/totp_activated.txt": _("The code app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The code app is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("There are new recovery codes. The old ones no longer work."),
}
"""What a person is told after an act, by the library's name of the message; of others they are told nothing."""

METHODS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in in our words; nobody signs up by themselves."""

    error_messages = {  # noqa: RUF012 - the library's own shape
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "incorrect_password": _("This is not the password."),
        "enter_current_password": _("This is not the password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come by invitation."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell what is in our own words; the rest is seen on the page."""
        told = message or TOLD.get(message_template or "")
        if told:
            messages.add_message(request, level, str(told))

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """The link to a new password, sent to the address that the account has and not as it was typed."""
        send_link(user.email, name=user.get_username(), link=context["password_reset_url"])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways in which a person can show again who they are."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": str(METHODS[method["id"]])} for method in methods]

    def is_reauthentication_required(self, *, app: str, **_given: Any) -> bool:
        """Before sensitive acts, unless the person has just signed in or shown who they are."""
        return not recently_shown(context.request)


def recently_shown(request: HttpRequest) -> bool:
    """Whether the person signed in, or showed again who they are, within the time that a sensitive act allows."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record.get("at", 0) > since for record in records)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed with the installation's key."""

    error_messages = {  # noqa: RUF012 - the library's own shape
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not fit, or was used before. Wait for the next one."),
        "cannot_delete_authenticator": _("The last second factor stays as long as you write for a party."),
    }

    def encrypt(self, text: str) -> str:
        """The text, sealed."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text; a random one, with which no code fits, where another key sealed it."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last second factor of someone who writes stays: replace it, then remove it."""
        kept = type(authenticator).objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(kept.exclude(type="recovery_codes").exists()) or not writes(authenticator.user)

    def build_totp_svg(self, url: str) -> str:
        """The code to scan, as a drawing that needs no style and no address of data."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        size = len(rows)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="240" height="240" '
            f'aria-hidden="true"><rect width="{size}" height="{size}" fill="#fff"/><path d="{dots}"/></svg>'
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - the library's name
        """The name that a passkey has until its owner gives another."""
        return gettext("Passkey")


def _seal() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"audiatur second factors").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))
