"""The forms by which a question is proposed, worded and consented to, and by which letters are entered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audiatur.record.models import LetterKind, Visibility, Wording
from audiatur.site import vocabulary
from audiatur.site.follow_up_forms import ChoicesForm, WhenField, text_area, who_may_see

MOST_PROPOSITIONS = 12


class WordingForm(ChoicesForm):
    """The words of a question, its propositions, and the sides that are asked."""

    party = forms.ChoiceField(label=_("For which party?"), error_messages={"required": _("Choose a party.")})
    text = forms.CharField(
        label=_("The question"),
        help_text=_("Neutral: both sides could have written it."),
        max_length=400,
        error_messages={"required": _("Write the question.")},
    )
    text_km = forms.CharField(label=_("The same in Khmer"), max_length=400, required=False)
    propositions = text_area(
        _("Propositions"),
        rows=6,
        required=True,
        help_text=_("One sentence a line that can be accepted or rejected; its Khmer after a vertical bar ( | )."),
        error=_("Write one proposition at least."),
    )
    addressed = forms.MultipleChoiceField(
        label=_("Which sides are asked?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one side at least.")},
    )

    def clean_propositions(self) -> str:
        """Up to twelve lines, each short enough."""
        given: str = self.cleaned_data["propositions"]
        pairs = propositions_of(given)
        if len(pairs) > MOST_PROPOSITIONS:
            raise forms.ValidationError(
                _("There are %(count)s propositions. Give at most %(most)s."),
                params={"count": len(pairs), "most": MOST_PROPOSITIONS},
            )
        if any(len(part) > 400 for pair in pairs for part in pair):
            raise forms.ValidationError(_("A proposition is one sentence of at most 400 characters."))
        return given


class ProposalForm(WordingForm):
    """A new question, with its topic and why it should be asked."""

    topic = forms.ChoiceField(
        label=_("Topic"),
        choices=[(key, _(name)) for key, name in vocabulary.TOPIC_NAMES.items()],
        error_messages={"required": _("Choose a topic.")},
    )
    reason = text_area(_("Why should it be asked?"))


class ConsentForm(ChoicesForm):
    """A party's word on the words."""

    party = forms.ChoiceField(label=_("For which party?"), error_messages={"required": _("Choose a party.")})
    consents = forms.ChoiceField(
        label=_("Does the party consent to these words?"),
        choices=[("yes", _("Yes, it may be asked so")), ("no", _("No, it should be worded otherwise"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the party consents.")},
    )
    words = text_area(_("What should be worded otherwise?"))

    def clean(self) -> dict[str, Any]:
        """Who does not consent says what is wrong with the words."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("consents") == "no" and not given.get("words"):
            self.add_error("words", _("Say what should be worded otherwise."))
        return given


class DeclineForm(forms.Form):
    """Why a question is not taken up."""

    answer = text_area(
        _("Why is it not taken up?"), required=True, error=_("Say why: the party that proposed it will read this.")
    )


class OpenForm(forms.Form):
    """The day from which the reply period runs."""

    asked = WhenField(label=_("Asked when?"), error_messages={"required": _("Give the day on which it is asked.")})


class LetterForm(ChoicesForm):
    """A letter: of whom, to whom, about what, and by when an answer is asked for."""

    kind = forms.ChoiceField(
        label=_("What kind of letter?"),
        choices=LetterKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of letter.")},
    )
    party = forms.ChoiceField(label=_("Sent by"), error_messages={"required": _("Choose who sent it.")})
    addressee = forms.ChoiceField(label=_("Sent to"), error_messages={"required": _("Choose to whom it was sent.")})
    subject = forms.CharField(
        label=_("What is it about?"), max_length=400, error_messages={"required": _("Say what it is about.")}
    )
    subject_km = forms.CharField(label=_("The same in Khmer"), max_length=400, required=False)
    symbol = forms.CharField(label=_("Symbol or number"), max_length=60, required=False)
    sent = WhenField(label=_("Sent when?"), error_messages={"required": _("Give the date of the letter.")})
    days = forms.IntegerField(
        label=_("Days within which an answer is asked for"),
        help_text=_("60 for an allegation letter; empty where the letter sets no period."),
        min_value=1,
        max_value=730,
        required=False,
    )
    answers = forms.ChoiceField(label=_("Letter that it answers"), required=False)
    question = forms.ChoiceField(label=_("Question that it belongs to"), required=False)
    source = forms.ChoiceField(
        label=_("Document that tells it"),
        help_text=_("Needed where the secretariat enters what a document reports."),
        required=False,
    )
    visibility = who_may_see(Visibility.PARTIES)

    def clean(self) -> dict[str, Any]:
        """A reply names its letter and sets no period."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == LetterKind.REPLY and not given.get("answers"):
            self.add_error("answers", _("Choose the letter that it answers."))
        if given.get("kind") not in (LetterKind.REPLY, None) and given.get("answers"):
            self.add_error("answers", _("Only a reply answers a letter."))
        return given


def propositions_of(words: str) -> list[tuple[str, str]]:
    """Sentence and Khmer of each line.

    >>> propositions_of("There is a rule. | មានវិធាន។\\n\\nIt is written.")
    [('There is a rule.', 'មានវិធាន។'), ('It is written.', '')]
    """
    lines = [line.partition("|") for line in words.splitlines() if line.strip()]
    return [(sentence.strip(), khmer.strip()) for sentence, _bar, khmer in lines]


def as_given(wording: Wording) -> Mapping[str, Any]:
    """A wording as the form's answers, to be changed."""
    lines = [f"{sentence} | {khmer}" if khmer else sentence for sentence, khmer in wording.propositions]
    return {
        "text": wording.text,
        "text_km": wording.text_km,
        "propositions": "\n".join(lines),
        "addressed": wording.addressed,
    }
