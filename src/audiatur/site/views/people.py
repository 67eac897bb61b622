"""The people of a dialogue: parties, members and roles, inviting, revoking an invitation, ending a membership."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Invitation, Membership, Party, Role
from audiatur.record.selectors import invitation_get, membership_get, people_of
from audiatur.record.selectors.people import GroupView
from audiatur.record.services import invitation_make, invitation_revoke, membership_end
from audiatur.site import inviting, written
from audiatur.site.account_forms import InviteForm
from audiatur.site.receipts import noted, receipt_of
from audiatur.site.signed_in import sessions_end
from audiatur.site.views.account import sensitive, signed_in
from audiatur.site.views.visit import Visit, found, visit


@login_required
@never_cache
def people(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Parties with their people, those beside them, and invitations, as far as the viewer may see them."""
    here = _here(request, dialogue)
    return render(request, "people/people.html", {"here": here, "groups": _groups(here)})


@sensitive
def invite(request: HttpRequest, dialogue: str, party: str = "") -> HttpResponse:
    """Invite someone to a party, or beside the parties; the link is shown on the answer alone, and kept nowhere."""
    here = _here(request, dialogue)
    group = found(next((row for row in _groups(here) if (row.party.slug if row.party else "") == party), None))
    if not group.roles:
        raise NotAllowed(
            gettext_noop(
                "A party’s representative invites its people, the secretariat its first representative and all others."
            )
        )
    form = InviteForm(request.POST if request.method == "POST" else None, roles=group.roles)
    context = {"here": here, "party": group.party, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/invite.html", context)
    return _invited(request, here, group.party, role=Role(form.cleaned_data["role"]), email=form.cleaned_data["email"])


def _invited(request: HttpRequest, here: Visit, party: Party | None, *, role: Role, email: str) -> HttpResponse:
    made: list[tuple[Invitation, str]] = []
    receipt = noted(
        request,
        lambda: made.append(
            invitation_make(here.dialogue, by=here.user, role=role, email=email, party=party, at=timezone.now())
        ),
        dialogue=here.dialogue.slug,
        told=_told(
            here,
            _("The invitation is made"),
            [(_("Party"), _name(party)), (_("Role"), str(role.label)), (_("E-mail address"), email)],
        ),
    )
    invitation, token = made[0]
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {
        "here": here,
        "receipt": receipt,
        "invitation": invitation,
        "link": link,
        "sent": inviting.send(invitation, link=link),
    }
    return render(request, "people/invited.html", context)


@sensitive
def revoke(request: HttpRequest, dialogue: str, invitation: int) -> HttpResponse:
    """Take an invitation back: a page that asks, then the receipt."""
    here = _here(request, dialogue)
    row = found(invitation_get(here.dialogue, invitation, viewer=here.viewer, now=timezone.now()))
    if request.method != "POST":
        return render(request, "people/revoke.html", {"here": here, "invitation": row})
    receipt = noted(
        request,
        lambda: invitation_revoke(row, by=here.user, at=timezone.now()),
        dialogue=dialogue,
        told=_told(here, _("The invitation is revoked"), [(_("E-mail address"), row.email)]),
    )
    return redirect("people-receipt", dialogue=dialogue, entry=receipt["entry"])


@sensitive
def end(request: HttpRequest, dialogue: str, membership: int) -> HttpResponse:
    """End a membership: a page that asks, then the receipt; the member's other sessions end with it."""
    here = _here(request, dialogue)
    row = found(membership_get(here.dialogue, membership, viewer=here.viewer))
    context: dict[str, Any] = {"here": here, "membership": row, "own": row.user_id == here.user.pk}
    if request.method != "POST":
        return render(request, "people/end.html", context)
    try:
        receipt = noted(
            request,
            lambda: membership_end(row, by=here.user, on=here.today),
            dialogue=dialogue,
            told=_told(here, _("The membership has ended"), _member(row)),
        )
    except Invalid:
        context["last"] = True
        return render(request, "people/end.html", context, status=409)
    sessions_end(row.user, but=request.session.session_key)
    if context["own"]:
        return redirect("account")
    return redirect("people-receipt", dialogue=dialogue, entry=receipt["entry"])


@login_required
@never_cache
def receipt(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """The receipt of an act on people: entry and hash."""
    here = _here(request, dialogue)
    kept = found(receipt_of(request, dialogue=dialogue, question="", entry=entry))
    return render(request, "people/receipt.html", {"here": here, "receipt": kept})


def _here(request: HttpRequest, dialogue: str) -> Visit:
    """The visit of someone who takes part in the dialogue; to others there is no such page."""
    signed_in(request)
    here = visit(request, dialogue)
    found(here if here.takes_part else None)
    return here


def _groups(here: Visit) -> tuple[GroupView, ...]:
    return people_of(here.dialogue, viewer=here.viewer, now=timezone.now())


def _told(here: Visit, title: str, answers: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "title": title,
        "on": here.today.isoformat(),
        "answers": [(label, answer) for label, answer in answers if answer],
        "question": "",
    }


def _member(row: Membership) -> list[tuple[str, str]]:
    name = row.user.get_full_name() or row.user.get_username()
    return [(_("Name"), name), (_("Party"), _name(row.party)), (_("Role"), str(Role(row.role).label))]


def _name(party: Party | None) -> str:
    return written.plain_text(party, "name") if party else ""
