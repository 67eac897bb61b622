"""Signing in, and in a demo looking as one of its people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from audiatur.site.demo import demo_people, demo_person
from audiatur.site.views.visit import found


class SignIn(LoginView):
    """Django's login with our page."""

    template_name = "sign_in.html"
    redirect_authenticated_user = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and in a demo the people that one may look as."""
        return super().get_context_data(**kwargs) | {"demo_people": demo_people()}


@require_POST
def look_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people; there is no such address outside a demo."""
    person = found(demo_person(request.POST.get("username", "")))
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "home")
