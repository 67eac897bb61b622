"""The forms of meetings, promises, answers to recommendations, and follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audiatur.dates import DateError, When, read_when
from audiatur.record.models import Party, Question, Source, Visibility
from audiatur.record.scales import SCALES, Grade, Scale
from audiatur.site import vocabulary, written

Choices = Sequence[tuple[str, Any]]
WHEN_HELP = _("For example 2026-03-21, or 2026-03 for a month, or 2026-03~ for about then.")


class WhenField(forms.CharField):
    """An EDTF date."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": WHEN_HELP, "max_length": 40, **kwargs})

    def clean(self, value: Any) -> str:
        """The date as given, where it can be read."""
        given = str(super().clean(value)).strip()
        if given:
            try:
                read_when(given)
            except DateError as fault:
                raise forms.ValidationError(
                    _("“%(given)s” is not a date that is understood here. Write it as 2026-03-21, 2026-03 or 2026."),
                    params={"given": given},
                ) from fault
        return given


def day_of(given: str) -> When:
    """The days of a date that a form has let through."""
    return read_when(given)


def text_area(
    label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "", error: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": error} if error else {},
    )


def who_may_see(initial: Visibility = Visibility.RESTRICTED) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Visibility.choices,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see it.")},
    )


def party_choices(parties: Iterable[Party]) -> Choices:
    """Parties by slug and name."""
    return [(party.slug, written.plain_text(party, "name")) for party in parties]


def source_choices(sources: Iterable[Source]) -> Choices:
    """Documents by key and title."""
    return [("", _("None")), *((str(source.pk), source.title) for source in sources)]


def question_choices(questions: Iterable[Question]) -> Choices:
    """Questions by slug and text."""
    return [("", _("None")), *((question.slug, written.plain_text(question, "text")) for question in questions)]


class ChoicesForm(forms.Form):
    """A form whose choices are rows of the record."""

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = given
            if len(given) == 1:
                field.initial = given[0][0]


class CommitmentForm(ChoicesForm):
    """A promise: whose, what, by when, by what it is counted."""

    party = forms.ChoiceField(label=_("Who promises?"), error_messages={"required": _("Choose who promises.")})
    text = text_area(
        _("What is promised?"), required=True, help_text=_("One sentence."), error=_("Say what is promised.")
    )
    text_km = text_area(_("The same in Khmer"))
    responsible = forms.CharField(label=_("Responsible institution"), required=False, max_length=200)
    measure = text_area(_("By what is it counted as kept?"), rows=2)
    indicator = forms.ChoiceField(label=_("Figure that it is read from"), required=False)
    target = forms.CharField(
        label=_("Target"), help_text=_("For example: at most 48 hours, or 600 places."), required=False, max_length=200
    )
    made = WhenField(label=_("Promised when?"), error_messages={"required": _("Give the date of the promise.")})
    due = WhenField(label=_("Due when?"), required=False)
    topic = forms.ChoiceField(
        label=_("Topic"),
        choices=[(key, _(name)) for key, name in vocabulary.TOPIC_NAMES.items()],
        error_messages={"required": _("Choose a topic.")},
    )
    question = forms.ChoiceField(label=_("Question that it belongs to"), required=False)
    source = forms.ChoiceField(
        label=_("Document that tells it"),
        help_text=_("Needed where the secretariat enters what a document reports."),
        required=False,
    )
    locator = forms.CharField(label=_("Page or paragraph"), required=False, max_length=60)
    visibility = who_may_see()

    def clean(self) -> dict[str, Any]:
        """Due on the day of the promise or later."""
        given: dict[str, Any] = super().clean() or {}
        made, due = given.get("made"), given.get("due")
        if made and due and (last := day_of(due).latest) and (first := day_of(made).earliest) and last < first:
            self.add_error("due", _("It is due before it was promised. Give a later day."))
        return given


class AnswerToRecommendationForm(ChoicesForm):
    """The State's answer, in the mechanism's own word, and the document that tells it."""

    word = forms.ChoiceField(
        label=_("Answer, in the mechanism’s own word"),
        choices=[
            ("Supported", _("Supported")),
            ("Noted", _("Noted")),
            ("Accepted", _("Accepted")),
            ("Not accepted", _("Not accepted")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    given = WhenField(label=_("Given when?"), error_messages={"required": _("Give the date of the answer.")})
    source = forms.ChoiceField(
        label=_("Document that tells it"), error_messages={"required": _("Choose the document that tells it.")}
    )
    locator = forms.CharField(label=_("Page or paragraph"), required=False, max_length=60)
    note = text_area(_("Remark"))


class AssessmentForm(ChoicesForm):
    """A dated grade on a scale."""

    party = forms.ChoiceField(
        label=_("Who says so?"), help_text=_("The secretariat notes only what a document says."), required=False
    )
    grade = forms.ChoiceField(
        label=_("What became of it?"), error_messages={"required": _("Choose what became of it.")}
    )
    made = WhenField(label=_("On which day?"), error_messages={"required": _("Give the day of the assessment.")})
    note = text_area(_("Reason"), help_text=_("What the grade rests on."))
    note_km = text_area(_("The same in Khmer"))
    source = forms.ChoiceField(label=_("Document that tells it"), required=False)
    locator = forms.CharField(label=_("Page or paragraph"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["grade"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *_scales()]

    def clean(self) -> dict[str, Any]:
        """The secretariat's own word is no assessment: without a party there is a document."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("party") and not given.get("source"):
            self.add_error("source", _("Name the party that says so, or the document."))
        return given


def _scales() -> list[tuple[str, list[tuple[str, str]]]]:
    khmer = written.page_language() == "km"
    return [
        (
            f"{scale.name_km if khmer else scale.name} ({scale.version})",
            [(f"{scale.key}:{grade.key}", grade.name_km if khmer else grade.name) for grade in scale.grades],
        )
        for scale in SCALES.values()
    ]


def grade_of(chosen: str) -> tuple[Scale, Grade]:
    """Scale and grade of a choice of the form."""
    scale, _colon, grade = chosen.partition(":")
    return SCALES[scale], SCALES[scale].grade(grade)


class MeetingForm(ChoicesForm):
    """A meeting: when, about what, with whom, and what was minuted."""

    title = forms.CharField(
        label=_("Name of the meeting"), max_length=200, error_messages={"required": _("Give the meeting a name.")}
    )
    title_km = forms.CharField(label=_("The same in Khmer"), max_length=200, required=False)
    held = WhenField(label=_("Held when?"), error_messages={"required": _("Give the day of the meeting.")})
    agenda = text_area(_("Agenda"), rows=6, help_text=_("One point a line."))
    present = text_area(
        _("Who was present?"),
        rows=6,
        help_text=_("One a line: name or office, then a comma and in what capacity."),
    )
    minutes = text_area(_("Minutes"), rows=8, help_text=_("What both sides agreed to keep, in neutral words."))
    minutes_km = text_area(_("The same in Khmer"), rows=8)
    source = forms.ChoiceField(label=_("Document that tells it"), required=False)
    visibility = who_may_see(Visibility.PARTIES)
