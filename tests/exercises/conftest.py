"""Alice and Charlie with accounts, kept checks with private answers, weeks that can be chosen, and sheets."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.exercises import reading, services
from footing.exercises.lines import ME
from footing.trustmap import ideas
from tests.conftest import OwnClient
from tests.log.conftest import PARTNER, WORK, alice, charlie, later, with_states
from tests.people import signed_in

__all__ = ["PARTNER", "WORK", "alice", "charlie", "later", "with_states"]

ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
OPEN = {"P+", "O."}
CORE = {"e1", "e2", "e3", "e4", "e5", "e6"}
# Core steps of those who come by another door.
DOORS = {"e12", "e13", "e16"}
ABOUT_OTHERS = {"e7", "e8", "e9", "e10", "e11"}
# Those of the other doors: about oneself, and what is said to a person.
AT_DOORS = {"e12", "e13", "e16"}
SAID = {"e14", "e15", "e17"}
OPEN_TO_SAY = {"P-", *OPEN}


def sheet(person: Person, exercise: str = "e6", about: int = ME, *, ago: int = 0, done: bool = True) -> UUID:
    """A sheet of so many days ago, with a word in its first field of text."""
    found = reading.exercise(exercise)
    assert found is not None
    first = next(field.id for field in found.fields if field.kind == "text")
    work = services.Work({first: f"Quoll of {exercise}, {ago}."}, before=2, after=1)
    now = timezone.now() - timedelta(days=ago)
    return services.keep(person=person.id, exercise=found, about=about, work=work, now=now, done=done)


def page(client: Client, address: str) -> str:
    """A page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.fixture
def as_() -> Callable[[Person], Client]:
    """A client of somebody."""
    return lambda person: signed_in(person, OwnClient())


@pytest.fixture
def week(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Choose whether this is a week for steps about others."""

    def choose(on: bool) -> None:
        monkeypatch.setattr(ideas, "asks_this_week", lambda person, today: on)

    return choose


Choose = Callable[[bool], None]
As = Callable[[Person], Client]
