"""Whatever a client sends: no 500, and every answer fits the published description."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from footing.booking.api.urls import api
from footing.practice.models import Therapist
from tests.booking.api.calls import book, stamp

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
FIT = [
    not_a_server_error, checks.content_type_conformance, checks.response_headers_conformance,
    checks.response_schema_conformance, checks.status_code_conformance,
]  # fmt: skip
STRICT = [*FIT, checks.negative_data_rejection, checks.unsupported_method]
bounded = settings(
    max_examples=25, derandomize=True, deadline=None, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    """The site, made when it is first called: then the test's settings hold. Never gzipped."""
    return _handler()({**environ, "HTTP_ACCEPT_ENCODING": ""}, start_response)


@lru_cache(maxsize=1)
def _handler() -> WSGIHandler:
    return WSGIHandler()


description = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
schema = schemathesis.openapi.from_dict(description)
schema.app = application
schema.config.update(base_url="http://localhost/")


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> Iterator[None]:
    """No limits; and, as in Django's test client, a request does not end the test's own connection."""
    settings.FOOTING_RATE_LIMITS = False
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@bounded
def test_every_answer_fits_the_description(case: Any) -> None:
    case.call_and_validate(checks=STRICT)


@schema.parametrize()
@bounded
def test_answers_about_real_times_and_bookings_fit_too(case: Any, dana: Therapist) -> None:
    """The same requests with a type, a start, a code and a token that exist."""
    start = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=3)
    real = {
        "type": "introduction",
        "start": stamp(start),
        "therapist": str(dana.id),
        "hold": None,
        "joint_code": "",
    }
    for part in (case.query, case.body):
        if isinstance(part, dict):
            part.update({k: v for k, v in real.items() if k in part})
    if "code" in (case.path_parameters or {}):
        made = book(start + timedelta(minutes=len(str(case.body)) % 28 * 15)).json()
        case.path_parameters["code"] = made.get("code", "X")
        case.headers["Authorization"] = f"Bearer {made.get('token', 'x')}"
    case.call_and_validate(checks=FIT)


def test_the_description_is_openapi_3_1() -> None:
    assert description["openapi"].startswith("3.1")
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                wanted = "application/problem+json" if int(status) >= 400 else "application/json"
                assert set(response.get("content", {wanted})) == {wanted}
