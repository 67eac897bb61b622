"""A draft of the report for the next review: what the record holds of each recommendation and promise, and no more.

Every line is a field of the record with its source and the entry by which it stands. The words between are names of
fields; where a field is empty the draft says so. A party of each side gets the same draft of the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Model
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audiatur.publish.document import Block, Break, Contents, Document, Heading, Paragraph, Run, text
from audiatur.record.models import (
    Claim,
    Commitment,
    Dialogue,
    FollowUp,
    Party,
    Position,
    PublishedFigure,
    Recommendation,
    Response,
)
from audiatur.record.selectors import (
    commitment_views,
    dialogue_get,
    question_page,
    questions_visible,
    recommendation_views,
)
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.record.selectors.questions import QuestionPage
from audiatur.record.selectors.receipts import EntryHead, entries_of, entry_of
from audiatur.record.visibility import PUBLIC, of_side
from audiatur.site import vocabulary, written
from audiatur.site.dossier import signed_head
from audiatur.site.question_document import claim_paragraphs, framed, published_figures, side_by_side
from audiatur.site.report_items import Items
from audiatur.site.report_law import Laws
from audiatur.site.views.visit import Visit
from audiatur.topics import TOPICS

TITLES: Mapping[str, Promise] = {
    "state": gettext_lazy("Draft of the State’s report"),
    "un": gettext_lazy("Draft of the United Nations office’s report"),
    "cso": gettext_lazy("Draft of the organisation’s submission"),
}
"""What the draft is a draft of, by the key of the party's side."""
LIMITS: Mapping[str, tuple[tuple[Promise, int], ...]] = {
    "state": (
        (gettext_lazy("National report to the Universal Periodic Review"), 10_700),
        (gettext_lazy("Periodic report to a treaty body"), 21_200),
    )
}
"""The words that a report may have, by the key of its side.

The first after OHCHR's guidance note for national reports of the third cycle, which counts no annexes and endnotes; the
second after General Assembly resolution 68/268, paragraph 16, as the committees repeat it in concluding observations.
"""
_ROWS = (Claim, Commitment, FollowUp, Position, PublishedFigure, Recommendation, Response)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose report it is, from which day on news is told (always where it is None), and whether everyone may see it."""

    party: Party
    since: date | None = None
    public: bool = True


@dataclass(frozen=True)
class ReportVisit(Visit):
    """A visit as someone who may see what the report may hold; it names the receipt of each row."""

    @cached_property
    def _entries(self) -> Mapping[tuple[str, int], EntryHead]:
        return entries_of(_ROWS)

    def receipt_of(self, row: Model) -> str:
        """The number of the entry by which the row stands, and the beginning of the tree's root with it."""
        entry = entry_of(row, known=self._entries)
        if entry is None:
            return ""
        return _("Entry %(entry)s, tree head %(root)s…") % {"entry": entry.seq, "root": entry.root[:16]}


def report(dialogue: Dialogue, *, asked: Asked, today: date, address: str) -> Document:
    """The draft of a party's report.

    Raises:
        Http404: everyone is to see it, and the dialogue is not open to everyone.
    """
    viewer = PUBLIC if asked.public else of_side(asked.party.side)
    seen = dialogue_get(dialogue.slug, viewer=viewer)
    if seen is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    here = ReportVisit(dialogue=seen, viewer=viewer, today=today)
    title = f"{TITLES.get(asked.party.side.key, _('Draft of a report'))}: {written.plain_text(asked.party, 'name')}"
    body = tuple(_body(here, asked=asked))
    front = tuple(_front(title, here=here, asked=asked, words=words_in(body)))
    return framed(title, (*front, *body, *signed_head()), here=here, address=address)


def words_in(blocks: tuple[Block, ...]) -> int:
    """The words of headings, paragraphs and tables; notes are not counted.

    >>> words_in((text("Open 600 new places, by 2026 –"),))
    6
    """
    runs = Document("", "", blocks, "", "").runs()
    return sum(len(re.findall(r"\S*\w\S*", run.text)) for run in runs)


def _front(title: str, *, here: Visit, asked: Asked, words: int) -> Iterator[Block]:
    yield Heading((Run(title),), 1)
    told = _("The record as it stood on %(date)s") % {"date": written.when(here.today)}
    if asked.since:
        told += ". " + _("News since %(date)s") % {"date": written.when(asked.since)}
    yield text(f"{written.plain_text(here.dialogue, 'title')}. {told}.", kind="soft")
    yield text(_reach(asked), kind="mark")
    yield text(
        _("Assembled from the record: nothing stands here that it does not hold, and every line names its source."),
        kind="soft",
    )
    yield text(_length(words, side=asked.party.side.key), kind="soft")
    yield Contents(_("Contents"), depth=3)
    yield Break()


def _length(words: int, *, side: str) -> str:
    """How long the draft is beside how long such a report may be. Khmer has no spaces to count words by."""
    limits = [
        _("%(report)s: %(words)s words at most") % {"report": name, "words": written.number(most)}
        for name, most in LIMITS.get(side, ())
    ]
    counted = ngettext(
        "%(words)s word from the first topic on, without notes",
        "%(words)s words from the first topic on, without notes",
        words,
    ) % {"words": written.number(words)}
    if written.page_language() == "km":
        counted = _("The words are counted in the English draft")
    return ". ".join((counted, *limits)) + "."


def _reach(asked: Asked) -> str:
    if asked.public:
        return _("Public: holds what everyone may see.")
    side = written.plain_text(asked.party.side, "name")
    return _("Not public: holds what members of the side “%(side)s” may see.") % {"side": side}


def _body(here: Visit, *, asked: Asked) -> Iterator[Block]:
    pages = [
        question_page(question, viewer=here.viewer, today=here.today)
        for question in questions_visible(here.dialogue, viewer=here.viewer)
    ]
    laws = Laws(here, since=asked.since)
    items = Items(here, since=asked.since, laws=laws)
    recommended = recommendation_views(here.dialogue, viewer=here.viewer)
    promised = commitment_views(here.dialogue, viewer=here.viewer, today=here.today)
    for key in (*(topic.key for topic in TOPICS), ""):
        mine = [page for page in pages if page.view.question.topic == key]
        apart = _apart(key, pages, recommended, promised)
        if key or any(apart):
            yield Heading((Run(_(vocabulary.TOPIC_NAMES[key]) if key else _("Under no topic")),), 2)
            for page in mine:
                yield from _question(page, recommended, items=items, here=here)
            yield from _without_question(*apart, items=items, headed=bool(mine))
            if not mine and not any(apart):
                yield text(_("Nothing in the record yet."), kind="soft")
    yield from laws.blocks()


def _apart(
    topic: str,
    pages: list[QuestionPage],
    recommended: tuple[RecommendationView, ...],
    promised: tuple[CommitmentView, ...],
) -> tuple[list[RecommendationView], list[CommitmentView]]:
    """Recommendations and promises of a topic that stand under no question which the reader may see."""
    shown = {page.view.question.pk for page in pages}
    known = {one.key for one in TOPICS}

    def belongs(given: str) -> bool:
        return given == topic or (not topic and given not in known)

    return (
        [v for v in recommended if v.recommendation.question_id not in shown and belongs(v.recommendation.topic)],
        [v for v in promised if v.commitment.question_id not in shown and belongs(v.commitment.topic)],
    )


def _question(
    page: QuestionPage, recommended: tuple[RecommendationView, ...], *, items: Items, here: Visit
) -> Iterator[Block]:
    """A question, what each side says to it, and what was recommended and promised under it."""
    view = page.view
    yield Heading((Run(f"{view.question.number}. {written.plain_text(view.question, 'text')}"),), 3)
    status = f"{vocabulary.SIGNS[view.status]} {vocabulary.STATUS_NAMES[view.status]}"
    asked = _("Asked %(date)s.") % {"date": written.when(view.question.asked)}
    yield Paragraph((Run(f"{status}. ", strong=True), Run(asked)))
    yield side_by_side(page, here=here)
    for claim in page.other_claims:
        yield from claim_paragraphs(claim, here=here)
    if page.figures:
        yield published_figures(page.figures, here=here)
    for recommendation in recommended:
        if recommendation.recommendation.question_id == view.question.pk:
            yield from items.recommendation(recommendation, promised=page.commitments)
    for promise in page.commitments:
        yield from items.commitment(promise)
    if not page.commitments and not any(r.recommendation.question_id == view.question.pk for r in recommended):
        yield text(_("Recommendations and promises: nothing in the record yet."), kind="soft")


def _without_question(
    recommended: list[RecommendationView], promised: list[CommitmentView], *, items: Items, headed: bool
) -> Iterator[Block]:
    if headed and (recommended or promised):
        yield Heading((Run(_("Under no question")),), 3)
    for recommendation in recommended:
        yield from items.recommendation(recommendation, promised=())
    for promise in promised:
        yield from items.commitment(promise)


def report_name(dialogue: Dialogue, *, asked: Asked, on: date, ending: str) -> str:
    """The name of the file: the dialogue, the party, whether everyone may see it, and the day."""
    reach = "public" if asked.public else "not-public"
    return f"draft-{dialogue.slug}-{asked.party.slug}-{reach}-{on.isoformat()}.{ending}"
