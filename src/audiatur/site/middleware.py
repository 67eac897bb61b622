"""What holds for every answer: its headers, and that what the record refuses becomes the page that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.errors import NotAllowed
from audiatur.record.selectors import only_reading
from audiatur.site import written

DEVICES: Final = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "fullscreen", "gamepad", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
"""What a browser may lend to a page; no page here asks for any of it."""

PERMISSIONS: Final = ", ".join(f"{device}=()" for device in DEVICES)


class Headers:
    """Says to browsers and caches what they may do with an answer; Django and django-csp say the rest.

    What a signed-in person was given is kept by no cache. Other pages carry the tokens of forms, so that only the
    reader's own browser keeps them, and asks again each time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.method == "POST" and request.resolver_match and request.resolver_match.url_name == "sign-out":
            answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        if getattr(request, "user", AnonymousUser()).is_authenticated:
            answer.headers["Cache-Control"] = "private, no-store"
        elif not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer


class Reading:
    """Lets requests that change nothing share what was drawn from the record while the ledger stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with only_reading():
            return self.get_response(request)


class Refusals:
    """Answers an act that the person may not do with 403 and the sentence that says who may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Draw the 403 page for a refusal; any other exception goes its way."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": written.refusal(exception)}, status=403)
        return None
