"""The forms of the register pages: which file for which table, and the mapping as a person reviews it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from audiatur.record.models import Dialogue
from audiatur.registers.contract import Code, Column, Table, Type
from audiatur.registers.mapping import ColumnMapping, Order, TableMapping
from audiatur.site import written
from audiatur.site.source_forms import PlainForm

ORDERS = (
    ("", _("Only what can be read in one way")),
    ("dmy", _("Day first: 03/04/2024 is 3 April")),
    ("mdy", _("Month first: 03/04/2024 is 4 March")),
)


def said(thing: Column | Code | Table) -> str:
    """The words of a contract in the language of the page."""
    return thing.km if get_language() == "km" else thing.en


class LoadForm(PlainForm):
    """A file of rows, the table that it is for, and the dialogue whose country it is of."""

    file = forms.FileField(label=_("File"), max_length=255)
    table = forms.ChoiceField(label=_("Register table"))
    dialogue = forms.ChoiceField(label=_("For which dialogue?"))

    def __init__(
        self, *args: Any, tables: Sequence[Table], dialogues: Sequence[Dialogue], too_large: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._too_large = too_large
        file = self.fields["file"]
        file.required = not too_large
        file.help_text = gettext("CSV, XLSX or Parquet, up to %(size)s.") % {
            "size": filesizeformat(settings.SOURCE_MAX_BYTES)
        }
        file.error_messages |= {
            "required": gettext("Choose a file."),
            "empty": gettext("This file is empty. Choose the file again."),
        }
        file.widget.attrs["accept"] = ".csv,.txt,.tsv,.xlsx,.parquet"
        _choices(self, "table", [(table.name, f"{said(table)} ({table.name})") for table in tables])
        _choices(self, "dialogue", [(entry.slug, written.plain_text(entry, "title")) for entry in dialogues])

    def clean(self) -> dict[str, Any]:
        """A file of the size that is accepted."""
        given = super().clean() or {}
        if self._too_large:
            most = filesizeformat(settings.SOURCE_MAX_BYTES)
            self.add_error(
                "file", gettext("The file is larger than %(size)s. Load it at the command line.") % {"size": most}
            )
        return given


class MappingForm(PlainForm):
    """Which of their columns and codes becomes which of ours."""

    def __init__(self, *args: Any, table: Table, names: Sequence[str], mapping: TableMapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table, self._mapping = table, mapping
        columns = [("", gettext("Not in this file")), *((name, name) for name in names)]
        for column in table.columns:
            entry = mapping.columns.get(column.name, ColumnMapping())
            if entry.value:
                continue
            self._add(f"from_{column.name}", said(column), columns, entry.source, hint=_hint(column))
            self.fields[f"from_{column.name}"].required = column.required
            if column.type in (Type.DAY, Type.WHEN):
                label = gettext("Order of the dates in “%(column)s”") % {"column": said(column)}
                self._add(f"order_{column.name}", label, ORDERS, entry.order)
            for place, (theirs, ours) in enumerate(entry.codes.items()):
                codes = [("", gettext("Not decided: such rows are faults"))]
                codes += [(word.code, f"{said(word)} ({word.code})") for word in column.vocabulary]
                label = gettext("“%(code)s” in “%(column)s” means") % {"code": theirs, "column": said(column)}
                self._add(f"code_{column.name}_{place}", label, codes, ours)

    def _add(self, name: str, label: str, choices: Sequence[tuple[str, Any]], initial: str, *, hint: str = "") -> None:
        field = forms.ChoiceField(label=label, choices=choices, initial=initial, required=False, help_text=hint)
        field.error_messages["required"] = gettext("Choose the column for “%(column)s”.") % {"column": label}
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """No column of theirs twice: one of the two would be a slip."""
        given = super().clean() or {}
        taken: dict[str, str] = {}
        for name, source in list(given.items()):
            if name.startswith("from_") and source:
                if source in taken:
                    self.add_error(name, gettext("“%(column)s” is chosen twice.") % {"column": source})
                taken[source] = name
        return given

    def reviewed(self) -> TableMapping:
        """The mapping as it was reviewed; after the form was found valid."""
        given = self.cleaned_data
        columns: dict[str, ColumnMapping] = {}
        for column in self._table.columns:
            entry = self._mapping.columns.get(column.name, ColumnMapping())
            source = given.get(f"from_{column.name}", "")
            if entry.value:
                columns[column.name] = entry
            elif source:
                codes = {theirs: given[f"code_{column.name}_{place}"] for place, theirs in enumerate(entry.codes)}
                order = cast(Order, given.get(f"order_{column.name}", ""))
                columns[column.name] = replace(
                    entry, source=source, order=order, codes=codes if source == entry.source else {}
                )
        return replace(self._mapping, columns=columns)

    def codes_to_gather(self) -> frozenset[str]:
        """The columns of codes that are filled from another column than before, so that their codes are not known."""
        former, reviewed = self._mapping.columns, self.reviewed().columns
        return frozenset(
            column.name
            for column in self._table.columns
            if column.type is Type.CODE
            and column.name in reviewed
            and reviewed[column.name].source != former.get(column.name, ColumnMapping()).source
        )


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _hint(column: Column) -> str:
    told = {"name": column.name, "unit": column.unit, "example": column.example}
    if column.unit:
        return gettext("%(name)s, in %(unit)s, for example %(example)s") % told
    return gettext("%(name)s, for example %(example)s") % told
