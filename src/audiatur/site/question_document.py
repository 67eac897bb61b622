"""The question as a document to be taken away: what each side says, figures, promises, with notes for sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from audiatur.publish.document import Block, Cell, Document, Heading, Lang, Paragraph, Run, Table, cell, text
from audiatur.record import ledger
from audiatur.record.models import (
    Basis,
    Claim,
    Commitment,
    FollowUp,
    Passage,
    Position,
    PublishedFigure,
    Response,
    Source,
)
from audiatur.record.selectors.follow_up import CommitmentView
from audiatur.record.selectors.questions import QuestionPage
from audiatur.record.selectors.statuses import Cell as SideCell
from audiatur.record.selectors.statuses import ClaimView
from audiatur.site import figures, sentences, vocabulary, written
from audiatur.site.checks import ShownCheck, shown_check
from audiatur.site.views.visit import Visit

Sourced = Claim | Commitment | FollowUp | Position | PublishedFigure | Response
"""A row that may name a source and a place in it."""


def question_document(page: QuestionPage, *, here: Visit, address: str) -> Document:
    """The document of a question as this viewer sees it on this day."""
    title = written.plain_text(page.view.question, "text")
    return framed(title, tuple(_blocks(page, here=here)), here=here, address=address)


def framed(title: str, blocks: tuple[Block, ...], *, here: Visit, address: str) -> Document:
    """A document of a dialogue: what stands on each of its pages says where it is from and how the record stood."""
    head = ledger.head()
    language: Lang = "km" if written.page_language() == "km" else "en"
    foot = _("The record as it stood on %(date)s: entry %(entry)s, hash %(hash)s") % {
        "date": written.when(here.today),
        "entry": head.seq,
        "hash": head.hash,
    }
    return Document(
        title=title,
        lang=language,
        blocks=blocks,
        foot=foot,
        address=address,
        synthetic=_("Synthetic data: an invented country. Nothing in this document is about a real place.")
        if here.dialogue.synthetic
        else "",
        quoting=_("To quote, copy the words from %(address)s: Khmer copied out of a PDF loses its order.")
        % {"address": address},
    )


def _blocks(page: QuestionPage, *, here: Visit) -> Iterator[Block]:
    topic = _(vocabulary.TOPIC_NAMES.get(page.view.question.topic, page.view.question.topic))
    yield Heading((_words(page.view.question, "text"),), 1)
    yield text(f"{written.plain_text(here.dialogue, 'title')} – {topic}", kind="soft")
    yield from question_blocks(page, here=here, level=2)


def question_blocks(page: QuestionPage, *, here: Visit, level: int) -> Iterator[Block]:
    """What stands under a question's heading; `level` is that of the headings in it."""
    view = page.view
    status = f"{vocabulary.SIGNS[view.status]} {vocabulary.STATUS_NAMES[view.status]}. "
    yield Paragraph((Run(status, strong=True), Run(sentences.lede(view, today=here.today))))
    yield side_by_side(page, here=here)
    yield text(
        _("The statuses follow from the positions by rule %(rule)s, without a vote.") % {"rule": view.rule}, kind="soft"
    )
    if page.figures:
        yield Heading((Run(_("The figures")),), level)
        yield published_figures(page.figures, here=here)
    if page.other_claims:
        yield Heading((Run(_("Also said under this question")),), level)
        for claim in page.other_claims:
            yield from claim_paragraphs(claim, here=here)
    if page.commitments:
        yield Heading((Run(_("Promised")),), level)
        yield promised(page.commitments, here=here)


def side_by_side(page: QuestionPage, *, here: Visit) -> Table:
    """What each side says to each proposition, with the computed statuses."""
    sides = page.view.sides
    head = (cell(_("Proposition")), *(Cell((Paragraph((_words(side, "name"),)),)) for side in sides))
    rows = []
    for row in page.view.rows:
        status = f"{vocabulary.SIGNS[row.status]} {vocabulary.STATUS_NAMES[row.status]}"
        sentence = Cell((text(status, kind="mark"), Paragraph((_words(row.proposition, "text"),))))
        rows.append((sentence, *(Cell(tuple(_side(one, here=here, page=page))) for one in row.cells)))
    return Table(head, tuple(rows), _("Each side’s position on each proposition"))


def _side(side: SideCell, *, here: Visit, page: QuestionPage) -> Iterator[Paragraph]:
    for position in side.positions:
        yield from _position(position, here=here)
    if not side.positions:
        yield text(_silence(side, asked=page.view.question.asked), kind="soft")
    for former in side.former:
        yield from _position(former, here=here)
    for claim in side.claims:
        yield from claim_paragraphs(claim, here=here)


def _silence(side: SideCell, *, asked: str) -> str:
    if not side.silent:
        return _("Not asked.")
    if not side.due:
        return _("No position is noted.")
    due = written.when(side.due)
    if side.overdue:
        return _("No reply received by %(date)s.") % {"date": due}
    return _("No reply yet. Asked %(asked)s, due %(due)s.") % {"asked": written.when(asked), "due": due}


def _position(position: Position, *, here: Visit) -> Iterator[Paragraph]:
    note = source_note(position, position.passage, here=here)
    said = Run(str(position.get_stance_display()), strong=True)
    yield Paragraph((said, Run(f" {written.when(position.taken)}, "), _words(position.party, "name", note=note)))
    if position.basis == Basis.REPORTED:
        yield text(str(position.get_basis_display()), kind="mark")
    if position.ended:
        form = _("Withdrawn on %(date)s") if position.ended == "withdrawn" else _("Superseded on %(date)s")
        yield text(form % {"date": written.when(position.ended_on)}, kind="mark")
    if position.reason or position.reason_km:
        yield Paragraph((_words(position, "reason"),), "said")


def claim_paragraphs(view: ClaimView, *, here: Visit) -> Iterator[Paragraph]:
    """A claim with who said it, the party's answer and the figures beside it."""
    claim = view.claim
    passage = next(iter(claim.passages.all()), None)
    note = source_note(claim, passage, here=here, lacking=_("Unsourced"))
    who = _("%(who)s %(voice)s:") % {
        "who": written.plain_text(claim, "attributed_to"),
        "voice": claim.get_voice_display(),
    }
    yield Paragraph((Run(f"{who} "), _words(claim, "text", note=note)), "said")
    if view.answer:
        answered = f"{view.answer.get_answer_display()}, {written.when(view.answer.given_on)}"
        words = written.plain_text(view.answer, "words")
        yield text(f"{answered}: {words}" if words else answered, kind="mark")
    elif claim.basis == Basis.REPORTED:
        yield text(str(claim.get_basis_display()), kind="mark")
    for beside in view.besides:
        yield from _check(shown_check(beside, here=here))


def _check(shown: ShownCheck) -> Iterator[Paragraph]:
    """A number beside its figure: the rule's verdict, what the number stands for, what the figure says."""
    verdict = f"{shown.sign} {shown.verdict}"
    yield text(f"{verdict}: {shown.reason}" if shown.reason else verdict, kind="mark")
    yield text(f"{_('The number')}: “{shown.beside.surface}” – {shown.stands_for}", kind="soft")
    yield text(f"{_('The figure')}: {shown.figure_says or shown.name}", kind="soft")
    if shown.indicator.unconfirmed:
        yield text(_("Rests on a rule that no lawyer has confirmed"), kind="mark")
    for contest in shown.beside.contests.all():
        told = _("Contested by %(party)s, %(date)s") % {
            "party": written.plain_text(contest.party, "name"),
            "date": written.when(contest.given_on),
        }
        yield text(f"{told}: {written.plain_text(contest, 'words')}", kind="soft")


def published_figures(rows: tuple[PublishedFigure, ...], *, here: Visit) -> Table:
    """The figures that others published, with their definitions."""
    head = tuple(cell(name) for name in (_("Given by"), _("Figure"), _("Definition"), _("Period and place")))
    lines = []
    for row in rows:
        note = source_note(row, None, here=here)
        lines.append(
            (
                Cell((Paragraph((_words(row, "given_by", note=note),)),)),
                Cell((Paragraph((_words(row, "indicator"), Run(f": {figures.value_in_words(row)}", strong=True))),)),
                Cell((Paragraph((_words(row, "definition"),)),)),
                cell(f"{written.when(row.period)}, {row.place}"),
            )
        )
    return Table(head, tuple(lines), _("The figures"))


def promised(rows: tuple[CommitmentView, ...], *, here: Visit) -> Table:
    head = tuple(cell(name) for name in (_("Commitment"), _("Made by"), _("Due"), _("Follow-up")))
    lines = []
    for view in rows:
        row = view.commitment
        note = source_note(row, row.passage, here=here)
        due = written.when(row.due) if row.due else _("No day was named.")
        latest = view.latest
        followed = _followed(latest) if latest else _("None recorded yet.")
        lines.append(
            (
                Cell((Paragraph((_words(row, "text", note=note),)),)),
                Cell((Paragraph((_words(row.party, "name"), Run(f", {written.when(row.made)}"))),)),
                cell(due, *([text(_("Overdue"), kind="mark")] if view.overdue else [])),
                cell(followed),
            )
        )
    return Table(head, tuple(lines), _("Commitments"))


def _followed(step: FollowUp) -> str:
    return f"{written.when(step.made)}: {written.plain_text(step, 'grade_name') or step.grade}"


def source_note(row: Sourced, passage: Passage | None, *, here: Visit, lacking: str = "") -> str:
    """The note of a row: its source with place and passage (`lacking` where it has none), and its receipt."""
    told = cited(row.source, passage, locator=row.locator, here=here) or lacking
    return ". ".join(part for part in (told, here.receipt_of(row)) if part)


def cited(source: Source | None, passage: Passage | None, *, locator: str, here: Visit) -> str:
    """A source by title or symbol, place and passage; nothing of one that the viewer may not see."""
    if source is None:
        return ""
    if source.pk not in here.sources_seen:
        return _("a document that you may not see")
    parts = [source.title, source.symbol or source.publisher, written.when(source.published)]
    if passage and passage.page:
        parts.append(_("page %(page)s") % {"page": passage.page})
    if passage and passage.paragraph:
        parts.append(_("para. %(paragraph)s") % {"paragraph": passage.paragraph})
    elif locator:
        parts.append(locator)
    told = ", ".join(part for part in parts if part)
    return f"{told}: “{' '.join(passage.exact.split())}”" if passage else told


def _words(row: Model, field: str, *, note: str = "") -> Run:
    """A text of the record in the language of the page, or in the one that it is held in."""
    words = written.plain_text(row, field)
    return Run(words, note=note)


def file_name(page: QuestionPage, *, on: date, ending: str) -> str:
    """The name of the file: the question's number, its word and the day."""
    return f"question-{page.view.question.number}-{page.view.question.slug}-{on.isoformat()}.{ending}"
