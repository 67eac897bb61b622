"""Names in a document: persons with their offices and organisations, in the order in which they are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from audiatur.reading.statements.lexicon import CUES
from audiatur.reading.statements.places import STATES, places_of
from audiatur.reading.statements.words import DAYS, MONTHS, listed, looks_finite
from audiatur.reading.text import Span

Gender = Literal["m", "f"]

_WORD: Final = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]*"
_CAPITAL: Final = rf"(?:(?:[A-Z]|H\.E|Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Col|Lt|Capt|Sgt|Rev|Hon|St|Jr|Sr)\.|{_WORD})"
_PARTICLE: Final = "(?:de|la|del|der|van|von|bin|ibn|al|el|da|dos|du|den|y)"
_RUN: Final = re.compile(rf"{_CAPITAL}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0\n])*{_CAPITAL}){{1,6}}")
_ONE: Final = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w\-]+")
RUN_OR_WORD: Final = re.compile(rf"{_CAPITAL}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0\n])*{_CAPITAL}){{0,6}}")
_PLACED: Final = re.compile(r"(?i)\b(?:the|in|at|near)\s\Z")
_CLITIC: Final = re.compile(r"[’']s?\Z")
_TITLES: Final = listed(
    "mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess president minister prime deputy"
    " vice secretary state chief police commissioner general special rapporteur ambassador senator sen rep gov governor"
    " representative congressman congresswoman mayor judge justice attorney prosecutor director chair chairman"
    " chairwoman chairperson spokesman spokeswoman spokesperson colonel col captain capt lieutenant lt sergeant sgt"
    " major gen officer sheriff archbishop bishop father sister brother pope imam venerable reverend rev excellency"
    " samdech oknha counsellor councillor commander inspector leader former acting senior under assistant un us u.n"
    " analyst villager farmer lawyer activist economist researcher scholar journalist businessman historian student"
    " teacher monk resident worker driver fisherman vendor unionist blogger protester defendant witness provincial"
    " national regional local then its his her their"
    " hon h.e sr jr st republican democratic gop executive editor author candidate nominee first lady interior foreign"
    " finance defence defense health education labour labor opposition aide adviser advisor coordinator expert"
    " independent high the a an and but when while after as in on at for if although though because according to since"
    " until before with from by per both said says meanwhile however also then later yesterday today"
)
_ORGANISATION: Final = listed(
    "ministry court office commission committee council party institute university college association organisation"
    " organization centre center union government parliament assembly senate house department agency bureau bank group"
    " company corp inc ltd foundation fund watch international nations network coalition alliance federation forum"
    " league society service services police army force forces post times news press journal tribune herald daily radio"
    " television tv states state rights project campaign team board authority authorities mission embassy secretariat"
    " programme program initiative movement front league school hospital church tribunal congress delegation mandate"
    " law act code constitution convention covenant protocol declaration article report review plan agreement river"
    " city province district street avenue road square island islands lake mountain sea ocean republic kingdom"
    " county village town world europe asia africa america north south east west day war"
)
_OFFICE: Final = re.compile(r"\b(?:" + "|".join((
    "secretary of state", "special rapporteur", "rapporteur", "prime minister", "minister", "president", "ambassador",
    "representative", "spokesperson", "spokesman", "spokeswoman", "director", "chairperson", "chairman", "chairwoman",
    "chair", "governor", "mayor", "judge", "prosecutor", "lawyer", "attorney", "senator", "commissioner", "secretary",
    "professor", "king", "queen", "coordinator", "ombudsman", "ombudsperson", "official", "activist", "analyst",
    "expert", "researcher", "leader", "candidate", "nominee", "adviser", "advisor", "chief", "officer", "head",
    "journalist", "editor", "author", "monk", "unionist", "defender", "congressman", "congresswoman", "billionaire",
    "businessman", "mandate holder", "delegate",
)) + r")\b")  # fmt: skip
_CUT: Final = re.compile(r"[.,;:!?“”\"()\n]|\b(?:and|with|by|who|said|told)\b")
_TITLE_GENDER: Final[dict[str, Gender]] = {
    "mr": "m", "sir": "m", "king": "m", "prince": "m", "lord": "m", "congressman": "m", "chairman": "m",
    "spokesman": "m", "businessman": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "queen": "f",
    "princess": "f", "dame": "f", "congresswoman": "f", "chairwoman": "f", "spokeswoman": "f", "madam": "f",
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """A person of the document: the fullest name seen, words of the name, offices said of them, gender if told."""

    name: str
    words: frozenset[str]
    offices: set[str] = field(default_factory=set)
    gender: Gender | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last word of the name: the ones that stand for it alone."""
        words = self.name.lower().split()
        return words[0], words[-1]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a person is named."""

    start: int
    end: int
    person: Person


@dataclass(slots=True)
class Names:
    """The persons and organisations of a document and where they are named."""

    mentions: list[Mention] = field(default_factory=list)
    organisations: list[tuple[int, str]] = field(default_factory=list)
    places: frozenset[str] = STATES
    _by_word: dict[str, list[Person]] = field(default_factory=dict)

    def person(self, words: Iterable[str]) -> Person | None:
        """The last person named so far who bears all the words."""
        wanted = [word.lower() for word in words]
        if not wanted:
            return None
        for person in reversed(self._by_word.get(wanted[-1], [])[-50:]):
            if all(word in person.words for word in wanted) and (len(wanted) > 1 or wanted[0] in person.ends):
                return person
        return None

    def add(self, person: Person) -> None:
        """Makes a person known by each word of the name."""
        for word in person.words:
            self._by_word.setdefault(word, []).append(person)

    def before(self, offset: int) -> list[Mention]:
        """The last mentions before an offset, latest first."""
        index = bisect_left(self.mentions, offset, key=lambda mention: mention.start)
        return self.mentions[max(0, index - 20) : index][::-1]


def bare_name(run: str) -> str:
    """A run of capitalised words without the titles before the name and the clitic after it.

    >>> bare_name("Prime Minister Ana Solberg’s"), bare_name("Mr. Ross"), bare_name("The Minister")
    ('Ana Solberg', 'Ross', '')
    """
    words = _CLITIC.sub("", run).split()
    while words and words[0].rstrip(".").lower() in _TITLES:
        words.pop(0)
    while words and (words[-1].lower() in DAYS or words[-1].rstrip(".").lower() in MONTHS):
        words.pop()
    return " ".join(words).rstrip(",") if words else ""


def is_organisation(name: str) -> bool:
    """Whether a capitalised name is one of an organisation, a place or a text and not of a person."""
    words = [word.rstrip(".").lower() for word in name.split()]
    return any(word in _ORGANISATION or (len(word) > 1 and name.split()[i].isupper()) for i, word in enumerate(words))


def names_of(content: str, spans: Sequence[Span]) -> Names:
    """The names in the given stretches of the content."""
    names = Names(places=places_of(content))
    for start, end in spans:
        for match in _RUN.finditer(content, start, end):
            _read_run(content, match, names, start=start)
    runs = [(mention.start, mention.end) for mention in names.mentions]
    names.mentions.extend(_short_mentions(content, spans, names, runs))
    names.mentions.sort(key=lambda mention: mention.start)
    return names


def _short_mentions(content: str, spans: Sequence[Span], names: Names, runs: list[Span]) -> Iterator[Mention]:
    """Where a person is named by one word of the name ("Solberg")."""
    at = 0
    for start, end in spans:
        for match in _ONE.finditer(content, start, end):
            while at < len(runs) and runs[at][1] <= match.start():
                at += 1
            if at < len(runs) and runs[at][0] <= match.start():
                continue
            person = names.person([match.group()])
            if person is not None:
                yield Mention(match.start(), match.end(), person)


def _read_run(content: str, match: re.Match[str], names: Names, *, start: int) -> None:
    run = match.group()
    after = content[match.end() : match.end() + 90]
    if is_organisation(bare_name(run)) or _OFFICE.match(after, 1):
        names.organisations.append((match.start(), _CLITIC.sub("", run)))
        if _OFFICE.match(after, 1):
            return
    name = bare_name(without_place(content, run, match.start(), places=names.places))
    if not name or is_organisation(name) or any(c.isdigit() for c in name) or name.split()[0].lower() in STATES:
        return
    parts = name.split()
    before = content[max(start, match.start() - 90) : match.start()]
    if run.startswith(parts[0]) and _PLACED.search(before):
        return
    title = _title_gender(run, name)
    person = names.person(parts)
    if len(parts) == 1:
        if person is None and title is None:
            return
        if person is None:
            person = Person(f"{run.split()[0]} {name}", frozenset({name.lower()}))
            names.add(person)
    elif person is None or len(person.words) < len(parts):
        person = _known_shorter(names, parts) or Person(name, frozenset(part.lower() for part in parts))
        if person.name != name:
            person.name, person.words = name, frozenset(part.lower() for part in parts)
        names.add(person)
    if title and person.gender is None:
        person.gender = title
    person.offices.update(_offices(before, run, after))
    names.mentions.append(Mention(match.start(), match.end(), person))


def without_place(content: str, run: str, at: int, *, places: frozenset[str]) -> str:
    """The run without the State that a preposition before it belongs to ("rapporteur in Norway Ana Solberg")."""
    words = run.split()
    before = content[max(0, at - 60) : at]
    last = before.split()[-1:]
    if len(words) > 2 and last and last[0].lower() in {"in", "for", "of", "to"}:
        office = last[0].lower() == "in" and _OFFICE.search(_CUT.split(before)[-1].lower())
        if words[0].lower() in places or office:
            return " ".join(words[1:])
    return run


def _known_shorter(names: Names, parts: list[str]) -> Person | None:
    """A person known only as "Mr. Ross" whose full name this is."""
    found = names.person(parts[-1:])
    return found if found is not None and len(found.words) == 1 else None


def _title_gender(run: str, name: str) -> Gender | None:
    for word in run[: run.find(name)].lower().replace(".", "").split():
        if word in _TITLE_GENDER:
            return _TITLE_GENDER[word]
    return None


def _offices(before: str, run: str, after: str) -> set[str]:
    """The offices said of a person right before the name, within its run or in an apposition after it."""
    lead = f"{_CUT.split(before)[-1]} {run}".lower()
    found = {
        match.group()
        for match in _OFFICE.finditer(lead)
        if not any(looks_finite(word) or word in CUES for word in lead[match.end() :].split())
    }
    if after.startswith(", "):
        found.update(_OFFICE.findall(_CUT.split(after[2:])[0].lower()))
    return found
