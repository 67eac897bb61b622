"""Requirements of docs/security/asvs.csv that nothing else shows directly, each by what an attacker would try."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from lxml import html

from audiatur.record import ledger
from audiatur.record.errors import RecordError
from audiatur.record.models import Claim, Entry, Reach, Role, User, Visibility
from audiatur.record.private.sealing import PartyKey
from audiatur.record.services import invitation_make, source_add, token_make
from audiatur.site.api.endpoints import api
from tests.canary.addresses import Route, routes
from tests.record_fixture import SECRET, TODAY, SmallRecord
from tests.shared import ROOT
from tests.site.conftest import signed_in
from tests.site.crawl import crawl
from tests.site.signing import just_shown, sign_in, totp

pytestmark = pytest.mark.django_db
PEOPLE = (ROOT / "docs/people.md").read_text(encoding="utf-8")
MODEL = (ROOT / "docs/security/threat-model.md").read_text(encoding="utf-8")
TEMPLATE = "100 % of %(party)s {0} {{ 7|add:7 }} {% debug %} %s"


@pytest.fixture(autouse=True)
def _fast_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


def monitor(record: SmallRecord) -> Client:
    client = signed_in(record.users["monitor"])
    just_shown(client, record.users["monitor"])
    return client


def test_1_2_3_words_in_a_script_of_values_cannot_end_it(record: SmallRecord) -> None:
    person = User.objects.get(pk=record.users["monitor"].pk)
    person.first_name, person.email = "</script><b>", '"</script>"@example.org'
    person.save()
    client = signed_in(person)
    just_shown(client, person)

    page = client.get("/account/passkeys/").content.decode()

    values = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', page)
    assert values
    assert "</script>" in json.dumps(json.loads(values[1]))
    assert "</script><b>" not in page


@pytest.mark.parametrize("step", ["check", "confirm"])
def test_1_3_10_signs_of_templates_and_formats_are_words_like_others(record: SmallRecord, step: str) -> None:
    given = {
        "party": "monitor", "topic": "prisons", "text": TEMPLATE, "propositions": TEMPLATE, "addressed": ["state"],
        "step": step, "visibility": "public",
    }  # fmt: skip

    answer = monitor(record).post("/calidor/proposals/add/", given, follow=True)

    assert answer.status_code == 200
    assert TEMPLATE in html.fromstring(answer.content).text_content()


@pytest.mark.parametrize(
    "email", ["a@b.example\nBcc: c@d.example", "a@b.example\r\n\r\nWords", "a@b.example,c@d.example"]
)
def test_1_3_11_no_address_brings_a_header_or_another_receiver(record: SmallRecord, email: str) -> None:
    client = signed_in(record.users["rapporteur"])
    just_shown(client, record.users["rapporteur"])

    client.post("/calidor/people/invite/rapporteur/", {"role": "member", "email": email})

    assert mail.outbox == []


def test_1_3_11_a_letter_has_one_receiver_and_no_header_of_others(record: SmallRecord) -> None:
    client = signed_in(record.users["rapporteur"])
    just_shown(client, record.users["rapporteur"])

    client.post("/calidor/people/invite/rapporteur/", {"role": "member", "email": "new@b.example"})

    (letter,) = mail.outbox
    assert letter.to == ["new@b.example"]
    assert set(letter.message().keys()) <= {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
    }  # fmt: skip


@pytest.mark.parametrize("number", ["9" * 30, str(2**63), str(2**63 - 1)])
def test_1_4_2_no_number_in_any_address_ends_in_a_fault(record: SmallRecord, number: str) -> None:
    client = signed_in(record.users["keeper"])
    asked = 0
    for route in routes():
        address = _address(route, number)
        if address and route.name != "sign-out":
            asked += 1
            assert client.get(address).status_code < 500, address
            assert client.post(address).status_code < 500, address

    assert asked > 40


def _address(route: Route, number: str) -> str:
    """The address of a route with this number wherever it takes one; "" where it takes none."""
    words = {"dialogue": "calidor", "question": "rejected", "source": number, "act": "confirm", "party": "monitor"}
    for named in ({}, words):
        given = {name: named.get(name, number) for name in route.arguments}
        try:
            return reverse(route.name, kwargs=given) if given else ""
        except NoReverseMatch:
            continue
    return ""


def test_5_4_2_the_name_of_a_file_is_encoded_where_it_is_told(record: SmallRecord) -> None:
    name = 'x";\r\nX-Evil: 1; filename="run.exe ខ្មែរ.txt'
    source = source_add(
        record.dialogue, by=record.users["monitor"], title="Named", content=b"Words of the report.\n", name=name,
        visibility=Visibility.PUBLIC, author=record.parties["monitor"], published="2026-01-20",
    )  # fmt: skip

    answer = monitor(record).get(f"/calidor/sources/{source.pk}/original/")

    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    told = Message()
    told["Content-Disposition"] = answer["Content-Disposition"]
    assert told.get_content_disposition() == "attachment"
    assert answer["Content-Disposition"].isascii()
    assert not (set("\r\n/\\") & set(str(told.get_filename())))


def test_5_3_1_no_address_leads_to_the_files_that_were_given(record: SmallRecord, visitor: Client) -> None:
    digest = record.sources["reply"].sha256
    (held,) = Path(settings.BLOBS).rglob(f"*{digest[8:]}*")
    inside = held.relative_to(Path(settings.BLOBS)).as_posix()

    for folder in ("", "blobs/", "static/", "static/../blobs/", "media/", "static/%2e%2e/blobs/"):
        assert visitor.get(f"/{folder}{inside}").status_code in (301, 404)


def test_6_1_1_the_limits_that_are_documented_are_those_that_are_set() -> None:
    limits = settings.ACCOUNT_RATE_LIMITS

    assert "5/5m/key" in limits["login_failed"]
    assert "Five failures close the way in to an account for five\n  minutes" in PEOPLE
    assert limits["reset_password"] == "10/m/ip,3/10m/key"
    assert "Three mails for an address in ten minutes, ten requests a minute from one place" in PEOPLE


def test_7_1_1_the_times_of_sessions_that_are_documented_are_those_that_are_set() -> None:
    assert (settings.IDLE_MINUTES, settings.SESSION_HOURS, settings.PASSWORD_RESET_TIMEOUT) == (60, 12, 3600)
    assert "ends after an hour without a request (`AUDIATUR_IDLE`)" in PEOPLE
    assert "twelve\n  hours (`AUDIATUR_SESSION`)" in PEOPLE
    assert "The link works once, for an hour" in PEOPLE


def test_6_1_3_every_way_to_sign_in_is_documented(visitor: Client) -> None:
    ways = {"password": "password", "webauthn": "passkey", "totp": "TOTP", "recovery_codes": "recovery code"}

    assert {"password", *settings.MFA_SUPPORTED_TYPES} == ways.keys()
    assert [word for word in ways.values() if word not in PEOPLE] == []


def test_16_1_1_every_logger_that_is_set_is_told_of() -> None:
    for words in ("Standard error output", "refused hosts", "no network address"):
        assert words in MODEL
    assert settings.LOGGING["handlers"].keys() == {"console"}


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Basic a2VlcGVyOmtlZXBlcg=="}, {"remote-user": "calidor-keeper"},
        {"x-forwarded-user": "calidor-keeper"}, {"cookie": "sessionid=" + "a" * 32},
    ],
)  # fmt: skip
def test_6_3_3_nothing_but_the_sign_in_opens_a_page_for_people(record: SmallRecord, headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get("/account/?user=calidor-keeper")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_6_3_3_a_token_of_the_api_opens_no_page_for_people(record: SmallRecord) -> None:
    secret = token_make(
        record.parties["monitor"], by=record.users["monitor"], name="Mine", reach=Reach.WRITES, today=TODAY,
        expires_on=TODAY + timedelta(days=9),
    )[1]  # fmt: skip

    answer = Client(headers={"authorization": f"Bearer {secret}"}).get("/account/")

    assert answer.status_code == 302


def test_6_5_3_secrets_of_code_apps_and_recovery_codes_are_drawn_by_the_secure_generator(record: SmallRecord) -> None:
    drawn = {generate_totp_secret() for _ in range(50)}
    codes = {code for _ in range(20) for code in RecoveryCodes.activate(_new_person()).get_unused_codes()}

    assert len(drawn) == 50
    assert min(len(one) * 5 for one in drawn) >= 160
    assert len(codes) == 200


def _new_person() -> User:
    return User.objects.create_user(f"person-{User.objects.count()}")


def test_6_5_4_recovery_codes_have_twenty_bits_or_more(record: SmallRecord) -> None:
    codes = RecoveryCodes.activate(record.users["monitor"]).get_unused_codes()

    assert min(10 ** len(re.sub(r"\D", "", code)) for code in codes) >= 2**20


def test_7_4_1_the_key_of_a_session_that_was_ended_opens_nothing(record: SmallRecord) -> None:
    client = signed_in(record.users["monitor"])
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    assert stolen.get("/account/").status_code == 200

    client.post("/sign-out/")

    assert stolen.get("/account/").status_code == 302


def test_7_4_2_a_session_of_an_account_that_is_closed_opens_nothing(record: SmallRecord) -> None:
    person = record.users["monitor"]
    client = signed_in(person)
    assert client.get("/account/").status_code == 200

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get("/account/").status_code == 302
    assert client.get("/calidor/private/").status_code == 302


def test_8_2_1_no_act_of_the_record_is_open_to_whoever_has_not_signed_in(record: SmallRecord, visitor: Client) -> None:
    before = ledger.head()
    for route in routes():
        words = {
            "dialogue": "calidor", "question": "rejected", "party": "monitor", "act": "withdraw", "of": "commitments",
            "meeting": "first-round", "topic": "prisons", "kind": "csv", "form": "trial", "entered": "T1",
            "indicator": "prisons.held", "table": "custody", "reach": "public", "token": "x", "inputs": "x",
        }  # fmt: skip
        try:
            address = reverse(route.name, kwargs={name: words.get(name, 1) for name in route.arguments})
        except NoReverseMatch:
            continue
        visitor.post(address, {"step": "confirm", "stance": "accepts", "visibility": "public", "act": "close"})

    assert ledger.head() == before


def test_11_3_3_what_is_sealed_for_a_party_cannot_be_changed_unseen(record: SmallRecord) -> None:
    key = PartyKey(bytes(range(32)))
    sealed = key.seal({"text": "Words."}, bound=b"draft")

    assert key.opened(sealed, bound=b"draft") == {"text": "Words."}
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(RecordError):
            key.opened(bytes(altered), bound=b"draft")
    with pytest.raises(RecordError):
        key.opened(sealed, bound=b"another draft")


def test_11_5_1_every_secret_that_is_handed_out_has_128_bits_and_comes_once(record: SmallRecord) -> None:
    at = datetime(2026, 3, 24, tzinfo=UTC)
    invited = [
        invitation_make(
            record.dialogue, by=None, role=Role.MEMBER, party=record.parties["monitor"], at=at,
            email=f"n{number}@example.org",
        )[1]
        for number in range(5)
    ]  # fmt: skip
    tokens = [
        token_make(
            record.parties["monitor"], by=record.users["monitor"], name="Mine", reach=Reach.READS, today=TODAY,
            expires_on=TODAY + timedelta(days=9),
        )[1].removeprefix("aud_")
        for _ in range(5)
    ]  # fmt: skip

    assert len({*invited, *tokens}) == 10
    assert min(len(secret) * 6 for secret in (*invited, *tokens)) >= 128


@pytest.mark.parametrize("who", ["", "monitor"])
def test_14_2_1_no_page_writes_a_secret_into_an_address(record: SmallRecord, who: str) -> None:
    client = signed_in(record.users[who] if who else AnonymousUser())
    for page in crawl(client):
        secrets = {cookie.value for name, cookie in client.cookies.items() if name != settings.LANGUAGE_COOKIE_NAME}
        links = re.findall(r'(?:href|action|src)="([^"]*)"', page.response.content.decode(errors="ignore"))
        assert not [link for link in links if any(secret and secret in link for secret in secrets)]
        assert not [link for link in links if re.search(r"csrf|session(id|_key)=|token=|password=", link)]


def test_14_2_2_neither_a_page_nor_a_file_nor_an_error_for_someone_signed_in_is_kept(record: SmallRecord) -> None:
    client = signed_in(record.users["monitor"])

    for address in (
        "/", "/calidor/", "/calidor/follow-up/commitments.csv", "/calidor/due.ics", "/calidor/nothing/", "/nothing/",
        "/calidor/open-data/provenance.json", "/calidor/questions/rejected/question.docx", "/account/",
    ):  # fmt: skip
        assert client.get(address)["Cache-Control"] == "private, no-store", address


def test_15_3_1_the_api_gives_the_fields_that_it_describes_and_no_other(record: SmallRecord, visitor: Client) -> None:
    described = api.get_openapi_schema()
    checked = 0
    for path, operations in described["paths"].items():
        if "{dialogue}" not in path or path.count("{") > 1 or "get" not in operations:
            continue
        answer = visitor.get(path.replace("{dialogue}", "calidor"), {"q": "prison"} if "search" in path else {})
        shape = operations["get"]["responses"][200]["content"]["application/json"]["schema"]
        checked += 1
        assert _undescribed(answer.json(), shape, described["components"]["schemas"]) == [], path

    assert checked > 8


def _undescribed(value: object, shape: dict, schemas: dict) -> list[str]:  # type: ignore[type-arg]
    """The names in a value that its description does not have."""
    if "$ref" in shape:
        return _undescribed(value, schemas[shape["$ref"].rsplit("/", 1)[-1]], schemas)
    if isinstance(value, list):
        return [name for one in value for name in _undescribed(one, shape.get("items", {}), schemas)]
    if isinstance(value, dict) and "properties" in shape:
        found = [name for name in value if name not in shape["properties"]]
        for name, inner in value.items():
            found += _undescribed(inner, shape["properties"].get(name, {}), schemas)
        return found
    return []


def test_16_2_1_an_entry_says_when_who_and_what(record: SmallRecord) -> None:
    claim = Claim.objects.get(text="All transfers ended in 2025.")
    clerk, before = record.users["clerk"], ledger.head().seq
    answer = {"answer": "disputes", "step": "confirm"}

    signed_in(clerk).post(f"/calidor/questions/{claim.question.slug}/claims/{claim.pk}/", answer)

    (entry,) = Entry.objects.filter(seq__gt=before)
    told = ledger.content_of(entry)
    assert (told["kind"], told["actor"]) == ("claim answered", f"user:{clerk.pk}")
    assert datetime.now(UTC) - datetime.fromisoformat(told["at"]) < timedelta(minutes=5)


@override_settings(TIME_ZONE="Asia/Phnom_Penh")
def test_16_2_2_the_ledger_writes_utc_wherever_it_stands(record: SmallRecord) -> None:
    at = datetime.fromisoformat(Entry.objects.order_by("-seq")[0].at)

    assert at.utcoffset() == timedelta(0)


def test_16_2_4_every_entry_is_canonical_json(record: SmallRecord) -> None:
    for entry in Entry.objects.all():
        content = ledger.content_of(entry)
        assert json.loads(ledger.canonical(content)) == content
        assert ledger.canonical(json.loads(ledger.canonical(content))) == ledger.canonical(content)


def test_6_4_3_a_new_password_by_mail_asks_for_the_factor_as_before(record: SmallRecord, visitor: Client) -> None:
    person = User.objects.get(pk=record.users["monitor"].pk)
    person.email = "monitor@calidor.example"
    person.save()
    visitor.post("/sign-in/password/", {"email": person.email})
    link = re.search(r"http://testserver(/sign-in/password/\S+)", mail.outbox[-1].body)
    assert link
    address = visitor.get(link[1], follow=True).redirect_chain[-1][0]
    visitor.post(address, {"password1": "four words in a row", "password2": "four words in a row"})

    answer = sign_in(visitor, person.username, password="four words in a row", code="000000")

    assert visitor.get("/account/").status_code == 302
    assert sign_in(visitor, person.username, password="four words in a row", code=totp(SECRET)).status_code == 302
    assert answer.status_code == 200
