"""The 54 themes of UPR Info's database, each with the topic and the development goals that it stands for.

Themes of procedure ("Treaty bodies") and catch-alls ("General", "Other") stand for none. No theme stands for mediation
outside the courts: the database has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme stands for: the key of a topic, or None, and the numbers of development goals."""

    topic: str | None = None
    goals: tuple[int, ...] = ()


THEMES: dict[str, Theme] = {
    "Asylum-seekers - refugees": Theme(goals=(10,)),
    "CP rights - general": Theme(goals=(16,)),
    "Civil society": Theme("civic_space", (16,)),
    "Corruption": Theme(goals=(16,)),
    "Counter-terrorism": Theme(goals=(16,)),
    "Death penalty": Theme(goals=(16,)),
    "Detention": Theme("prisons", (16,)),
    "Development": Theme(goals=(8,)),
    "Disabilities": Theme(goals=(10,)),
    "ESC rights - general": Theme(),
    "Elections": Theme(goals=(16,)),
    "Enforced disappearances": Theme(goals=(16,)),
    "Environment": Theme(goals=(13,)),
    "Extrajudicial executions": Theme(goals=(16,)),
    "Freedom of association and peaceful assembly": Theme("civic_space", (16,)),
    "Freedom of movement": Theme(goals=(10,)),
    "Freedom of opinion and expression": Theme("civic_space", (16,)),
    "Freedom of religion and belief": Theme(goals=(16,)),
    "Freedom of the press": Theme("civic_space", (16,)),
    "General": Theme(),
    "HIV - Aids": Theme(goals=(3,)),
    "Human rights defenders": Theme("civic_space", (16,)),
    "Human rights education and training": Theme(goals=(4,)),
    "Human rights violations by state agents": Theme(goals=(16,)),
    "Impunity": Theme(goals=(16,)),
    "Indigenous peoples": Theme(goals=(10,)),
    "Internally displaced persons": Theme(goals=(10,)),
    "International humanitarian law": Theme(goals=(16,)),
    "International instruments": Theme("law", (16,)),
    "Justice": Theme("proceedings", (16,)),
    "Labour": Theme(goals=(8,)),
    "Migrants": Theme(goals=(10,)),
    "Minorities": Theme(goals=(10,)),
    "NHRI": Theme(goals=(16,)),
    "National plan of action": Theme(),
    "Other": Theme(),
    "Poverty": Theme(goals=(1,)),
    "Public security": Theme(goals=(16,)),
    "Racial discrimination": Theme(goals=(10, 16)),
    "Right to education": Theme(goals=(4,)),
    "Right to food": Theme(goals=(2,)),
    "Right to health": Theme(goals=(3,)),
    "Right to housing": Theme(goals=(11,)),
    "Right to land": Theme(goals=(1, 2)),
    "Right to water": Theme(goals=(6,)),
    "Rights of the Child": Theme(goals=(16,)),
    "Sexual Orientation and Gender Identity": Theme(goals=(10,)),
    "Special procedures": Theme(),
    "Technical assistance and cooperation": Theme(goals=(17,)),
    "Torture and other CID treatment": Theme(goals=(16,)),
    "Trafficking": Theme(goals=(5, 8, 16)),
    "Treaty bodies": Theme(),
    "UPR process": Theme(),
    "Women's rights": Theme(goals=(5,)),
}

_THEMED_TOPICS = frozenset(theme.topic for theme in THEMES.values() if theme.topic)


def themed_topic(themes: Iterable[str], *, worded: str | None = None) -> str | None:
    """The topic of the first theme that has one; the topic its words suggest where no theme can or does say.

    >>> themed_topic(("Women's rights", "Detention"), worded="law")
    'prisons'
    >>> themed_topic(("Justice",), worded="mediation")
    'mediation'
    """
    if worded and worded not in _THEMED_TOPICS:
        return worded
    return next((topic for name in themes if (topic := THEMES.get(name, Theme()).topic)), worded)


def goals_of(themes: Iterable[str]) -> tuple[int, ...]:
    """The development goals of some themes by number; themes of other lists stand for none.

    >>> goals_of(("Trafficking", "Labour"))
    (5, 8, 16)
    """
    return tuple(sorted({goal for name in themes for goal in THEMES.get(name, Theme()).goals}))
