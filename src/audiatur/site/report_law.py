"""The law in the draft of a report: which wordings came into force, which articles they changed, which stages came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from audiatur.dates import read_when
from audiatur.publish.document import Block, Cell, Heading, Paragraph, Run, Table, cell, text
from audiatur.site import written
from audiatur.site.topic_pages import TopicVisit, at_topic
from audiatur.site.views.visit import Visit
from audiatur.topics import TOPICS
from audiatur.topics.law import store
from audiatur.topics.law.citations import Names, citations_in
from audiatur.topics.law.comparing import Comparison, compare_laws
from audiatur.topics.law.reforms import track
from audiatur.topics.law.rows import LawRows
from audiatur.topics.law.timeline import Version
from audiatur.topics.law.views.comparison import KINDS
from audiatur.topics.law.views.reforms import STAGE_NAMES
from audiatur.topics.law.views.shelf import in_language, instruments_of, name_of, rows_of, shelf_of


@dataclass(frozen=True)
class Laws:
    """The laws of a dialogue as far as they changed from `since` on (ever, where it is None) up to the day."""

    here: Visit
    since: date | None

    @cached_property
    def _at(self) -> TopicVisit:
        return at_topic(self.here, topic=next(topic for topic in TOPICS if topic.key == "law"))

    @cached_property
    def _rows(self) -> LawRows:
        return rows_of(self._at)

    @cached_property
    def _names(self) -> Names:
        return Names(instruments_of(self._rows).values())

    @cached_property
    def _kept(self) -> dict[str, tuple[store.Kept, ...]]:
        found: dict[str, tuple[store.Kept, ...]] = {}
        for one in store.in_force(store.wordings(shelf_of(self._at))):
            found[one.manifest.law] = (*found.get(one.manifest.law, ()), one)
        return found

    def named_in(self, *texts: str) -> list[Paragraph]:
        """For each provision that the texts cite of a law that is held: its wordings from the day on."""
        cited = dict.fromkeys(
            (one.instrument, pinpoint.article)
            for words in texts
            for one in citations_in(words, names=self._names)
            for pinpoint in one.pinpoints
            if one.instrument in self._kept
        )
        return [line for law, article in cited for line in self._article(law, article)]

    def _article(self, law: str, article: str) -> Iterator[Paragraph]:
        lines = store.timeline(self._kept[law])
        key = lines.key_of(article)
        told = _("%(law)s, article %(article)s") % {"law": self._name(law), "article": article}
        changed = [version for version in lines.history(key) if self._is_news(version.starts)] if key else []
        for version in changed:
            yield Paragraph((Run(f"{told}: {_words_from(version)}", note=self._note_of(law, version)),))
        if key and not changed:
            since = _("no other words since %(date)s") % {"date": written.when(self.since)} if self.since else ""
            yield text(f"{told}: {since}")

    def _note_of(self, law: str, version: Version) -> str:
        made = [one for one in self._kept[law] if _starts(one) == version.starts]
        return _note(made[0]) if made else ""

    def blocks(self) -> Iterator[Block]:
        """The wordings that came into force and the stages that reforms reached."""
        yield Heading((Run(_("The law")),), 2)
        changes = [row for law, kept in sorted(self._kept.items()) for row in self._wordings(law, kept)]
        stages = list(self._stages())
        if changes:
            head = (cell(_("Law")), cell(_("In force from")), cell(_("Articles")))
            yield Table(head, tuple(changes), _("Wordings that came into force"))
        if stages:
            head = (cell(_("Reform")), cell(_("Stage")), cell(_("Date")))
            yield Table(head, tuple(stages), _("Stages of reforms"))
        if not changes and not stages:
            nothing = _("Nothing in the record since %(date)s.") % {"date": written.when(self.since)}
            yield text(nothing if self.since else _("Nothing in the record yet."), kind="soft")

    def _wordings(self, law: str, kept: Sequence[store.Kept]) -> Iterator[tuple[Cell, ...]]:
        for place, one in enumerate(kept):
            if self._is_news(_starts(one)):
                name = Cell((Paragraph((Run(self._name(law), note=_note(one)),)),))
                changed = _counts(compare_laws(kept[place - 1].law(), one.law())) if place else _("First wording held")
                yield name, cell(written.when(one.manifest.starts)), cell(changed)

    def _stages(self) -> Iterator[tuple[Cell, ...]]:
        for one in track(self._rows.reforms, (*self._rows.events, *self._at.reform_news()), on=self.here.today):
            name = in_language(one.reform.name, one.reform.name_km)
            for stage in one.stages:
                for event in stage.events:
                    if self._is_news(read_when(event.on).latest):
                        who = "" if event.source.startswith(event.publisher) else event.publisher
                        note = ", ".join(part for part in (who, event.source) if part)
                        told = Cell((Paragraph((Run(name, note=note),)),))
                        yield told, cell(str(STAGE_NAMES[event.stage])), cell(written.when(event.on))

    def _is_news(self, day: date) -> bool:
        return day <= self.here.today and (self.since is None or day >= self.since)

    def _name(self, law: str) -> str:
        return name_of(law, instruments_of(self._rows), kept=self._kept[law])


def _starts(kept: store.Kept) -> date:
    return read_when(kept.manifest.starts).earliest


def _words_from(version: Version) -> str:
    told = _("repealed from %(date)s") if version.text is None else _("these words from %(date)s")
    return told % {"date": written.when(version.starts)}


def _counts(comparison: Comparison) -> str:
    counts = comparison.counts()
    return ", ".join(f"{KINDS[kind]}: {counts[kind]}" for kind in KINDS if counts.get(kind))


def _note(kept: store.Kept) -> str:
    told = kept.manifest
    published = _("published %(date)s") % {"date": written.when(told.published)}
    return f"{told.title}, {published}. {told.source}. SHA-256 {told.sha256[:16]}…"
