"""Signing in: a name or address with a password, then the second factor; in a demo, looking as one of its people."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from audiatur.site.demo import demo_people, demo_person
from audiatur.site.views.visit import found


class SignIn(LoginView):  # type: ignore[misc]
    """The library's login with our page."""

    template_name = "sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and in a demo the people that one may look as."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {"demo_people": demo_people(), "next": self.get_next_url() or ""}


def closed(request: HttpRequest) -> HttpResponse:
    """What someone reads whose account was closed, after the right password."""
    return render(request, "account/closed.html", status=403)


@require_POST
def look_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people; there is no such address outside a demo."""
    person = found(demo_person(request.POST.get("username", "")))
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "home")
