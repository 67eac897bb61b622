"""Parties that watch the ledger: their keys, and the tree heads that they signed too."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.csrf import csrf_exempt

from audiatur.record import ledger
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Party
from audiatur.record.selectors import cosigners_of, heads_cosigned
from audiatur.record.services import cosigner_end, cosigner_name, head_cosign
from audiatur.site import written
from audiatur.site.views.visit import found, visit

LARGEST = 10_000
"""Bytes of a co-signature, generously."""


class KeyForm(forms.Form):
    """The public key with which a party signs tree heads."""

    key = forms.CharField(
        label=gettext_lazy("Public key"),
        help_text=gettext_lazy("64 hexadecimal digits, as “audiatur cosign” prints them."),
        max_length=64,
        error_messages={"required": gettext_lazy("Give the public key as 64 hexadecimal digits.")},
    )


class SignatureForm(forms.Form):
    """A co-signature, as it was printed."""

    signature = forms.CharField(
        label=gettext_lazy("Signature"),
        help_text=gettext_lazy("The whole text that “audiatur cosign” prints."),
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Paste the signature.")},
    )


@csrf_exempt
def cosignatures(request: HttpRequest) -> HttpResponse:
    """The heads that parties signed too, by key; POST hands one in. No sign-in: the signature says whose it is."""
    if request.method != "POST":
        return JsonResponse({"cosigned": heads_cosigned()})
    try:
        kept = head_cosign(_read(request.read(LARGEST + 1)))
    except Invalid as fault:
        return JsonResponse({"error": written.refusal(fault)}, status=400)
    return JsonResponse({"size": kept.size, "key": kept.cosigner.key}, status=201)


@login_required
def cosigning(request: HttpRequest, dialogue: str, party: str) -> HttpResponse:
    """A party's keys and what it signed; its members name and end keys and hand in signatures."""
    here = visit(request, dialogue)
    own: Party = found(next((one for one in here.own_parties if one.slug == party), None))
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step and own.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=own)
    forms_: dict[str, forms.Form] = {
        "name": KeyForm(request.POST if step == "name" else None),
        "sign": SignatureForm(request.POST if step == "sign" else None),
    }
    rows = cosigners_of(own)
    if step == "end":
        row = found(next((one for one in rows if str(one.pk) == request.POST.get("key")), None))
        cosigner_end(row, by=here.user, on=here.today)
        return _done(request, _("The key is ended."))
    if step in forms_ and forms_[step].is_valid():
        given = forms_[step].cleaned_data
        try:
            if step == "name":
                cosigner_name(own, by=here.user, key=given["key"])
                return _done(request, _("The key is named."))
            head_cosign(_read(given["signature"].encode()))
            return _done(request, _("The signature is kept."))
        except Invalid as fault:
            forms_[step].add_error("signature" if step == "sign" else "key", written.refusal(fault))
    context = {
        "here": here,
        "party": own,
        "rows": rows,
        "name_form": forms_["name"],
        "sign_form": forms_["sign"],
        "form": forms_["sign" if step == "sign" else "name"],
        "writes": own.pk in here.viewer.writes_for,
        "size": ledger.head().seq,
        "heading": _("%(party)s watches the ledger") % {"party": written.plain_text(own, "name")},
    }
    return render(request, "cosigning.html", context)


def _read(given: bytes) -> dict[str, Any]:
    try:
        value = json.loads(given)
    except ValueError:
        value = None
    if len(given) > LARGEST or not isinstance(value, dict):
        raise Invalid(gettext_noop("This is no signature on a tree head, or it does not hold."))
    return value


def _done(request: HttpRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(request.path)
