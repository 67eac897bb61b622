"""System text is neutral: a closed list of words that judge, none of which a page may hold."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from audiatur.record.status import Status
from audiatur.site import vocabulary
from tests.shared import ROOT

JUDGING = (
    "admit", "alleg", "accus", "baseless", "blame", "claims that", "clearly", "condemn", "controvers", "credible",
    "deceiv", "defend its", "dubious", "exaggerat", "fabricat", "failed", "failure", "false", "guilt", "honest",
    "ignor", "incorrect", "insist", "liar", "lie ", "lying", "merely", "mislead", "obvious", "of course", "pretend",
    "propaganda", "refuse", "refut", "so-called", "unfortunately", "unproven", "untrue", "violat", "wrong",
)  # fmt: skip
"""Beginnings of words by which a sentence takes a side."""

TERMS = re.compile(r"\ballegation letters?\b", re.I)
"""Names of things in the trade: the special procedures send allegation letters."""


def texts() -> list[str]:
    with (ROOT / "src/audiatur/locale/km/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="km")
    return [
        text
        for message in catalogue
        if message.id
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    ]


@pytest.mark.parametrize("word", JUDGING)
def test_no_text_of_the_pages_judges(word: str) -> None:
    judging = re.compile(rf"\b{re.escape(word)}", re.I)

    assert [text for text in texts() if judging.search(TERMS.sub("", text))] == []


def test_no_text_shouts_or_pleads() -> None:
    assert [text for text in texts() if "!" in text] == []


def test_sentences_are_short() -> None:
    sentences = [sentence for text in texts() for sentence in re.split(r"(?<=[.?:;])\s", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > 34] == []


def test_every_status_has_a_sign_and_a_word_of_its_own() -> None:
    statuses = set(Status.__args__)  # type: ignore[attr-defined]

    assert set(vocabulary.SIGNS) == set(vocabulary.STATUS_NAMES) == statuses
    assert len(set(vocabulary.SIGNS.values())) == 5


def test_signs_and_words_of_statuses_are_those_of_the_word_list() -> None:
    listed = (ROOT / "docs/words.md").read_text(encoding="utf-8")

    for status, sign in vocabulary.SIGNS.items():
        assert f"`{sign}` {status.replace('_', ' ').replace('one sided', 'one-sided')}" in listed
