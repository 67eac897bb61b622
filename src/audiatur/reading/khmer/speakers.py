"""Who a Khmer source stands for: the name after a title, the office, the body; pronouns to the last fitting speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from audiatur.reading.khmer.lexicon import (
    BODY,
    DEICTIC,
    FEMALE,
    HONORIFIC,
    MALE,
    OFFICE,
    PEOPLE,
    PLURAL_PRONOUN,
    PRONOUN,
    RANK,
    any_of,
)
from audiatur.reading.khmer.phrases import head_at, name_after
from audiatur.reading.text import Span

Gender = Literal["m", "f"] | None

_HONORIFIC: Final = re.compile(rf"(?<![\u17d2])(?:{HONORIFIC})")
_MALE: Final = re.compile(any_of(MALE))
_FEMALE: Final = re.compile(any_of(FEMALE))
_RANKS: Final = re.compile(rf"(?:\s*{RANK})+")
_OFFICE: Final = re.compile(OFFICE)
_BODY: Final = re.compile(BODY)
_PEOPLE: Final = re.compile(PEOPLE)
_PRONOUN: Final = re.compile(rf"(?:{PRONOUN})\Z")
_PLURAL: Final = re.compile(rf"(?:{PLURAL_PRONOUN})\Z")
_FIRST_PERSON: Final = re.compile(rf"{any_of('ខ្ញុំ យើង យើងខ្ញុំ ខ្ញុំបាទ')}\Z")
_ASIDE: Final = re.compile(r"\s*\([^()]{0,60}\)")
_RELATIVE: Final = re.compile(r"(?:\s+(?:ចេញផ្សាយ|ចុះផ្សាយ|ចុះថ្ងៃ)|(?<!អ្នក)\s*ដែល).*\Z", re.DOTALL)
_CHUNK: Final = re.compile(r"[^\s,]+")
_MARKS: Final = re.compile(r"[\u17b6-\u17d1\u17d3\u17dd]|\u17d2.")
_LONGEST_NAME_PART: Final = 6
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named with a title: the name, what gender the title tells, the office beside the name."""

    name: str
    gender: Gender
    office: str | None
    start: int


@dataclass(slots=True)
class Cast:
    """The persons and bodies of one document, in the order in which they spoke or were named."""

    names: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    spoken: list[tuple[str, Gender, bool]] = field(default_factory=list)
    named: list[tuple[str, Gender]] = field(default_factory=list)
    spoken_before: int = 0
    named_before: int = 0

    def turn(self) -> None:
        """Begin a new paragraph."""
        self.spoken_before, self.named_before = len(self.spoken), len(self.named)

    def full(self, name: str) -> str:
        """The fullest form of the name in the document: "ដារ៉ា" is "សុខ ដារ៉ា" where only one such is named."""
        key = _key(name)
        longer = {full for known, full in self.names.items() if known != key and full.endswith(" " + name)}
        return longer.pop() if len(longer) == 1 else self.names.get(key, name)

    def fitting(self, gender: Gender) -> str | None:
        """The last person who may have the gender, looked for in this order.

        Who spoke in this paragraph; who is named first in it; who spoke or was named before, the last one first.
        """
        here = [(name, known) for name, known, is_person in self.spoken[self.spoken_before :] if is_person]
        before = [(name, known) for name, known, is_person in self.spoken[: self.spoken_before] if is_person]
        for name, known in [
            *reversed(here),
            *self.named[self.named_before :],
            *reversed(before),
            *reversed(self.named),
        ]:
            if gender is None or known in {None, gender}:
                return name
        return None


def cast_of(texts: Iterable[str]) -> Cast:
    """The persons whom a document names with a title, the longer spelling of a name counting."""
    cast = Cast()
    shown: dict[str, str] = {}
    for text in texts:
        for mention in mentions(text):
            key = _key(mention.name)
            if mention.name.count(" ") >= shown.get(key, "").count(" "):
                shown[key] = mention.name
            if mention.office:
                cast.offices.setdefault(mention.office, key)
    cast.names = shown
    cast.offices = {office: shown[key] for office, key in cast.offices.items()}
    return cast


def mentions(text: str, *, parts: int = 2) -> list[Mention]:
    """The persons named with a title, in order; a name has at most `parts` words.

    >>> [one.name for one in mentions("លោក សុខ ដារ៉ា និងលោកស្រី កែវ មុន្នី បានជួបគ្នា")]
    ['សុខ ដារ៉ា', 'កែវ មុន្នី']
    """
    found = []
    for title in _HONORIFIC.finditer(text):
        name = _titled_name(text, title, parts)
        if name:
            office = _office_beside(text, title.start(), name[1])
            found.append(Mention(_shown(text[slice(*name)]), _gender(title.group()), office, title.start()))
    return found


def resolve(text: str, source: Span, *, cast: Cast, said_before: Sequence[Mention]) -> str | None:
    """The speaker that a source stands for, remembered in the cast as the last one who spoke.

    `said_before` are the persons named in the paragraph before the source.
    """
    cast.named += [(cast.full(one.name), one.gender) for one in said_before]
    phrase = _RELATIVE.sub("", _ASIDE.sub("", text[slice(*source)])).strip()
    bare = DEICTIC.sub("", phrase).strip()
    if not bare:
        return None
    if _PLURAL.match(bare):
        return next((name for name, _, is_person in reversed(cast.spoken) if not is_person), None)
    if _PRONOUN.match(bare):
        name = cast.fitting(_gender(bare))
        return _remember(cast, name, _gender(bare), is_person=True) if name else None
    named = mentions(text[slice(*source)], parts=3)
    if named:
        first = cast.full(named[0].name)
        if len(named) > 1 and re.search(r"និង\s*\Z", text[source[0] : source[0] + named[1].start]):
            first = f"{first} និង {cast.full(named[1].name)}"
        return _remember(cast, first, named[0].gender, is_person=True)
    if _OFFICE.match(bare) or (_HONORIFIC.match(bare) and _OFFICE.search(bare)):
        return _officer(bare, phrase, cast)
    if _BODY.match(bare):
        return _remember(cast, _body(bare, cast), None, is_person=False)
    return _remember(cast, _shown(bare)[:_LONGEST], None, is_person=not _PEOPLE.match(bare))


def is_first_person(text: str, source: Span) -> bool:
    """Whether the source is "I" or "we": whoever speaks the quotation that it stands in."""
    return _FIRST_PERSON.match(text[slice(*source)].strip()) is not None


def repeat(cast: Cast) -> str | None:
    """The speaker who goes on where the verb has no subject."""
    return cast.spoken[-1][0] if cast.spoken else None


def _remember(cast: Cast, name: str, gender: Gender, *, is_person: bool) -> str:
    cast.spoken.append((name, gender, is_person))
    return name


def _officer(bare: str, phrase: str, cast: Cast) -> str:
    """The person last named with the office, a name that follows it without title, or the office itself."""
    title = _HONORIFIC.match(bare)
    office = _shown(bare[title.end() :] if title else bare)
    parts = _CHUNK.findall(office)
    name = parts[1:]
    if 2 <= len(name) <= 3 and all(_is_short(part) and not head_at(part, 0) for part in name):
        return _remember(cast, cast.full(" ".join(name)), _gender(bare), is_person=True)
    holders = [holder for known, holder in cast.offices.items() if _same_office(office, known)]
    holder = holders[0] if len(set(holders)) == 1 else None
    if holder is None and (phrase != bare or title):
        kind = _OFFICE.match(office)
        same = [who for known, who in cast.offices.items() if kind and known.startswith(kind.group())]
        spoke = [name for name, _, _ in cast.spoken if name in same]
        holder = spoke[-1] if spoke else (same[-1] if same else None)
    return _remember(cast, holder or office[:_LONGEST], _gender(bare) if title else None, is_person=True)


def _same_office(office: str, known: str) -> bool:
    return known == office or (len(office) > 12 and known.startswith(office))


def _body(bare: str, cast: Cast) -> str:
    """The body's name; "the ministry" alone is the one last named in full."""
    kind = _BODY.match(bare)
    assert kind is not None
    if kind.end() == len(bare):
        return cast.bodies.get(kind.group(), bare)
    name = _shown(bare)[:_LONGEST]
    cast.bodies[kind.group()] = name
    return name


def _titled_name(text: str, title: re.Match[str], parts: int) -> Span | None:
    at = title.end()
    ranks = _RANKS.match(text, at)
    if ranks:
        at = ranks.end()
    office = _OFFICE.match(text, at)
    if office:
        chunk = _CHUNK.match(text, at)
        at = chunk.end() if chunk else at
        found = name_after(text, at, len(text), parts=parts)
        return found if found and " " in text[slice(*found)] else None
    return name_after(text, at, len(text), parts=parts)


def _office_beside(text: str, title: int, name_end: int) -> str | None:
    """The office that follows a name, or stands before its title."""
    after = re.compile(r"[\s,]*(?:ដែល)?(?:ជា)?(?=\S)").match(text, name_end)
    if after and _OFFICE.match(text, after.end()):
        chunk = _CHUNK.match(text, after.end())
        return _until_verb(chunk.group()) if chunk else None
    before = re.compile(r"(\S+)\s*\Z").search(text, max(0, title - 120), title)
    office = _OFFICE.search(before.group(1)) if before else None
    return before.group(1)[office.start() :] if before and office else None


def _until_verb(office: str) -> str:
    return re.split(any_of("បាន នឹង ថា"), office)[0]


def _gender(words: str) -> Gender:
    if _FEMALE.match(words):
        return "f"
    return "m" if _MALE.match(words) else None


def _key(name: str) -> str:
    return "".join(name.split())


def _shown(name: str) -> str:
    return " ".join(name.split())


def _is_short(part: str) -> bool:
    return len(_MARKS.sub("", part)) <= _LONGEST_NAME_PART
