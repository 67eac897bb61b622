"""Entering what was promised, answered, done and met: each form → check → receipt, each one ledger entry."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.errors import NotAllowed
from audiatur.record.models import Commitment, Party, Recommendation, Visibility
from audiatur.record.selectors import (
    commitment_get,
    meetings_visible,
    parties_of,
    questions_visible,
    recommendation_get,
    sources_visible,
)
from audiatur.record.services import (
    Present,
    commitment_make,
    follow_up_add,
    meeting_hold,
    recommendation_respond,
)
from audiatur.site import written
from audiatur.site.acting import Act, Given, acted, answered
from audiatur.site.follow_up_forms import (
    AnswerToRecommendationForm,
    AssessmentForm,
    Choices,
    CommitmentForm,
    MeetingForm,
    grade_of,
    party_choices,
    question_choices,
    source_choices,
)
from audiatur.site.receipts import Back
from audiatur.site.views.acts import readers_of
from audiatur.site.views.checks import figure_choices
from audiatur.site.views.visit import Visit, found, visit


class Followed:
    """What is followed up, in an address."""

    regex = "commitments|recommendations"

    def to_python(self, value: str) -> str:
        """The word itself."""
        return value

    to_url = to_python


@login_required
def commitment_add(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A party's promise, entered by itself; or one that a document reports, entered by the secretariat."""
    here = _contributor(visit(request, dialogue))
    parties = _speakers(here)
    form = CommitmentForm(
        request.POST or None,
        choices={
            "party": party_choices(parties),
            "question": question_choices(questions_visible(here.dialogue, viewer=here.viewer)),
            "source": _sources(here),
            "indicator": [("", _("None")), *figure_choices()],
        },
        initial={"made": here.today.isoformat()},
    )

    def party_of(given: Given) -> Party:
        return next(party for party in parties if party.slug == given["party"])

    def work(given: Given) -> Commitment:
        return commitment_make(
            here.dialogue,
            by=here.user,
            party=party_of(given),
            source=_source(here, given),
            question=_question(here, given),
            visibility=Visibility(given["visibility"]),
            **{name: given[name] for name in _COMMITMENT},
        )

    return acted(
        request,
        here,
        Act(
            heading=_("Enter a promise"),
            button=_("Enter the promise"),
            done=_("The promise is in the record"),
            form=form,
            back=_follow_up(here),
            answers=lambda given: answered(form, given),
            readers=lambda given: readers_of(
                given["visibility"], party_of(given) if party_of(given).pk in here.viewer.writes_for else None
            ),
            work=work,
            fault_at="source",
        ),
    )


_COMMITMENT = (
    "text", "text_km", "measure", "responsible", "indicator", "target", "topic", "made", "due", "locator",
)  # fmt: skip


@login_required
def recommendation_answer(request: HttpRequest, dialogue: str, recommendation: int) -> HttpResponse:
    """The State's answer to a recommendation."""
    here = _contributor(visit(request, dialogue))
    row = found(recommendation_get(here.dialogue, recommendation, viewer=here.viewer))
    states = [party for party in parties_of(here.dialogue) if party.side.key == "state"]
    speaker = next((party for party in states if party.pk in here.viewer.writes_for), None)
    if speaker is None and not here.keeps_record:
        raise NotAllowed(gettext_noop("Only members of the State’s parties and the secretariat may do this."))
    form = AnswerToRecommendationForm(
        request.POST or None, choices={"source": _sources(here)}, initial={"given": here.today.isoformat()}
    )

    def work(given: Given) -> Any:
        source = found(_source(here, given))
        return recommendation_respond(
            row,
            by=here.user,
            party=speaker or (source.author if source.author in states else found(next(iter(states), None))),
            source=source,
            **{name: given[name] for name in ("word", "given", "locator", "note")},
        )

    return acted(
        request,
        here,
        Act(
            heading=_("Answer to a recommendation"),
            button=_("Enter the answer"),
            done=_("The answer is in the record"),
            form=form,
            back=_follow_up(here),
            about=[written.plain_text(row, "text")],
            answers=lambda given: answered(form, given),
            readers=lambda _given: readers_of(row.source.visibility, row.source.owner),
            work=work,
        ),
    )


@login_required
def assess(request: HttpRequest, dialogue: str, of: str, key: int) -> HttpResponse:
    """A dated assessment of a promise or of a recommendation, supported and noted ones alike."""
    here = _contributor(visit(request, dialogue))
    commitment: Commitment | None = None
    recommendation: Recommendation | None = None
    if of == "commitments":
        commitment = found(commitment_get(here.dialogue, key, viewer=here.viewer))
        level, owner = commitment.visibility, commitment.owner
    else:
        recommendation = found(recommendation_get(here.dialogue, key, viewer=here.viewer))
        level, owner = recommendation.source.visibility, recommendation.source.owner
    own = [party for party in parties_of(here.dialogue) if party.pk in here.viewer.writes_for]
    nobody = [("", _("The secretariat notes what a document says"))] if here.keeps_record else []
    form = AssessmentForm(
        request.POST or None,
        choices={"party": [*nobody, *party_choices(own)], "source": _sources(here)},
        initial={"made": here.today.isoformat()},
    )

    def work(given: Given) -> Any:
        scale, grade = grade_of(given["grade"])
        return follow_up_add(
            by=here.user,
            commitment=commitment,
            recommendation=recommendation,
            party=next((party for party in own if party.slug == given["party"]), None),
            scale=scale.title,
            grade=grade.key,
            grade_name=grade.name,
            grade_name_km=grade.name_km,
            source=_source(here, given),
            **{name: given[name] for name in ("made", "note", "note_km", "locator")},
        )

    return acted(
        request,
        here,
        Act(
            heading=_("What became of it?"),
            button=_("Enter the assessment"),
            done=_("The assessment is in the record"),
            form=form,
            back=_follow_up(here),
            about=[written.plain_text(commitment or recommendation, "text")],
            answers=lambda given: answered(form, given),
            readers=lambda _given: readers_of(level, owner),
            work=work,
        ),
    )


@login_required
def meeting_add(request: HttpRequest, dialogue: str) -> HttpResponse:
    """A meeting with its agenda, those present and its minutes; what stands on that day is frozen with it."""
    here = visit(request, dialogue)
    if not here.keeps_record:
        raise NotAllowed(gettext_noop("Only the secretariat may do this."))
    form = MeetingForm(
        request.POST or None, choices={"source": _sources(here)}, initial={"held": here.today.isoformat()}
    )

    def work(given: Given) -> Any:
        return meeting_hold(
            here.dialogue,
            by=here.user,
            slug=_free_slug(here, given["title"]),
            agenda=[("", line, "") for line in _lines(given["agenda"])],
            present=[_present(line) for line in _lines(given["present"])],
            source=_source(here, given),
            visibility=Visibility(given["visibility"]),
            **{name: given[name] for name in ("title", "title_km", "held", "minutes", "minutes_km")},
        )

    return acted(
        request,
        here,
        Act(
            heading=_("Enter a meeting"),
            button=_("Enter the meeting"),
            done=_("The meeting is in the record"),
            form=form,
            back=Back(reverse("meetings", args=[dialogue]), _("Meetings")),
            lede=_("What every party holds now is frozen with the meeting, so that the next one shows what changed."),
            answers=lambda given: answered(form, given),
            readers=lambda given: readers_of(given["visibility"], None),
            work=work,
        ),
    )


def _contributor(here: Visit) -> Visit:
    if not here.contributes:
        raise NotAllowed(gettext_noop("Only members of a party or the secretariat may do this."))
    return here


def _speakers(here: Visit) -> list[Party]:
    """The parties that the person writes for; for a secretariat all, whose promises documents report."""
    parties = parties_of(here.dialogue)
    return [party for party in parties if here.keeps_record or party.pk in here.viewer.writes_for]


def _sources(here: Visit) -> Choices:
    return source_choices(sources_visible(here.dialogue, viewer=here.viewer))


def _source(here: Visit, given: Given) -> Any:
    chosen = given["source"]
    return sources_visible(here.dialogue, viewer=here.viewer).get(pk=chosen) if chosen else None


def _question(here: Visit, given: Given) -> Any:
    asked = questions_visible(here.dialogue, viewer=here.viewer)
    return next((question for question in asked if question.slug == given["question"]), None)


def _follow_up(here: Visit) -> Back:
    return Back(reverse("follow-up", args=[here.dialogue.slug]), _("Follow-up"))


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _present(line: str) -> Present:
    """Name or office, and the capacity after the first comma."""
    name, _comma, capacity = line.partition(",")
    return Present(name.strip(), capacity=capacity.strip())


def _free_slug(here: Visit, title: str) -> str:
    taken = {meeting.slug for meeting in meetings_visible(here.dialogue, viewer=here.viewer)}
    base = slugify(title)[:40] or "meeting"
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 1000))) if slug not in taken)
