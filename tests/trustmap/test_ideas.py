"""Things to ask for: only where the private questions open them, and never so that a page tells what was answered."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.core.gate import State
from footing.design import content
from footing.safety import services as safety
from footing.trustmap import ideas, mapping, queries
from footing.trustmap.document import Document
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in
from tests.trustmap.maps import made

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
OPEN, CLOSED = ("O.", "P-", "P+"), ("U.", "H.", "UH", "W.", "N.", "E.", "")
DAYS = [date(2026, 11, 2) + timedelta(weeks=n) for n in range(40)]
MAP = made(qualities=2, hard=4)


@pytest.fixture
def alice() -> Person:
    person = make_person(name="Alice", passphrase=PASSPHRASE)
    mapping.change(person=person.id, kind="rated", by=lambda _: MAP, now=timezone.now())
    return person


def entries() -> list[dict[str, object]]:
    return list(content.table("trustmap/ideas.toml")["idea"])


def answered(person: UUID, code: str) -> None:
    safety.erase(person=person)
    safety.keep(person=person, state={"safety": {"1": code}} if code else {}, now=timezone.now())


def seen(person: UUID, document: Document = MAP) -> set[tuple[str, ...]]:
    """All that somebody can be shown in forty weeks."""
    return {ideas.three(person, document, turn=turn, today=day) for day in DAYS for turn in range(6)}


def asks(found: set[tuple[str, ...]]) -> bool:
    return any("Eli" in line for three in found for line in three)


def test_an_idea_that_is_about_the_other_is_open_in_three_states_only() -> None:
    for entry in entries():
        wanted = {"P-", "P+", "O"} if "{name}" in str(entry["text"]) else set(State)
        assert set(entry["open_in"]) == wanted, entry["id"]  # type: ignore[call-overload]


@pytest.mark.parametrize("code", OPEN)
def test_where_the_state_opens_it_there_is_a_thing_to_ask_for_in_some_weeks_and_not_in_others(
    alice: Person, code: str
) -> None:
    answered(alice.id, code)
    by_week = [asks({ideas.three(alice.id, MAP, turn=0, today=day)}) for day in DAYS]
    assert 10 <= sum(by_week) <= 30


@pytest.mark.parametrize("code", CLOSED)
def test_where_it_is_closed_there_is_none_and_all_that_is_shown_is_also_shown_where_it_is_open(
    alice: Person, code: str
) -> None:
    answered(alice.id, code)
    closed = seen(alice.id)
    assert not asks(closed)
    answered(alice.id, "O.")
    assert closed <= seen(alice.id)


def test_answers_about_somebody_else_open_nothing(alice: Person) -> None:
    answered(alice.id, "O.")
    for about in (0, 2, 8):
        assert not asks(seen(alice.id, MAP.with_hard(MAP.hard, about)))
    assert asks(seen(alice.id))


def test_an_answer_of_more_than_thirty_days_ago_opens_nothing(alice: Person) -> None:
    for days, open_ in ((29, True), (31, False)):
        safety.erase(person=alice.id)
        safety.keep(person=alice.id, state={"safety": {"1": "O."}}, now=timezone.now() - timedelta(days=days))
        assert asks(seen(alice.id)) is open_


def test_an_idea_without_states_is_closed(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(alice.id, "O.")
    real: Callable[[str], dict[str, object]] = content.table
    bare = [{k: v for k, v in e.items() if k != "open_in" or len(e["open_in"]) == 8} for e in entries()]  # type: ignore[arg-type]
    monkeypatch.setattr(
        content, "table", lambda path: {"idea": bare} if path.endswith("ideas.toml") else real(path)
    )
    assert not asks(seen(alice.id))


def test_every_page_but_the_ideas_is_the_same_bytes_in_every_state(alice: Person) -> None:
    client: Client = signed_in(alice, OwnClient())
    for address in ("/map/own/", "/map/people/", "/map/look/", "/map/rate/", "/map/picture/", "/map/days/"):
        pages = set()
        for code in (*OPEN, *CLOSED):
            answered(alice.id, code)
            pages.add(client.get(address).content)
        assert len(pages) == 1, address


def test_the_page_of_ideas_in_a_week_without_asks_is_the_same_bytes_in_every_state(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client: Client = signed_in(alice, OwnClient())
    monkeypatch.setattr(ideas, "asks_this_week", lambda person, today: False)
    pages = set()
    for code in (*OPEN, *CLOSED):
        answered(alice.id, code)
        pages.add(client.get("/map/more/").content)
    assert len(pages) == 1


def test_the_kinds_of_people_are_those_of_the_check() -> None:
    known = {about["id"] for about in content.table("check/items.toml")["about"]}
    assert {kind["id"] for kind in queries.own_words()["people"]["kind"]} < known
