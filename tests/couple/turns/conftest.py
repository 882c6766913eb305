"""Alice and Bob, who both said yes to a round."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.couple import services as linked
from footing.couple.turns import services
from footing.couple.turns.models import Kept, Round
from tests.conftest import OwnClient
from tests.couple.conftest import Pair, pair
from tests.couple.conftest import linked as pair_of
from tests.people import PASSPHRASE, signed_in

__all__ = ["pair"]


def agreed(link: UUID, *people: Person) -> None:
    """Both say yes."""
    for person in people:
        linked.say_yes(person=person.id, id=link, step="turns", now=timezone.now())


def going_on(link: UUID, one: Person, other: Person, minutes: int | None = None) -> UUID:
    """A round that is going on."""
    agreed(link, one, other)
    return services.begin(person=one.id, link=link, minutes=minutes, now=timezone.now())


def begun(pair: Pair, minutes: int | None = None) -> UUID:
    """The same of Alice and Bob."""
    return going_on(pair.id, pair.alice, pair.bob, minutes)


def met(one: str, other: str) -> tuple[UUID, tuple[Client, Client]]:
    """Two new people of these names in a round, and a client of each."""
    people = [make_person(name=name, passphrase=PASSPHRASE) for name in (one, other)]
    link = pair_of(people[0], people[1], (one, other))
    id = going_on(link, people[0], people[1])
    hers, his = (signed_in(person, OwnClient()) for person in people)
    return id, (hers, his)


def copy_of(person: Person) -> UUID:
    """What somebody kept of a round that is over."""
    said = {"name": "Bo", "lines": [{"mine": True, "text": "A quiet hour, numbat."}]}
    return Kept.objects.create(holder=person.id, said=said, at=timezone.now()).id


class Phone:
    """One of the two with a phone: sees the round, and presses what the page has."""

    def __init__(self, client: Client, id: UUID) -> None:
        self.client, self.here = client, f"/two/turns/{id}/"

    def page(self) -> str:
        return str(self.client.get(self.here).content.decode())

    def press(self, action: str, text: str = "", seen: int | None = None) -> Any:
        version = Round.objects.values_list("version", flat=True).first() if seen is None else seen
        return self.client.post(self.here, {"press": action, "seen": version or 0, "t": text})


@pytest.fixture
def id(pair: Pair) -> UUID:
    return begun(pair)


@pytest.fixture
def hers(pair: Pair, id: UUID) -> Phone:
    return Phone(pair.client("alice"), id)


@pytest.fixture
def his(pair: Pair, id: UUID) -> Phone:
    return Phone(pair.client("bob"), id)


def one_turn(speaker: Phone, listener: Phone, text: str, end: str = "give") -> None:
    """The speaker speaks, the listener writes what they heard, and that is it."""
    speaker.press("said")
    listener.press("heard", text)
    speaker.press(end)
