"""A law as Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018), valid against its strict schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from audiatur.dates import read_when
from audiatur.topics.law.model import Law, Provision

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN: Final = "https://audiatur.org/ns/law/1"
"""The namespace of what Akoma Ntoso has no place for: dates of less than a day, and bare numbers."""
LANGUAGES: Final = {"en": "eng", "fr": "fra", "km": "khm", "es": "spa", "de": "deu", "und": "und"}

_AGENT: Final = "#audiatur"
_NAMESPACES: Final[dict[str | None, str]] = {None: AKN, "audiatur": OWN}


def expression_uri(law: Law) -> str:
    """The address of the law's wording: work, language and day.

    `@` is followed by the earliest day that the date can mean.
    """
    return f"{law.work.uri}/{language_code(law.language)}@{day(law.dated)}"


def language_code(language: str) -> str:
    """The three-letter code (ISO 639-2) of a language.

    >>> language_code("km")
    'khm'
    """
    return LANGUAGES.get(language, language)


def day(edtf: str) -> str:
    """The earliest day that an EDTF date can mean: Akoma Ntoso accepts whole days only.

    >>> day("2007"), day("2007-08")
    ('2007-01-01', '2007-08-01')
    """
    return read_when(edtf).earliest.isoformat()


def write_akn(law: Law) -> bytes:
    """The law as an Akoma Ntoso document, UTF-8."""
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=_NAMESPACES)  # type: ignore[arg-type]  # the stubs know no default namespace
    document = _add(root, law.work.kind, name=law.work.kind, contains="singleVersion")
    _meta(document, law)
    for name, lines in (("preface", law.preface), ("preamble", law.preamble)):
        if lines:
            _paragraphs(_add(document, name), lines)
    body = _add(document, "body")
    for provision in law.body:
        _provision(body, provision)
    if law.conclusions:
        _paragraphs(_add(document, "conclusions"), law.conclusions)
    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)


def _paragraphs(parent: etree._Element, lines: Iterable[str]) -> None:
    for line in lines:
        _add(parent, "p").text = line


def _provision(parent: etree._Element, provision: Provision) -> None:
    tag = "hcontainer" if provision.level == "annex" else provision.level
    element = _add(parent, tag, eId=provision.eid)
    if provision.level == "annex":
        element.set("name", "annex")
    if provision.printed:
        _add(element, "num").text = provision.printed
    if provision.heading:
        _add(element, "heading").text = provision.heading
    if not provision.children:
        if provision.lines:
            _paragraphs(_add(element, "content"), provision.lines)
        return
    if provision.lines:
        _paragraphs(_add(element, "intro"), provision.lines)
    for child in provision.children:
        _provision(element, child)
    if provision.closing:
        _paragraphs(_add(element, "wrapUp"), provision.closing)


def _meta(document: etree._Element, law: Law) -> None:
    meta = _add(document, "meta")
    identification = _add(meta, "identification", source=_AGENT)
    work, expression = law.work, expression_uri(law)
    frbr = _add(identification, "FRBRWork")
    _identified(frbr, work.uri)
    if work.title:
        _add(frbr, "FRBRalias", value=work.title, name="title")
    _dated(frbr, work.date, name="Generation")
    _add(frbr, "FRBRcountry", value=work.country)
    _add(frbr, "FRBRname", value=work.name)
    frbr = _add(identification, "FRBRExpression")
    _identified(frbr, expression)
    _dated(frbr, law.dated, name="Generation")
    _add(frbr, "FRBRlanguage", language=language_code(law.language))
    frbr = _add(identification, "FRBRManifestation")
    _identified(frbr, f"{expression}.xml")
    _dated(frbr, law.dated, name="Generation")
    references = _add(meta, "references", source=_AGENT)
    _add(references, "TLCOrganization", eId="audiatur", href="/ontology/organization/audiatur", showAs="Audiatur")
    proprietary = _add(meta, "proprietary", source=_AGENT)
    own = etree.SubElement(proprietary, f"{{{OWN}}}law")
    for name, value in (("workDate", work.date), ("dated", law.dated), ("language", law.language)):
        own.set(name, value)


def _identified(frbr: etree._Element, uri: str) -> None:
    this = f"{uri.removesuffix('.xml')}/!main.xml" if uri.endswith(".xml") else f"{uri}/!main"
    _add(frbr, "FRBRthis", value=this)
    _add(frbr, "FRBRuri", value=uri)


def _dated(frbr: etree._Element, edtf: str, *, name: str) -> None:
    _add(frbr, "FRBRdate", date=day(edtf), name=name)
    _add(frbr, "FRBRauthor", href=_AGENT)
