"""Alice with an account and a kept check, Charlie with an account, and entries of a log."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.log import services
from footing.log.lines import ME
from footing.plan import services as plan
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in

CHECK = {"items": "2" * 18, "way": "222222", "duration": "longer", "shock": "n"}
PARTNER, WORK = 1, 8
SENT = {
    "about": "0",
    "fear": "I will freeze, numbat.",
    "seen": "mine",
    "sure": "80",
    "feared": "2",
    "expected": "1",
}


def with_states(person: Person, **states: str) -> None:
    """Keep a check of each person or place, with what the private questions came to: `c1="O."`."""
    numbers = {name[1:]: code for name, code in states.items()}
    checks = [{"about": int(n), **CHECK} for n in numbers]
    plan.keep(person=person.id, state={"check": checks, "safety": numbers})


def fear(days: int = 3, **changed: Any) -> services.Fear:
    """Something to write down, with a day so many days from now."""
    due = (timezone.localdate() + timedelta(days=days)).isoformat()
    own = {"text": "I will freeze.", "about": ME, "seen": "mine", "sure": 80, "feared": 2, "expected": 1}
    return services.Fear(**{**own, "due": due, **changed})


def found(outcome: str = "did-not", bad: int | None = 1, coped: int | None = 2) -> services.Found:
    """What came of it."""
    return services.Found(outcome, bad, coped, "I breathed out.")


def written(person: Person, *, ago: int = 3, days: int = 0, **changed: Any) -> UUID:
    """An entry from some days ago, with a day so many days from now."""
    return services.write(person=person.id, fear=fear(days, **changed), now=ago_(ago))


def ago_(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def answered(person: Person, outcome: str = "did-not", **changed: Any) -> UUID:
    """An entry with what came of it."""
    after = {name: changed.pop(name) for name in ("bad", "coped") if name in changed}
    id = written(person, **changed)
    services.answer(person=person.id, id=id, found=found(outcome, **after), now=timezone.now())
    return id


def many(person: Person, outcomes: str, **changed: Any) -> None:
    """Answered entries: h happened, d did not, t could not tell."""
    names = {"h": "happened", "d": "did-not", "t": "could-not-tell"}
    for number, one in enumerate(outcomes):
        answered(person, names[one], text=f"Number {number}", **changed)


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


def send(client: Client, days: int = 3, **changed: str) -> Any:
    """Send the form."""
    due = (timezone.localdate() + timedelta(days=days)).isoformat()
    return client.post("/log/new/", {**SENT, "due": due, **changed})
