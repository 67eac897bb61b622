"""The scales on which follow-up is graded: named, versioned, with a grade's name in both languages.

A follow-up keeps name and version of its scale, so that a later version changes no former assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from audiatur.record.errors import Invalid


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale."""

    key: str
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale; `source` says whose it is."""

    key: str
    name: str
    name_km: str
    version: str
    source: str
    grades: tuple[Grade, ...]

    @property
    def title(self) -> str:
        """Name and version, as a follow-up keeps them."""
        return f"{self.name}, version {self.version}"

    def grade(self, key: str) -> Grade:
        """A grade by its key.

        Raises:
            Invalid: the scale has none of that key.
        """
        found = next((grade for grade in self.grades if grade.key == key), None)
        if found is None:
            accepted = ", ".join(one.key for one in self.grades)
            raise Invalid(
                _("%(scale)s has no grade “%(given)s”; accepted: %(accepted)s."),
                scale=self.name,
                given=key,
                accepted=accepted,
            )
        return found


SCALES: Mapping[str, Scale] = {
    scale.key: scale
    for scale in (
        Scale(
            "progress",
            "Progress on a promise",
            "វឌ្ឍនភាពនៃការសន្យា",
            "1",
            "Audiatur",
            (
                Grade("none", "No step known", "មិនទាន់ដឹងថាមានជំហានណា"),
                Grade("started", "Started", "បានចាប់ផ្តើម"),
                Grade("in-part", "Done in part", "បានធ្វើមួយផ្នែក"),
                Grade("done", "Done", "បានធ្វើរួច"),
                Grade("withdrawn", "Withdrawn by who made it", "អ្នកសន្យាបានដកវិញ"),
                Grade("unclear", "Cannot tell", "មិនអាចដឹងបាន"),
            ),
        ),
        Scale(
            "committee",
            "Human Rights Committee, assessment of replies",
            "គណៈកម្មាធិការសិទ្ធិមនុស្ស ការវាយតម្លៃចម្លើយ",
            "2020",
            "CCPR/C/108/2; criteria as in CCPR/C/128/3",
            (
                Grade("A", "A: reply or action largely satisfactory", "ក៖ ចម្លើយ ឬសកម្មភាពពេញចិត្តភាគច្រើន"),
                Grade("B", "B: reply or action partially satisfactory", "ខ៖ ចម្លើយ ឬសកម្មភាពពេញចិត្តមួយផ្នែក"),
                Grade("C", "C: reply or action not satisfactory", "គ៖ ចម្លើយ ឬសកម្មភាពមិនពេញចិត្ត"),
                Grade("D", "D: no cooperation with the Committee", "ឃ៖ គ្មានសហការជាមួយគណៈកម្មាធិការ"),
                Grade("E", "E: contrary to the recommendation", "ង៖ ផ្ទុយនឹងអនុសាសន៍"),
            ),
        ),
        Scale(
            "review",
            "Universal Periodic Review, as the State reports",
            "ការពិនិត្យតាមកាលកំណត់ជាសកល តាមរបាយការណ៍រដ្ឋ",
            "1",
            "words of national and mid-term reports",
            (
                Grade("not_started", "Not started", "មិនទាន់ចាប់ផ្តើម"),
                Grade("under_way", "Under way", "កំពុងអនុវត្ត"),
                Grade("partly", "Partly implemented", "បានអនុវត្តមួយផ្នែក"),
                Grade("implemented", "Implemented", "បានអនុវត្ត"),
            ),
        ),
    )
}


def scale_get(key: str) -> Scale:
    """A scale by its key.

    Raises:
        Invalid: there is none of that key.
    """
    try:
        return SCALES[key]
    except KeyError:
        raise Invalid(
            _("“%(given)s” is not a scale; accepted: %(accepted)s."), given=key, accepted=", ".join(SCALES)
        ) from None
