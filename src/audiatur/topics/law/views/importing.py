"""Importing a law: the document, what was found in it, corrections, and only then the store.

Nothing is kept between the steps: the page carries the document's lines, so that it works without scripts and leaves no
file behind when it is left. For the secretariat.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, get_args

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.dates import DateError, read_when
from audiatur.errors import AudiaturError
from audiatur.reading.documents import open_document
from audiatur.topics.base import Here
from audiatur.topics.law.furniture import restored
from audiatur.topics.law.importing import Imported, import_lines
from audiatur.topics.law.keeping import Given, akn_of, is_akn
from audiatur.topics.law.lines import Line, Lines, lines_of
from audiatur.topics.law.marking import Correction
from audiatur.topics.law.model import Level, units_of
from audiatur.topics.law.store import law_keep
from audiatur.topics.law.views.shelf import shelf_of

LARGEST: Final = 1_500_000
"""Characters of the largest document that the page carries through its steps."""

LEVELS: Final[dict[Level, object]] = {
    "book": gettext_lazy("Book"),
    "part": gettext_lazy("Part"),
    "title": gettext_lazy("Title"),
    "subtitle": gettext_lazy("Subtitle"),
    "chapter": gettext_lazy("Chapter"),
    "subchapter": gettext_lazy("Subchapter"),
    "section": gettext_lazy("Section"),
    "subsection": gettext_lazy("Subsection"),
    "division": gettext_lazy("Division"),
    "annex": gettext_lazy("Annex"),
    "article": gettext_lazy("Article"),
    "rule": gettext_lazy("Rule"),
    "clause": gettext_lazy("Clause"),
}
FINDINGS: Final = {
    "duplicate": gettext_lazy("This number comes twice; both stand as printed."),
    "gap": gettext_lazy("Numbers are missing before this line."),
    "restart": gettext_lazy("The numbers begin anew here."),
    "disorder": gettext_lazy("This number is lower than the one before."),
    "quoted": gettext_lazy("Articles quoted from another law stand here; they are kept as text."),
    "contents": gettext_lazy("A table of contents begins here; it is left aside."),
    "furniture": gettext_lazy("Running heads and page numbers begin here; they are left aside."),
    "empty": gettext_lazy("This article has no words."),
}


class DocumentForm(forms.Form):
    """The document, and what its law is."""

    file = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy(
            "PDF, Word, web page or text. Larger laws are imported with the command audiatur law import."
        ),
        error_messages={"required": gettext_lazy("Choose a document.")},
    )


class LawForm(forms.Form):
    """What a person says of the wording before it is kept."""

    name = forms.SlugField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy(
            "Small letters, digits and hyphens, such as penal-code. The same name for each wording of a law."
        ),
        max_length=60,
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    published = forms.CharField(
        label=gettext_lazy("Published"),
        help_text=gettext_lazy("For example 2026-03-21, or 2026 where only the year is known."),
        max_length=40,
    )
    starts = forms.CharField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Leave empty for a draft."),
        max_length=40,
        required=False,
    )

    def clean_name(self) -> str:
        """A name that an address can hold."""
        return str(self.cleaned_data["name"]).lower().replace("_", "-")

    def clean_published(self) -> str:
        """A date that is understood."""
        return _date(self.cleaned_data["published"])

    def clean_starts(self) -> str:
        """A date that is understood, or none."""
        return _date(self.cleaned_data["starts"]) if self.cleaned_data["starts"] else ""


def _date(given: str) -> str:
    try:
        read_when(given)
    except DateError as fault:
        raise forms.ValidationError(
            _("“%(given)s” is not a date that is understood here. Write it as 2026-03-21, 2026-03 or 2026."),
            params={"given": given},
        ) from fault
    return given.strip()


def import_law(request: HttpRequest, here: Here) -> HttpResponse:
    """Choose a document; look at what was found and correct it; keep it."""
    if not here.keeps_record:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    if request.method == "POST" and "carried" in request.POST:
        return _review(request, here)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "law/import.html", {"here": here, "form": form})
    upload = form.cleaned_data["file"]
    data = upload.read()
    try:
        if is_akn(data):
            raise forms.ValidationError(
                _("This is Akoma Ntoso. Keep it as it came with the command audiatur law import.")
            )
        opened, _warnings = open_document(data, name=upload.name, progress=lambda *_told: None)
        lines = restored(lines_of(opened))
        if len(opened.content) > LARGEST:
            raise forms.ValidationError(
                _("This document is too large for the page. Use the command audiatur law import.")
            )
        imported = import_lines(lines, language=opened.language)
    except (AudiaturError, forms.ValidationError) as fault:
        form.add_error("file", fault if isinstance(fault, forms.ValidationError) else fault.told(words=_))
        return render(request, "law/import.html", {"here": here, "form": form})
    sha256 = hashlib.sha256(data).hexdigest()
    asked = LawForm(initial={"title": imported.title})
    return render(
        request, "law/review.html", _context(here, imported, lines, asked, opened.language, upload.name, sha256, {})
    )


def _review(request: HttpRequest, here: Here) -> HttpResponse:
    """The lines as carried, read again with the corrections; kept where that was asked."""
    lines = _carried(request.POST["carried"], request.POST.get("width", "0"))
    corrections = _corrections(request.POST)
    language = request.POST.get("language", "und")[:3]
    asked = LawForm(request.POST)
    try:
        imported = import_lines(lines, language=language, corrections=corrections)
    except AudiaturError as fault:  # the corrections left no article
        form = DocumentForm({})
        form.full_clean()
        form.errors.clear()
        form.add_error("file", fault.told(words=_))
        return render(request, "law/import.html", {"here": here, "form": form})
    file, sha256 = request.POST.get("file", "")[:200], request.POST.get("sha256", "")[:64]
    context = _context(here, imported, lines, asked, language, file, sha256, corrections)
    if request.POST.get("step") != "keep" or not asked.is_valid():
        if request.POST.get("step") != "keep":
            context["asked"] = LawForm(initial={name: request.POST.get(name, "") for name in asked.fields})
        return render(request, "law/review.html", context)
    given = asked.cleaned_data
    wording = Given(given["name"], given["title"], given["published"], given["published"], given["starts"])
    shelf = shelf_of(here)
    law_keep(
        akn_of(imported, given=wording, country=shelf.country),
        shelf=shelf,
        name=wording.name,
        published=wording.published,
        starts=wording.starts,
        source=file,
        source_sha256=sha256,
        kept_by=str(request.user),
        at=datetime.now(UTC),
    )
    return redirect("law-text", here.dialogue.slug, wording.name)


def _context(
    here: Here,
    imported: Imported,
    lines: Lines,
    asked: LawForm,
    language: str,
    file: str,
    sha256: str,
    corrections: Mapping[int, Correction],
) -> dict[str, Any]:
    told: dict[int, list[tuple[object, str]]] = {}
    units = len(units_of(imported.body))
    for finding in imported.findings:
        told.setdefault(finding.line, []).append((FINDINGS[finding.kind], finding.words))
    rows = [(number, words, level, told.pop(number, [])) for number, words, level in imported.opened]
    words_of = {line.number: line.text for line in lines.body}
    undone = [(number, words_of.get(number, "")) for number, kind in corrections.items() if kind == "text"]
    return {
        "here": here,
        "imported": imported,
        "asked": asked,
        "rows": rows,
        "others": sorted((line, one) for line, many in told.items() for one in many),
        "undone": undone,
        "added": [(number, kind) for number, kind in corrections.items() if kind != "text"],
        "levels": LEVELS.items(),
        "articles": units,
        "containers": len(rows) - units,
        "carried": "\n".join(
            f"{line.number}\t{int(line.opens)}{int(line.is_heading)}\t{line.text}" for line in lines.body
        ),
        "width": lines.width,
        "language": language,
        "file": file,
        "sha256": sha256,
    }


def _carried(carried: str, width: str) -> Lines:
    """The lines that the page carried; a line that is not as written is left out."""
    body: list[Line] = []
    for row in carried[: LARGEST * 2].splitlines():
        number, _tab, rest = row.partition("\t")
        flags, _tab, words = rest.partition("\t")
        if number.isdigit() and len(flags) == 2 and words:
            body.append(Line(words, flags[0] == "1", flags[1] == "1", int(number)))
    return Lines(tuple(body), (), int(width) if width.isdigit() else 0, None)


def _corrections(posted: Mapping[str, str]) -> dict[int, Correction]:
    """What the form says of lines: `line-12` for those that were read as openings, `add-…` for further ones."""
    found: dict[int, Correction] = {}
    accepted = (*get_args(Level), "text")
    for field, value in posted.items():
        number = field.removeprefix("line-")
        if field.startswith("line-") and number.isdigit() and value in accepted:
            found[int(number)] = value  # type: ignore[assignment]
    number, level = posted.get("add-line", "").strip(), posted.get("add-level", "")
    if number.isdigit() and level in get_args(Level):
        found[int(number)] = level  # type: ignore[assignment]
    return found
