"""Signing in through the pages: password and code, as a person with a code app does."""

from __future__ import annotations

import base64
import hmac
import struct
import time

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import HttpResponse
from django.test import Client

from audiatur.record.models import User
from tests.record_fixture import SECRET

PASSWORD = "a long enough password"


def totp(secret: str, *, at: float | None = None) -> str:
    """The code of an app at a moment: RFC 6238 with SHA-1, 30 seconds, six digits."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def recovery_code(user: User) -> str:
    """The first of a person's recovery codes, made now."""
    return RecoveryCodes.activate(user).get_unused_codes()[0]


def sign_in(client: Client, login: str, *, password: str = PASSWORD, code: str = "") -> HttpResponse:
    """Sign in by the pages; the last answer."""
    answer = client.post("/sign-in/", {"login": login, "password": password})
    if answer.status_code == 302 and "second-factor" in answer["Location"]:
        answer = client.post(answer["Location"], {"code": code or totp(SECRET)})
    return answer


def just_shown(client: Client, user: User) -> None:
    """Let a signed-in person have shown just now who they are, as sensitive acts ask."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
