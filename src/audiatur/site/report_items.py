"""One recommendation or promise in the draft of a report: its text, and a table of what the record holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from audiatur.dates import read_when
from audiatur.errors import AudiaturError
from audiatur.figures import asking
from audiatur.publish.document import Block, Cell, Heading, Paragraph, Run, Table, cell, text
from audiatur.record.models import Basis, Commitment, FollowUp, Recommendation, Response
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.site import figure_words, written
from audiatur.site.figure_reading import reading
from audiatur.site.question_document import cited, source_note
from audiatur.site.report_law import Laws
from audiatur.site.views.visit import Visit
from audiatur.topics import catalogue

Line = tuple[str, list[Paragraph]]
"""A field's name, and what the record holds there; nothing where the list is empty."""


@dataclass(frozen=True)
class Items:
    """Draws recommendations and promises for one viewer; `since` is the day from which news is told."""

    here: Visit
    since: date | None
    laws: Laws

    def recommendation(self, view: RecommendationView, *, promised: tuple[CommitmentView, ...]) -> Iterator[Block]:
        """A recommendation; `promised` stands under the same question."""
        row = view.recommendation
        paragraph = _("para. %(paragraph)s") % {"paragraph": row.paragraph}
        yield Heading((Run(f"{_('Recommendation')}, {row.source.symbol or row.source.title}, {paragraph}"),), 4)
        yield Paragraph((Run(written.plain_text(row, "text"), note=self._read_in(row)),), "said")
        under = [self._promise(one) for one in promised]
        yield _table(
            [
                (_("Recommended by"), _plain(", ".join(row.recommending_states) or row.source.publisher)),
                (_("Position of the State"), self._positions(view)),
                (_("Promised under the same question"), under),
                *([] if under else _unpromised()),
                (_("Follow-up"), self._follow_ups(view.follow_ups)),
                (_("The law that it names"), self.laws.named_in(row.text, row.text_km)),
            ],
            about=_("What the record holds of this recommendation"),
        )

    def commitment(self, view: CommitmentView) -> Iterator[Block]:
        """A promise."""
        row = view.commitment
        yield Heading((Run(_("Promise of %(date)s") % {"date": written.when(row.made)}),), 4)
        note = source_note(row, row.passage, here=self.here, lacking=_("Stated by the party in this record"))
        yield Paragraph((Run(written.plain_text(row, "text"), note=note),), "said")
        yield _table(
            [
                (_("Made by"), self._made_by(row)),
                (_("Responsible institution"), _plain(written.plain_text(row, "responsible"))),
                (_("Due"), self._due(view)),
                (_("Measure"), _plain(written.plain_text(row, "measure"))),
                (_("Indicator"), _plain(_indicator_name(row.indicator))),
                (_("Target"), _plain(row.target)),
                (_("The figure of the records"), self._figure(row.indicator)),
                (_("Follow-up"), self._follow_ups(view.follow_ups)),
                (_("The law that it names"), self.laws.named_in(row.text, row.text_km, row.measure, row.measure_km)),
            ],
            about=_("What the record holds of this promise"),
        )

    def _read_in(self, row: Recommendation) -> str:
        place = _("para. %(paragraph)s") % {"paragraph": row.paragraph}
        page = _("page %(page)s") % {"page": row.page} if row.page else ""
        locator = ", ".join(part for part in (page, place) if part)
        told = cited(row.source, None, locator=locator, here=self.here)
        return ". ".join(part for part in (told, self.here.receipt_of(row)) if part)

    def _positions(self, view: RecommendationView) -> list[Paragraph]:
        """The State's answers in the mechanism's own words; what the report tells where there is none."""
        answers = [line for answer in view.responses for line in self._answer(answer)]
        if answers or view.recommendation.report_position == "unknown":
            return answers
        told = _("%(position)s, as the report tells it") % {"position": view.final}
        return [Paragraph((Run(told, note=self._read_in(view.recommendation)),))]

    def _answer(self, answer: Response) -> Iterator[Paragraph]:
        who = f"{written.plain_text(answer.party, 'name')}, {written.when(answer.given)}"
        note = source_note(answer, None, here=self.here)
        yield Paragraph((Run(answer.word, strong=True), Run(f", {who}", note=note)))
        if words := written.plain_text(answer, "note"):
            yield text(words, kind="said")

    def _promise(self, view: CommitmentView) -> Paragraph:
        row = view.commitment
        parts = [
            written.plain_text(row, "text"),
            written.plain_text(row, "responsible") or written.plain_text(row.party, "name"),
            _("due on %(date)s") % {"date": written.when(row.due)} if row.due else "",
        ]
        return text("; ".join(part for part in parts if part))

    def _made_by(self, row: Commitment) -> list[Paragraph]:
        told = [text(f"{written.plain_text(row.party, 'name')}, {written.when(row.made)}")]
        if row.basis == Basis.REPORTED:
            told.append(text(str(row.get_basis_display()), kind="mark"))
        return told

    def _due(self, view: CommitmentView) -> list[Paragraph]:
        told = _plain(written.when(view.commitment.due))
        if view.overdue:
            told.append(text(_("Overdue on %(date)s") % {"date": written.when(self.here.today)}, kind="mark"))
        elif not view.open:
            told.append(text(_("Closed by the newest follow-up"), kind="soft"))
        return told

    def _follow_ups(self, steps: tuple[FollowUp, ...]) -> list[Paragraph]:
        """The dated steps on each scale, the oldest first, as far as they are news."""
        news = [step for step in steps if self.since is None or read_when(step.made).latest >= self.since]
        if steps and not news and self.since:
            return [text(_("Nothing in the record since %(date)s.") % {"date": written.when(self.since)}, kind="soft")]
        return [line for step in news for line in self._step(step)]

    def _step(self, step: FollowUp) -> Iterator[Paragraph]:
        who = f", {written.plain_text(step.party, 'name')}" if step.party else ""
        grade = written.plain_text(step, "grade_name") or step.grade
        note = source_note(step, None, here=self.here, lacking=_("Stated by the party in this record"))
        told = Run(f"{written.when(step.made)}: ")
        yield Paragraph((told, Run(grade, strong=True), Run(f" ({step.scale}){who}", note=note)))
        if words := written.plain_text(step, "note"):
            yield text(words, kind="said")

    def _figure(self, indicator: str) -> list[Paragraph]:
        """The newest figure that the viewer may see, with its interval, definition and snapshots."""
        if not indicator or indicator not in catalogue.INDICATORS:
            return []
        read = reading(self.here, catalogue.INDICATORS[indicator])
        if read.lacking or read.known is None:
            return []
        try:
            figure = read.computed(asking.headline(read.indicator, known=read.known)).figures[0]
        except AudiaturError:
            return []
        place = written.plain_text(self.here.dialogue, "state_name")
        told = figure_words.sentence(figure, name=_indicator_name(indicator), place=place)
        note = _("Computed by %(indicator)s, version %(version)s, from the snapshots %(snapshots)s") % {
            "indicator": figure.indicator,
            "version": figure.version,
            "snapshots": ", ".join(figure.snapshots),
        }
        lines = [Paragraph((Run(told, note=note),))]
        if figure.unconfirmed:
            lines.append(text(_("Rests on a rule that no lawyer has confirmed"), kind="mark"))
        return lines


def _unpromised() -> list[Line]:
    """What only a promise tells, where none was made."""
    return [(name, []) for name in (_("Responsible institution"), _("Due"), _("Indicator"), _("Target"))]


def _indicator_name(key: str) -> str:
    if key not in catalogue.INDICATORS:
        return key
    name = catalogue.INDICATORS[key].name
    return name.of("km" if written.page_language() == "km" else "en") or name.en


def _plain(words: str) -> list[Paragraph]:
    return [text(words)] if words else []


def _table(lines: list[Line], *, about: str) -> Table:
    """The fields that hold something, then the names of those that hold nothing."""
    rows = [(cell(name), Cell(tuple(held))) for name, held in lines if held]
    empty = [name for name, held in lines if not held]
    if empty:
        rows.append((cell(_("Nothing in the record yet")), cell(", ".join(empty))))
    return Table((cell(_("Field")), cell(_("What the record holds"))), tuple(rows), about, (1, 3))
