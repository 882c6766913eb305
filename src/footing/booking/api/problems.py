"""Every error of the API is a problem document (RFC 9457)."""

import json
import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from footing.booking import errors

TYPE = "application/problem+json"
WINDOW = 600
logger = logging.getLogger("footing.booking")
View = Callable[..., HttpResponse]


class RateError(Exception):
    """More requests from one address than a person needs. `wait`: seconds until one may come again."""

    def __init__(self, wait: int = WINDOW) -> None:
        super().__init__("Too many requests from here. Wait ten minutes and try again.")
        self.wait = wait


class JsonParser(Parser):
    """JSON, with every way of being wrong told as one."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return json.loads(request.body, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise HttpError(400, "The body is not JSON.") from error


def _no_constant(name: str) -> None:
    raise ValueError(name)


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, *, cause: str = "", **more: Any
) -> HttpResponse:
    """A problem document; `cause` names its type, `more` are its further members."""
    body = {
        "type": f"{settings.FOOTING_URL}/api/v1/problems/{cause}" if cause else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(json.dumps(body), status=status, content_type=TYPE, headers=headers)


def guarded(view: View) -> View:
    """Refuse bodies that are not JSON, and turn the framework's own refusals into problem documents."""

    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.body and request.content_type != "application/json":
            return problem(415, "Send the body as application/json.")
        if request.method == "HEAD":  # goes where GET goes (RFC 9110); the server leaves the body out
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return problem(405, "This address does not take this method.", {"Allow": response["Allow"]})
        return response

    return inner


def unknown(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Any other address under /api/."""
    return problem(404, "There is nothing at this address. See /api/v1/openapi.json.")


def install(api: NinjaAPI) -> None:
    """Tell the framework how each error is answered."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, answer)


def slots(found: Iterable[errors.Slot]) -> list[dict[str, str]]:
    """Slots as JSON, times in UTC. Many therapists have the same few times: in a row, each is written once."""
    people: dict[UUID, str] = {}
    rows, last_start, last_end = [], None, None
    begin = finish = ""
    for start, end, therapist in found:
        if start is not last_start or end is not last_end:
            last_start, last_end = start, end
            begin, finish = (f"{moment.isoformat()[:19]}Z" for moment in (start, end))
        who = people.get(therapist)
        if who is None:
            who = people[therapist] = str(therapist)
        rows.append({"start": begin, "end": finish, "therapist": who})
    return rows


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Names and reasons only: never what was sent."""
    fields = [
        {
            "field": ".".join(str(p) for p in e["loc"][1:] if p not in {"payload", "search"}),
            "detail": e["msg"],
        }
        for e in error.errors
    ]
    return problem(422, "Something in the request is not right.", errors=fields)


def _no_token(request: HttpRequest, error: Any) -> HttpResponse:
    headers = {"WWW-Authenticate": "Bearer"}
    return problem(401, "Send the booking's token: Authorization: Bearer TOKEN.", headers)


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, error.message)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, str(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    field = getattr(error, "field", "Idempotency-Key")
    fields = [{"field": field, "detail": str(error)}]
    return problem(422, str(error), cause=error.cause, errors=fields)


def _taken(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(409, str(error), cause=error.cause, nearest=slots(error.nearest))


def _too_many(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(429, str(error), {"Retry-After": str(getattr(error, "wait", WINDOW))})


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """What no program of a person sends, such as thousands of parameters."""
    return problem(400, "The request cannot be read.")


def _unavailable(request: HttpRequest, error: Any) -> HttpResponse:
    logger.warning("database: %s", type(error).__name__)
    return problem(503, "The server is very busy. Wait a moment and send it again.", {"Retry-After": "2"})


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Only the kind of error and the route are logged: its text could hold what somebody wrote."""
    route = getattr(request.resolver_match, "route", None)
    logger.error("500 %s %s: %s", request.method, route, type(error).__qualname__)
    return problem(500, "Something went wrong on our side, not on yours.")


ANSWERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ValidationError: _refused,
    AuthenticationError: _no_token,
    HttpError: _http,
    Http404: unknown,
    errors.UnknownError: _unknown,
    errors.InvalidError: _invalid,
    errors.KeyReusedError: _invalid,
    errors.TakenError: _taken,
    errors.HoldLimitError: _too_many,
    RateError: _too_many,
    SuspiciousOperation: _unreadable,
    errors.BusyError: _unavailable,
    OperationalError: _unavailable,
    Exception: _broken,
}
