"""The forms by which a party speaks: one question or one tight group a page, visibility chosen by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audiatur.dates import DateError, read_when
from audiatur.record.models import Answer, Differs, Position, Stance, Visibility
from audiatur.site import written

STANCES = (
    (Stance.ACCEPTS.value, _("Accepts: the sentence is right as it stands")),
    (Stance.IN_PART.value, _("Accepts in part: some of the sentence is right; the reason says what")),
    (Stance.REJECTS.value, _("Rejects: the sentence is not right")),
    (Stance.RESERVES.value, _("Reserves its position: an answer will follow")),
)
ANSWERS = (
    (Answer.CONFIRMS.value, _("Confirm: this is what we say")),
    (Answer.DISPUTES.value, _("Dispute: this is not what we say")),
)
WIDTH = tuple(Visibility)
"""The levels of visibility from the narrowest to the widest."""


class PositionForm(forms.Form):
    """A party's stance on one sentence; the one that it supersedes is dated before it and seen by no more people."""

    stance = forms.ChoiceField(
        label=_("What does the party say to this sentence?"),
        choices=STANCES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the party says.")},
    )
    taken = forms.CharField(
        label=_("Since when?"),
        help_text=_("For example 2026-03-21, or 2026-03 for a month, or 2026-03~ for about then."),
        max_length=40,
        error_messages={"required": _("Give the date from which the party says so.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One or two sentences that the other sides will read beside the stance."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may see it.")},
    )

    def __init__(self, *args: Any, standing: Position | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing, self.today = standing, today
        at_least = standing.visibility if standing else ""
        levels = WIDTH[WIDTH.index(Visibility(at_least)) :] if at_least else WIDTH
        choices: Sequence[tuple[str, Any]] = [(level.value, level.label) for level in levels]
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = choices[0][0]
        if at_least and at_least != Visibility.RESTRICTED:
            field.help_text = _("Those who see the position that this one supersedes will see this one too.")

    def clean_taken(self) -> str:
        """An EDTF date that does not lie ahead."""
        given: str = self.cleaned_data["taken"].strip()
        try:
            when = read_when(given)
        except DateError as fault:
            raise forms.ValidationError(
                _("“%(given)s” is not a date that is understood here. Write it as 2026-03-21, 2026-03 or 2026."),
                params={"given": given},
            ) from fault
        if when.earliest > self.today:
            raise forms.ValidationError(_("This date lies ahead. A position is taken today or before."))
        if self.standing and when.latest < self.standing.taken_day:
            raise forms.ValidationError(
                _("The party holds a position of %(date)s. Give that day or a later one."),
                params={"date": written.when(self.standing.taken)},
            )
        return given


class AnswerForm(forms.Form):
    """A party's word on a claim that is attributed to it."""

    answer = forms.ChoiceField(
        label=_("Is this what the party says?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the party confirms or disputes it.")},
    )
    words = forms.CharField(
        label=_("In the party’s own words"),
        help_text=_("What the party says instead, or beside it. Everyone who sees the claim will read this."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BesideForm(forms.Form):
    """Which number of a claim stands beside which figure, of when and where, and whether both are about the same."""

    number = forms.ChoiceField(
        label=_("Which number of the claim?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number.")},
    )
    indicator = forms.ChoiceField(label=_("Which figure?"), error_messages={"required": _("Choose a figure.")})
    since = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Give the first day that the claim is about."),
            "invalid": _("Write it as 2026-03-21."),
        },
    )
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("The same day for a count on one day."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Give the last day that the claim is about."),
            "invalid": _("Write it as 2026-03-21."),
        },
    )
    place = forms.CharField(
        label=_("Code of the place"), help_text=_("Empty for the whole country."), required=False, max_length=40
    )
    differs = forms.ChoiceField(
        label=_("In what do the claim and the figure differ?"),
        choices=Differs.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Remark"),
        help_text=_("What a reader should know about this comparison. Everyone who sees the claim will read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, numbers: Sequence[tuple[str, str]], figures: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("number", numbers), ("indicator", figures)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if len(numbers) == 1:
            self.fields["number"].initial = numbers[0][0]

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Give a day that is not before the first one."))
        return given


class ContestForm(forms.Form):
    """A party's words on a check."""

    words = forms.CharField(
        label=_("In the party’s own words"),
        help_text=_("What the check leaves out. Everyone who sees the claim will read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in words what the check leaves out.")},
    )
