"""The pages of this topic: laws as in force on a date, their history, comparisons, obligations, reforms, citations."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from audiatur.topics.base import Page
from audiatur.topics.law.views import comparison, importing, obligations, reader, reforms

PAGES: tuple[Page, ...] = (
    Page(
        "law-laws",
        "laws/",
        reader.laws,
        title=_("Laws"),
        about=_("each as it was in force on any date, with the history of its articles; search in their words"),
    ),
    Page("law-import", "laws/import/", importing.import_law),
    Page("law-text", "laws/<slug:law>/", reader.text),
    Page("law-compare", "laws/<slug:law>/compare/", comparison.compare),
    Page("law-compare-word", "laws/<slug:law>/compare/comparison.docx", comparison.compare_word),
    Page("law-akn", "laws/<slug:law>/wordings/<slug:wording>.xml", reader.akn),
    Page("law-article", "laws/<slug:law>/articles/<slug:article>/", reader.article),
    Page(
        "law-obligations",
        "obligations/",
        obligations.obligations,
        title=_("Obligations and the law"),
        about=_("which provision answers which international obligation, and what each party says of it"),
    ),
    Page("law-obligations-csv", "obligations/map.csv", obligations.obligations_csv),
    Page(
        "law-reforms",
        "reforms/",
        reforms.reforms,
        title=_("Reforms and drafts"),
        about=_("the stages of each, with its sources, where they differ, and how old the news is"),
    ),
    Page(
        "law-citations",
        "citations/",
        reader.citations,
        title=_("Provisions cited"),
        about=_("where the documents of this dialogue cite a provision, with its words on the document’s date"),
    ),
)
