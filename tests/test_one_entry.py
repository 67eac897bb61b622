"""Invariant 13 over every address that takes something: what it changes in the record is exactly one ledger entry.

The routes are those of the URL patterns; the forms are those that the pages show to the people of a planted record.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.urls import resolve, reverse

from audiatur.record.models import Entry, Question, RecordModel, Role, Statement, Told, User, Visibility
from audiatur.record.services import member_add, question_propose, wording_answer
from audiatur.site.cutting import cuts
from audiatur.site.views.proposals import ACTS
from audiatur.site.views.review import DONE
from tests.canary.acting import takes, writing_operations
from tests.canary.addresses import Route, addresses, routes
from tests.canary.conftest import scene_in
from tests.canary.crawling import Scene
from tests.canary.people import Person
from tests.canary.planting import DIALOGUE, Spot
from tests.forms_sent import Shown, forms_of, turns

pytestmark = pytest.mark.django_db

HOPS = 8
"""Form, check, confirmation, and the steps of a long form."""

MOST = 8
"""How many people and places a form is sent from, where the first do not get through."""

ENGLISH = {"accept-language": "en"}

Target = tuple[str, str]
"""What a form is sent to: the name of the route, and the act where the route has several."""


def record_models() -> list[type[models.Model]]:
    """Every model whose rows are the record, with the tables of its links."""
    return [model for model in apps.get_models() if issubclass(model, RecordModel)]


Rows = dict[tuple[str, Any], tuple[Any, ...]]


def rows_now() -> Rows:
    """Every row of the record as the database holds it, links among its values."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in record_models():
            label, key = model._meta.label_lower, model._meta.pk
            cursor.execute(f'SELECT "{key.column}", * FROM "{model._meta.db_table}"')
            found |= {(label, row[0]): row[1:] for row in cursor.fetchall()}
            for link in model._meta.many_to_many:
                through = link.remote_field.through._meta.db_table
                cursor.execute(f'SELECT "{link.m2m_column_name()}", "{link.m2m_reverse_name()}" FROM "{through}"')
                for pk, other in sorted(cursor.fetchall()):
                    found[label, pk] += ((link.name, other),)
    return found


@dataclass
class Sent:
    """What sending did: which targets changed the record, and where entries and changes differ."""

    changed: set[Target] = field(default_factory=set)
    tried: set[Target] = field(default_factory=set)
    offered: set[Target] = field(default_factory=set)
    apart: list[str] = field(default_factory=list)

    def post(self, who: Person, address: str, target: Target, **given: Any) -> tuple[HttpResponse, bool]:
        """Send once, and compare the record before and after."""
        self.tried.add(target)
        before, size = rows_now(), Entry.objects.count()
        answer = who.client.post(address, headers=ENGLISH | given.pop("headers", {}), **given)
        after = rows_now()
        differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        entries = list(Entry.objects.order_by("seq")[size:])
        told = {(row["model"], row["id"]) for row in map(json.loads, _told(entries))}
        if len(entries) != bool(differ) or not differ <= told:
            self.apart.append(f"{who.name} {address}: {len(differ)} rows differ, {len(entries)} entries")
        if differ:
            self.changed.add(target)
        return answer, bool(differ)


def _told(entries: list[Entry]) -> Iterator[str]:
    yield from Told.objects.filter(entry__in=entries).values_list("content", flat=True)


def target_of(address: str) -> Target:
    """The route that an address is of, with the act that it names."""
    match = resolve(address.split("?")[0])
    return match.url_name or "", str(match.kwargs.get("act") or match.kwargs.get("of") or "")


WORDS: dict[str, str] = {
    **dict.fromkeys(("taken", "published", "given", "on", "made", "held", "sent", "said", "since"), "2030-03-05"),
    "due": "2031-03-05", "visibility": "public", "answers": "", "key": "11" * 32, "age": "30",
}  # fmt: skip
"""What is typed where a field takes no free words, by the names of the fields or their last parts."""

FIRST = ("secretariat", "monitor-member", "ministry-member")
"""Who opens every page; others open those that show these no form."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that a page shows to someone."""

    who: Person
    form: Shown


def paths(route: Route, spots: Sequence[Spot]) -> list[str]:
    """The addresses of a route as they are asked for."""
    return [address.path for address in addresses(route, spots)]


def offered(planted: Scene) -> dict[Target, list[Offer]]:
    """Every form of every page, by what it is sent to; pages that take something are opened at every place."""
    found: dict[Target, list[Offer]] = defaultdict(list)
    spots = [spot for spot in planted.field.spots if spot.level == Visibility.PUBLIC][:2]
    people = {who.name: who for who in planted.people}
    reading, taking = [], []
    for route in routes():
        if not route.name.startswith(("api-", "openapi")):
            (taking if takes(route.name) else reading).append(route)
    for route in (*reading, *taking):
        # A file holds no form.
        for address in paths(route, spots):
            if "." not in address.rsplit("/", 1)[-1]:
                for name in FIRST:
                    _shown(found, people[name], address)
    for route in taking:
        for address, who in product(paths(route, planted.field.spots), planted.people):
            if sum(len(each) for target, each in found.items() if target[0] == route.name) < MOST:
                _shown(found, who, address)
    return found


def _shown(found: dict[Target, list[Offer]], who: Person, address: str) -> bool:
    with transaction.atomic():
        answer = who.client.get(address, headers=ENGLISH)
        forms = list(forms_of(answer, at=address))
        transaction.set_rollback(True)
    for form in forms:
        found[target_of(form.action)].append(Offer(who, form))
    return bool(forms)


def send_all(sent: Sent, offers: Sequence[Offer], *, target: Target) -> None:
    """Send what is offered to a target, in several fillings, until it has changed the record once."""
    for offer in offers[:MOST]:
        for button, turn in turns(offer.form, most=3):
            with transaction.atomic():
                followed(sent, offer, button=button, turn=turn)
                transaction.set_rollback(True)
            if target in sent.changed:
                return


def followed(sent: Sent, offer: Offer, *, button: int, turn: int) -> None:
    """Send a form, and those that follow it, until the record changes."""
    form, who = offer.form, offer.who
    for _hop in range(HOPS):
        given = form.filled(WORDS, button=min(button, len(form.buttons) - 1), turn=turn)
        given |= {name: made(who, form.action) for name, made in FILES.get(target_of(form.action), {}).items()}
        answer, changed = sent.post(who, form.action, target_of(form.action), data=given)
        if changed:
            return
        at = form.action
        while answer.status_code in (301, 302) or b'id="progress"' in answer.content:
            at = answer.get("Location", at)
            answer = who.client.get(at, headers=ENGLISH)
        following = next(forms_of(answer, at=at), None)
        if following is None or following == form:
            return
        form, button = following, 0


def _answer_form(who: Person, address: str) -> SimpleUploadedFile:
    """The party's form of a question, with one position filled in."""
    given = who.client.get(f"{address}form.csv", headers=ENGLISH).content.decode("utf-8-sig")
    rows = [[*row[:-1], "rejects" if row[0].endswith(".stance") else row[-1]] for row in csv.reader(StringIO(given))]
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return SimpleUploadedFile("form.csv", stream.getvalue().encode())


FILES: dict[Target, dict[str, Callable[[Person, str], SimpleUploadedFile]]] = {("answers", ""): {"file": _answer_form}}
"""Files that a form asks for and that not any file is."""


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A record with rows of every kind, and the people who may change it."""
    with django_db_blocker.unblock(), scene_in(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def sent(planted: Scene, django_db_blocker: Any) -> Sent:
    """What came of sending every form that a page shows and of every writing call of the API."""
    done = Sent()
    with django_db_blocker.unblock():
        offers = offered(planted)
        done.offered |= offers.keys()
        for target, each in sorted(offers.items()):
            send_all(done, each, target=target)
        call_all(done, planted)
        send_prepared(done, planted)
    return done


def call_all(sent: Sent, planted: Scene) -> None:
    """Call each writing operation of the API as whoever may, with what its description asks for."""
    writers = [who for who in planted.people if who.token and "member" in who.name]
    for name, body in writing_operations().items():
        route = next(one for one in routes() if one.name == name)
        for address in paths(route, planted.field.spots):
            for who in writers:
                if (name, "") in sent.changed:
                    break
                with transaction.atomic():
                    given = {"data": json.dumps(body), "content_type": "application/json"}
                    sent.post(who, address, (name, ""), headers={"authorization": f"Bearer {who.token}"}, **given)
                    transaction.set_rollback(True)


def send_prepared(sent: Sent, planted: Scene) -> None:
    """Acts whose answers name what is in the record, or that follow other acts."""
    people = {who.name: who for who in planted.people}
    spot = next(one for one in planted.field.spots if one.level == Visibility.PUBLIC and one.owner == "monitor")
    read = Statement.objects.filter(source=spot.args["source"], claims=None).first()
    place = {"dialogue": DIALOGUE, "source": read.source_id, "statement": read.pk}
    cut = cuts(read.source.content, read.content_spans)[0]
    filed = {"place": f"question-{_question(spot)}", "party": "monitor", "text": "Said.", "visibility": "public"}
    for act, before, given in (
        ("correct", "", {"chosen": "other", "other": "The deputy minister"}), ("split", "", {"at": str(cut.at)}),
        ("file", "", {**filed, "sure": "on"}), ("restore", "discard", {}),
    ):  # fmt: skip
        with transaction.atomic():
            for name, answers in ((before, {}), (act, given)):
                if name:
                    address = reverse("statement-act", kwargs={**place, "act": name})
                    sent.post(people["monitor-member"], address, target_of(address), data=answers)
            transaction.set_rollback(True)
    # What empties the database's log after an erasure writes no row, and waits for the transaction of a test.
    with transaction.atomic(), patch("audiatur.site.views.erasure.purge"):
        given = {"ground": "A judgment of 1 March 2030.", "meant": "on"}
        for seq in list(Entry.objects.order_by("-seq").values_list("seq", flat=True)):
            address = reverse("erase", args=[DIALOGUE, seq])
            if sent.post(people["monitor-member"], address, target_of(address), data=given)[1]:
                break
        transaction.set_rollback(True)
    with transaction.atomic():
        _ask_by_consent(sent, planted, people["secretariat"])
        transaction.set_rollback(True)


def _question(spot: Spot) -> int:
    return Question.objects.get(slug=spot.args["question"]).pk


def _ask_by_consent(sent: Sent, planted: Scene, keeper: Person) -> None:
    field = planted.field
    proposal = question_propose(
        field.dialogue, by=field.writers["monitor"], party=field.parties["monitor"], topic="prisons", text="Full?",
        propositions=[("They are full.", "")], addressed=["state"], made="2030-03-01",
    )  # fmt: skip
    address = reverse("proposal-act", args=[DIALOGUE, proposal.pk, "take-up"])
    sent.post(keeper, address, target_of(address), data={"step": "confirm"})
    for slug in ("ministry", "mandate", "monitor"):
        user = User.objects.create_user(f"asks-{slug}")
        member_add(field.dialogue, user=user, role=Role.MEMBER, party=field.parties[slug])
        wording_answer(proposal.wordings.get(), by=user, party=field.parties[slug], consents=True, made="2030-03-02")
    address = reverse("proposal-act", args=[DIALOGUE, proposal.pk, "open"])
    sent.post(keeper, address, target_of(address), data={"step": "confirm", "asked": "2030-03-03"})


CHANGED = frozenset({
    "answers", "api-claim-answer", "api-commitment-follow", "api-position-take", "api-position-withdraw",
    "api-recommendation-follow", "assess/commitments", "assess/recommendations", "beside-end", "check-contest",
    "claim-answer", "commitment-add", "cosigning", "entry-kept", "erase", "invitation-revoke", "letter-add",
    "meeting-add", "membership-end", "people-invite", "people-invite-party", "position-take", "position-withdraw",
    "proposal-act/consent", "proposal-act/decline", "proposal-act/open", "proposal-act/take-up",
    "proposal-act/withdraw", "proposal-act/word", "propose", "recommendation-answer", "scenario-attach",
    "scenario-detach", "scenario-show", "scenario-withdraw", "source-add-step", "stance-take",
    "statement-act/confirm", "statement-act/correct", "statement-act/discard", "statement-act/file",
    "statement-act/restore", "statement-act/split", "statement-act/withdraw", "token-end", "tokens",
})  # fmt: skip
"""What is seen here to change the record, each in exactly one entry."""

ELSEWHERE: dict[str, str] = {
    "beside-set": "tests/record/test_services_checks.py::test_every_party_may_set_a_figure_beside_a_claim_in_one_entry",
    "civic-pairs": "tests/topics/civic_space/test_review.py::test_a_decision_is_kept_and_the_next_pair_is_shown",
    "entry-check": "tests/record/test_services_entries.py::test_every_act_on_an_entry_is_exactly_one_ledger_entry",
    "entry-close": "tests/record/test_services_entries.py::test_every_act_on_an_entry_is_exactly_one_ledger_entry",
    "invitation": "tests/site/test_people.py::test_a_newcomer_makes_an_account_and_is_led_to_a_second_factor",
    "scenario-save": "tests/record/test_services_scenarios.py::"
    "test_saving_is_one_entry_and_keeps_the_hash_of_the_inputs",
}
"""What changes the record only with registers, a mailed link or a filled-in form: the test that counts its entry."""

_ACCOUNT = "a person's own way in, which is no part of the record"
_REGISTERS = "registers are files, each kept under its hash, and no rows of the record"
NOTHING: dict[str, str] = {
    **dict.fromkeys((
        "account_change_password", "account_login", "account_reauthenticate", "look-as", "mfa_activate_totp",
        "mfa_add_webauthn", "mfa_authenticate", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
        "session-end", "sessions-end-others", "sign-in", "sign-out",
    ), _ACCOUNT),
    "entry-form": "a draft is its person's own and no part of the record",
    "entry-step": "a draft is its person's own and no part of the record",
    "figure-recompute": "computes again and compares",
    "law-import": "laws are files, each kept under its hash, and no rows of the record",
    "ledger-cosignatures": "signatures on heads lie beside the ledger, which they sign",
    **dict.fromkeys(("mediation-figures-csv", "mediation-ladder-csv", "mediation-survey-csv"), "a file to take away"),
    "mediation-contradictions": "what is pasted there is compared and not kept",
    "notes": "private notes lie in the party's own store",
    "private": "drafts lie in the party's own store",
    "register-load": _REGISTERS,
    "register-load-step": _REGISTERS,
    "set-language": "the language of the pages",
    "source-add": "the document is staged; its next step adds it",
    "statement": "shows the forms of the acts, which are sent to their own addresses",
}  # fmt: skip
"""What takes something and changes nothing of the record, each with why."""


def test_invariant_13_every_route_that_takes_something_is_known_here() -> None:
    known = {name.split("/")[0] for name in (*CHANGED, *ELSEWHERE, *NOTHING)}
    taking = {route.name for route in routes() if takes(route.name)} - {"openapi-json"}
    acts = {f"statement-act/{act}" for act in DONE} | {f"proposal-act/{act}" for act in ACTS}

    assert {name for name in taking if not name.startswith("api-")} | set(writing_operations()) <= known
    assert acts <= CHANGED


def test_every_model_of_the_record_app_is_the_record_or_says_why_not() -> None:
    others = {model for model in apps.get_app_config("record").get_models() if not issubclass(model, RecordModel)}

    assert {model.__name__ for model in others} == BESIDE_THE_RECORD.keys()


BESIDE_THE_RECORD = {
    "Entry": "the ledger itself", "Told": "the rows that the ledger tells", "User": "a person's own way in",
    "Typed": "words behind a commitment that the record holds", "Draft": "what is not handed in",
    "Searched": "made from rows", "Trigram": "made from rows", "Reminded": "that a mail was sent",
    "Cosignature": "a signature on a head of the ledger",
}  # fmt: skip


@pytest.mark.slow
def test_invariant_13_whatever_is_sent_changes_the_record_in_exactly_one_entry_or_not_at_all(sent: Sent) -> None:
    assert sent.apart == []
    assert {"/".join(filter(None, target)) for target in sent.changed} == CHANGED
    assert {"/".join(filter(None, target)) for target in sent.offered} <= CHANGED | set(ELSEWHERE) | set(NOTHING)
