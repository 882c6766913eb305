"""When something fails on our side: a page that says so, one line in the log, and no typed word in either."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import OwnClient

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
TYPED = "quokka-7333"


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the program writes into its log, whatever the logger."""
    found: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("", "footing", "django.request", "django.security")]
    for logger in loggers:
        logger.addHandler(handler)
    yield found
    for logger in loggers:
        logger.removeHandler(handler)


def fail(*_: Any, **__: Any) -> None:
    raise LookupError(f"no such thing: {TYPED}")


@pytest.mark.parametrize(
    ("what", "address", "line"),
    [
        ("footing.practice.queries.team", "/team/", "500 POST team/: LookupError"),
        (
            "footing.practice.queries.by_slug",
            f"/team/{TYPED}/",
            "500 POST team/<slug:slug>/: LookupError",
        ),
        (
            "footing.booking.queries.bookings.opened",
            "/book/manage/",
            "500 POST book/manage/: LookupError",
        ),
    ],
)
def test_a_failure_writes_its_kind_and_its_route_and_no_word_of_anybody(
    monkeypatch: pytest.MonkeyPatch, lines: list[str], settings: Any, what: str, address: str, line: str
) -> None:
    settings.DEBUG = False
    monkeypatch.setattr(what, fail)
    client = OwnClient()
    client.raise_request_exception = False
    sent = {"code": "ABCDE23456", "token": TYPED, "name": TYPED, "message": TYPED}
    answer = client.post(f"{address}?q={TYPED}", sent, HTTP_USER_AGENT=TYPED)
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert TYPED not in answer.content.decode()
    assert lines == [line]


def test_a_failure_of_the_api_names_no_booking_either(
    monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    monkeypatch.setattr("footing.booking.api.write.queries.opened", fail)
    answer = OwnClient().get("/api/v1/bookings/ABCDE23456", HTTP_AUTHORIZATION=f"Bearer {'a' * 26}")
    assert answer.status_code == 500
    assert lines == ["500 GET api/v1/bookings/<code>: LookupError"]
