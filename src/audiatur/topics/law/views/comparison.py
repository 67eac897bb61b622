"""Two wordings of a law, or a draft with the law, article by article; as a page and as a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.topics.base import Here
from audiatur.topics.law import store
from audiatur.topics.law.comparing import ChangeKind, Comparison, compare_laws
from audiatur.topics.law.comparison_word import write_comparison
from audiatur.topics.law.views.shelf import instruments_of, kept_of, name_of, rows_of

KINDS: dict[ChangeKind, object] = {
    "changed": gettext_lazy("Changed"),
    "added": gettext_lazy("Added"),
    "repealed": gettext_lazy("Repealed"),
    "renumbered": gettext_lazy("Renumbered"),
    "renumbered and changed": gettext_lazy("Renumbered and changed"),
    "same": gettext_lazy("The same"),
}


def compare(request: HttpRequest, here: Here, law: str) -> HttpResponse:
    """The comparison of two wordings; the newest with the one before it where none is chosen."""
    kept = kept_of(here, law)
    old, new = _chosen(request, kept)
    comparison = _comparison(old, new)
    counts = comparison.counts()
    context = {
        "here": here,
        "slug": law,
        "name": name_of(law, instruments_of(rows_of(here)), kept=kept),
        "kept": kept,
        "old": old,
        "new": new,
        "counts": [(kind, KINDS[kind], counts[kind]) for kind in KINDS if counts.get(kind)],
        "changes": [(KINDS[change.kind], change) for change in comparison.changes if change.kind != "same"],
        "same": counts.get("same", 0),
    }
    return render(request, "law/compare.html", context)


def compare_word(request: HttpRequest, here: Here, law: str) -> HttpResponse:
    """The same comparison as a Word document."""
    kept = kept_of(here, law)
    old, new = _chosen(request, kept)
    written = write_comparison(
        _comparison(old, new),
        titles=(_label(old), _label(new)),
        kinds={kind: str(words) for kind, words in KINDS.items()},
        heading=_("Comparison: %(law)s") % {"law": name_of(law, instruments_of(rows_of(here)), kept=kept)},
        note=_("Struck through: the former words. Underlined: the new words."),
        label=_("Synthetic: this law is invented.") if here.dialogue.synthetic else "",
    )
    response = HttpResponse(
        written, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    label = "synthetic-" if here.dialogue.synthetic else ""
    response["Content-Disposition"] = f'attachment; filename="{label}{law}-comparison.docx"'
    return response


def _label(kept: store.Kept) -> str:
    day = kept.manifest.starts or kept.manifest.published
    return f"{kept.manifest.title} ({day})"


def _comparison(old: store.Kept, new: store.Kept) -> Comparison:
    return compare_laws(old.law(), new.law())


def _chosen(request: HttpRequest, kept: Sequence[store.Kept]) -> tuple[store.Kept, store.Kept]:
    """The wordings asked for; else the draft with the law in force, or the two newest."""
    by_name = {one.manifest.wording: one for one in kept}
    in_force, drafts = store.in_force(kept), store.drafts(kept)
    if drafts and in_force:
        old, new = in_force[-1], drafts[-1]
    else:
        chosen = (in_force or drafts)[-2:]
        old, new = chosen[0], chosen[-1]
    return by_name.get(request.GET.get("old", ""), old), by_name.get(request.GET.get("new", ""), new)
