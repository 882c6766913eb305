"""Alice with a plan kept, a note and a model; Bob with an account; the practice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.booking import services as booking
from footing.diary import services as diary
from footing.exercises import reading
from footing.exercises import services as exercises
from footing.log import services as log
from footing.plan import services as plan
from footing.sharing import services
from footing.sharing.models import Grant
from footing.story import services as story
from footing.story.items import Item
from footing.trustmap import mapping
from footing.trustmap import queries as trustmap
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, World, make_world, signed_in

STATE = {
    "check": [{"about": 1, "items": "222000000000000222", "way": "2----2", "duration": "longer", "shock": "n"}],
    "trustmap": {"path": "person", "who": "Quokka", "things": ["keeps-word"], "own": ["wombat calm"],
                 "others": {"keeps-word": "Potoroo"}, "done": True},
    "talk": {"sentence": "I feel like a numbat."}, "story": {"causes": ["c3"]}, "safety": {"1": "U."},
}  # fmt: skip
NOTE = "I would like to talk about the bilby."


@dataclass(frozen=True)
class Shared:
    """The practice, Alice and Bob, and what Dana may see of Alice's."""

    world: World
    alice: Person
    bob: Person
    grants: dict[str, Grant]
    entry: UUID
    week: UUID
    told: UUID
    sheet: UUID

    def client(self, who: str) -> Client:
        """A client of somebody, signed in and sure; of nobody for `visitor`."""
        people = {"alice": self.alice, "bob": self.bob}
        if who == "visitor":
            return OwnClient()
        client = signed_in(people.get(who) or getattr(self.world, who), OwnClient())
        client.post("/account/again/", {"password": PASSPHRASE})
        return client

    def day(self) -> UUID:
        """The earlier day of Alice's map."""
        return trustmap.days(self.alice.id)[0].id

    def seen(self, who: str, id: UUID | None = None) -> int:
        """What the desk answers somebody who opens the note."""
        return self.client(who).get(f"/desk/shared/{id or self.grants['note'].id}/").status_code


@pytest.fixture
def shared() -> Shared:
    world = make_world()
    alice, bob = (make_person(name=name, passphrase=PASSPHRASE) for name in ("Alice", "Bob"))
    plan.keep(person=alice.id, state=STATE)
    booking.own(person=alice.id, code=world.booking.code, token=world.token)
    now = timezone.now()
    services.write(person=alice.id, text=NOTE, now=now)
    grants = {
        kind: services.give(person=alice.id, kind=kind, reader=world.room, name="Alice Numbat", now=now)
        for kind in ("note", "model")
    }
    mapping.begin(person=alice.id, state=STATE, now=now)
    mapping.keep_copy(person=alice.id, now=now)
    week = diary.check_in(
        person=alice.id, said=diary.Said({"rest": 2}, ("calm",), "An echidna week."), now=now
    )
    told = Item(
        str(uuid4()),
        "c3",
        start=24,
        end=26,
        by=("partner",),
        whom="dunnart",
        then=3,
        now=1,
        text="A dunnart.",
    )
    story.write(person=alice.id, item=told)
    entry = log.write(person=alice.id, fear=_fear(), now=now)
    return Shared(world, alice, bob, grants, entry, week, UUID(told.id), _sheet(alice))


def _sheet(alice: Person) -> UUID:
    work = exercises.Work({"friend": "You did well, bandicoot."}, before=2)
    kind = reading.core()[3]
    return exercises.keep(person=alice.id, exercise=kind, about=0, work=work, now=timezone.now(), done=True)


def _fear() -> log.Fear:
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    return log.Fear("I will hide like a pademelon.", 0, "mine", due, 65, 2, 1)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Move the clock that views and services read."""

    def move(**by: float) -> None:
        there = timezone.now() + timedelta(**by)
        monkeypatch.setattr(timezone, "now", lambda: there)

    return move
