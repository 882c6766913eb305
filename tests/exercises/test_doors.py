"""The steps behind the other doors: for everybody about oneself, and a promise that comes back on its day."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.exercises import offering, queries, reading, services
from footing.exercises.lines import ME
from footing.exercises.models import Sheet
from footing.practice.queries import local_day
from tests.conftest import OwnClient
from tests.exercises.conftest import (
    AT_DOORS,
    OPEN_TO_SAY,
    PARTNER,
    SAID,
    As,
    Choose,
    page,
    sheet,
    with_states,
)  # fmt: skip
from tests.people import signed_in

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
DOORS = {"d2": {"e12", "e16"}, "d3": {"e12", "e13"}}
LINK = re.compile(r'href="/steps/(e\d+)/"')


def promise(client: Client, *lines: tuple[str, int, str], step: str = "keep", **more: Any) -> Any:
    """Send the list of promises: words, days from today, and what became of it."""
    today = local_day(timezone.now())
    return client.post(
        "/steps/e12/",
        {
            "about": "0", "step": step, "words": [words for words, _, _ in lines],
            "words-day": [(today + timedelta(days=days)).isoformat() for _, days, _ in lines],
            "words-side": [side for _, _, side in lines], **more,
        },
    )  # fmt: skip


def test_after_the_private_questions_a_door_has_its_steps_whatever_was_answered(client: Client) -> None:
    for door, own in DOORS.items():
        sent = (
            {},
            {"fear": "yes"},
            {"own": "yes"},
            {"broken": "no", "now": "nothing", "fear": "no", "own": "no"},
        )
        pages = {client.post(f"/door/{door}/", answers).content for answers in sent}
        assert len(pages) == 1
        assert set(LINK.findall(pages.pop().decode())) == own
    assert not LINK.findall(client.post("/door/d4/").content.decode())
    assert not client.cookies


def test_they_stand_on_the_page_of_all_steps_for_visitors_and_for_each_person(alice: Person, as_: As) -> None:
    with_states(alice, c1="U.")
    for text in (page(OwnClient(), "/steps/"), page(as_(alice), "/steps/")):
        own = text[text.index("Somebody finds it hard to trust you") :]
        assert set(LINK.findall(own)) >= AT_DOORS
        assert not SAID & set(LINK.findall(text))
    assert not AT_DOORS & {step.id for step in offering.visitors()}


def test_nobody_is_led_to_telling_anybody_anything_who_has_not_begun_with_themselves(
    alice: Person, week: Choose
) -> None:
    week(True)
    with_states(alice, c1="O.")

    def listed() -> set[str]:
        return {step.id for step in offering.every(alice.id, now=timezone.now())} & SAID

    assert listed() == set()
    sheet(alice, "e16", done=False)
    assert listed() == {"e17"}
    sheet(alice, "e13")
    assert listed() == SAID


def test_each_step_to_a_person_has_a_core_step_beside_it_of_the_same_door() -> None:
    for id in SAID:
        one = reading.exercise(id)
        assert one is not None
        beside = reading.exercise(one.beside)
        assert beside is not None
        assert beside.is_core
        assert set(one.doors) <= set(beside.doors)
        assert {state.value for state in one.rule.own} == {code.strip(".") for code in OPEN_TO_SAY}


def test_a_visitor_reads_what_is_about_oneself_and_never_what_is_said_to_a_person(client: Client) -> None:
    for id in SAID:
        one = reading.exercise(id)
        assert one is not None
        assert (
            client.get(f"/steps/{id}/?about={PARTNER}").content == client.get(f"/steps/{one.beside}/").content
        )


def test_a_promise_comes_back_on_its_day_until_somebody_says_what_became_of_it(
    alice: Person, charlie: Person, as_: As, later: Any
) -> None:
    client = as_(alice)
    assert promise(client, ("Bilby at six", 3, "open"), ("Numbat", 9, "open")).status_code == 302
    assert "Its day has come" not in page(client, "/steps/")
    assert "has come." not in page(client, "/today/")
    later(days=3)
    client = as_(alice)
    assert "Its day has come" in page(client, "/steps/")
    assert "The day of something that you said you would do has come." in page(client, "/today/")
    assert "Its day has come" not in page(as_(charlie), "/steps/")
    assert "Bilby" not in page(client, "/today/") + page(client, "/steps/")
    promise(client, ("Bilby at six", 0, "kept"), ("Numbat", 6, "open"))
    assert "Its day has come" not in page(client, "/steps/")


def test_it_is_told_in_words_from_the_first_one_and_is_never_a_mark(alice: Person, as_: As) -> None:
    client = as_(alice)
    promise(client, ("Bilby", 3, "open"))
    assert 'class="note steady"' not in page(client, "/steps/e12/")
    promise(
        client, ("Bilby", 0, "kept"), ("Quoll", 1, "changed"), ("Dunnart", 2, "not"), ("Numbat", 2, "not")
    )
    text = page(client, "/steps/e12/")
    assert "One of them came true. One changed, and you said so in time. 2 did not work out." in text
    assert not re.search(
        r"\d ?%|\d of \d|\d/\d", text[text.index("Now yours") : text.index("Too much just now?")]
    )


def test_it_is_not_finished_while_one_is_open_and_nothing_typed_is_lost(alice: Person, as_: As) -> None:
    client = as_(alice)
    answer = promise(client, ("Bilby", 3, "open"), step="done")
    assert answer.status_code == 422
    assert "One line is still open." in answer.content.decode()
    assert "Bilby" in answer.content.decode()
    assert not Sheet.objects.exists()
    assert promise(client, ("Bilby", 3, "kept"), step="done").status_code == 302
    assert queries.waiting(alice.id, now=timezone.now()) == (0, 0)
    id = queries.lines(alice.id)[0].id
    assert "One of them came true." in page(client, f"/steps/kept/{id}/")


def test_its_day_may_lie_ahead_a_year_at_most_and_is_a_week_from_now_where_none_is_said(
    alice: Person, as_: As
) -> None:
    client, today = as_(alice), local_day(timezone.now())
    far = promise(client, ("Bilby", 400, "open"))
    assert far.status_code == 422
    assert "a year ahead at most" in far.content.decode()
    client.post(
        "/steps/e12/", {"about": "0", "step": "keep", "words": "Bilby", "words-day": "", "words-side": "open"}
    )
    assert queries.lines(alice.id)[0].comes == (today + timedelta(days=7)).toordinal()
    other = {"about": "0", "step": "keep", "small": "x", "between": "Quoll", "between-side": "mine"}
    assert client.post("/steps/e16/", other).status_code == 302
    assert queries.lines(alice.id)[1].comes is None


def test_nobody_else_opens_it_and_it_goes_with_the_rest(alice: Person, charlie: Person, as_: As) -> None:
    promise(as_(alice), ("Bilby", 0, "open"))
    id = queries.lines(alice.id)[0].id
    assert as_(charlie).get(f"/steps/kept/{id}/").status_code == 404
    assert "Bilby" not in page(as_(charlie), "/steps/e12/")
    services.delete_all(person=alice.id)
    assert queries.waiting(alice.id, now=timezone.now()) == (0, 0)


def test_a_line_of_an_older_index_still_opens(alice: Person) -> None:
    sheet(alice, "e6")
    index = queries.Index.objects.get(holder=alice.id)
    index.lines = {"lines": [list(line)[:-1] for line in queries.read(index)]}
    index.save()
    assert queries.lines(alice.id)[0].comes is None
    assert queries.lines(alice.id)[0].about == ME


def test_it_works_for_whoever_is_signed_in_alone(charlie: Person) -> None:
    assert promise(OwnClient(), ("Bilby", 3, "open")).status_code == 302
    assert not Sheet.objects.exists()
    assert promise(signed_in(charlie, OwnClient()), ("Bilby", 3, "open")).headers["Location"] == "/steps/"
    assert Sheet.objects.get().holder == charlie.id
