"""What an attacker tries first: forms without tokens, links that change things, markup, formulas, hosts and methods."""

from __future__ import annotations

import ast
import csv
import io
import logging
import math
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse

import audiatur
from audiatur.record import ledger
from audiatur.record.models import Stance, User
from audiatur.record.services import claim_note, position_take
from audiatur.site import configuration
from tests.canary.addresses import routes
from tests.record_fixture import SmallRecord, first_of
from tests.shared import ROOT
from tests.site.conftest import signed_in
from tests.site.crawl import crawl

SOURCE = Path(audiatur.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
TEMPLATES = sorted(SOURCE.rglob("*.html"))
DRAWN_HERE = {"app_add.html"}
"""Templates that show markup of the program itself: the square code of a second factor."""

HANDLERS = r"\son(click|load|error|submit|change|input|focus|key\w+|mouse\w+)\s*=|javascript:|<style|style="
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")
BY_PROGRAMS = {"ledger-cosignatures"}
"""Routes that programs post to: they bring a signature and no cookie, so no form of another site can use one."""

PROGRAMS_WITH_SUBPROCESSES = {
    "commands/demo.py", "reading/documents/second_reading.py", "site/copies.py", "site/reading_apart.py",
    "site/register_loading.py", "topics/civic_space/keeping.py",
}  # fmt: skip


def _calls(module: Path) -> set[str]:
    """The names that a module calls, dotted where they are."""
    return {ast.unparse(node.func) for node in ast.walk(_tree(module)) if isinstance(node, ast.Call)}


def _imports(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route",
    [route for route in routes() if not route.arguments and route.name not in BY_PROGRAMS],
    ids=lambda route: route.name,
)
def test_no_form_is_taken_without_its_token(record: SmallRecord, route: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(record.users["keeper"])

    answer = client.post(reverse(route.name), {"step": "confirm"})  # type: ignore[attr-defined]

    assert answer.status_code in (403, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["clerk", "keeper"])
def test_following_every_link_changes_nothing(record: SmallRecord, who: str) -> None:
    before = ledger.head()

    visited = list(crawl(signed_in(record.users[who])))

    assert len(visited) > 20
    assert ledger.head() == before


@pytest.mark.django_db
def test_markup_in_words_is_shown_as_its_characters(record: SmallRecord, visitor: Client) -> None:
    question = record.questions["agreed"]
    claim_note(question, by=record.users["keeper"], attributed_to=MARKUP, text=MARKUP, source=record.sources["press"])
    position_take(
        first_of(record.questions["unanswered"]), by=record.users["clerk"], party=record.parties["ministry"],
        stance=Stance.ACCEPTS, taken="2026-03-01", reason=MARKUP,
    )  # fmt: skip

    for page in ("questions/agreed/", "questions/unanswered/", "questions/agreed/question.html", "search/?q=alert"):
        answer = visitor.get(f"/calidor/{page}").content.decode()
        assert "<script>alert" not in answer
        assert "<img src=x" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?q=<script>alert(1)</script>", '?words="><script>alert(1)</script>'])
def test_what_stands_in_an_address_is_shown_as_its_characters(visitor: Client, query: str) -> None:
    for page in ("search/", "follow-up/", "sources/"):
        assert b"<script>alert" not in visitor.get(f"/calidor/{page}{query}").content


@pytest.mark.django_db
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_an_export_is_run_as_a_formula(record: SmallRecord, visitor: Client, formula: str) -> None:
    position_take(
        first_of(record.questions["unanswered"]), by=record.users["clerk"], party=record.parties["ministry"],
        stance=Stance.ACCEPTS, taken="2026-03-01", reason=formula + "x",
    )  # fmt: skip

    told = visitor.get("/calidor/questions/unanswered/table.csv").content.decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert any(cell.strip("'").strip().startswith(formula.strip()) for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["' OR 1=1 --", '" OR ""="', "%", "_", "\\", "a*b NEAR(c)", ") UNION SELECT", "\x00"])
def test_signs_of_query_languages_are_words_like_others(visitor: Client, words: str) -> None:
    answer = visitor.get("/calidor/search/", {"q": words})

    assert answer.status_code == 200
    assert visitor.get("/calidor/follow-up/", {"words": words}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["trace", "put", "patch", "delete"])
def test_methods_that_no_page_uses_change_nothing(record: SmallRecord, method: str) -> None:
    client, before = signed_in(record.users["keeper"]), ledger.head()

    for address in ("/calidor/", "/sign-in/", "/calidor/sources/add/"):
        answer = getattr(client, method)(address)
        assert answer.status_code < 500

    assert ledger.head() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/static/", "/static/audiatur/", "/.git/config", "/static/../settings.py", "/blobs/"]
)
def test_no_folder_and_no_file_of_the_program_is_served(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code in (301, 302, 404)


@pytest.mark.django_db
def test_no_answer_gives_leave_to_other_sites(visitor: Client) -> None:
    for address in ("/", "/calidor/", "/ledger/head.json"):
        answer = visitor.get(address, headers={"origin": "https://elsewhere.example"})
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.django_db
def test_repeated_and_misplaced_parameters_are_no_other_act(record: SmallRecord) -> None:
    client, before = signed_in(record.users["clerk"]), ledger.head()
    address = "/calidor/questions/partly-agreed/positions/2/ministry/"

    client.get(f"{address}?step=confirm&stance=rejects&taken=2026-03-01&visibility=public")
    client.post(f"{address}?step=confirm", {"stance": "rejects", "taken": "2026-03-01", "visibility": "public"})

    assert ledger.head() == before


@pytest.mark.django_db
def test_fields_that_a_form_does_not_have_are_passed_over(record: SmallRecord) -> None:
    client = signed_in(record.users["clerk"])
    given = {"stance": "rejects", "taken": "2026-03-01", "visibility": "public", "step": "confirm"}

    client.post(
        "/calidor/questions/partly-agreed/positions/2/ministry/",
        {**given, "party": "monitor", "basis": "reported", "owner": "1", "id": "1", "is_superuser": "on"},
    )

    newest = first_of(record.questions["partly-agreed"], 2).positions.get(party=record.parties["ministry"], ended="")
    assert (newest.stance, newest.basis, newest.owner) == ("rejects", "own", record.parties["ministry"])


def test_sessions_and_forms_have_cookies_that_scripts_and_other_sites_cannot_use() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE == settings.HTTPS


def test_nothing_is_for_debugging_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDIATUR_DEBUG", raising=False)

    assert not settings.DEBUG
    assert not configuration.switch("AUDIATUR_DEBUG", default=False)
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_the_key_of_the_installation_is_random_its_own_and_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDIATUR_SECRET_KEY", raising=False)
    keys = set()
    for name in ("one", "two"):
        monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / name))
        keys |= {configuration.secret_key(), configuration.secret_key()}
        assert (tmp_path / name / "secret-key").stat().st_mode & 0o077 == 0
        assert (tmp_path / name).stat().st_mode & 0o077 == 0

    assert len(keys) == 2
    assert min(map(len, keys)) > 60


@pytest.mark.parametrize("call", ["eval", "exec", "compile", "pickle.loads", "marshal.loads", "yaml.load", "os.system"])
def test_no_module_runs_or_unpickles_what_it_was_given(call: str) -> None:
    assert [module.name for module in MODULES if call in _calls(module)] == []


def test_programs_are_run_without_a_shell_by_few_modules() -> None:
    using = {str(module.relative_to(SOURCE)) for module in MODULES if "subprocess" in _imports(module)}

    assert using <= PROGRAMS_WITH_SUBPROCESSES | {f for f in using if f.startswith("commands/")}
    assert not [module for module in MODULES if re.search(r"shell\s*=\s*True", module.read_text(encoding="utf-8"))]


def test_no_page_fetches_anything_from_elsewhere() -> None:
    network = {"urllib.request", "requests", "httpx", "http.client", "aiohttp", "ftplib", "telnetlib"}
    pages = [
        module for module in MODULES if module.relative_to(SOURCE).parts[0] in ("site", "record", "reading", "topics")
    ]

    assert [module.name for module in pages if _imports(module) & network] == []


def test_every_reader_of_xml_leaves_entities_and_the_network_alone() -> None:
    for module in MODULES:
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("etree.XMLParser", "etree.iterparse"):
                given = {word.arg: ast.unparse(word.value) for word in node.keywords}
                assert given.get("resolve_entities") == "False", f"{module}:{node.lineno}"
                assert given.get("no_network", "True") == "True", f"{module}:{node.lineno}"


def test_templates_escape_everything() -> None:
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+off|safeseq", text) or template.name in DRAWN_HERE, template
        assert not re.search(HANDLERS, text), template
        assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=.?(https?:)?//", text), template


def test_everything_installed_is_pinned_by_its_hash() -> None:
    blocks = re.split(r"^(?=[a-zA-Z0-9])", (ROOT / "requirements/run.txt").read_text(), flags=re.M)
    pinned = [block for block in blocks if "==" in block]

    assert len(pinned) > 30
    assert all("--hash=sha256:" in block for block in pinned)


@pytest.mark.django_db
def test_a_proxy_s_headers_of_a_stranger_change_no_address(visitor: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = visitor.get(
            "/calidor/questions/agreed/question.html",
            headers={"x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https", "x-original-url": "/x"},
        )

    assert answer.status_code == 200
    assert b"elsewhere.example" not in answer.content


@pytest.mark.django_db
def test_a_text_answer_says_its_kind_and_its_characters(record: SmallRecord, visitor: Client) -> None:
    for address in ("/", "/calidor/questions/agreed/table.csv", "/calidor/questions/agreed/question.html"):
        assert "charset=utf-8" in visitor.get(address).headers["Content-Type"]
    for address in (
        "/calidor/questions/agreed/question.docx",
        f"/calidor/sources/{record.sources['reply'].pk}/original/",
    ):
        assert "attachment" in visitor.get(address).headers["Content-Disposition"]


@pytest.mark.django_db
def test_signing_out_clears_what_the_browser_keeps(record: SmallRecord) -> None:
    answer = signed_in(record.users["clerk"]).post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.django_db
def test_signing_in_and_failing_to_is_logged(record: SmallRecord, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="audiatur.signing_in"):
        Client().force_login(record.users["clerk"])
        authenticate(None, username="calidor-typed", password="typed too")

    told = [record.getMessage() for record in caplog.records if record.name == "audiatur.signing_in"]
    assert told == [f"user:{record.users['clerk'].pk} signed in", "a sign-in failed"]


@pytest.mark.parametrize("password", ["short", "elevenchars", "password1234", "calidor-clerk1"])
def test_short_common_and_likely_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="calidor-clerk", email="clerk@example.org"))


@pytest.mark.parametrize(
    "password", ["all Small letters and spaces", "១២៣ ពាក្យសម្ងាត់ វែងជាង", "x y" * 40, " Leading and trailing "]
)
def test_a_long_password_of_any_signs_is_taken_as_typed(password: str) -> None:
    validate_password(password, User(username="calidor-clerk"))
    held = make_password(password)

    assert check_password(password, held)
    assert not check_password(password[:-1], held)
    assert not check_password(password.swapcase(), held) or password.swapcase() == password


def test_a_password_stays_good() -> None:
    names = [name for name in dir(settings) if "EXPIR" in name and "PASSWORD" in name]

    assert names == []
    assert not [field.name for field in User._meta.get_fields() if "expire" in field.name]


@pytest.mark.django_db
def test_the_field_of_a_password_hides_it_and_helps_password_stores(visitor: Client) -> None:
    page = visitor.get("/sign-in/").content.decode()

    (field,) = re.findall(r'<input[^>]*name="password"[^>]*>', page)
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "hint" not in re.findall(r'name="([^"]*)"', page)


@pytest.mark.django_db
def test_the_key_of_a_session_cannot_be_guessed(record: SmallRecord) -> None:
    keys = {signed_in(record.users["clerk"]).session.session_key for _ in range(20)}

    assert len(keys) == 20
    assert all(len(key) * math.log2(36) >= 128 for key in keys if key)
