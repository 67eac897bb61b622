"""Who asks: anyone, or a member by a token; how often they may; and the visit that their request makes."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from audiatur.record.models import Token
from audiatur.record.selectors import dialogue_get, token_by, token_viewer
from audiatur.record.visibility import PUBLIC, Viewer
from audiatur.site.api.problems import Refused
from audiatur.site.views import visit
from audiatur.site.views.visit import Visit, found

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; without a token, anyone."""

    viewer: Viewer
    token: Token | None = None


class ByToken(HttpBearer):
    """A member by a token: `Authorization: Bearer aud_…`."""

    openapi_description = "A token made on the page /tokens/; it is shown once."

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller; refused where the token is unknown, ended or expired, or its holder no member any more."""
        held = token_by(token, today=visit.today())
        viewer = token_viewer(held) if held else None
        if held is None or viewer is None:
            counted(f"unknown:{_address(request)}", most=settings.API_RATES["anonymous"])
            raise Refused(
                401,
                _("The token is unknown, was ended or has expired. Make one on the page of tokens."),
                headers={"WWW-Authenticate": "Bearer"},
            )
        counted(f"token:{held.pk}", most=settings.API_RATES["token"])
        return Caller(viewer, held)


def anyone(request: HttpRequest) -> Caller | None:
    """Someone without a token; a request that names a token in another way than by Bearer is not taken for one."""
    if request.headers.get("Authorization"):
        return None
    counted(f"address:{_address(request)}", most=settings.API_RATES["anonymous"])
    return Caller(PUBLIC)


def counted(key: str, *, most: int) -> None:
    """Count a request in this minute.

    Raises:
        Refused: there were too many, with the seconds to wait.
    """
    now = int(time.time())
    name = f"audiatur.api.{key}.{now // MINUTE}"
    cache.add(name, 0, timeout=2 * MINUTE)
    if cache.incr(name) > most:
        wait = MINUTE - now % MINUTE
        told = _("More than %(most)s requests in a minute. Wait %(wait)s seconds.") % {"most": most, "wait": wait}
        raise Refused(429, told, headers={"Retry-After": str(wait)})


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def caller_of(request: HttpRequest) -> Caller:
    """The caller of an authenticated request."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


def visit_of(request: HttpRequest, dialogue: str) -> Visit:
    """The visit of a dialogue by the caller; 404 where they may see nothing of it."""
    viewer = caller_of(request).viewer
    return Visit(found(dialogue_get(dialogue, viewer=viewer)), viewer, visit.today())


def writing(request: HttpRequest) -> Token:
    """The token of a request that writes, counted among those.

    Raises:
        Refused: there is no token, or it only reads.
    """
    token = caller_of(request).token
    if token is None:
        raise Refused(401, _("Writing needs a token. Make one on the page of tokens."))
    if not caller_of(request).viewer.writes_for:
        raise Refused(403, _("This token only reads, or its holder does. Make one that writes on the page of tokens."))
    counted(f"write:{token.pk}", most=settings.API_RATES["write"])
    return token
