"""Hidden rows leave no trace: not in counts, orders or hits, and not in pages that say that nothing is there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from audiatur.record.models import Visibility
from tests.canary.crawling import Scene
from tests.canary.opening import text_of
from tests.canary.planting import DIALOGUE, Planter

pytestmark = pytest.mark.django_db

SEARCHED = ("question.text", "proposition.text", "claim.text", "recommendation.text", "source.title", "source.content")
PUBLIC_PAGES = (
    "", "topics/prisons/", "follow-up/", "follow-up/commitments.csv", "follow-up/recommendations.csv", "meetings/",
    "sources/", "search/?q=kanari", "topics/law/obligations/", "topics/law/reforms/", "topics/law/citations/",
)  # fmt: skip


def shown(response: HttpResponse) -> str:
    """An answer without what differs each time: tokens of forms, and the foot that names the ledger's newest entry."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text_of(response))
    # A cookie is set once, and leaves an empty line where it was.
    text = re.sub(r"(?m)^(Content-Length|Set-Cookie|ETag): .*\n?", "", text)
    text = re.sub(r'<footer class="site">.*?</footer>', "", text, flags=re.S)
    return re.sub(r"\n\n+", "\n", text)


def test_invariant_11_rows_planted_below_everyone_change_no_byte_of_what_everyone_sees(planted: Scene) -> None:
    visitor = Client(headers={"accept-language": "en"})
    first = planted.field.spots[0].args
    addresses = [f"/{DIALOGUE}/{page}" for page in PUBLIC_PAGES]
    addresses += [f"/{DIALOGUE}/questions/{first['question']}/{page}" for page in ("", "table.csv")]
    addresses += [f"/{DIALOGUE}/meetings/{first['meeting']}/", f"/{DIALOGUE}/sources/{first['source']}/", "/"]
    before = {address: shown(visitor.get(address)) for address in addresses}

    # The rows are taken back after the test: the spots of the others are left as they are.
    beside = replace(planted.field, spots=list(planted.field.spots), rows=dict(planted.field.rows))
    for owner in ("ministry", ""):
        for level in (Visibility.PARTIES, Visibility.SIDE, Visibility.RESTRICTED):
            Planter(beside).plant(owner, level)

    for address, text in before.items():
        assert shown(visitor.get(address)) == text, address


def test_a_hidden_word_is_searched_for_as_one_that_there_is_not(planted: Scene) -> None:
    absent = "kanarizzzz"
    hidden = [word for word in planted.ground.words.values() if word.field in SEARCHED and word.dialogue == DIALOGUE]

    for who in planted.people[:5]:
        nothing = shown(who.client.get(f"/{DIALOGUE}/search/", {"q": absent}, headers={"accept-language": "en"}))
        for word in hidden:
            if who.may_read(word):
                continue
            found = shown(who.client.get(f"/{DIALOGUE}/search/", {"q": word.word}, headers={"accept-language": "en"}))
            assert found.replace(word.word, absent) == nothing, f"{who.name} {word}"


def test_what_is_hidden_and_what_there_is_not_are_answered_alike(planted: Scene) -> None:
    visitor = Client(headers={"accept-language": "en"})
    hidden = next(spot for spot in planted.field.spots if spot.level == Visibility.RESTRICTED)

    for kind, name in (("questions", "question"), ("meetings", "meeting"), ("sources", "source")):
        there = visitor.get(f"/{DIALOGUE}/{kind}/{hidden.args[name]}/")
        nowhere = visitor.get(f"/{DIALOGUE}/{kind}/{'999999' if kind == 'sources' else 'nothing'}/")
        assert there.status_code == nowhere.status_code == 404
        known, unknown = str(hidden.args[name]), "999999" if kind == "sources" else "nothing"
        assert shown(there).replace(known, unknown) == shown(nowhere)
