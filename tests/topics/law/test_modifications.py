"""Modifications: applied to the letter, or refused with a reason; never a third thing."""

from __future__ import annotations

from datetime import date

from audiatur.topics.law.akn_modifications import apply_document
from audiatur.topics.law.akn_reading import open_akn
from audiatur.topics.law.importing import import_string
from audiatur.topics.law.model import Law, Provision, Work
from audiatur.topics.law.modifications import Modification, Refusal, apply, apply_all, timeline_after
from tests.shared import shared

DAY = date(2020, 1, 1)


def law() -> Law:
    """Three articles."""
    found = import_string("Article 1.- Ten days.\nArticle 2.- Ten days and ten days.\nArticle 3.- End.")
    return found.law(Work("xx", "act", "2001", "a", "A"), dated="2001")


def made(kind: str, target: str, **more: object) -> Modification:
    """A modification in force on DAY."""
    return Modification(kind, target, DAY, DAY, "/akn/xx/act/2020/b", **more)  # type: ignore[arg-type]


def texts(given: Law) -> list[str]:
    """The articles' words."""
    return [unit.own_text() for unit in given.units()]


def test_words_are_exchanged_where_they_stand_once() -> None:
    changed = apply(law(), made("words", "art_1", old="Ten", new="Five"))

    assert isinstance(changed, Law)
    assert texts(changed) == ["Five days.", "Ten days and ten days.", "End."]


def test_words_that_stand_twice_or_not_at_all_are_refused() -> None:
    twice = apply(law(), made("words", "art_2", old="days", new="hours"))
    never = apply(law(), made("words", "art_3", old="days", new="hours"))

    assert isinstance(twice, Refusal)
    assert "2 times" in twice.reason
    assert isinstance(never, Refusal)
    assert "do not stand there" in never.reason


def test_insert_replace_repeal_and_renumber() -> None:
    new = Provision("article", "1bis", "Article 1 bis.-", lines=("New.",), eid="art_1bis")
    other = Provision("article", "3", "Article 3.-", lines=("Other.",), eid="art_3")

    changed, refused = apply_all(
        law(),
        [
            made("insert", "art_1", content=new),
            made("replace", "art_3", content=other),
            made("repeal", "art_2"),
            made("renumber", "art_1bis", new="2"),
        ],
    )

    assert refused == ()
    assert [unit.eid for unit in changed.units()] == ["art_1", "art_2", "art_3"]
    assert [unit.printed for unit in changed.units()] == ["Article 1.-", "Article 2.-", "Article 3.-"]
    assert texts(changed) == ["Ten days.", "New.", "Other."]


def test_a_place_that_is_not_there_or_is_taken_is_refused() -> None:
    taken = Provision("article", "2", "Article 2.-", eid="art_2")

    assert isinstance(apply(law(), made("repeal", "art_9")), Refusal)
    assert isinstance(apply(law(), made("insert", "art_1", content=taken)), Refusal)
    assert isinstance(apply(law(), made("renumber", "art_1", new="2")), Refusal)


def test_an_article_that_commences_later_is_not_in_force_before() -> None:
    lines, refused = timeline_after(
        law(), starts=date(2001, 1, 1), published=date(2001, 1, 1), modifications=[made("commence", "art_3")]
    )

    assert refused == ()
    assert lines.standing("art_3", on=date(2019, 12, 31)).state == "not yet in force"
    assert lines.standing("art_3", on=DAY).text == "End."


def test_the_modifications_of_real_amending_acts_are_applied_as_they_quote() -> None:
    folder = shared("data/law/legaldocml-de")
    applied = 0
    for path in sorted(folder.glob("*__aenderungsgesetz.xml")):
        target = open_akn((folder / path.name.replace("aenderungsgesetz", "zielgesetz")).read_bytes())

        changed, outcomes = apply_document(target, open_akn(path.read_bytes()))

        for outcome in outcomes:
            old, new = outcome.modification.old
            assert outcome.applied, outcome.reason
            assert " ".join(changed.lines()).count(new) > " ".join(target.lines()).count(new)
            applied += " ".join(changed.lines()).count(old) <= " ".join(target.lines()).count(old)
    assert applied == 13


_AMENDING = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><analysis>
<activeModifications><textualMod type="substitution"><source href="#m1"/>
<destination href="/akn/xx/act/2001/a/eng@2001/art_1{range}"/></textualMod></activeModifications></analysis></meta>
<body><article eId="art_1"><content><p><mod eId="m1">In article 1 <quotedText>{old}</quotedText> becomes
<quotedText>Five</quotedText>.</mod></p></content></article></body></act></akomaNtoso>"""


def test_quoted_words_that_stand_elsewhere_are_refused() -> None:
    from audiatur.topics.law.akn_writing import write_akn

    target = open_akn(write_akn(law()))

    _, wrong = apply_document(target, open_akn(_AMENDING.format(old="Nine", range="").encode()))
    changed, right = apply_document(target, open_akn(_AMENDING.format(old="Ten", range="").encode()))

    assert not wrong[0].applied
    assert "0 times" in wrong[0].reason
    assert right[0].applied
    assert "Five days." in changed.lines()
