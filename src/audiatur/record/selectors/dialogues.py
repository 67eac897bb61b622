"""Dialogues, their home page and the page of one topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from audiatur.record.models import Dialogue, Question, Side
from audiatur.record.selectors.follow_up import CommitmentView, MeetingRow, commitment_views, meeting_rows
from audiatur.record.selectors.standing import while_it_stands
from audiatur.record.selectors.statuses import QuestionView, question_views
from audiatur.record.visibility import Viewer, visible
from audiatur.topics import TOPICS, Topic


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its questions and the promises under it."""

    topic: Topic
    questions: tuple[QuestionView, ...]
    commitments: tuple[CommitmentView, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A side that was asked and has not answered."""

    question: QuestionView
    side: Side
    due: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """A dialogue's first page: its topics in order, the last meeting, what is due."""

    dialogue: Dialogue
    sides: tuple[Side, ...]
    topics: tuple[TopicView, ...]
    last_meeting: MeetingRow | None
    awaited: tuple[Awaited, ...]
    commitments_due: tuple[CommitmentView, ...]

    @property
    def overdue(self) -> int:
        """How many replies and promises are past their day."""
        return sum(item.overdue for item in self.awaited) + sum(item.overdue for item in self.commitments_due)


def dialogues_visible(*, viewer: Viewer) -> tuple[Dialogue, ...]:
    """The dialogues of which the viewer may see anything: those with a public question, and those they belong to."""
    with_questions = visible(Question.objects.all(), viewer=viewer).values("dialogue")
    own = Dialogue.objects.filter(pk__in=viewer.dialogues)
    return tuple((Dialogue.objects.filter(pk__in=with_questions) | own).distinct().order_by("pk"))


def dialogue_get(slug: str, *, viewer: Viewer) -> Dialogue | None:
    """The dialogue with this slug, None where there is none or the viewer may see nothing of it."""
    return next((dialogue for dialogue in dialogues_visible(viewer=viewer) if dialogue.slug == slug), None)


def home_view(dialogue: Dialogue, *, viewer: Viewer, today: date) -> HomeView:
    """The first page of a dialogue."""
    questions = question_outlines(dialogue, viewer=viewer, today=today)
    commitments = commitment_views(dialogue, viewer=viewer, today=today)
    awaited = [
        Awaited(view, side, due, overdue=today > due)
        for view in questions
        if (due := view.due) is not None
        for side in view.awaited
    ]
    return HomeView(
        dialogue=dialogue,
        sides=tuple(dialogue.sides.prefetch_related("parties")),
        topics=tuple(_topic(topic, questions, commitments) for topic in TOPICS),
        last_meeting=next(iter(meeting_rows(dialogue, viewer=viewer, most=1)), None),
        awaited=tuple(sorted(awaited, key=lambda item: (item.due, item.question.question.number, item.side.order))),
        commitments_due=tuple(view for view in commitments if view.open and view.commitment.due),
    )


def topic_view(dialogue: Dialogue, topic: Topic, *, viewer: Viewer, today: date) -> TopicView:
    """The page of one topic."""
    return _topic(
        topic,
        question_outlines(dialogue, viewer=viewer, today=today, topic=topic.key),
        commitment_views(dialogue, viewer=viewer, today=today, topic=topic.key),
    )


@while_it_stands
def question_outlines(dialogue: Dialogue, *, viewer: Viewer, today: date, **where: Any) -> tuple[QuestionView, ...]:
    """The questions of a dialogue with their statuses, without claims and former positions; `where` are conditions."""
    rows = visible(Question.objects.filter(dialogue=dialogue, **where), viewer=viewer)
    shown = rows.select_related("dialogue").prefetch_related("addressed").order_by("number")
    return question_views(shown, viewer=viewer, today=today, outline=True)


def _topic(topic: Topic, questions: tuple[QuestionView, ...], commitments: tuple[CommitmentView, ...]) -> TopicView:
    return TopicView(
        topic=topic,
        questions=tuple(view for view in questions if view.question.topic == topic.key),
        commitments=tuple(view for view in commitments if view.commitment.topic == topic.key),
    )
