"""What was recommended and promised, and what was done: two tables with filters, and each as CSV."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from audiatur.record.models import Recommendation, ReportPosition
from audiatur.record.selectors import commitment_views, recommendation_views, recommendations_visible
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.site import vocabulary
from audiatur.site.tables import csv_response
from audiatur.site.views.visit import Visit, visit

ON_A_PAGE = 25
STATES = (
    ("", _("All")),
    ("open", _("Open")),
    ("overdue", _("Overdue")),
    ("closed", _("Done or withdrawn")),
)
COMMITMENT_HEAD = (
    "party", "text", "text_km", "measure", "made", "due", "state", "basis", "topic", "source", "symbol", "locator",
    "follow_up_made", "follow_up_scale", "follow_up_grade",
)  # fmt: skip
RECOMMENDATION_HEAD = (
    "source", "symbol", "paragraph", "text", "text_km", "recommending_states", "report_position", "topic", "answer",
    "answer_given", "follow_up_made", "follow_up_scale", "follow_up_grade",
)  # fmt: skip


class Filters(forms.Form):
    """What a reader chose to see; a value that is none of the choices counts as no choice."""

    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        choices=[("", _("All topics")), *((key, _(name)) for key, name in vocabulary.TOPIC_NAMES.items())],
    )
    state = forms.ChoiceField(label=_("Commitments"), required=False, choices=STATES)
    position = forms.ChoiceField(
        label=_("Position of the State in the report"),
        required=False,
        choices=[("", _("All")), *ReportPosition.choices],
    )
    words = forms.CharField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of a request."""

    topic: str = ""
    state: str = ""
    position: str = ""
    words: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return any((self.topic, self.state, self.position, self.words))


def follow_up(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Recommendations and commitments, filtered."""
    here = visit(request, dialogue)
    form, chosen = _chosen(request)
    commitments = _commitments(here, chosen)
    pages = Paginator(_recommendations(here, chosen), ON_A_PAGE)
    part = pages.get_page(request.GET.get("page"))
    context = {
        "here": here,
        "form": form,
        "filtered": chosen.any,
        "commitments": commitments,
        "overdue": sum(view.overdue for view in commitments),
        "part": part,
        "recommendations": [RecommendationView.of(row) for row in part],
        "shown_pages": pages.get_elided_page_range(part.number, on_each_side=2, on_ends=1),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "follow_up.html", context)


def commitments_csv(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The commitments that the page shows, as CSV."""
    here = visit(request, dialogue)
    rows = (_commitment_row(view, here=here) for view in _commitments(here, _chosen(request)[1]))
    return csv_response("commitments", dialogue=here.dialogue, head=COMMITMENT_HEAD, rows=rows)


def recommendations_csv(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The recommendations that the page shows, all of its parts, as CSV."""
    here = visit(request, dialogue)
    shown = recommendation_views(here.dialogue, viewer=here.viewer, **_asked(_chosen(request)[1]))
    rows = (_recommendation_row(view) for view in shown)
    return csv_response("recommendations", dialogue=here.dialogue, head=RECOMMENDATION_HEAD, rows=rows)


def _chosen(request: HttpRequest) -> tuple[Filters, Chosen]:
    form = Filters(request.GET)
    form.is_valid()
    return form, Chosen(**{key: value for key, value in form.cleaned_data.items() if value})


def _commitments(here: Visit, chosen: Chosen) -> list[CommitmentView]:
    words = chosen.words.casefold().split()
    return [
        view
        for view in commitment_views(here.dialogue, viewer=here.viewer, today=here.today)
        if (not chosen.topic or view.commitment.topic == chosen.topic)
        and (not chosen.state or _state(view) == chosen.state or (chosen.state == "open" and view.open))
        and all(word in f"{view.commitment.text} {view.commitment.text_km}".casefold() for word in words)
    ]


def _recommendations(here: Visit, chosen: Chosen) -> QuerySet[Recommendation]:
    return recommendations_visible(here.dialogue, viewer=here.viewer, **_asked(chosen))


def _asked(chosen: Chosen) -> dict[str, str]:
    return {"topic": chosen.topic, "position": chosen.position, "words": chosen.words}


def _state(view: CommitmentView) -> str:
    if not view.open:
        return "closed"
    return "overdue" if view.overdue else "open"


def _commitment_row(view: CommitmentView, *, here: Visit) -> list[object]:
    row, latest = view.commitment, view.latest
    source = row.source if row.source and row.source.pk in here.sources_seen else None
    return [
        row.party.name,
        row.text,
        row.text_km,
        row.measure,
        row.made,
        row.due,
        _state(view),
        row.basis,
        row.topic,
        source.title if source else "",
        source.symbol if source else "",
        row.locator,
        *([latest.made, latest.scale, latest.grade] if latest else [""] * 3),
    ]


def _recommendation_row(view: RecommendationView) -> list[object]:
    row = view.recommendation
    answer = view.responses[-1] if view.responses else None
    latest = view.follow_ups[-1] if view.follow_ups else None
    return [
        row.source.title,
        row.source.symbol,
        row.paragraph,
        row.text,
        row.text_km,
        "; ".join(row.recommending_states),
        row.report_position,
        row.topic,
        *([answer.word, answer.given] if answer else [""] * 2),
        *([latest.made, latest.scale, latest.grade] if latest else [""] * 3),
    ]
