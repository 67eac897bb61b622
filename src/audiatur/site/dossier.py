"""The dossier: a dialogue, or one topic of it, as one document with contents, composed of what a viewer may see.

Whoever takes part may also take the dossier that everyone sees: it is composed as for someone who has not signed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from audiatur.publish.document import Block, Break, Cell, Contents, Document, Heading, Paragraph, Run, Table, cell, text
from audiatur.record import heads
from audiatur.record.models import FollowUp
from audiatur.record.selectors import (
    commitment_views,
    meetings_visible,
    question_page,
    question_views,
    questions_visible,
    recommendation_views,
)
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.record.selectors.statuses import QuestionView
from audiatur.site import sentences, vocabulary, written
from audiatur.site.question_document import framed, promised, question_blocks
from audiatur.site.views.visit import Visit
from audiatur.topics import TOPICS, Topic


def dossier(here: Visit, *, topics: tuple[Topic, ...] = TOPICS, address: str) -> Document:
    """The dossier of these topics, as the viewer of the visit sees them on its day."""
    title = written.plain_text(here.dialogue, "title")
    if len(topics) == 1:
        title = f"{_(topics[0].name)} – {title}"
    return framed(title, tuple(_blocks(here, topics=topics, title=title)), here=here, address=address)


def _blocks(here: Visit, *, topics: tuple[Topic, ...], title: str) -> Iterator[Block]:
    views = question_views(questions_visible(here.dialogue, viewer=here.viewer), viewer=here.viewer, today=here.today)
    yield Heading((Run(title),), 1)
    yield text(_("Dossier of %(date)s") % {"date": written.when(here.today)}, kind="soft")
    yield text(_reach(here), kind="mark")
    if here.dialogue.note or here.dialogue.note_km:
        yield text(written.plain_text(here.dialogue, "note"))
    yield Contents(_("Contents"), depth=3)
    yield Break()
    yield from _overview(views, here=here, topics=topics)
    commitments = commitment_views(here.dialogue, viewer=here.viewer, today=here.today)
    for topic in topics:
        yield Heading((Run(_(topic.name)),), 2)
        yield from _topic(topic, views, commitments, here=here)
    yield from _meetings(here)
    yield from signed_head()


def _reach(here: Visit) -> str:
    if here.viewer.user is None:
        return _("Holds what everyone may see.")
    return _("Holds what %(person)s may see. It may hold what others may not: mind whom you hand it to.") % {
        "person": here.user.get_full_name() or here.user.get_username()
    }


def _overview(views: tuple[QuestionView, ...], *, here: Visit, topics: tuple[Topic, ...]) -> Iterator[Block]:
    keys = {topic.key for topic in topics}
    head = tuple(cell(name) for name in (_("Question"), _("Status"), _("Its propositions")))
    rows = tuple(
        (
            cell(f"{view.question.number}. {written.plain_text(view.question, 'text')}"),
            cell(_status(view)),
            cell(sentences.lede(view, today=here.today)),
        )
        for view in views
        if view.question.topic in keys
    )
    yield Heading((Run(_("How the sides stand")),), 2)
    if rows:
        yield Table(head, rows, _("The questions with their statuses"))
    yield text(
        _("A status is computed by rule %(rule)s from the positions shown here, without a vote and without a judgment.")
        % {"rule": views[0].rule if views else "status-1"},
        kind="soft",
    )


def _status(view: QuestionView) -> str:
    return f"{vocabulary.SIGNS[view.status]} {vocabulary.STATUS_NAMES[view.status]}"


def _topic(
    topic: Topic, views: tuple[QuestionView, ...], commitments: tuple[CommitmentView, ...], *, here: Visit
) -> Iterator[Block]:
    mine = [view for view in views if view.question.topic == topic.key]
    for view in mine:
        question = view.question
        yield Heading((Run(f"{question.number}. {written.plain_text(question, 'text')}"),), 3)
        yield from question_blocks(question_page(question, viewer=here.viewer, today=here.today), here=here, level=4)
    if not mine:
        yield text(_("No question has been asked under this topic yet."), kind="soft")
    shown = {view.question.pk for view in mine}
    others = tuple(
        view for view in commitments if view.commitment.topic == topic.key and view.commitment.question_id not in shown
    )
    if others:
        yield Heading((Run(_("Commitments")),), 3)
        yield promised(others, here=here)
    recommended = recommendation_views(here.dialogue, viewer=here.viewer, topic=topic.key)
    if recommended:
        yield Heading((Run(_("Recommendations")),), 3)
        yield recommendations_table(recommended, here=here)


def recommendations_table(rows: tuple[RecommendationView, ...], *, here: Visit) -> Table:
    """Recommendations with the State's answers in the mechanism's words and what was done since."""
    head = tuple(
        cell(name) for name in (_("Recommendation"), _("Recommended by"), _("Answer of the State"), _("Follow-up"))
    )
    return Table(head, tuple(_recommendation(view, here=here) for view in rows), _("Recommendations"))


def _recommendation(view: RecommendationView, *, here: Visit) -> tuple[Cell, ...]:
    row = view.recommendation
    place = f"{row.source.symbol or row.source.title}, {_('para. %(paragraph)s') % {'paragraph': row.paragraph}}"
    answers = [
        f"{answer.word}, {written.plain_text(answer.party, 'name')}, {written.when(answer.given)}"
        for answer in view.responses
    ]
    return (
        Cell((Paragraph((Run(written.plain_text(row, "text")),)), text(place, kind="soft"))),
        cell(", ".join(row.recommending_states)),
        cell(*(answers or [view.final])),
        cell(*(followed(step) for step in view.follow_ups)) if view.follow_ups else cell(_("None recorded yet.")),
    )


def followed(step: FollowUp) -> str:
    """A follow-up in one line: day, grade, scale, and who made it."""
    grade = written.plain_text(step, "grade_name") or step.grade
    who = f", {written.plain_text(step.party, 'name')}" if step.party else ""
    return f"{written.when(step.made)}: {grade} ({step.scale}){who}"


def _meetings(here: Visit) -> Iterator[Block]:
    held = meetings_visible(here.dialogue, viewer=here.viewer)
    if not held:
        return
    yield Heading((Run(_("Meetings")),), 2)
    head = tuple(cell(name) for name in (_("Date"), _("Meeting"), _("Agenda")))
    rows = tuple(
        (
            cell(written.when(meeting.held)),
            cell(written.plain_text(meeting, "title")),
            cell(*(written.plain_text(item, "text") for item in meeting.agenda.all())),
        )
        for meeting in held
    )
    yield Table(head, rows, _("Meetings"))


def signed_head() -> Iterator[Block]:
    """The signed head of the ledger as the record stood when the document was composed."""
    head = heads.signed_head()
    yield Heading((Run(_("The ledger")),), 2)
    yield text(
        _(
            "This document was composed from the record as this signed head tells it. Whoever keeps the head can "
            "show later that the record held these entries, in this order."
        )
    )
    lines = (
        (_("Entries"), str(head["size"])),
        (_("Root"), _grouped(head["root"])),
        (_("Signed by"), head["origin"]),
        (_("Signed at"), head["at"]),
        (_("Public key"), _grouped(head["key"])),
        (_("Signature"), _grouped(head["signature"])),
    )
    rows = tuple((cell(name), Cell((text(value, kind="soft"),))) for name, value in lines)
    yield Table((cell(_("What")), cell(_("Value"))), rows, _("The signed head of the ledger"))


def _grouped(digits: str) -> str:
    """Hexadecimal digits in groups of 16, so that a line can end between them."""
    return " ".join(digits[at : at + 16] for at in range(0, len(digits), 16))


def dossier_name(here: Visit, *, topics: tuple[Topic, ...], on: date, ending: str) -> str:
    """The name of the file: the dialogue, the topic where it is one, whether everyone may see it, and the day."""
    of = f"-{topics[0].key}" if len(topics) == 1 else ""
    reach = "public" if here.viewer.user is None else "own"
    return f"dossier-{here.dialogue.slug}{of}-{reach}-{on.isoformat()}.{ending}"
