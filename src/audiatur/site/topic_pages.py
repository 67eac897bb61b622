"""The pages that topics bring: their addresses, who may open them, and the registers that they compute from.

A topic's `pages.py` declares `PAGES`. Each view is called with the request and the `Here` of `audiatur.topics.base`,
so that a topic knows neither the record nor this site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from audiatur.record import services
from audiatur.record.errors import Invalid
from audiatur.record.models import PairVerdict
from audiatur.record.selectors import (
    decision_get,
    decisions_standing,
    parties_written_for,
    reform_news_visible,
    sources_visible,
    stances_visible,
)
from audiatur.record.services import may
from audiatur.registers.engine import Registers
from audiatur.registers.shelf import Shelf, open_newest, tables_kept
from audiatur.site import written
from audiatur.site.views.visit import Visit, found, visit
from audiatur.topics import TOPICS
from audiatur.topics.base import Page, Topic
from audiatur.topics.civic_space import pages as civic_space
from audiatur.topics.civic_space.linkage.decisions import Decision
from audiatur.topics.law import pages as law
from audiatur.topics.law.obligations import Stance
from audiatur.topics.law.rows import ReformEvent
from audiatur.topics.mediation import pages as mediation
from audiatur.topics.prisons import pages as prisons
from audiatur.topics.proceedings import pages as proceedings

REPORTS = "incident_reports"
"""The register table of whose rows pairs are decided."""

PAGES: Mapping[str, tuple[Page, ...]] = {
    "law": law.PAGES,
    "prisons": prisons.PAGES,
    "proceedings": proceedings.PAGES,
    "mediation": mediation.PAGES,
    "civic_space": civic_space.PAGES,
}


@dataclass(frozen=True)
class TopicVisit(Visit):
    """A viewer on a page of a topic (`audiatur.topics.base.Here`)."""

    topic: Topic

    @property
    def sees_figures(self) -> bool:
        """Invented figures are for everyone; others for those who take part, until they are published."""
        return self.dialogue.synthetic or self.takes_part

    @property
    def sees_persons(self) -> bool:
        """Single persons are for the secretariat and restricted-case officers, unless they are invented."""
        return self.dialogue.synthetic or self.dialogue.pk in self.viewer.persons_of

    @property
    def laws(self) -> Path:
        """The folder in which laws are kept."""
        return Path(settings.LAWS)

    def pack(self, part: str) -> Traversable | None:
        """A folder of the country pack, or of the invented country."""
        if self.dialogue.synthetic:
            folder: Traversable = files("audiatur.synthetic") / part
        else:
            folder = files("audiatur.countries") / (self.dialogue.country or "none") / part
        return folder if folder.is_dir() else None

    def stances(self) -> tuple[Stance, ...]:
        """What parties say of provisions, as far as the viewer may see."""
        return stances_visible(self.dialogue, viewer=self.viewer)

    def reform_news(self) -> tuple[ReformEvent, ...]:
        """The stages of reforms that parties state, as far as the viewer may see."""
        return reform_news_visible(self.dialogue, viewer=self.viewer)

    def documents(self) -> Iterator[tuple[int, str, str, str]]:
        """The documents that are held and that the viewer may see: number, title, date, text."""
        for source in sources_visible(self.dialogue, viewer=self.viewer).exclude(content=""):
            yield source.pk, source.title, source.published, source.content

    def parties(self) -> tuple[tuple[str, str], ...]:
        """The parties that the viewer writes for: slug and name."""
        held = parties_written_for(self.dialogue, viewer=self.viewer)
        return tuple((party.slug, written.plain_text(party, "name")) for party in held)

    @property
    def kept(self) -> Path:
        """The folder in which computed things are kept."""
        return Path(settings.FIGURES)

    @property
    def decides_pairs(self) -> bool:
        """Whether the viewer sees both reports of a pair and writes for a party or keeps the record."""
        return self.sees_persons and self.viewer.user is not None and may.may_decide_pairs(self.user, self.dialogue)

    def pair_decisions(self) -> tuple[Decision, ...]:
        """The decisions on pairs of reports that stand."""
        return decisions_standing(self.dialogue, table=REPORTS)

    def pair_decide(self, pair: tuple[str, str], *, verdict: str, reason: str) -> str:
        """Store the viewer's decision; why it does not fit, empty where it was stored."""
        if verdict not in PairVerdict:
            raise Http404(verdict)
        try:
            services.pair_decide(
                self.dialogue,
                by=self.user,
                table=REPORTS,
                pair=pair,
                verdict=PairVerdict(verdict),
                on=self.today,
                reason=reason,
            )
        except Invalid as fault:
            return written.refusal(fault)
        return ""

    def pair_undo(self, decision: int) -> str:
        """Take a decision back; why that is not possible, empty where it was."""
        row = decision_get(self.dialogue, decision)
        try:
            services.pair_undo(found(row), by=self.user, on=self.today)
        except Invalid as fault:
            return written.refusal(fault)
        return ""

    @cached_property
    def has_registers(self) -> frozenset[str]:
        """The tables with a snapshot of this dialogue's country and nature."""
        return tables_kept(self.shelf) if self.sees_figures else frozenset()

    def registers(self, *tables: str) -> AbstractContextManager[Registers]:
        """The newest snapshots of these tables on the engine; 404 for those who may not see figures."""
        if not self.sees_figures:
            raise Http404(_("There is nothing at this address, or you may not see it."))
        return open_newest(self.shelf, tables=tables, environment=os.environ)

    @property
    def shelf(self) -> Shelf:
        """The snapshots of the dialogue's country and nature."""
        return Shelf(settings.REGISTERS, country=self.dialogue.country, synthetic=self.dialogue.synthetic)


def addresses() -> list[URLPattern]:
    """The addresses of every topic's pages, below a dialogue's."""
    return [
        path(f"topics/{topic.key}/{page.path}", _opened(page, topic=topic), name=page.name)
        for topic in TOPICS
        for page in PAGES[topic.key]
    ]


def listed(here: Visit, *, topic: Topic) -> list[Page]:
    """The pages that a topic's own page leads to, for this viewer."""
    at = at_topic(here, topic=topic)
    return [page for page in PAGES[topic.key] if page.title and (at.sees_persons or not page.persons)]


def names() -> frozenset[str]:
    """The names of those addresses."""
    return frozenset(page.name for pages in PAGES.values() for page in pages)


def _opened(page: Page, *, topic: Topic) -> Callable[..., HttpResponse]:
    @wraps(page.view)
    def view(request: HttpRequest, dialogue: str, **parts: str) -> HttpResponse:
        at = at_topic(visit(request, dialogue), topic=topic)
        if page.persons and not at.sees_persons:
            raise Http404(_("There is nothing at this address, or you may not see it."))
        return page.view(request, at, **parts)

    return view


def at_topic(here: Visit, *, topic: Topic) -> TopicVisit:
    """The visit of a dialogue as one of a topic's pages."""
    return TopicVisit(dialogue=here.dialogue, viewer=here.viewer, today=here.today, topic=topic)
