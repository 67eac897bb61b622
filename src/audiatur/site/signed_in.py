"""While someone is signed in: the session ends in time, and whoever writes has a second factor before all else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audiatur.record.models import User
from audiatur.record.roles import writes
from audiatur.site.demo import is_demo_person

BEGUN, SEEN = "signed_in_at", "seen_at"
A_MINUTE = 60

BEFORE_A_FACTOR = frozenset(
    {
        "second-factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "set-language",
        "sign-out",
    }
)
"""The names of the addresses that a writer without a second factor gets to: those that set one up, and the way out."""

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session that was idle for too long, or has lasted for too long."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = time.time()
        begun, seen = (request.session.get(name) or now for name in (BEGUN, SEEN))
        if now - seen > settings.IDLE_MINUTES * 60 or now - begun > settings.SESSION_HOURS * 3600:
            return _ended(request)
        if BEGUN not in request.session or now - seen >= A_MINUTE or SEEN not in request.session:
            request.session[BEGUN], request.session[SEEN] = begun, now
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return self.get_response(request)


def _ended(request: HttpRequest) -> HttpResponse:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.info(request, _("Your session had ended. Sign in again to go on."))
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")


class SecondFactorFirst:
    """Leads whoever writes for a party or serves a dialogue to a second factor, before they get to anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Iterable[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request pass, or lead to the page that sets up a second factor."""
        match = request.resolver_match
        if match is not None and match.url_name in BEFORE_A_FACTOR:
            return None
        return HttpResponseRedirect(reverse("second-factor")) if lacks_second_factor(request.user) else None


def lacks_second_factor(user: Any) -> bool:
    """Whether a person must set up a second factor first; the demo's people, who have no password, need none."""
    if not isinstance(user, User) or has_second_factor(user) or is_demo_person(user):
        return False
    return writes(user)


def has_second_factor(user: User) -> bool:
    """Whether a person has a code app or a passkey; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def sessions_of(user: User) -> list[UserSession]:
    """The sessions of a person that are open, the newest first."""
    held: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(held, key=lambda session: session.created_at, reverse=True)


def sessions_end(user: User, *, but: str | None = None) -> int:
    """End a person's sessions, but the one with that key; the number of those that ended."""
    ended = [session for session in UserSession.objects.filter(user=user) if session.session_key != but]
    for session in ended:
        session.end()
    return len(ended)


def keep_no_address(sender: Any, instance: UserSession, **_given: Any) -> None:
    """Keep no network address beside a session: where people write from is nobody's business here."""
    instance.ip = "0.0.0.0"  # noqa: S104 - no address that is listened on
