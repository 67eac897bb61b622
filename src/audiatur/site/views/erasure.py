"""Lawful erasure: the party whose words they are, or the secretariat, erases what was given with an entry."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.record.errors import Invalid
from audiatur.record.selectors import entry_get
from audiatur.record.services import entry_erase, may_erase
from audiatur.record.services.erasure import purge
from audiatur.site import receipts, written
from audiatur.site.views.visit import found, visit


class ErasureForm(forms.Form):
    """On what ground, and that it is meant."""

    ground = forms.CharField(
        label=gettext_lazy("On what legal ground?"),
        help_text=gettext_lazy(
            "The law and article, and who asked when. Everyone can read it; name no private person."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in words on what legal ground this is erased.")},
    )
    meant = forms.BooleanField(
        label=gettext_lazy("I know that this cannot be undone."),
        error_messages={"required": gettext_lazy("Tick this to erase.")},
    )


@login_required
def erase(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """Erase what was given with an entry of this dialogue; 404 for whoever may not."""
    here = visit(request, dialogue)
    row = found(entry_get(entry))
    found(may_erase(row, by=here.user, dialogue=here.dialogue) or None)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure = entry_erase(row, by=here.user, ground=form.cleaned_data["ground"], on=here.today)
        except Invalid as fault:
            form.add_error("ground", written.refusal(fault))
        else:
            erased = {told for told, _place in erasure.told}
            receipts.forget(erased)
            receipts.forget_in(request.session, erased)
            purge()
            messages.success(request, _("Erased. The gap stays in the ledger, with its day and ground."))
            return redirect("dialogue", dialogue)
    return render(request, "erase.html", {"here": here, "entry": row, "form": form})
