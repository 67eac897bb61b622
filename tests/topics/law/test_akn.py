"""Akoma Ntoso: valid against the strict schema, whole on the round trip, and safe to open."""

from __future__ import annotations

import pytest
from bench.law_suite import LANGUAGES, LAYOUTS, Layout, write
from lxml import etree

from audiatur.topics.law.akn_reading import law_of, open_akn, read_akn
from audiatur.topics.law.akn_writing import expression_uri, write_akn
from audiatur.topics.law.errors import NotAkomaNtoso
from audiatur.topics.law.importing import import_string
from audiatur.topics.law.model import Law, Work
from tests.shared import shared


def law(language: str = "en", *, layout: Layout = LAYOUTS[0], dated: str = "2011") -> Law:
    """A written law."""
    imported = import_string(write(layout, language, count=40).content, language=language)
    return imported.law(Work("xx", "act", "2011", "accounts", imported.title), dated=dated)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_law_is_the_same_after_the_round_trip(layout: Layout, language: str) -> None:
    given = law(language, layout=layout)

    assert read_akn(write_akn(given)) == given


@pytest.mark.parametrize("dated", ["2011", "2011-05", "2011-05-03", "2011~"])
def test_what_is_written_is_valid_against_the_strict_schema(dated: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared("data/law/akn-xsd/akomantoso30.xsd"))))
    given = law("km", dated=dated)

    schema.assertValid(etree.fromstring(write_akn(given)))
    assert read_akn(write_akn(given)).dated == dated


def test_the_address_of_a_wording_names_work_language_and_day() -> None:
    assert expression_uri(law("km", dated="2011-05")) == "/akn/xx/act/2011/accounts/khm@2011-05-01"


def test_documents_of_others_are_written_back_as_they_came() -> None:
    for path in sorted(shared("data/law/akn-oasis-examples").glob("*.xml")):
        came = path.read_bytes()

        written = open_akn(came).write()

        assert etree.tostring(etree.fromstring(written), method="c14n") == etree.tostring(
            etree.fromstring(came), method="c14n"
        )


def test_an_act_of_others_keeps_every_word_in_order() -> None:
    document = open_akn((shared("data/law/akn-oasis-examples") / "us_Act_2011-11-29.xml").read_bytes())

    read = law_of(document)

    assert " ".join(read.text_lines()).split() == " ".join(document.lines()).split()
    assert [unit.number for unit in read.units()][:3] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "given",
    [
        b"no xml",
        b"<html/>",
        b'<!DOCTYPE akomaNtoso [<!ENTITY a "b">]><akomaNtoso><act>&a;</act></akomaNtoso>',
    ],
)
def test_what_is_no_akoma_ntoso_is_refused(given: bytes) -> None:
    with pytest.raises(NotAkomaNtoso):
        read_akn(given)
