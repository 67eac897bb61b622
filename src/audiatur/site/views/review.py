"""A person's review of one statement: each act is one form, alone on its page or in its place beside the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audiatur.record import services
from audiatur.record.changes import entries_written
from audiatur.record.errors import Invalid
from audiatur.record.models import Membership, Party, Proposition, Question, Statement, Visibility
from audiatur.record.selectors import (
    parties_of,
    questions_visible,
    source_get,
    source_page,
    speakers_read,
    standing_claim,
    statement_get,
    statement_view,
)
from audiatur.record.selectors.sources import StatementView
from audiatur.record.services import may
from audiatur.record.services.questions import wider
from audiatur.site import source_words, written
from audiatur.site.cutting import cuts
from audiatur.site.source_forms import FileForm, SpeakerForm, SplitForm, likely_party
from audiatur.site.views.sources import page_context
from audiatur.site.views.visit import Visit, found, visit

DONE = {
    "confirm": gettext_lazy("Confirmed."),
    "correct": gettext_lazy("Corrected and confirmed."),
    "split": gettext_lazy("Split in two."),
    "discard": gettext_lazy("Discarded: it is kept below, out of the way."),
    "restore": gettext_lazy("Undone: it waits to be checked."),
    "file": gettext_lazy("Filed."),
    "withdraw": gettext_lazy("The claim was withdrawn; the statement stays confirmed."),
}

FORMS = ("correct", "split", "file")


@dataclass(frozen=True, slots=True)
class Desk:
    """A statement in front of the person who reviews it."""

    here: Visit
    membership: Membership
    view: StatementView

    @property
    def statement(self) -> Statement:
        """The statement's row."""
        return self.view.statement


@login_required
def statement(request: HttpRequest, dialogue: str, source: int, statement: int) -> HttpResponse:
    """One statement with everything that can be done with it."""
    return _drawn(request, _desk(request, dialogue, source, statement))


@login_required
def act(request: HttpRequest, dialogue: str, source: int, statement: int, act: str) -> HttpResponse:
    """Do one act, or show its form."""
    if act not in DONE:
        raise Http404(act)
    desk = _desk(request, dialogue, source, statement)
    if act not in FORMS:
        return _done(request, desk, act, {}) if request.method == "POST" else _drawn(request, desk)
    form = _form(desk, act, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _drawn(request, desk, act=act, form=form)
    if act == "file" and _asks_again(request, desk, form):
        return _drawn(request, desk, act="sure", form=form)
    return _done(request, desk, act, form.cleaned_data, form=form)


def _desk(request: HttpRequest, dialogue: str, source: int, statement: int) -> Desk:
    """The statement of a source that the viewer may see and reviews; 404 for what is not seen, 403 for the rest."""
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    row = found(statement_get(shown, statement))
    membership = may.review(here.user, shown)
    return Desk(here, membership, statement_view(row, viewer=here.viewer))


def _done(
    request: HttpRequest, desk: Desk, act: str, given: dict[str, Any], *, form: forms.Form | None = None
) -> HttpResponse:
    """Do the act and tell what it did, or say why it was refused."""
    told: dict[str, Any] = {"source": desk.statement.source_id, "statement": desk.statement.pk, "act": act}
    with entries_written() as entries:
        try:
            ACTS[act](desk, given)
        except Invalid as fault:
            if form is not None:
                form.add_error(None, written.refusal(fault))
                return _drawn(request, desk, act=act, form=form)
            told["refused"] = written.refusal(fault)
    told["entry"] = entries[-1].seq if entries else None
    told["words"] = str(DONE[act])
    if request.htmx:  # type: ignore[attr-defined]
        return _swapped(request, desk, told)
    request.session["done"] = told
    return redirect(_place(desk))


def _place(desk: Desk) -> str:
    """The statement in its source, in the part that holds it."""
    row = desk.statement
    address = reverse("source", args=(desk.here.dialogue.slug, row.source_id))
    return f"{address}?near={row.start}#s{row.pk}"


def _confirm(desk: Desk, _given: dict[str, Any]) -> None:
    services.statement_confirm(desk.statement, by=desk.here.user)


def _correct(desk: Desk, given: dict[str, Any]) -> None:
    services.statement_correct(desk.statement, by=desk.here.user, speaker=given["speaker"])


def _split(desk: Desk, given: dict[str, Any]) -> None:
    services.statement_split(desk.statement, by=desk.here.user, at=int(given["at"]))


def _discard(desk: Desk, _given: dict[str, Any]) -> None:
    services.statement_discard(desk.statement, by=desk.here.user)


def _restore(desk: Desk, _given: dict[str, Any]) -> None:
    services.statement_restore(desk.statement, by=desk.here.user)


def _file(desk: Desk, given: dict[str, Any]) -> None:
    question, proposition = _place_chosen(desk, given["place"])
    services.claim_file(
        desk.statement,
        by=desk.here.user,
        question=question,
        proposition=proposition,
        party=_party(desk, given["party"]),
        text=given["text"],
        visibility=Visibility(given["visibility"]),
    )


def _withdraw(desk: Desk, _given: dict[str, Any]) -> None:
    claim = found(standing_claim(desk.statement, viewer=desk.here.viewer))
    services.claim_withdraw(claim, by=desk.here.user, on=desk.here.today)


ACTS: dict[str, Callable[[Desk, dict[str, Any]], None]] = {
    "confirm": _confirm,
    "correct": _correct,
    "split": _split,
    "discard": _discard,
    "restore": _restore,
    "file": _file,
    "withdraw": _withdraw,
}


def _form(desk: Desk, act: str, given: Any) -> forms.Form:
    row = desk.statement
    if act == "correct":
        named = [name for name in speakers_read(row.source) if name != row.said_by][:6]
        others = [party.name for party in _parties(desk) if party.name != row.said_by]
        return SpeakerForm(given, named=named, parties=others)
    if act == "split":
        return SplitForm(given, cuts=cuts(row.source.content, row.content_spans))
    parties = _parties(desk)
    return FileForm(
        given,
        places=_places(desk),
        parties=[(party.slug, written.plain_text(party, "name")) for party in parties],
        levels=_levels(desk),
        initial={
            "text": " ".join(desk.view.words.split()),
            "party": likely_party(desk.view, parties),
            "visibility": Visibility.RESTRICTED,
        },
    )


def _parties(desk: Desk) -> list[Party]:
    return list(parties_of(desk.here.dialogue))


def _party(desk: Desk, slug: str) -> Party | None:
    return next((party for party in _parties(desk) if party.slug == slug), None)


def _levels(desk: Desk) -> tuple[source_words.Level, ...]:
    """The levels that the person may choose: no wider than the source's, unless it is theirs to widen."""
    levels = source_words.levels(desk.here.dialogue, party=desk.membership.party)
    source = desk.statement.source
    if source.owner_id == desk.membership.party_id:
        return levels
    own = Visibility(source.visibility)
    return tuple(level for level in levels if not wider(Visibility(level.value), than=own))


def _places(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """The questions, those of the suggested topic first, each with its propositions."""
    asked = questions_visible(desk.here.dialogue, viewer=desk.here.viewer)
    return [
        (
            f"{question.number}. {written.plain_text(question, 'text')}",
            [
                (f"question-{question.pk}", _("Question %(number)s as a whole") % {"number": question.number}),
                *((f"proposition-{row.pk}", written.plain_text(row, "text")) for row in question.propositions.all()),
            ],
        )
        for question in sorted(asked, key=lambda question: question.topic != desk.statement.topic)
    ]


def _place_chosen(desk: Desk, chosen: str) -> tuple[Question, Proposition | None]:
    """The question, and the proposition where one was chosen; the form has let through only what may be seen."""
    for question in questions_visible(desk.here.dialogue, viewer=desk.here.viewer):
        if chosen == f"question-{question.pk}":
            return question, None
        for proposition in question.propositions.all():
            if chosen == f"proposition-{proposition.pk}":
                return question, proposition
    raise Invalid(gettext_noop("Choose a question of this dialogue."))


def _asks_again(request: HttpRequest, desk: Desk, form: forms.Form) -> bool:
    """Whether more people would see the claim than see its source, and the person was not asked yet."""
    level = Visibility(form.cleaned_data["visibility"])
    return wider(level, than=Visibility(desk.statement.source.visibility)) and request.POST.get("sure") != level


def _drawn(request: HttpRequest, desk: Desk, *, act: str = "", form: forms.Form | None = None) -> HttpResponse:
    """The statement with the form of an act: its item alone for htmx, else its page."""
    page = source_page(desk.statement.source, viewer=desk.here.viewer, at=desk.statement.start)
    spans = desk.view.statement.start, desk.view.last
    context = {
        **page_context(desk.here, page),
        "view": desk.view,
        "act": act,
        "form": form,
        "passage": [row for row in page.paragraphs if row.start < spans[1] and row.end > spans[0]],
    }
    if act == "sure" and form is not None:
        level = Visibility(form.cleaned_data["visibility"])
        context["level"] = source_words.level(desk.here.dialogue, level, owner=desk.membership.party)
    template = "sources/_item.html" if request.htmx else "sources/statement.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _swapped(request: HttpRequest, desk: Desk, told: dict[str, Any]) -> HttpResponse:
    """The item after the act with the parts made by it, and the paragraphs and counts that it changed."""
    row = found(statement_get(desk.statement.source, desk.statement.pk))
    view = statement_view(row, viewer=desk.here.viewer)
    page = source_page(row.source, viewer=desk.here.viewer, at=row.start)
    parts = [item for item in page.statements if item.statement.parent_id == row.pk]
    context = {
        **page_context(desk.here, page, done=told),
        "changed": [view, *parts] if told["act"] == "split" else [view],
        "paragraphs": [item for item in page.paragraphs if item.start < view.last and item.end > row.start],
        "gone": [part.pk for part in row.parts.all()] if told["act"] == "restore" else [],
    }
    return render(request, "sources/_swapped.html", context)
