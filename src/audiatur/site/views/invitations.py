"""Taking up an invitation: with an account made there and then, or with the one that the person has."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from audiatur.record.errors import Invalid
from audiatur.record.models import Invitation, User
from audiatur.record.services import invitation_accept, invitation_open
from audiatur.site.account_forms import JoinForm
from audiatur.site.demo import is_demo_person


@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation to accept; one page for all that is not open, so that a guess tells nothing."""
    if not ratelimit.consume(request, app="allauth.account", action="invitation", limit_get=True):
        return render(request, "429.html", status=429)
    found = invitation_open(token, at=timezone.now())
    if found is None:
        return render(request, "people/gone.html", status=410)
    if isinstance(request.user, User):
        answer = _as_oneself(request, found, token=token, person=request.user)
    else:
        answer = _as_newcomer(request, found, token=token)
    # The address is the key: it goes to no other page.
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _as_oneself(request: HttpRequest, found: Invitation, *, token: str, person: User) -> HttpResponse:
    context = {"invitation": found, "person": person, "refused": is_demo_person(person)}
    if request.method == "POST" and not context["refused"]:
        try:
            invitation_accept(token, by=person, at=timezone.now())
        except Invalid:
            return render(request, "people/accept.html", {**context, "refused": True}, status=409)
        return redirect("dialogue", dialogue=found.dialogue.slug)
    return render(request, "people/accept.html", context)


def _as_newcomer(request: HttpRequest, found: Invitation, *, token: str) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None, email=found.email)
    if request.method == "POST" and form.is_valid():
        if User.objects.filter(email__iexact=found.email).exists():
            form.add_error(None, _("This address has an account here. Sign in with it, then open the link again."))
        else:
            return _joined(request, form, found, token=token)
    return render(request, "people/join.html", {"invitation": found, "form": form})


def _joined(request: HttpRequest, form: JoinForm, found: Invitation, *, token: str) -> HttpResponse:
    given = form.cleaned_data
    with transaction.atomic():
        person = User(username=given["username"], email=found.email, first_name=given["full_name"])
        person.set_password(given["password1"])
        person.full_clean()
        person.save()
        invitation_accept(token, by=person, at=timezone.now())
    login = Login(user=person, redirect_url=reverse("dialogue", args=[found.dialogue.slug]))
    answer: HttpResponse = perform_password_login(request, {"username": person.username}, login)
    return answer
