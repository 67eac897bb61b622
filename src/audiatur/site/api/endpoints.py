"""The API under /api/v1/: its routes, its errors, and answers that are sent again only when they have changed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

import audiatur
from audiatur.errors import AudiaturError
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.site import written
from audiatur.site.api import figures, finding, reading, writing
from audiatur.site.api.access import ByToken, anyone
from audiatur.site.api.problems import MEDIA_TYPE, Problem, Refused, of_validation, problem

DESCRIPTION = (
    "The shared record of a human-rights dialogue, as its reader may see it: without a token what everyone may see, "
    "with one what a member of its party may. Every list is also CSV (`format=csv`). Errors are problem details."
)


class Api(NinjaAPI):
    """Ninja's API with ETags, and without a page that loads scripts from elsewhere."""

    def get_root_path(self, path_params: Any) -> str:
        """Where the API begins; its routes stand among the others, each under a name of its own."""
        return reverse("api-root", kwargs=path_params)

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:
        """The name of a route: that of its operation, told apart from the pages."""
        return f"api-{operation.operation_id}".replace("_", "-")

    def create_response(self, request: HttpRequest, data: Any, **given: Any) -> HttpResponse:
        """The answer; 304 where the caller holds the same already."""
        made = super().create_response(request, data, **given)
        patch_vary_headers(made, ("Authorization", "Accept-Language"))
        made["Cache-Control"] = "private, no-cache"
        if request.method != "GET" or made.status_code != 200:
            return made
        made["ETag"] = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=made["ETag"], response=made) or made

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The description, with the problem that any request may be answered by."""
        told = super().get_openapi_schema(**given)
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        told["components"]["schemas"] |= {**shape.pop("$defs", {}), "Problem": shape}
        answer = {
            "description": "A problem",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for path in told["paths"].values():
            for operation in path.values():
                operation["responses"].setdefault("default", answer)
                if any(asked["name"] == "format" for asked in operation.get("parameters", ())):
                    operation["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}
        return told


api = Api(
    title="Audiatur",
    version=getattr(audiatur, "__version__", "0.1.0"),
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=[ByToken(), anyone],
)
for part in (reading.router, figures.router, finding.router, writing.router):
    api.add_router("", part)


@api.exception_handler(Refused)
def _refused(_request: HttpRequest, fault: Refused) -> HttpResponse:
    return problem(fault.status, fault.detail, errors=fault.errors, headers=fault.headers)


@api.exception_handler(AuthenticationError)
def _unknown(_request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    told = _("Give a token as “Authorization: Bearer aud_…”, or none at all.")
    return problem(401, told, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return of_validation(request, fault.errors)


@api.exception_handler(HttpError)
def _http(_request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code, written.refusal(fault))


@api.exception_handler(Http404)
def _nothing(_request: HttpRequest, fault: Http404) -> HttpResponse:
    return problem(404, written.refusal(fault) or _("There is nothing at this address, or you may not see it."))


@api.exception_handler(NotAllowed)
def _not_allowed(_request: HttpRequest, fault: NotAllowed) -> HttpResponse:
    return problem(403, written.refusal(fault))


@api.exception_handler(Invalid)
def _not_fitting(_request: HttpRequest, fault: Invalid) -> HttpResponse:
    return problem(409, written.refusal(fault))


@api.exception_handler(AudiaturError)
def _not_accepted(_request: HttpRequest, fault: AudiaturError) -> HttpResponse:
    return problem(422, written.refusal(fault))
