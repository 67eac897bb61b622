# ruff: noqa: A005 - run as a module of bench, it shadows nothing
"""Pages of a large record with 8 clients on 2 cores. `python -m bench.platform [PASSAGES]`

The record: 200,000 passages, 5 sides of 2 parties, 60 questions, one of them with 10 propositions and 200 claims,
10 meetings, 300 recommendations, 100 commitments, 300 statements in one document. Every page is asked for by someone
who is not signed in and by a member of a party, in English and Khmer, by clients that never pause; then files, search,
and how much of Khmer is found. Set BENCH_DATABASE_URL to measure on PostgreSQL.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from bench import search
from bench.large_record import (
    CLIENTS,
    Large,
    by_clients,
    fetch,
    installed,
    large_record,
    p95,
    sentence,
    served,
    told,
    vocabularies,
)

EACH = 40
"""Requests of a page by each of the two readers."""

FILES = 8
SIDES = ("state", "un", "cso", "nhri", "partner")
TOPICS = ("law", "prisons", "proceedings", "mediation", "civic_space")

OF_DIALOGUE = {
    "home": "/",
    "dialogue": "/bench/",
    "topic": "/bench/topics/prisons/",
    "question": "/bench/questions/large/",
    "an ordinary question": "/bench/questions/q5/",
    "meetings": "/bench/meetings/",
    "first meeting": "/bench/meetings/m0/",
    "last meeting": "/bench/meetings/m9/",
    "follow-up": "/bench/follow-up/",
    "follow-up, filtered": "/bench/follow-up/?words=ba&topic=law",
    "follow-up, last page": "/bench/follow-up/?page=12",
    "documents": "/bench/sources/",
    "a document": "/bench/sources/{source}/",
    "a document with statements": "/bench/sources/{read}/",
    "a passage in its document": "/bench/sources/{source}/?passage={passage}",
    "letters": "/bench/letters/",
    "figures": "/bench/figures/",
    "open data": "/bench/open-data/",
    "dossiers": "/bench/dossier/",
    "laws": "/bench/topics/law/laws/",
    "obligations": "/bench/topics/law/obligations/",
}
OF_MEMBERS = {
    "proposals": "/bench/proposals/",
    "people": "/bench/people/",
    "notes and drafts": "/bench/private/",
    "notes on a question": "/bench/questions/large/notes/state-0/",
    "stating a position": "/bench/questions/large/positions/1/state-0/",
    "answering by file": "/bench/questions/large/answers/state-0/",
    "answering a claim": "/bench/questions/large/claims/{claim}/",
    "adding a document": "/bench/sources/add/",
}
OF_PROGRAMS = {
    "api, questions": "/api/v1/dialogues/bench/questions",
    "api, the question": "/api/v1/dialogues/bench/questions/large",
    "api, its claims": "/api/v1/dialogues/bench/claims?question=large",
    "api, passages": "/api/v1/dialogues/bench/passages",
    "api, recommendations": "/api/v1/dialogues/bench/recommendations",
    "table of the question": "/bench/questions/large/table.csv",
    "table of recommendations": "/bench/follow-up/recommendations.csv",
    "head of the ledger": "/ledger/head.json",
    "calendar": "/bench/due.ics",
}
AS_FILES = {
    "question as HTML": "/bench/questions/large/question.html",
    "question as Word": "/bench/questions/large/question.docx",
    "question as PDF": "/bench/questions/large/question.pdf",
    "question as annotations": "/bench/questions/large/open-data/annotations.json",
}


def main(passages: int) -> None:
    """Build the record, then print the seconds of each page, of files and of search."""
    with installed():
        chance = random.Random(6)
        words = vocabularies(chance)
        started = time.perf_counter()
        large = large_record(chance, words, passages, sides=SIDES)
        keys, member, program = _work(chance, words[0], large)
        print(f"{passages:,} passages and the work of a dialogue kept in {time.perf_counter() - started:.0f} s")
        search.merge_index()
        search.recall(chance, large)
        queries = search.queries(chance, words, large.texts)
        with served():
            over = [*_pages(keys, member, program), *search.times(large.dialogue, queries)]
            _files(keys)
        print(f"over {search.BAR * 1000:.0f} ms at the 95th percentile: {', '.join(over) or 'none'}")


def _pages(keys: Mapping[str, int], member: Mapping[str, str], program: Mapping[str, str]) -> Iterator[str]:
    """Print each page's seconds; gives the names of those that are over the bar."""
    for name, address in (OF_DIALOGUE | OF_MEMBERS | OF_PROGRAMS).items():
        readers = [program] * 2 if name.startswith("api") else [member] * 2 if name in OF_MEMBERS else [{}, member]
        asked = [
            (address.format(**keys), {**reader, "Accept-Language": language})
            for reader in readers for language in ("en", "km") for _ in range(EACH // 2)
        ]  # fmt: skip
        sizes = []

        def request(number: str, asked: list[Any] = asked, sizes: list[int] = sizes) -> float:
            took, size = fetch(asked[int(number)][0], headers=asked[int(number)][1])
            sizes.append(size)
            return took

        by_clients(request, [str(number % len(asked)) for number in range(CLIENTS)])
        took = sorted(by_clients(request, [str(number) for number in range(len(asked))]))
        print(f"{told(name, took)}; {max(sizes) / 1024:.0f} kB sent")
        if p95(took) > search.BAR:
            yield name


def _files(keys: Mapping[str, int]) -> None:
    for name, address in AS_FILES.items():
        took = by_clients(lambda place: fetch(place)[0], [address.format(**keys)] * FILES)
        print(told(name, took))


def _work(
    chance: random.Random, words: list[str], large: Large
) -> tuple[dict[str, int], dict[str, str], dict[str, str]]:
    """What the sides did; gives the keys that addresses name, and the headers of a member and of a member's program."""
    from audiatur.record import services
    from audiatur.record.models import PartyKind, Role, User

    def text() -> str:
        return sentence(chance, words, khmer=False)

    parties = []
    for side in large.dialogue.sides.all():
        for number in range(2):
            slug = f"{side.key}-{number}"
            party = services.party_join(side, slug=slug, kind=PartyKind.ORGANISATION, name=slug.title(), name_km="")
            user = User.objects.create_user(f"of-{slug}")
            services.member_add(large.dialogue, user=user, role=Role.MEMBER, party=party)
            parties.append((party, user))
    questions = [_question(large, text, number=number) for number in range(59)]
    question = _question(large, text, number=59, slug="large", propositions=10)
    for other in questions:
        _positions(chance, other, parties[::2], text)
    for number in range(10):
        _positions(chance, question, parties, text, only=number)
        _meeting(large, text, number=number)
    claim, passage = _claims(chance, large, question, parties, text)
    _follow_up(chance, large, parties, text, question=question)
    _statements(chance, large)
    keys = {"source": large.sources[0].pk, "read": large.sources[2].pk, "claim": claim.pk, "passage": passage.pk}
    return keys, _signed_in(parties[0][1]), _program(*parties[0])


def _question(large: Large, text: Any, *, number: int, slug: str = "", propositions: int = 4) -> Any:
    from audiatur.record import services

    return services.question_open(
        large.dialogue, by=large.keeper, slug=slug or f"q{number}", topic=TOPICS[number % 5], text=text(),
        asked="2030-01-02", addressed=list(large.dialogue.sides.all()),
        propositions=[(text(), "") for _ in range(propositions)],
    )  # fmt: skip


def _positions(chance: random.Random, question: Any, parties: Any, text: Any, *, only: int | None = None) -> None:
    """Every party states a position on every proposition, and on one of them another one in its place."""
    from audiatur.record import services
    from audiatur.record.models import Stance

    stances = (Stance.ACCEPTS, Stance.REJECTS, Stance.IN_PART, Stance.RESERVES)
    for order, proposition in enumerate(question.propositions.all()):
        if only is None or order == only:
            for party, user in parties:
                for taken in ("2030-02-01", "2030-03-01"):
                    services.position_take(
                        proposition, by=user, party=party, stance=chance.choice(stances), taken=taken, reason=text()
                    )


def _meeting(large: Large, text: Any, *, number: int) -> None:
    from audiatur.record import services

    agenda = [(topic, text(), "") for topic in TOPICS]
    services.meeting_hold(
        large.dialogue, by=large.keeper, slug=f"m{number}", title=text()[:100], held=f"2030-{number + 3:02}-01",
        agenda=agenda, present=[], minutes="\n\n".join(text() for _ in range(10)),
    )  # fmt: skip


def _claims(chance: random.Random, large: Large, question: Any, parties: Any, text: Any) -> tuple[Any, Any]:
    """200 claims, each with the passage it was taken from; every fifth disputed by whom it is attributed to."""
    from datetime import date

    from audiatur.record import services
    from audiatur.record.models import Answer

    propositions = list(question.propositions.all())
    last = None
    for number in range(200):
        at = chance.randrange(len(large.sources) // 2) * 2 % len(large.sources)
        source = large.sources[at if at % 10 != 9 else 0]
        party, user = parties[number % len(parties)]
        row = source.paragraphs[chance.randrange(200)]
        exact = source.content[row["start"] : row["end"]]
        passage = services.passage_find(source, exact)
        claim = services.claim_note(
            question, by=large.keeper, attributed_to=party.name, party=party, text=text(), source=source,
            proposition=propositions[number // 20] if number % 2 else None, said="2030-01", passages=[passage],
        )  # fmt: skip
        if number % 5 == 0:
            services.claim_answer(claim, by=user, answer=Answer.DISPUTES, on=date(2030, 4, 1), words=text())
            last = claim if number == 0 else last
    return last, passage


def _follow_up(chance: random.Random, large: Large, parties: Any, text: Any, *, question: Any) -> None:
    from audiatur.record import services
    from audiatur.record.models import LetterKind, Visibility

    state, clerk = parties[0]
    for number in range(300):
        row = services.recommendation_note(
            large.sources[0], by=large.keeper, paragraph=f"110.{number}", text=text(), topic=TOPICS[number % 5],
            recommending_states=["Norland", "Sudmark"], question=question if number % 30 == 0 else None,
        )  # fmt: skip
        services.recommendation_respond(
            row, by=large.keeper, party=state, word=chance.choice(["Supported", "Noted"]), given="2030-02-01",
            source=large.sources[0],
        )  # fmt: skip
    for number in range(100):
        made = services.commitment_make(
            large.dialogue, by=clerk, party=state, text=text(), made="2030-02-01", due="2031-02-01",
            topic=TOPICS[number % 5], question=question if number % 10 == 0 else None,
        )  # fmt: skip
        if number % 2:
            services.follow_up_add(
                by=clerk, party=state, made="2030-05-01", scale="audiatur-1", grade="done", grade_name="Done",
                commitment=made,
            )  # fmt: skip
    for number in range(50):
        sender, addressee = parties[2 + number % 2], parties[number % 2]
        services.communication_send(
            large.dialogue, by=sender[1], kind=LetterKind.ALLEGATION, party=sender[0], addressee=addressee[0],
            subject=text()[:100], sent="2030-03-01", days=60, visibility=Visibility.PUBLIC,
        )  # fmt: skip


def _statements(chance: random.Random, large: Large) -> None:
    from audiatur.record.changes import change
    from audiatur.record.models import Statement

    source = large.sources[2]
    for paragraph in [*source.paragraphs, *source.paragraphs[:100]]:
        spans = [[paragraph["start"], paragraph["end"]]]
        with change("statement read", by=large.keeper):
            Statement(
                source=source, voice="says", confidence=chance.random(), speaker="The Ministry", content_spans=spans,
                start=spans[0][0], topic="law", reader="bench",
            ).save()  # fmt: skip


def _program(party: Any, user: Any) -> dict[str, str]:
    from django.utils import timezone

    from audiatur.record import services
    from audiatur.record.models import Reach

    today = timezone.localdate()
    _, secret = services.token_make(
        party, by=user, name="bench", reach=Reach.READS, expires_on=today.replace(year=today.year + 1), today=today
    )
    return {"Authorization": f"Bearer {secret}"}


def _signed_in(user: Any) -> dict[str, str]:
    """The header of a session of a person who has a second factor."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from audiatur.site.accounts import FactorAdapter

    data = {"secret": FactorAdapter().encrypt("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    client = Client()
    client.force_login(user)
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
