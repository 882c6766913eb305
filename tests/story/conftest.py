"""Alice and Charlie with accounts, a filled form, and items of a story."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.story import services
from footing.story.items import Item
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in

SENT: dict[str, Any] = {
    "item": "11111111-1111-4111-8111-111111111111", "fits": "yes", "when": "child", "start": "8", "end": "9",
    "by": ["family"], "whom": "Gran numbat", "then": "3", "now": "1", "helped": ["time", "told"],
    "also": "Her garden.", "signs": ["s5", "s6"], "text": "I packed first.", "note": "on",
}  # fmt: skip
LISTS = {"by", "helped", "signs"}


def told(person: Person, cause: str = "c6", **said: Any) -> UUID:
    """Keep an item."""
    id = uuid4()
    services.write(person=person.id, item=Item(str(id), cause, **said))
    return id


def values(page: str) -> dict[str, Any]:
    """What the form `own` of a page has in it, as a browser would send it."""
    form = page.split('id="own"')[1].split("</form>", maxsplit=1)[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        own = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if own["type"] == "text" or (own["type"] in {"radio", "checkbox"} and " checked" in tag):
            name, value = own["name"], own.get("value", "on")
            found[name] = [*found.get(name, []), value] if name in LISTS else value
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', form, flags=re.S):
        found[name] = text
    for name in LISTS & set(found):
        found[name] = sorted(found[name])
    return found


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
