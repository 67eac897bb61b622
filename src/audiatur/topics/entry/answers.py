"""What was typed into a form: the answers by name, the blocks that were filled in, and which questions are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from audiatur.topics.entry.form import Field, Form, Kind, Section, Shown

Answers = Mapping[str, str]
"""The answers by the names of the page: `section-field`, or `section-block-field` in a section that repeats."""

RELEASE = "_release"
"""Ends the name of the answer that says who may see the answer beside it."""
MOST_CHARACTERS = 10_000
"""Characters of one answer that are kept."""


def name_of(section: Section, field: str, *, block: int = 0) -> str:
    """The name under which a page asks a question.

    >>> from audiatur.figures.indicator import Words
    >>> name_of(Section("trial", Words("", ""), ()), "court")
    'trial-court'
    """
    return f"{section.key}-{block}-{field}" if section.repeat else f"{section.key}-{field}"


def answers_of(form: Form, given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The answers that belong to a form, without blanks around them; empty ones and other names are left out."""
    kept = {}
    for name, value in given:
        if _known(form, name) and (words := value.replace("\x00", "").strip()[:MOST_CHARACTERS]):
            kept[name] = words
    return kept


def blocks_of(section: Section, answers: Answers) -> list[int]:
    """The numbers of the blocks of a section that hold an answer, in their order; at least those that are required."""
    if section.repeat is None:
        return [0]
    found = {int(match[1]) for name in answers if (match := re.fullmatch(rf"{section.key}-(\d+)-\w+", name))}
    number = 1
    while len(found) < section.repeat.at_least:
        found.add(number)
        number += 1
    return sorted(found)[: section.repeat.most]


def answer(section: Section, field: str, answers: Answers, *, block: int = 0) -> str:
    """The answer to a question of a block, "" where there is none."""
    return answers.get(name_of(section, field, block=block), "")


def shown(conditions: tuple[Shown, ...], section: Section, answers: Answers, *, block: int = 0) -> bool:
    """Whether any of the conditions holds in a block; without conditions, yes."""
    return not conditions or any(_holds(one, answer(section, one.field, answers, block=block)) for one in conditions)


def asked_in(section: Section, answers: Answers, *, block: int = 0) -> list[Field]:
    """The questions that are shown in a block, those of its annex too."""
    fields = list(section.fields)
    if section.annex and shown(section.annex.shown, section, answers, block=block):
        fields += section.annex.fields
    return [field for field in fields if shown(field.shown, section, answers, block=block)]


def minutes_of(clock: str) -> int | None:
    """The minute of the day that a time names.

    >>> minutes_of("14:30"), minutes_of("8.05"), minutes_of("25:00")
    (870, 485, None)
    """
    found = re.fullmatch(r"(\d{1,2})[:.hម](\d{2})", clock.translate(_LATIN))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


_LATIN = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


def _holds(condition: Shown, given: str) -> bool:
    if given in condition.among and given:
        return True
    number = given.translate(_LATIN)
    return condition.below is not None and number.isdecimal() and int(number) < condition.below


def _known(form: Form, name: str) -> bool:
    found = re.fullmatch(r"([a-z]+)-(?:(\d{1,3})-)?(\w+)", name)
    section = form.section(found[1]) if found else None
    if not found or section is None or bool(section.repeat) != bool(found[2]):
        return False
    if section.repeat and not 1 <= int(found[2]) <= 99:
        return False
    for field in section.all_fields:
        if found[3] == field.name or (field.released and found[3] == field.name + RELEASE):
            return True
    return False


def written(field: Field, given: str) -> str:
    """An answer as the contract's reader takes it: a time as the minute of the day."""
    if field.kind is Kind.CLOCK:
        minutes = minutes_of(given)
        return given if minutes is None else str(minutes)
    return given
