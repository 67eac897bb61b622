"""Whatever is asked of the API, it answers: no request that its description allows, or does not, makes it fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import schemathesis
from django.core.cache import cache
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from audiatur.record import services
from audiatur.record.models import Reach
from audiatur.site.api.endpoints import api
from audiatur.site.wsgi import application
from tests.record_fixture import TODAY, SmallRecord

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]
QUIET = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]
UNLIMITED = {"anonymous": 10**9, "token": 10**9, "write": 10**9}
KNOWN = {"dialogue": "calidor", "question": "partly-agreed", "order": 3}
OPERATIONS = sorted((path, method) for path, ways in api.get_openapi_schema()["paths"].items() for method in ways)


@pytest.fixture
def secret(record: SmallRecord, tmp_path: Path) -> Iterator[str]:
    """A token that writes, in a record without limits of requests or figures kept from elsewhere."""
    cache.clear()
    _token, made = services.token_make(
        record.parties["ministry"], by=record.users["clerk"], name="t", reach=Reach.WRITES,
        expires_on=TODAY + timedelta(days=9), today=TODAY,
    )  # fmt: skip
    with override_settings(API_RATES=UNLIMITED, FIGURES=tmp_path, REGISTERS=tmp_path, ALLOWED_HOSTS=["*"]):
        yield made


def tried(path: str, method: str, *, secret: str, examples: int) -> None:
    """Try one operation: half of the addresses name rows that there are."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operation = schema[path][method.upper()]

    @settings(
        max_examples=examples, database=None, deadline=None, suppress_health_check=QUIET,
        phases=[Phase.explicit, Phase.generate], derandomize=True,
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def one(case: schemathesis.Case) -> None:
        if len(json.dumps(case.query or {}, default=str)) % 2:
            held = {name: value for name, value in KNOWN.items() if name in (case.path_parameters or {})}
            case.path_parameters = {**(case.path_parameters or {}), **held}
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
        case.call_and_validate(checks=CHECKS)

    one()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_makes_it_fail(record: SmallRecord, secret: str, path: str, method: str) -> None:
    tried(path, method, secret=secret, examples=12)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_of_many_makes_it_fail(record: SmallRecord, secret: str, path: str, method: str) -> None:
    tried(path, method, secret=secret, examples=400)
