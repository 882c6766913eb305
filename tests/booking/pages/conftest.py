"""Somebody on the way to an appointment, with two therapists who have time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.practice.models import Therapist

# As a browser sends them: without boxes that nobody ticked.
UNTICKED = r'(?=[^>]*type="(?:checkbox|radio)")(?![^>]*\bchecked)'
FIELD = re.compile(rf'<input(?!{UNTICKED})[^>]*?name="(\w+)"[^>]*?value="([^"]*)"')


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def start() -> datetime:
    """Eleven in the morning, three days from now: the pages have no other clock."""
    return datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)


@pytest.fixture
def guest(client: Client, dana: Therapist, start: datetime) -> "Guest":
    return Guest(client, start)


class Guest:
    """Fills in the four screens; every value can be changed."""

    def __init__(self, client: Client, start: datetime) -> None:
        self.client = client
        self.asked = {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC"}
        self.start = start.isoformat()
        self.said = {
            "name": "Alice Canary", "phone": "+1 416 555 0134", "hours": "before four", "say": "Sam",
            "message": "Quokka words", "old_enough": "on", "may_leave_message": "on",
        }  # fmt: skip

    def times(self, **changes: str) -> Any:
        return self.client.get("/book/times/", {**self.asked, **changes})

    def choose(self, **changes: str) -> Any:
        return self.client.post("/book/details/", {**self.asked, "start": self.start, **changes})

    def send(self, **changes: str) -> Any:
        return self.client.post(
            "/book/done/", {**self.asked, "start": self.start, "key": "k1", **self.said, **changes}
        )

    def secrets(self, **changes: str) -> tuple[str, str]:
        """Book, and read code and token from the page."""
        page = text(self.send(**changes))
        return re.findall(
            r'name="code" value="([^"]+)"><input type="hidden" name="token" value="([^"]+)"', page
        )[0]


def text(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def hidden(answer: Any) -> dict[str, str]:
    """The hidden and filled-in inputs of a page."""
    return dict(FIELD.findall(text(answer)))


def refused(answer: Any, status: int, sentence: str) -> str:
    """A page that says what to do, at the top and in words."""
    page = text(answer)
    assert answer.status_code == status, page[:3000]
    assert sentence in page
    return page
