"""What a topic of a dialogue is, and what its pages are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from django.http import HttpResponse

    from audiatur.registers.engine import Registers
    from audiatur.registers.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the topics of a dialogue.

    `words` are lower-case stems; a text that holds more of them than of another topic's is *suggested* for this
    topic, and a person files it.
    """

    key: str
    name: str
    words: tuple[str, ...]


class Here(Protocol):
    """Who looks at a topic of which dialogue on which day; a page draws with it as `here` in its context."""

    @property
    def dialogue(self) -> Any:
        """The dialogue: `slug`, `title`, `state_name`, `country`, `synthetic`."""

    @property
    def topic(self) -> Topic:
        """The topic whose page it is."""

    @property
    def today(self) -> date:
        """The day on which the page is drawn."""

    @property
    def sees_figures(self) -> bool:
        """Whether the viewer may see what is computed from this dialogue's registers."""

    @property
    def sees_persons(self) -> bool:
        """Whether the viewer may see rows about single persons."""

    @property
    def keeps_record(self) -> bool:
        """Whether the viewer is of the dialogue's secretariat."""

    @property
    def laws(self) -> Path:
        """The folder in which laws are kept."""

    def pack(self, part: str) -> Traversable | None:
        """A folder of the dialogue's country pack, None where the pack has none of that name."""

    def stances(self) -> tuple[Any, ...]:
        """What parties say of provisions, as far as the viewer may see (`audiatur.topics.law.obligations.Stance`)."""

    def reform_news(self) -> tuple[Any, ...]:
        """The stages of reforms that parties state (`audiatur.topics.law.rows.ReformEvent`)."""

    def documents(self) -> Iterator[tuple[int, str, str, str]]:
        """The documents that the viewer may see: number, title, date (EDTF), text."""

    def parties(self) -> tuple[tuple[str, str], ...]:
        """The parties that the viewer writes for: slug and name."""

    @property
    def shelf(self) -> Shelf:
        """The snapshots of the dialogue's country and nature."""

    @property
    def kept(self) -> Path:
        """The folder in which computed things are kept."""

    @property
    def decides_pairs(self) -> bool:
        """Whether the viewer may decide if two reports are of one incident."""

    def pair_decisions(self) -> tuple[Any, ...]:
        """What was decided of pairs of reports (`audiatur.topics.civic_space.linkage.decisions.Decision`)."""

    def pair_decide(self, pair: tuple[str, str], *, verdict: str, reason: str) -> str:
        """Store the viewer's decision on two reports; why it does not fit, empty where it was stored."""

    def pair_undo(self, decision: int) -> str:
        """Take a decision back by its row; why that is not possible, empty where it was."""

    @property
    def has_registers(self) -> frozenset[str]:
        """The register tables of which this dialogue has a snapshot that the viewer may use."""

    def registers(self, *tables: str) -> AbstractContextManager[Registers]:
        """The newest snapshots of these tables, opened on the engine.

        Raises:
            SnapshotError: there is none of one of them, or the viewer may not use them.
        """


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a topic at `/<dialogue>/topics/<topic>/<path>`.

    `view(request, here, **parts of the path)` draws it. `title` and `about`, texts of the catalogue, list it on the
    topic's page; one without title is reached from another page. `persons` marks a page about single persons, which
    is answered 404 to those who may not see them.
    """

    name: str
    path: str
    view: Callable[..., HttpResponse]
    title: str = ""
    about: str = ""
    persons: bool = False
