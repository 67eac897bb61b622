"""Who a source stands for, over the whole document: pronouns, short names, offices, "the ministry", "who"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.names import (
    RUN_OR_WORD as RUN,
)
from audiatur.reading.statements.names import (
    Gender,
    Mention,
    Names,
    Person,
    bare_name,
    is_organisation,
    names_of,
    without_place,
)
from audiatur.reading.statements.places import STATES
from audiatur.reading.statements.words import DETERMINERS, PREPOSITIONS, SUBORDINATORS, listed, looks_finite
from audiatur.reading.text import Text

_SINGULAR: Final[dict[str, Gender]] = {"he": "m", "his": "m", "him": "m", "himself": "m",
                                       "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
_PLURAL: Final = listed("they their them themselves")
_NEUTRAL: Final = listed("it its itself")
_OWN: Final = listed("i we my our us me myself ourselves")
_RELATIVE: Final = listed("who which that whose whom")
_PLURAL_HEAD: Final = listed("people police some many others most both critics several few all")
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)")
_DEFINED: Final = re.compile(r"\A(?P<name>.+?) \((?P<short>[A-Z][\w/\-￾]{1,14})\)")
_TAIL: Final = re.compile(r"(?:,|\b(?:who|which|whose|that)\b).*\Z", re.DOTALL)
_BREAK: Final = re.compile(r"[.;:?!—()“”\"\n]|,\s")
_ACRONYM: Final = re.compile(r"\A[A-Z][A-Z&.\-]+s?\Z")
_BODY: Final = re.compile(r"The [A-Z]?[\w\-]+(?: (?:of|for|on|against|and|the|[A-Z][\w\-]+))*")
_LONGEST: Final = 140


class _Focus:
    """The last speakers, outermost statements only: the one that a pronoun goes back to."""

    def __init__(self) -> None:
        self.person: tuple[int, Person] | None = None
        self.woman: tuple[int, Person] | None = None
        self.man: tuple[int, Person] | None = None
        self.several: str | None = None
        self.body: str | None = None
        self.unnamed: tuple[int, str] | None = None


class Speaker(NamedTuple):
    """Who speaks: the name or office, None where the document names nobody; what is told of their office."""

    name: str | None
    office: str = ""
    is_place: bool = False


def resolve_speakers(text: Text, attributions: Sequence[Attribution], holders: Sequence[int | None]) -> list[Speaker]:
    """Who each attribution's source stands for.

    Attributions are in the order of the text, each after the one that holds it.
    """
    names = names_of(text.content, [(paragraph.start, paragraph.end) for paragraph in text.paragraphs])
    resolver = _Resolver(text, names)
    for number, attribution in enumerate(attributions):
        holder = holders[number]
        if (
            attribution.pattern.endswith("relative")
            and number
            and _follows(text, attributions[number - 1], attribution)
        ):
            # "Reyn raised cases, which he viewed as …": the clause goes on with the speaker before it
            holder = number - 1
        resolver.resolve(attribution, resolver.found[holder] if holder is not None and holder < number else None)
    return [Speaker(name, resolver.office(name), (name or "").lower() in names.places) for name in resolver.found]


def _follows(text: Text, former: Attribution, latter: Attribution) -> bool:
    return former.content[-1][1] >= latter.start - 3 and not text.content[former.start : latter.start].endswith(". ")


class _Resolver:
    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.names = names
        self.focus = _Focus()
        self.found: list[str | None] = []
        self.persons = {mention.person.name: mention.person for mention in names.mentions}
        self._bodies: dict[str, str] = {}
        self._short_forms: dict[str, str] = {}

    def resolve(self, attribution: Attribution, outer: str | None) -> None:
        """Adds the speaker of one attribution; `outer` is the speaker of the statement that holds it."""
        if not attribution.source:
            self.found.append(None)
            return
        start, end = attribution.source[0][0], attribution.source[-1][1]
        speaker = self._speaker(self.text.content[start:end], start, outer)
        self.found.append(speaker)
        if speaker is not None and outer is None:
            self._remember(speaker, start)

    def office(self, name: str | None) -> str:
        """What the document tells of a speaker's office: the offices of a person, or the name of a body itself."""
        person = self.persons.get(name or "")
        return " ".join(sorted(person.offices)) if person is not None else name or ""

    def _speaker(self, source: str, start: int, outer: str | None) -> str | None:
        word = source.strip(" ,").lower().replace("’", "'")
        if word in _SINGULAR:
            return self._he_or_she(_SINGULAR[word], start, outer)
        if word in _OWN:
            return outer
        if word in _PLURAL:
            return self.focus.several
        if word in _NEUTRAL:
            return self._subject_before(start) or self.focus.body
        if word in _RELATIVE:
            return self._antecedent(start, outer)
        return self._named(source, start)

    def _remember(self, speaker: str, start: int) -> None:
        focus, person = self.focus, self.persons.get(speaker)
        if person is not None:
            focus.person = (start, person)
            focus.unnamed = None
            if person.gender == "f":
                focus.woman = (start, person)
            elif person.gender == "m":
                focus.man = (start, person)
            return
        head = _head(speaker)
        if (head.endswith("s") and not head.endswith("ss") and not is_organisation(speaker)) or head in _PLURAL_HEAD:
            focus.several = speaker
        elif is_organisation(speaker) or _ACRONYM.match(speaker) or head in _BODIES:
            focus.body = speaker
            focus.several = speaker
        else:
            focus.unnamed = (start, speaker)

    def _he_or_she(self, gender: Gender, start: int, outer: str | None) -> str | None:
        """The last fitting speaker; inside another's words that speaker, unless the gender speaks against it."""
        if outer is not None:
            person = self.persons.get(outer)
            if person is None and not is_organisation(outer) and _head(outer) not in _BODIES:
                return outer
            if person is not None and person.gender in {None, gender}:
                person.gender = person.gender or gender
                return outer
        speaker = self._last_person(gender, start)
        if speaker is None:
            return self.focus.unnamed[1] if self.focus.unnamed else None
        if speaker.gender is None:
            speaker.gender = gender
        return speaker.name

    def _last_person(self, gender: Gender, start: int) -> Person | None:
        focus = self.focus
        spoke = [item for item in (focus.person, focus.man if gender == "m" else focus.woman)
                 if item is not None and item[1].gender in {None, gender}]  # fmt: skip
        last = max(spoke, key=lambda item: item[0]) if spoke else None
        if focus.unnamed is not None and (last is None or focus.unnamed[0] > last[0]):
            last = None
        since = last[0] if last else (focus.unnamed[0] if focus.unnamed else -1)
        for mention in self.names.before(start):
            if mention.start < since:
                break
            if mention.person.gender in {None, gender} and self._opens_sentence(mention):
                return mention.person
        if last is not None:
            return last[1]
        if focus.unnamed is not None:
            return None
        return next(
            (
                m.person
                for m in self.names.before(start)
                if m.person.gender in {None, gender} and start - m.start < 1500
            ),
            None,
        )

    def _opens_sentence(self, mention: Mention) -> bool:
        """Whether a person is the first noun phrase of a sentence: most likely what it goes on to speak of."""
        before = self.text.content[max(0, mention.start - 80) : mention.start]
        piece = re.split(r"[.?!”\"]\s+|\n", before)[-1]
        words = piece.split()
        return len(words) <= 6 and not any(
            word.lower() in PREPOSITIONS or looks_finite(word.lower()) or word.endswith(",") for word in words
        )

    def _subject_before(self, start: int) -> str | None:
        """The body that the sentence before "it" begins with ("The Committee met in May. It noted …")."""
        before = self.text.content[max(0, start - 400) : start].rstrip()
        sentence = re.split(r"[.?!”\"]\s+|\n", before)[-1]
        match = _BODY.match(sentence)
        return self._named(match.group(), start) if match and _head(match.group()) in _BODIES else None

    def _antecedent(self, start: int, outer: str | None) -> str | None:
        """The noun phrase before "who" or "which"."""
        before = self.text.content[max(0, start - 120) : start].rstrip().rstrip(",").rstrip()
        mention = next(iter(self.names.before(start)), None)
        if mention is not None and start - mention.end <= 3:
            return mention.person.name
        piece = _BREAK.split(before)[-1]
        words = piece.split()
        at = len(words)
        while at > 0 and not looks_finite(words[at - 1].lower()) and words[at - 1].lower() not in SUBORDINATORS:
            at -= 1
            if words[at].lower() in DETERMINERS and (at == 0 or words[at - 1].lower() not in {"of", "for"}):
                break
            if (
                words[at][:1].isupper()
                and (at == 0 or not words[at - 1][:1].isupper())
                and (at == 0 or words[at - 1].lower() not in {"of", "for"} | DETERMINERS)
            ):
                break
        while at < len(words) and words[at].lower() in PREPOSITIONS:
            at += 1
        phrase = " ".join(words[at:])
        return self._named(phrase, start - len(phrase)) if phrase else outer

    def _named(self, source: str, start: int) -> str | None:
        """The canonical form of a noun phrase: a person's fullest name, an organisation's, or the phrase itself."""
        plain = " ".join(source.split())
        head = _CLITIC.sub("", _TAIL.sub("", _PARENTHESIS.sub("", plain))).strip(" ,“”\"'’")
        if not head:
            return None
        if head in self._short_forms:
            return self._short_forms[head]
        if (defined := _DEFINED.match(plain)) is not None:
            self._short_forms[defined["short"]] = _phrase(defined["name"])
        both = [self._person_in(part, source, start) for part in re.split(r"\s+and\s+", head)]
        if len(both) == 2 and all(both):
            return " and ".join(name for name in both if name)
        person = self._person_in(head, source, start)
        if person is not None:
            return person
        pieces = " ".join(source.split()).split(", ")
        if len(pieces) > 1 and (person := self._person_in(pieces[1].strip(" ,"), source, start)):
            return person
        return self._office(head, start) or self._body(head) or _phrase(head)

    def _person_in(self, head: str, source: str, start: int) -> str | None:
        """The person whose name ends the phrase ("justice minister Koeut Rith")."""
        runs = list(RUN.finditer(head))
        if not runs or runs[-1].end() < len(head):
            return None
        run = runs[-1].group()
        name = bare_name(without_place(self.text.content, run, start + source.find(run), places=self.names.places))
        before = head[: runs[-1].start()].split()
        if before and before[-1].lower() in PREPOSITIONS and name.split()[:1] == run.split()[:1]:
            return None
        if not name or is_organisation(name) or (" " not in name and name.lower() in STATES):
            return None
        person = self.names.person(name.split())
        return person.name if person is not None else None

    def _office(self, head: str, start: int) -> str | None:
        """The person last named with the office in "the minister", "the special rapporteur"."""
        lowered = head.lower()
        if not lowered.startswith(("the ", "this ", "that ")):
            return None
        office = lowered.split(" ", 1)[1]
        if " " in office and office not in {"special rapporteur", "secretary of state", "prime minister"}:
            office = office.split(" of ")[0].split(" for ")[0]
        for mention in self.names.before(start):
            if any(office == known or known.endswith(" " + office) for known in mention.person.offices):
                return mention.person.name
        for name, person in self.persons.items():
            if office in person.offices or (office == "rapporteur" and "special rapporteur" in person.offices):
                return name
        return None

    def _body(self, head: str) -> str | None:
        """The fullest name of the organisation that "the ministry" or "the Committee" stands for."""
        lowered = head.lower()
        if not lowered.startswith("the ") or lowered.count(" ") != 1:
            return None
        key = lowered[4:]
        if key not in _BODIES or key in _WHOLE:
            return None
        if key not in self._bodies:
            pattern = re.compile(
                rf"\b{key.capitalize()}(?: (?:of|for|on|against|to)(?: the)?(?: [A-Z][\w\-]+| and [A-Z][\w\-]+)+)"
            )
            full = {match.group() for match in pattern.finditer(self.text.content[:_SEARCHED])}
            lead = re.compile(rf"\b(?:[A-Z][\w\-]+ ){{1,4}}{key.capitalize()}\b")
            full |= {
                m.group()
                for m in lead.finditer(self.text.content[:_SEARCHED])
                if m.group().split()[0].lower() not in DETERMINERS
            }
            self._bodies[key] = f"the {full.pop()}" if len(full) == 1 else ""
        return self._bodies[key] or None


_CLITIC: Final = re.compile(r"[’']s?\Z")
_SEARCHED: Final = 400_000
_BODIES: Final = listed(
    "ministry committee commission council court government delegation report poll survey study party organisation"
    " organization group institute association company agency office department authority union coalition network"
    " campaign team state country army police bank university parliament assembly senate embassy mission statement"
    " newspaper magazine circle secretariat bureau federation alliance centre center"
)


_WHOLE: Final = listed("government state country delegation")
"""Bodies that are called so in full."""


def _head(phrase: str) -> str:
    """The head noun of a phrase, lower case: the word before its first preposition."""
    words = phrase.lower().split()
    for index, word in enumerate(words):
        if word in PREPOSITIONS and index > 0:
            return words[index - 1]
    return words[-1] if words else ""


def _phrase(head: str) -> str:
    """A phrase as it stands, an opening article in lower case, cut where it is longer than a name can be."""
    first, _, rest = head.partition(" ")
    if rest and first.lower() in DETERMINERS and (len(first) == 1 or not first.isupper()):
        head = f"{first.lower()} {rest}"
    return head if len(head) <= _LONGEST else head[:_LONGEST].rsplit(" ", 1)[0]
