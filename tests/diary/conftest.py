"""Alice and Charlie with accounts, check-ins of earlier weeks, and kept checks."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.check import services as check
from footing.diary import services
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in

PARTNER, WORK = 1, 8
SENT = {
    "q_rest": "1", "q_doubts": "3", "q_handled": "", "q_company": "0", "q_kind": "2",
    "tried": ["calm", "log"], "line": "A numbat week.",
}  # fmt: skip


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def said(line: str = "", tried: tuple[str, ...] = (), **answers: int) -> services.Said:
    return services.Said(answers, tried, line)


def week(person: Person, days: float = 0, line: str = "", **answers: int) -> UUID:
    """A check-in of so many days ago."""
    return services.check_in(person=person.id, said=said(line, **(answers or {"rest": 2})), now=ago(days))


def weeks(person: Person, values: Sequence[int | None], *, question: str = "rest", last: int = 0) -> None:
    """A check-in for each value, a week apart, the last one so many days ago; None is a week left out."""
    for number, value in enumerate(values):
        if value is not None:
            week(person, last + 7 * (len(values) - 1 - number), **{question: value})


def checked(person: Person, days: int, items: str, about: int = PARTNER, **more: str) -> None:
    """A kept check of so many days ago; `items` is one digit a sign."""
    entry: dict[str, Any] = {
        "about": about, "items": "".join(digit * 3 for digit in items), "way": "------", "duration": "longer",
        "shock": "n", "on": (timezone.localdate() - timedelta(days=days)).isoformat(), **more,
    }  # fmt: skip
    check.keep(person=person.id, state={"check": [entry]}, now=ago(days))


@pytest.fixture
def alice(db: None) -> Person:
    return make_person(name="Alice", passphrase=PASSPHRASE)


@pytest.fixture
def charlie(db: None) -> Person:
    return make_person(name="Charlie", passphrase=PASSPHRASE)


@pytest.fixture
def as_() -> Callable[[Person], Client]:
    """A client of somebody."""
    return lambda person: signed_in(person, OwnClient())


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Move the clock that views and services read."""

    def move(**by: float) -> None:
        there = timezone.now() + timedelta(**by)
        monkeypatch.setattr(timezone, "now", lambda: there)

    return move
