"""Alice and Charlie with accounts, and kept checks with private answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.talk.models import Card, Wish
from footing.talk.say.parts import Parts
from tests.conftest import OwnClient
from tests.log.conftest import PARTNER, WORK, alice, charlie, later, with_states
from tests.people import signed_in

__all__ = ["PARTNER", "WORK", "alice", "charlie", "later", "with_states"]

ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
OPEN = {"P-", "P+", "O."}
PARTS = {
    "w": "You came at ten on Tuesday, numbat.",
    "f": ["hurt"],
    "g": "",
    "n": "to know when plans change",
    "r": "Would you text me",
}
TEXT = "You came at ten on Tuesday, numbat. I felt hurt. I need to know when plans change. Would you text me?"
As = Callable[[Person], Client]


@pytest.fixture
def as_() -> As:
    """A client of somebody."""
    return lambda person: signed_in(person, OwnClient())


def say(client: Client, step: str, about: int = PARTNER, **changed: Any) -> Any:
    """What a page of the room sends."""
    return client.post("/talk/say/", {**PARTS, "about": about, "step": step, **changed})


def own_things(person: Person) -> None:
    """A card and a wish of somebody."""
    at = "2026-11-29T07:00:00+00:00"
    said = {"about": PARTNER, **Parts("A bilby.").as_dict(), "text": "A bilby card.", "made": ""}
    card = Card(holder=person.id, content={**said, "at": at})
    wish = Wish(holder=person.id, content={"text": "A bilby wish.", "at": at})
    card.save()
    wish.save()
