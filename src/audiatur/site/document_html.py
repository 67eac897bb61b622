"""A paragraph of a source as HTML: every character escaped, marks drawn flat, numbers that lead to the statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from audiatur.record.selectors.marking import Fragment, ShownParagraph

TAGS: Mapping[str, str] = {"heading": "h3"}
"""A document's heading stands under the page's own h2; every other role is a paragraph of a class of its own."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What leads from a marked passage to its statement: the number, what it says in words, and where it begins."""

    number: str
    label: str
    first: int


def paragraph_html(
    paragraph: ShownParagraph, *, references: Mapping[int, Reference], swapped: bool = False
) -> SafeString:
    """One paragraph; `swapped` marks it as taking the place of the one on the page (htmx)."""
    inside = format_html_join(
        "",
        "{}",
        ((_fragment(part, references=references, first=not place),) for place, part in enumerate(paragraph.fragments)),
    )
    return format_html(
        '<{tag} class="{role}" id="para-{start}" lang="{lang}"{swap}>{inside}</{tag}>',
        tag=mark_safe(TAGS.get(paragraph.role, "p")),  # noqa: S308 - a name of ours
        role=paragraph.role,
        start=paragraph.start,
        lang="" if paragraph.lang == "und" else paragraph.lang,
        swap=mark_safe(' hx-swap-oob="true"') if swapped else "",
        inside=inside,
    )


def _fragment(fragment: Fragment, *, references: Mapping[int, Reference], first: bool) -> SafeString:
    before = _page(fragment) + _references(fragment, references)
    if not fragment.roles:
        if first:
            return format_html('{}<span id="p{}">{}</span>', before, fragment.start, fragment.text)
        return format_html("{}{}", before, fragment.text)
    if ("passage", fragment.start) in fragment.roles:
        before += SafeString('<span id="passage"></span>')
    own = [key for role, key in fragment.roles if role in ("source", "cue", "content")]
    return format_html(
        '{}<mark id="p{}" class="{}"{}{}>{}</mark>',
        before,
        fragment.start,
        _classes(fragment),
        format_html(' data-s="{}"', " ".join(str(key) for key in dict.fromkeys(own))) if own else "",
        format_html(' aria-details="s{}"', own[-1]) if own and own[-1] in references else "",
        fragment.text,
    )


def _classes(fragment: Fragment) -> str:
    """The roles over the fragment; "deep" where what one says lies inside what another says."""
    roles = [role for role, _ in fragment.roles]
    return " ".join([*dict.fromkeys(roles), *(["deep"] if roles.count("content") > 1 else [])])


def _page(fragment: Fragment) -> SafeString:
    if fragment.page is None:
        return SafeString("")
    return format_html(
        '<span class="folio" id="page-{}"><span class="hidden-text">{} </span>{}</span>',
        fragment.page,
        _("Page"),
        fragment.page,
    )


def _references(fragment: Fragment, references: Mapping[int, Reference]) -> SafeString:
    """The numbers of the statements whose content begins here."""
    begun = (
        (key, references[key])
        for role, key in fragment.roles
        if role == "content" and key in references and references[key].first == fragment.start
    )
    return format_html_join(
        "",
        '<a class="ref" href="#s{}" aria-label="{}">{}</a>',
        ((key, reference.label, reference.number) for key, reference in begun),
    )
