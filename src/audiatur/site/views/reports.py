"""The page at which a party takes the draft of its report, and the draft as Word, HTML and PDF."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.dates import read_when
from audiatur.record.selectors import dialogue_get
from audiatur.record.visibility import PUBLIC
from audiatur.site.follow_up_forms import WhenField
from audiatur.site.report import Asked, report, report_name
from audiatur.site.taking import KINDS, taken
from audiatur.site.views.visit import found, visit

REACHES = ("public", "side")
"""What everyone may see, and what members of the party's side may."""


class Since(forms.Form):
    """From which day on follow-up and changes of law are told."""

    since = WhenField(label=gettext_lazy("News since"), required=False)


def reports(request: HttpRequest, dialogue: str) -> HttpResponse:
    """What a member of a party can take as a draft; 404 for others."""
    here = visit(request, dialogue)
    if not here.own_parties:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    form = Since(request.GET if "since" in request.GET else None)
    context = {
        "here": here,
        "form": form,
        "since": form.cleaned_data["since"] if form.is_valid() else "",
        "kinds": KINDS,
        "public": dialogue_get(dialogue, viewer=PUBLIC) is not None,
    }
    return render(request, "report.html", context)


def report_file(request: HttpRequest, dialogue: str, party: str, reach: str, kind: str) -> HttpResponse:
    """The draft as a file; `since` is the day from which news is told."""
    here = visit(request, dialogue)
    own = found(next((one for one in here.own_parties if one.slug == party), None))
    if kind not in KINDS or reach not in REACHES:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    form = Since(request.GET)
    page = reverse("report", args=[dialogue])
    if not form.is_valid():
        return redirect(f"{page}?{request.GET.urlencode()}")
    given = form.cleaned_data["since"]
    asked = Asked(own, since=read_when(given).earliest if given else None, public=reach == "public")
    document = report(here.dialogue, asked=asked, today=here.today, address=request.build_absolute_uri(page))
    return taken(document, kind=kind, name=report_name(here.dialogue, asked=asked, on=here.today, ending=kind))
