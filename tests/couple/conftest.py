"""Alice and Bob, who linked themselves; Charlie, who did not; the practice."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.couple.models import Link, Side
from footing.plan import services as plan
from footing.practice.models import Practice
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in

MODEL = {"path": "person", "who": "Quokka", "things": ["keeps-word"], "own": ["wombat calm"], "done": True}


@dataclass(frozen=True)
class Pair:
    """Two people, a third, and the link of the two."""

    alice: Person
    bob: Person
    charlie: Person
    id: UUID

    def client(self, who: str) -> Client:
        """A client of somebody, signed in; of nobody for `visitor`."""
        return OwnClient() if who == "visitor" else signed_in(getattr(self, who), OwnClient())

    def sure(self, who: str) -> Client:
        """The same, with the pass phrase just typed."""
        return self.prove(self.client(who))

    def prove(self, client: Client) -> Client:
        """Type the pass phrase once more."""
        client.post("/account/again/", {"password": PASSPHRASE})
        return client


def linked(one: Person, other: Person, names: tuple[str, str] = ("Ali", "Bo")) -> UUID:
    """A link of two, as after the yes of both."""
    now = timezone.now()
    first, second = sorted((one.id, other.id))
    link = Link.objects.create(one_id=first, other_id=second, made_at=now)
    for person, name in zip((one, other), names, strict=True):
        Side.objects.create(link=link, holder=person.id, name=name, made_at=now)
    return link.id


@pytest.fixture
def pair() -> Pair:
    Practice.objects.create(pk=1, name="House", country="CA", region="ON", time_zone="America/Toronto")
    alice, bob, charlie = (make_person(name=n, passphrase=PASSPHRASE) for n in ("Alice", "Bob", "Charlie"))
    plan.keep(person=alice.id, state={"trustmap": MODEL})
    return Pair(alice, bob, charlie, linked(alice, bob))
