"""A form as a page draws it: its questions in the language of the page, with the answers and the faults beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audiatur.figures.indicator import Words
from audiatur.registers.contract import Code, Lang, Table
from audiatur.site import written
from audiatur.topics.entry import Answers, Field, FieldFault, Form, Kind, Section, Shown, blocks_of
from audiatur.topics.entry.answers import RELEASE, answer, asked_in

LISTED = 8
"""Choices up to this number are shown one by one, more as a list to choose from."""
BLANK = "__n__"
"""Stands for the number of a block in the pattern that the script copies."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answer."""

    name: str
    label: str
    kind: str
    value: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = True
    fault: str = ""
    only_if: str = ""
    shown: str = ""
    levels: tuple[tuple[str, str], ...] = ()
    level: str = ""
    kept: bool = False

    @property
    def id(self) -> str:
        """The id of its first control."""
        return f"id_{self.name}"

    @property
    def radio(self) -> bool:
        """Whether its choices stand one by one."""
        return self.kind == Kind.CHOICE and len(self.choices) <= LISTED

    @property
    def level_name(self) -> str:
        """The name under which is asked who may see the answer."""
        return self.name + RELEASE


@dataclass(frozen=True, slots=True)
class Block:
    """The questions of a section, once or once for each person, act or party."""

    number: int | str
    title: str
    prefix: str
    questions: list[Question]
    annex: str = ""
    annex_if: str = ""
    annex_shown: str = ""
    annex_questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is drawn; `step` counts from 1."""

    section: Section
    step: int
    title: str
    about: str
    blocks: list[Block]
    noun: str = ""
    pattern: Block | None = None

    @property
    def key(self) -> str:
        """The section's key."""
        return self.section.key

    @property
    def faulty(self) -> bool:
        """Whether an answer of it does not fit."""
        return any(question.fault for block in self.blocks for question in (*block.questions, *block.annex_questions))


def language() -> Lang:
    """The language of the page, as registers know it."""
    return "km" if get_language() == "km" else "en"


def said(words: Words | None) -> str:
    """A text of a form in the language of the page."""
    return words.of(language()) if words else ""


def said_code(code: Code) -> str:
    """A word of a vocabulary in the language of the page."""
    return code.km if language() == "km" else code.en


def said_table(table: Table) -> str:
    """The name of a table in the language of the page."""
    return table.km if language() == "km" else table.en


def parts_of(form: Form, answers: Answers, *, faults: Mapping[str, str] | None = None) -> list[Part]:
    """The sections of a form, in their order."""
    return [
        _part(form, section, answers, step=step, faults=faults or {})
        for step, section in enumerate(form.sections, start=1)
    ]


def _part(form: Form, section: Section, answers: Answers, *, step: int, faults: Mapping[str, str]) -> Part:
    blocks = blocks_of(section, answers) or ([1] if section.repeat and section.repeat.at_least else [])
    noun = said(section.repeat.noun) if section.repeat else ""
    drawn = [
        _block(form, section, answers, number=number, place=place, noun=noun, faults=faults)
        for place, number in enumerate(blocks, start=1)
    ]
    pattern = _block(form, section, {}, number=BLANK, place=BLANK, noun=noun, faults={}) if section.repeat else None
    return Part(section, step, said(section.title), said(section.about), drawn, noun, pattern)


def _block(
    form: Form,
    section: Section,
    answers: Answers,
    *,
    number: int | str,
    place: int | str,
    noun: str,
    faults: Mapping[str, str],
) -> Block:
    prefix = f"{section.key}-{number}-" if section.repeat else f"{section.key}-"

    def drawn(one: Field) -> Question:
        return _question(form, section, one, answers, name=prefix + one.name, faults=faults)

    annex = section.annex
    return Block(
        number,
        f"{noun} {place}" if noun else "",
        prefix,
        [drawn(one) for one in section.fields],
        annex=said(annex.title) if annex else "",
        annex_if=_only_if(section, annex.shown) if annex else "",
        annex_shown=_condition(annex.shown) if annex else "",
        annex_questions=[drawn(one) for one in annex.fields] if annex else [],
    )


def _question(
    form: Form, section: Section, one: Field, answers: Answers, *, name: str, faults: Mapping[str, str]
) -> Question:
    choices = [(code.code, said_code(code)) for code in one.choices]
    if choices and not one.required and all(code for code, _label in choices):
        choices.append(("", _("no answer")))
    return Question(
        name,
        said(one.words),
        str(one.kind),
        answers.get(name, ""),
        help=said(one.help),
        choices=tuple(choices),
        optional=not one.required,
        fault=faults.get(name, ""),
        only_if=_only_if(section, one.shown),
        shown=_condition(one.shown),
        levels=tuple((code.code, said_code(code)) for code in form.levels_offered) if one.released else (),
        level=answers.get(name + RELEASE, form.levels_offered[0].code) if one.released else "",
        kept=one.column is None,
    )


def _condition(conditions: tuple[Shown, ...]) -> str:
    """The conditions as the script reads them: `minor=yes|age<18`."""
    return "|".join(
        f"{one.field}<{one.below}" if one.below is not None else f"{one.field}={','.join(one.among)}"
        for one in conditions
    )


def _only_if(section: Section, conditions: tuple[Shown, ...]) -> str:
    """The conditions in words, for those who fill in the form without the script."""
    told = []
    for one in conditions:
        of = next(each for each in section.all_fields if each.name == one.field)
        if one.below is not None:
            told.append(_("“%(question)s” is below %(number)s") % {"question": said(of.words), "number": one.below})
        else:
            names = [said_code(code) for code in of.choices if code.code in one.among]
            told.append(_("“%(question)s” is: %(answers)s") % {"question": said(of.words), "answers": ", ".join(names)})
    return _("Only if %(conditions)s.") % {"conditions": " / ".join(told)} if told else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered in one block, in words."""

    title: str
    step: int
    rows: list[tuple[str, str]]


def told(form: Form, answers: Answers) -> list[Told]:
    """The answers in words, section by section; questions that were not answered are left out."""
    found = []
    for step, section in enumerate(form.sections, start=1):
        for place, block in enumerate(blocks_of(section, answers), start=1):
            rows = [
                (said(each.words), words)
                for each in asked_in(section, answers, block=block)
                if (words := answered(form, section, each, answers, block=block))
            ]
            title = f"{said(section.repeat.noun)} {place}" if section.repeat else said(section.title)
            if rows or not section.repeat:
                found.append(Told(title, step, rows))
    return found


def answered(form: Form, section: Section, one: Field, answers: Answers, *, block: int = 0) -> str:
    """One answer in words."""
    given = answer(section, one.name, answers, block=block)
    if one.choices:
        given = next((said_code(code) for code in one.choices if code.code == given and given), given)
    elif one.kind in (Kind.DAY, Kind.WHEN):
        given = written.when(given)
    if one.released and given:
        level = answer(section, one.name + RELEASE, answers, block=block) or form.levels_offered[0].code
        seen = next((said_code(code) for code in form.levels_offered if code.code == level), level)
        given = _("%(answer)s (seen by: %(readers)s)") % {"answer": given, "readers": seen}
    return given


def headline(form: Form, answers: Answers) -> str:
    """By what an entry is known in a list."""
    parts = []
    for name in form.headline:
        key, _, _name = name.partition("-")
        section = form.section(key)
        if section and (words := answered(form, section, form.fields[name], answers)):
            parts.append(words)
    return " · ".join(parts)


def begun(form: Form, answers: Answers) -> int:
    """How many sections hold an answer."""
    return sum(any(name.startswith(f"{section.key}-") for name in answers) for section in form.sections)


def fault_words(fault: FieldFault) -> str:
    """A fault in the words of the form: which question, and what to write."""
    label = {"question": said(fault.field.words) if fault.field else fault.place}
    kind = fault.field.kind if fault.field else Kind.TEXT
    column = fault.field.column if fault.field else None
    match fault.rule:
        case "missing":
            return _("“%(question)s”: give an answer.") % label
        case "in_the_future":
            return _("“%(question)s”: this day lies ahead. Give today or a day before.") % label
        case "before_other_day":
            return _("“%(question)s”: give a day that is not before %(day)s.") % {
                **label,
                "day": written.when(fault.other),
            }
        case "unknown_place":
            return _("“%(question)s”: no place has this name or code. Write it as on the list of places.") % label
        case "several_places":
            return _("“%(question)s”: several places have this name. Write the code: %(codes)s.") % {
                **label,
                "codes": fault.other,
            }
        case "unknown_key":
            return _("“%(question)s”: no register has this number. Correct it, or leave it empty.") % label
        case "below_minimum" | "above_maximum":
            return _("“%(question)s”: give a value from %(low)s to %(high)s.") % {
                **label,
                "low": _limit(column.minimum if column else None),
                "high": _limit(column.maximum if column else None),
            }
    return _HOW.get(kind, _HOW[Kind.TEXT])() % label


def _limit(value: object) -> str:
    return "…" if value is None else str(value)


_HOW = {
    Kind.DAY: lambda: _("“%(question)s”: write the day as 2024-03-21 or 21/03/2024."),
    Kind.WHEN: lambda: _("“%(question)s”: write the date as 2024-03-21, 2024-03 or 2024; add ~ for about."),
    Kind.CLOCK: lambda: _("“%(question)s”: write the hour as 14:30."),
    Kind.COUNT: lambda: _("“%(question)s”: write a whole number."),
    Kind.NUMBER: lambda: _("“%(question)s”: write a number."),
    Kind.CHOICE: lambda: _("“%(question)s”: choose one of the answers."),
    Kind.TEXT: lambda: _("“%(question)s”: this answer cannot be read. Write it anew."),
}


def places_of(faults: Sequence[FieldFault]) -> dict[str, str]:
    """The faults by the names of their questions."""
    return {fault.place: fault_words(fault) for fault in faults}


def steps_of(form: Form, faults: Sequence[FieldFault]) -> Iterator[tuple[str, int, str]]:
    """For each fault its words, the step that it is on, and the id of its control."""
    steps = {section.key: step for step, section in enumerate(form.sections, start=1)}
    for fault in faults:
        yield fault_words(fault), steps.get(fault.place.partition("-")[0], 1), f"id_{fault.place}"


__all__ = [
    "Block",
    "Part",
    "Question",
    "Told",
    "answered",
    "begun",
    "fault_words",
    "headline",
    "language",
    "parts_of",
    "places_of",
    "said",
    "said_code",
    "said_table",
    "steps_of",
    "told",
]
