"""The forms of the source pages: what is asked, what is accepted, and the sentence for what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audiatur.dates import DateError, read_when
from audiatur.record.models import Party
from audiatur.record.selectors.sources import StatementView
from audiatur.site import written
from audiatur.site.cutting import Cut
from audiatur.site.source_words import Level

ACCEPTED_ENDINGS = ".pdf,.docx,.html,.htm,.txt,.eml"

OTHER = "other"

Choices = Sequence[tuple[str, str]]


class AddForm(forms.Form):
    """A document, or the name of one that is not held here."""

    what = forms.ChoiceField(
        label=_("What do you add?"),
        choices=(
            ("file", _("A file: it is kept, read and shown with what was read")),
            ("reference", _("Only a reference: the document is not held here")),
        ),
        widget=forms.RadioSelect,
        initial="file",
    )
    file = forms.FileField(label=_("File"), required=False, max_length=255, allow_empty_file=False)
    title = forms.CharField(
        label=_("Title"),
        help_text=_("As printed on the document. Left empty, it is taken from the file."),
        max_length=300,
        required=False,
    )
    publisher = forms.CharField(
        label=_("Publisher"),
        help_text=_("The newspaper, office or organisation that published it."),
        max_length=200,
        required=False,
    )
    symbol = forms.CharField(label=_("Symbol"), help_text=_("For example A/HRC/57/80."), max_length=60, required=False)
    url = forms.URLField(
        label=_("Web address"),
        help_text=_("Where it was published, beginning with https://"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    published = forms.CharField(
        label=_("Date of the document"),
        help_text=_("For example 2026-03-21, 2026-03, 2026, or 2026-03~ for about March 2026."),
        max_length=40,
        required=False,
    )
    author = forms.ChoiceField(label=_("Whose document is it?"), widget=forms.RadioSelect, required=False)
    visibility = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        authors: Sequence[Party],
        levels: Sequence[Level],
        kept: str = "",
        too_large: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kept, self._too_large = kept, too_large
        self.fields["author"].choices = [  # type: ignore[attr-defined]
            ("", gettext("None of the parties: press or other")),
            *((party.slug, written.plain_text(party, "name")) for party in authors),
        ]
        self.fields["visibility"].choices = level_choices(levels)  # type: ignore[attr-defined]
        self.fields["visibility"].initial = levels[0].value
        most = filesizeformat(settings.SOURCE_MAX_BYTES)
        file = self.fields["file"]
        file.help_text = gettext("PDF, Word (DOCX), web page, plain text or e-mail (EML), up to %(size)s.") % {
            "size": most
        }
        file.widget.attrs["accept"] = ACCEPTED_ENDINGS
        file.error_messages["empty"] = gettext("This file is empty. Choose the file again.")

    def clean_published(self) -> str:
        """The date, if it is EDTF."""
        given: str = self.cleaned_data["published"].strip()
        try:
            return read_when(given).edtf if given else ""
        except DateError as fault:
            raise forms.ValidationError(
                gettext(
                    "“%(given)s” is not a date that is understood here. Write 2026-03-21, 2026-03, 2026 or 2026-03~."
                ),
                params={"given": given},
            ) from fault

    def clean_url(self) -> str:
        """The address, if it is one of the web."""
        given: str = self.cleaned_data["url"]
        if given and not given.startswith(("https://", "http://")):
            raise forms.ValidationError(gettext("Give an address that begins with https:// or http://."))
        return given

    def clean(self) -> dict[str, Any]:
        """A file or a title, as what is added asks for."""
        given = super().clean() or {}
        if given.get("what") == "reference":
            if not given.get("title"):
                self.add_error("title", gettext("Give the title of the document that you refer to."))
        elif self._too_large:
            most = filesizeformat(settings.SOURCE_MAX_BYTES)
            self.add_error(
                "file", gettext("The file is larger than %(size)s. Split it, or leave out pictures.") % {"size": most}
            )
        elif not given.get("file") and not self._kept and "file" not in self.errors:
            self.add_error("file", gettext("Choose a file, or choose “Only a reference” above."))
        return given


class TitleForm(forms.Form):
    """The title, on the page where the answers are checked."""

    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Give the document a title.")}
    )


class SpeakerForm(forms.Form):
    """Who says it: one of those named in the document, a party, or another."""

    chosen = forms.ChoiceField(
        label=_("Who says it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who says it.")},
    )
    other = forms.CharField(label=_("Another name or office"), max_length=300, required=False)

    def __init__(self, *args: Any, named: Sequence[str], parties: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = list(dict.fromkeys((*named, *parties)))
        self.fields["chosen"].choices = [*((name, name) for name in names), (OTHER, gettext("Another name or office"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The name that was chosen or typed, as `speaker`."""
        given = super().clean() or {}
        speaker = given.get("chosen", "")
        if speaker == OTHER:
            speaker = " ".join(given.get("other", "").split())
            if not speaker:
                self.add_error("other", gettext("Write the name or office."))
        given["speaker"] = speaker
        return given


class SplitForm(forms.Form):
    """Where the second statement begins."""

    at = forms.ChoiceField(
        label=_("Where does the second statement begin?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where the second statement begins."),
            "invalid_choice": _("Choose one of the places."),
        },
    )

    def __init__(self, *args: Any, cuts: Sequence[Cut], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cuts = cuts
        self.fields["at"].choices = [(str(cut.at), cut.after) for cut in cuts]  # type: ignore[attr-defined]

    def clauses(self) -> list[Cut]:
        """The likely places."""
        return [cut for cut in self.cuts if cut.clause]

    def words(self) -> list[Cut]:
        """The other places."""
        return [cut for cut in self.cuts if not cut.clause]

    @property
    def first_cut(self) -> Cut | None:
        """The place that is drawn first: where the error summary leads to."""
        return next(iter((*self.clauses(), *self.words())), None)

    @property
    def chosen_at(self) -> str:
        """The place that was chosen, to draw it so again."""
        return str(self.data.get("at", ""))


class FileForm(forms.Form):
    """A question or one of its propositions, whose words they are, the sentence, and who may see it."""

    place = forms.ChoiceField(
        label=_("Which question does it answer?"),
        help_text=_("Choose the question as a whole, or the proposition under it that this speaks to."),
        error_messages={"required": _("Choose a question.")},
    )
    party = forms.ChoiceField(label=_("Whose words are they?"), required=False)
    text = forms.CharField(
        label=_("The claim in one sentence"),
        help_text=_("The passage stands as it is in the document; shorten or complete it to one sentence."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Write the claim in one sentence.")},
    )
    visibility = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, Choices]],
        parties: Choices,
        levels: Sequence[Level],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", gettext("Choose a question")), *places]  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", gettext("No party of this dialogue")), *parties]  # type: ignore[attr-defined]
        self.fields["visibility"].choices = level_choices(levels)  # type: ignore[attr-defined]


def level_choices(levels: Sequence[Level]) -> list[tuple[str, str]]:
    """The levels as sentences with their readers."""
    return [(level.value, f"{level.sentence} ({level.readers})") for level in levels]


def likely_party(view: StatementView, parties: Sequence[Party]) -> str:
    """The party whose name fits the speaker alone; empty where none or several do."""
    spoken = " ".join(view.statement.said_by.casefold().split()).removeprefix("the ")
    fitting = [
        party.slug
        for party in parties
        if spoken and (spoken in party.name.casefold() or party.name.casefold() in spoken)
    ]
    return fitting[0] if len(fitting) == 1 else ""
