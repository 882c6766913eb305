"""Each guard is taken away once, to see that what rests on it goes red."""

import tomllib
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from footing.accounts.models import Person
from footing.core.gate import State, may_offer
from footing.design import content
from footing.exercises import offering, queries, reading, services, views
from footing.exercises.models import Sheet
from footing.safety import queries as safety
from tests.exercises.conftest import (
    ABOUT_OTHERS,
    AT_DOORS,
    CORE,
    PARTNER,
    SAID,
    As,
    Choose,
    sheet,
    with_states,
)  # fmt: skip
from tests.exercises.crawl import reached

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


def offered(person: Person) -> set[str]:
    """Exercises about others that are listed."""
    return {step.id for step in offering.every(person.id, now=timezone.now())} & ABOUT_OTHERS


def written(client: Any) -> bool:
    """Whether something about a person is kept."""
    client.post("/steps/e7/", {"about": PARTNER, "step": "keep", "doubt": "A quokka"})
    return Sheet.objects.exists()


def without_open(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the states out of one exercise's file."""
    tables = content.tables(reading.FOLDER)
    changed = tuple({k: v for k, v in t.items() if k != "open"} if t["id"] == id else t for t in tables)
    monkeypatch.setattr(content, "tables", lambda folder: changed)


@pytest.mark.parametrize("id", ["e1", "e7", "e14"])
def test_an_exercise_without_states_is_closed_for_everybody(
    alice: Person, as_: As, week: Choose, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(True)
    with_states(alice, c1="O.")
    for core in ("e13", "e16"):
        sheet(alice, core, done=False)
    without_open(id, monkeypatch)
    assert reached(as_(alice)) == (CORE | AT_DOORS | ABOUT_OTHERS | SAID) - {id}
    assert id not in {step.id for step in offering.every(alice.id, now=timezone.now())}
    assert id not in {step.id for step in offering.visitors()}


def test_mutant_a_missing_list_that_opens_is_found(
    alice: Person, as_: As, week: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(True)
    with_states(alice, c1="O.")
    without_open("e7", monkeypatch)
    monkeypatch.setattr(safety, "may_offer", lambda open_in, found: may_offer(open_in or tuple(State), found))
    assert "e7" in reached(as_(alice))


def test_mutant_a_closed_one_that_is_offered_is_found(
    alice: Person, week: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(True)
    with_states(alice, c1="U.")
    assert not offered(alice)
    monkeypatch.setattr(safety, "opens", lambda *_, **__: True)
    assert offered(alice) == ABOUT_OTHERS


def test_mutant_a_closed_one_that_is_written_is_found(
    alice: Person, as_: As, week: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(True)
    with_states(alice, c1="U.")
    client = as_(alice)
    assert not written(client)
    monkeypatch.setattr(queries, "at", lambda person, asked, about, now: (asked, about))
    assert not written(client)
    monkeypatch.setattr(services.queries, "opens", lambda *_, **__: True)
    assert written(client)


def test_mutant_a_list_that_forgets_its_weeks_is_found(
    alice: Person, week: Choose, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(False)
    with_states(alice, c1="O.")
    assert not offered(alice)
    monkeypatch.setattr(queries, "is_week", lambda person, now: True)
    assert offered(alice) == ABOUT_OTHERS


def test_mutant_a_sheet_without_its_scope_is_found(
    alice: Person, charlie: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, client, scoped = sheet(alice), as_(charlie), queries.sheet
    assert client.get(f"/steps/kept/{id}/").status_code == 404
    monkeypatch.setattr(views.queries, "sheet", lambda person, id, now: scoped(alice.id, id, now=now))
    assert "Quoll" in client.get(f"/steps/kept/{id}/").content.decode()


def test_the_files_of_core_steps_name_every_state_and_no_other_does() -> None:
    folder = settings.FOOTING_CONTENT / "en" / reading.FOLDER
    for file in folder.glob("*.toml"):
        source = tomllib.loads(file.read_text("utf-8"))
        own = set(source["open"]["open_in"])
        assert source["id"] == file.stem
        beside = set(source["open"].get("beside", ()))
        every = {str(s) for s in State}
        if source["about"] == "me":
            assert (own, beside) == (every, set())
        elif source["id"] in SAID:
            assert (own, beside) == ({"P-", "P+", "O"}, every)
        else:
            assert (own, beside) == ({"P+", "O"}, every - {"H"})
