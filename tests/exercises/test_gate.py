"""What can be reached in each state: the list, the page, the address, and every sequence of presses."""

from typing import Any

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.exercises import offering, queries, reading, services
from footing.exercises.lines import ME
from footing.exercises.models import Sheet
from footing.safety import services as safety
from tests.conftest import OwnClient
from tests.exercises.conftest import (
    ABOUT_OTHERS,
    ALL,
    AT_DOORS,
    CORE,
    OPEN,
    OPEN_TO_SAY,
    PARTNER,
    SAID,
    WORK,
    As,
    Choose,
    page,
    sheet,
    with_states,
)
from tests.exercises.crawl import reached
from tests.people import PASSPHRASE, signed_in
from tests.plan.way import masked

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
# "The same about other people, in a context where its own gate is O", of the table of private questions.
BESIDE = set(ALL) - {"H.", "UH"}
ROOMS = {"people", "need", "log", "ways"}


def listed(person: Person) -> set[str]:
    """The ids of all steps on all pages of the list."""
    return {step.id for step in offering.every(person.id, now=timezone.now())}


def found_at(person: Person, id: str, about: int) -> str:
    """Which exercise stands at an address."""
    asked = reading.exercise(id)
    assert asked is not None
    return queries.at(person.id, asked, about, now=timezone.now())[0].id


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("code", ALL)
def test_the_list_has_what_the_state_opens_in_its_weeks_and_core_steps_always(
    alice: Person, week: Choose, code: str, on: bool
) -> None:
    week(on)
    with_states(alice, c1=code)
    assert listed(alice) == CORE | ROOMS | (ABOUT_OTHERS if on and code in OPEN else set())
    for id in ("e13", "e16"):
        sheet(alice, id, done=False)
    said = SAID if on and code in OPEN_TO_SAY else set()
    assert listed(alice) == CORE | ROOMS | said | (ABOUT_OTHERS if on and code in OPEN else set())


@pytest.mark.parametrize("code", ALL)
def test_about_others_it_is_open_by_their_own_state_unless_the_writer_may_harm(
    alice: Person, week: Choose, code: str
) -> None:
    week(True)
    with_states(alice, c1=code, c8="O.")
    for id in ABOUT_OTHERS:
        assert (found_at(alice, id, WORK) == id) == (code in BESIDE)
        assert (found_at(alice, id, PARTNER) == id) == (code in OPEN)


@pytest.mark.parametrize("code", ALL)
def test_the_first_three_are_core_steps_in_every_state(alice: Person, week: Choose, code: str) -> None:
    week(True)
    with_states(alice, c1=code)
    first = offering.three(alice.id, 0, now=timezone.now())
    assert {step.id for step in first.steps} <= CORE | ROOMS


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("code", ALL)
def test_every_page_of_the_list_has_three_different_steps(
    alice: Person, week: Choose, code: str, on: bool
) -> None:
    week(on)
    with_states(alice, c1=code)
    for turn in range(6):
        assert len({step.id for step in offering.three(alice.id, turn, now=timezone.now()).steps}) == 3


@pytest.mark.parametrize("code", ALL)
def test_a_closed_one_at_its_address_is_the_core_step_next_to_it_byte_for_byte(
    alice: Person, as_: As, week: Choose, code: str
) -> None:
    week(True)
    with_states(alice, c1=code)
    client = as_(alice)
    for id in sorted(ABOUT_OTHERS | SAID):
        asked = reading.exercise(id)
        assert asked is not None
        beside = client.get(f"/steps/{asked.beside}/")
        for address in (
            f"/steps/{id}/",
            f"/steps/{id}/?about=5",
            f"/steps/{id}/?about=x",
            f"/steps/{id}/?about=8",
        ):
            assert client.get(address).content == beside.content
        there = client.get(f"/steps/{id}/?about={PARTNER}")
        assert there.status_code == 200
        assert (there.content == beside.content) == (code not in (OPEN_TO_SAY if id in SAID else OPEN))


@pytest.mark.parametrize("code", [c for c in ALL if c not in OPEN])
def test_a_closed_one_is_not_written_and_what_was_typed_is_not_lost(
    alice: Person, as_: As, week: Choose, code: str
) -> None:
    week(True)
    with_states(alice, c1=code)
    client, now = as_(alice), timezone.now()
    for id in sorted(ABOUT_OTHERS | (SAID if code not in OPEN_TO_SAY else set())):
        asked = reading.exercise(id)
        assert asked is not None
        typed = {field.id: f"numbat {field.id}" for field in asked.fields}
        answer = client.post(f"/steps/{id}/", {"about": PARTNER, "step": "keep", **typed})
        text = answer.content.decode()
        assert answer.status_code == 422
        assert f'action="/steps/{asked.beside}/"' in text
        assert all(f"numbat {field.id}" in text for field in asked.fields if field.kind != "choice")
        with pytest.raises(services.ClosedError):
            services.keep(person=alice.id, exercise=asked, about=PARTNER, work=services.Work(typed), now=now)
        with pytest.raises(services.ClosedError):
            services.keep(person=alice.id, exercise=asked, about=ME, work=services.Work(typed), now=now)
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize("code", ALL)
def test_what_any_sequence_of_presses_reaches(alice: Person, as_: As, week: Choose, code: str) -> None:
    week(True)
    with_states(alice, c1=code)
    for id in ("e13", "e16"):
        sheet(alice, id, done=False)
    about, said = ABOUT_OTHERS if code in OPEN else set(), SAID if code in OPEN_TO_SAY else set()
    assert reached(as_(alice)) == CORE | AT_DOORS | about | said


@pytest.mark.parametrize("code", ["U.", "O."])
def test_in_the_other_weeks_any_sequence_of_presses_reaches_core_steps_alone(
    alice: Person, as_: As, week: Choose, code: str
) -> None:
    week(False)
    with_states(alice, c1=code)
    assert reached(as_(alice)) == CORE | AT_DOORS


def seen(code: str, number: int) -> tuple[str, ...]:
    """Every page of somebody with this state and the same sheets."""
    person = make_person(name=f"Somebody {number}", passphrase=PASSPHRASE)
    with_states(person, c1=code)
    ids = [str(sheet(person, "e6", ago=9)), str(sheet(person, "e4", done=False))]
    client = signed_in(person, OwnClient())
    own = [*(f"/steps/?t={turn}" for turn in range(5)), *(f"/steps/kept/{id}/" for id in ids)]
    every = [f"/steps/{one.id}/?about={about}" for one in reading.exercises() for about in (0, PARTNER)]
    pages = [masked(client.get(a)) for a in ("/steps/", "/today/", "/plan/", *own, *every)]
    return tuple(_without(text, ids) for text in pages)


def _without(text: str, ids: list[str]) -> str:
    for id in ids:
        text = text.replace(id, "…")
    return text


def test_in_the_other_weeks_every_page_is_the_same_in_all_states(week: Choose) -> None:
    week(False)
    assert len({seen(code, number) for number, code in enumerate(ALL)}) == 1


def test_in_their_weeks_the_first_page_and_all_closed_states_are_the_same(week: Choose) -> None:
    week(True)
    pages = {code: seen(code, number) for number, code in enumerate(ALL)}
    assert len({found for code, found in pages.items() if code not in OPEN_TO_SAY}) == 1
    assert len({found[:3] for found in pages.values()}) == 1
    assert pages["P+"] == pages["O."]
    assert len(set(pages.values())) == 3


def test_after_a_month_and_once_the_answers_are_erased_only_core_steps_are_there(
    alice: Person, week: Choose, later: Any
) -> None:
    week(True)
    with_states(alice, c1="O.")
    assert found_at(alice, "e7", PARTNER) == "e7"
    safety.erase(person=alice.id)
    assert listed(alice) == CORE | ROOMS
    with_states(alice, c1="O.")
    later(days=31)
    assert listed(alice) == CORE | ROOMS
    assert found_at(alice, "e7", PARTNER) == "e2"


def test_what_is_begun_can_be_gone_on_with_in_each_week_but_not_once_its_state_has_closed(
    alice: Person, as_: As, week: Choose
) -> None:
    with_states(alice, c1="O.")
    id = sheet(alice, "e7", PARTNER, done=False)
    week(False)
    assert found_at(alice, "e7", PARTNER) == "e7"
    assert found_at(alice, "e8", PARTNER) == "e4"
    client = as_(alice)
    before = page(client, f"/steps/kept/{id}/")
    with_states(alice, c1="U.")
    assert found_at(alice, "e7", PARTNER) == "e2"
    assert page(client, f"/steps/kept/{id}/") == before
    assert client.get(f"/steps/e7/?about={PARTNER}").content == client.get("/steps/e2/").content


@pytest.mark.parametrize("id", sorted(ABOUT_OTHERS))
def test_for_a_visitor_an_address_about_others_is_the_core_step(client: Any, id: str) -> None:
    asked = reading.exercise(id)
    assert asked is not None
    assert client.get(f"/steps/{id}/?about=1").content == client.get(f"/steps/{asked.beside}/").content
