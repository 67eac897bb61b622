"""What the API answers where it cannot do what was asked: problem details (RFC 9457) in the record's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema

from audiatur.errors import AudiaturError

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """What does not fit in one part of a request."""

    field: str
    message: str


class Problem(Schema):
    """A problem: `type` is a word for programs, `detail` a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem]


class Refused(AudiaturError):
    """The request is refused with this status."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, errors: Sequence[FieldProblem] = ()
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.errors = status, detail, dict(headers or {}), list(errors)


def titles() -> Mapping[int, tuple[str, str]]:
    """The word and the title of each status."""
    return {
        400: ("not-understood", _("The request is not understood")),
        401: ("not-known", _("The token is not known")),
        403: ("not-allowed", _("This may not be done")),
        404: ("not-found", _("Nothing is found")),
        409: ("not-fitting", _("This does not fit the record")),
        422: ("not-accepted", _("Something in the request is not accepted")),
        429: ("too-many", _("Too many requests")),
    }


def problem(
    status: int, detail: str, *, errors: Sequence[FieldProblem] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer that tells a problem."""
    word, title = titles().get(status, titles()[400])
    told = Problem(type=f"urn:audiatur:problem:{word}", title=title, status=status, detail=detail, errors=list(errors))
    return JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def of_validation(_request: HttpRequest, faults: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The answer to a request whose parts do not fit their description."""
    errors = [FieldProblem(field=_place(fault), message=_told(fault)) for fault in faults]
    named = ", ".join(dict.fromkeys(error.field for error in errors))
    detail = _("Not accepted: %(fields)s. Each error below says what is.") % {"fields": named}
    return problem(422, detail, errors=errors)


def _place(fault: Mapping[str, Any]) -> str:
    parts = [str(part) for part in fault.get("loc", ()) if part not in ("query", "path", "body", "given")]
    return ".".join(parts) or "body"


def _told(fault: Mapping[str, Any]) -> str:
    """The fault in a sentence; for kinds without one of their own, that the value does not fit."""
    kind, about = str(fault.get("type", "")), fault.get("ctx") or {}
    forms = {
        "missing": _("It is missing. Give it."),
        "greater_than_equal": _("Give a number that is at least %(limit)s.") % {"limit": about.get("ge")},
        "less_than_equal": _("Give a number that is at most %(limit)s.") % {"limit": about.get("le")},
        "int_parsing": _("Give a whole number."),
        "int_type": _("Give a whole number."),
        "string_type": _("Give a text."),
        "string_too_long": _("Give a text of at most %(limit)s characters.") % {"limit": about.get("max_length")},
        "string_too_short": _("Give a text of at least %(limit)s characters.") % {"limit": about.get("min_length")},
        "string_pattern_mismatch": _("It holds a character that is not accepted, or is not written as described."),
        "literal_error": _("Accepted: %(words)s.") % {"words": about.get("expected")},
        "extra_forbidden": _("There is no such field. Leave it out."),
    }
    return forms.get(kind, _("It does not fit the description of the API."))
