"""No private answer changes a byte of it; and each guard is taken away once, to see what rests on it go red."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.sharing import things
from footing.story import own_views, queries, services, shared
from footing.story.models import Story
from footing.vault import private
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.log.conftest import with_states
from tests.people import PASSPHRASE, signed_in
from tests.plan.way import masked
from tests.story.conftest import SENT, told

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
As = Callable[[Person], Client]
ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def seen(code: str, number: int) -> tuple[str, ...]:
    """Every page of somebody with this state and the same story."""
    person = make_person(name=f"Somebody {number}", passphrase=PASSPHRASE)
    with_states(person, c1=code)
    id = told(person, "c4", when="grown", by=("partner",), then=3, now=3, note=True)
    client = signed_in(person, OwnClient())
    pages = (
        "/story/own/",
        "/story/own/c4/",
        f"/story/own/{id}/",
        "/story/own/pause/",
        "/share/note/",
        "/today/",
    )
    return tuple(ID.sub("…", masked(client.get(address))) for address in pages)


def test_in_all_states_every_page_is_the_same_bytes() -> None:
    assert len({seen(code, number) for number, code in enumerate(ALL)}) == 1


def read_by_another(other: Client, alice: Person) -> bool:
    id = told(alice, whom="numbat")
    return "numbat" in other.get(f"/story/own/{id}/").content.decode()


def written_in_the_file(client: Client) -> bool:
    client.post("/story/own/c6/", SENT)
    return "numbat" in repr(rows())


def kept_twice(client: Client, alice: Person) -> bool:
    for _ in range(2):
        client.post("/story/own/c6/", SENT)
    return len(queries.story(alice.id)) == 2


def offered_unasked(alice: Person) -> bool:
    told(alice, note=False)
    return any(line.id == "story-own-c6" for line in things.lines(alice.id))


def lost_on_stopping(client: Client, alice: Person) -> bool:
    client.post("/story/own/c6/", {**SENT, "start": "nine", "enough": "1"})
    return not queries.story(alice.id)


def opened_by_another(alice: Client, other: Client) -> bool:
    pause = alice.post("/story/own/c6/", {**SENT, "start": "nine", "enough": "1"}).content.decode()
    state = pause.split('name="state" value="')[1].split('"')[0]
    return "numbat" in other.post("/story/own/c6/", {"state": state}).content.decode()


def test_with_every_guard_nothing_of_it_happens(alice: Person, charlie: Person, as_: As) -> None:
    client, other = as_(alice), as_(charlie)
    assert not read_by_another(other, alice)
    assert not offered_unasked(alice)
    services.delete_all(person=alice.id)
    assert not kept_twice(client, alice)
    assert not written_in_the_file(client)
    services.delete_all(person=alice.id)
    assert not lost_on_stopping(client, alice)
    assert not opened_by_another(client, other)


def test_without_the_scope_another_would_read_it(
    alice: Person, charlie: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = queries.item
    monkeypatch.setattr(queries, "item", lambda person, id: item(alice.id, id))
    assert read_by_another(as_(charlie), alice)


def test_without_the_id_of_the_form_it_would_be_kept_twice(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_views, "_id", lambda sent: None)
    assert kept_twice(as_(alice), alice)


def test_without_the_wish_a_theme_would_be_offered(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    story = queries.story
    monkeypatch.setattr(
        shared.queries, "story", lambda person: tuple(replace(i, note=True) for i in story(person))
    )
    assert offered_unasked(alice)


def test_without_its_owner_in_it_a_draft_would_open_for_another(
    alice: Person, charlie: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anybodys(token: str) -> Any:
        found = open_state(token)
        if own_views.DRAFT in found:
            found[own_views.DRAFT]["person"] = str(charlie.id)
        return found

    open_state = own_views.open_state
    monkeypatch.setattr(own_views, "open_state", anybodys)
    assert opened_by_another(as_(alice), as_(charlie))


def test_without_the_seal_the_file_would_hold_it(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_(alice)
    monkeypatch.setattr(private.crypto, "seal", lambda key, clear, associated, **_: clear)
    assert written_in_the_file(client)


def test_without_keeping_what_can_be_kept_stopping_would_lose_it(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "write", lambda **_: None)
    assert lost_on_stopping(as_(alice), alice)


def test_an_order_of_the_database_holds_one_story_a_person(alice: Person) -> None:
    from django.db import IntegrityError, transaction

    told(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story(id=UUID(int=7), holder=alice.id, content={"items": []}).save(force_insert=True)
    services.delete(person=alice.id, id=UUID(queries.story(alice.id)[0].id))
    with pytest.raises(services.NotThereError):
        services.delete(person=alice.id, id=uuid4())
