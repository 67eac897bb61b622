"""What answers a form holds no word that its sender may not read, and neither does what is mailed then."""

from __future__ import annotations

from typing import Any

import pytest

from audiatur.record.models import Visibility
from tests.canary import table
from tests.canary.crawling import Scene
from tests.canary.sending import Answered, sent_everywhere

pytestmark = pytest.mark.django_db

AFTER_AN_ACT = frozenset({
    "act-receipt", "api-position-take", "entry-check", "entry-step", "people-receipt", "receipt", "source-add-step",
})  # fmt: skip
"""Routes that show more after an act than whoever only opens them finds: what this person has just done."""


@pytest.fixture(scope="module")
def answered(planted: Scene, django_db_blocker: Any) -> Answered:
    """What came of sending every form once at some places."""
    with django_db_blocker.unblock():
        return sent_everywhere(planted)


def test_no_answer_to_a_form_holds_a_word_that_its_sender_may_not_read(answered: Answered) -> None:
    assert answered.crawled.requests > 1500
    assert answered.crawled.leaks == []
    assert answered.crawled.faults == []


def test_answers_quote_words_of_every_level_to_those_who_may_read_them(answered: Answered) -> None:
    """An answer that never quotes anything would prove nothing; neither would forms that all are refused."""
    quoted = set().union(*answered.crawled.levels.values())

    assert quoted == set(Visibility)
    assert len(answered.done) > 50
    assert len(answered.refused) > 40


def test_answers_hold_no_level_that_the_table_does_not_give_the_role(answered: Answered) -> None:
    told = table.read()
    more = {
        (route, column): levels - set(told[route][column].split())
        for (route, column), levels in answered.crawled.levels.items()
        if route not in AFTER_AN_ACT
    }

    assert {place: levels for place, levels in more.items() if levels} == {}


def test_no_form_that_is_badly_filled_changes_the_record(answered: Answered) -> None:
    """Nor does one that goes straight to the last step: every step checks all."""
    assert answered.unfit > 100
    assert answered.taken == []


def test_no_target_of_a_redirect_quotes_a_word(answered: Answered) -> None:
    """Addresses are kept by browsers, proxies and logs: not even a word that the person may read stands in one."""
    assert answered.targets == []


def test_what_forms_send_by_mail_quotes_only_public_words_and_the_receivers_own(answered: Answered) -> None:
    assert answered.mailed > 0
    assert answered.mails == []


@pytest.mark.slow
def test_no_answer_to_any_form_at_any_place_holds_a_word_that_its_sender_may_not_read(planted: Scene) -> None:
    answered = sent_everywhere(planted, every=True)

    assert answered.crawled.requests > 15_000
    assert (answered.crawled.leaks, answered.targets, answered.mails) == ([], [], [])
    assert answered.crawled.faults == []
