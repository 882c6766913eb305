"""Alice, Bob and Charlie with accounts, private answers that can be kept, weeks that can be chosen, and ratings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.safety import weeks
from footing.talk.ways import queries, services
from footing.talk.ways.queries import ASPECTS, ME
from tests.conftest import OwnClient
from tests.log.conftest import alice, charlie, later, with_states
from tests.people import PASSPHRASE, signed_in

__all__ = ["alice", "charlie", "later", "with_states"]

PARTNER, FRIEND, WORK = 1, 6, 8
ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
OPEN = {"P-", "P+", "O."}
WISH = {"words": 4, "time": 4, "help": 2, "touch": 4, "gifts": 0, "remember": 3, "side": 1, "space": -1}
GET = {"words": 1, "time": 3, "help": 2, "touch": 0, "gifts": 4, "remember": 1}
GIVE = {"words": 2, "help": 4, "touch": 3}


def rated(person: Person, about: int = ME, **changed: dict[str, int]) -> None:
    """All three pages."""
    for aspect in ASPECTS:
        given = changed.get(aspect, {"wish": WISH, "get": GET, "give": GIVE}[aspect])
        services.rate(person=person.id, about=about, aspect=aspect, ratings=given, now=timezone.now())


def chosen(person: Person, pick: str, about: int = ME) -> None:
    """Answer every pair that is asked: `pick` where it is one of them, else the first in the alphabet."""
    while ask := queries.kept(person.id)[about].standing.ask:
        won = pick if pick in ask else min(ask)
        services.choose(
            person=person.id, about=about, one=ask[0], other=ask[1], chosen=won, now=timezone.now()
        )


def form(given: dict[str, int]) -> dict[str, str]:
    """Ratings as the form sends them."""
    return {f"r-{way}": "-" if n < 0 else str(n) for way, n in given.items()}


def page(client: Client, address: str) -> str:
    """A page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.fixture
def bob(db: None) -> Person:
    return make_person(name="Bob", passphrase=PASSPHRASE)


@pytest.fixture
def as_() -> Callable[[Person], Client]:
    """A client of somebody."""
    return lambda person: signed_in(person, OwnClient())


@pytest.fixture
def week(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Choose whether this is a week in which something about others can be begun."""

    def choose(on: bool) -> None:
        monkeypatch.setattr(weeks, "is_open", lambda person, day: on)

    return choose


As = Callable[[Person], Any]
Choose = Callable[[bool], None]
