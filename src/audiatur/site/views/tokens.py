"""The page of tokens: a member makes them for programs of their own and ends them; the secret is shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from audiatur.record.errors import Invalid
from audiatur.record.models import Party, Reach, User
from audiatur.record.selectors import memberships_standing, tokens_of
from audiatur.record.services import token_end, token_make
from audiatur.site import written
from audiatur.site.views import visit
from audiatur.site.views.visit import found

LASTS = {
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "366": gettext_lazy("a year"),
}


class TokenForm(forms.Form):
    """For which party a token is, what it may do, and for how long."""

    party = forms.ChoiceField(
        label=gettext_lazy("For which party?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a party.")},
    )
    name = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("A name by which you know it again, for example: figures for the yearly report."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the token a name, so that you know it again.")},
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("What may it do?"),
        choices=Reach.choices,
        initial=Reach.READS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it may do.")},
    )
    lasts = forms.ChoiceField(label=gettext_lazy("How long does it last?"), choices=tuple(LASTS.items()), initial="90")

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(party.pk), written.plain_text(party, "name")) for party in parties]
        if len(parties) == 1:
            field.initial = str(parties[0].pk)


@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a form for another; the secret of a new one is on this page once and never again."""
    user = _user(request)
    held = memberships_standing(user)
    parties = [row.party for row in held if row.party]
    form = TokenForm(request.POST if request.method == "POST" else None, parties=parties)
    secret = ""
    if request.method == "POST" and form.is_valid():
        today, given = visit.today(), form.cleaned_data
        try:
            _token, secret = token_make(
                next(party for party in parties if str(party.pk) == given["party"]),
                by=user,
                name=given["name"],
                reach=Reach(given["reach"]),
                expires_on=today + timedelta(days=int(given["lasts"])),
                today=today,
            )
        except Invalid as fault:
            form.add_error("name", written.refusal(fault))
    if secret:
        form = TokenForm(parties=parties)
    context = {
        "tokens": tokens_of(user),
        "form": form if parties else None,
        "secret": secret,
        "today": visit.today(),
        "address": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "tokens.html", context)


@login_required
@require_POST
def end(request: HttpRequest, held: int) -> HttpResponse:
    """End one's token."""
    user = _user(request)
    token = found(next((one for one in tokens_of(user) if one.pk == held), None))
    try:
        token_end(token, by=user)
    except Invalid as fault:
        messages.error(request, written.refusal(fault))
    else:
        messages.success(request, _("The token is ended: no program can use it any more."))
    return redirect("tokens")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
