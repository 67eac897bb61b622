"""The pages that topics bring: their addresses, who may open them, and the registers that they compute from.

A topic's `pages.py` declares `PAGES`. Each view is called with the request and the `Here` of `audiatur.topics.base`,
so that a topic knows neither the record nor this site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property, wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from audiatur.registers.engine import Registers
from audiatur.registers.shelf import Shelf, open_newest, tables_kept
from audiatur.site.views.visit import Visit, visit
from audiatur.topics import TOPICS
from audiatur.topics.base import Page, Topic
from audiatur.topics.civic_space import pages as civic_space
from audiatur.topics.law import pages as law
from audiatur.topics.mediation import pages as mediation
from audiatur.topics.prisons import pages as prisons
from audiatur.topics.proceedings import pages as proceedings

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
        return self.dialogue.synthetic or self.dialogue.pk in self.viewer.dialogues

    @property
    def sees_persons(self) -> bool:
        """Single persons are for the secretariat alone, unless they are invented."""
        return self.dialogue.synthetic or self.keeps_record

    @cached_property
    def has_registers(self) -> frozenset[str]:
        """The tables with a snapshot of this dialogue's country and nature."""
        return tables_kept(self._shelf) if self.sees_figures else frozenset()

    def registers(self, *tables: str) -> AbstractContextManager[Registers]:
        """The newest snapshots of these tables on the engine; 404 for those who may not see figures."""
        if not self.sees_figures:
            raise Http404(_("There is nothing at this address, or you may not see it."))
        return open_newest(self._shelf, tables=tables, environment=os.environ)

    @property
    def _shelf(self) -> Shelf:
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
    at = _at(here, topic=topic)
    return [page for page in PAGES[topic.key] if page.title and (at.sees_persons or not page.persons)]


def names() -> frozenset[str]:
    """The names of those addresses."""
    return frozenset(page.name for pages in PAGES.values() for page in pages)


def _opened(page: Page, *, topic: Topic) -> Callable[..., HttpResponse]:
    @wraps(page.view)
    def view(request: HttpRequest, dialogue: str, **parts: str) -> HttpResponse:
        at = _at(visit(request, dialogue), topic=topic)
        if page.persons and not at.sees_persons:
            raise Http404(_("There is nothing at this address, or you may not see it."))
        return page.view(request, at, **parts)

    return view


def _at(here: Visit, *, topic: Topic) -> TopicVisit:
    return TopicVisit(dialogue=here.dialogue, viewer=here.viewer, today=here.today, topic=topic)
