"""With a person in mind it is open in three states; with nobody always. What is closed is the page beside it."""

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.safety import services as safety
from footing.talk.ways import queries, services
from tests.conftest import OwnClient
from tests.people import signed_in
from tests.talk.ways.conftest import (
    ALL,
    FRIEND,
    OPEN,
    PARTNER,
    WISH,
    WORK,
    As,
    Choose,
    form,
    page,
    rated,
    with_states,
)

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


def opens(person: Person, about: int = PARTNER) -> bool:
    return queries.opens(person.id, about, now=timezone.now())


@pytest.mark.parametrize("code", ALL)
def test_with_nobody_in_mind_it_is_open_in_every_state_and_with_a_person_in_three(
    alice: Person, code: str
) -> None:
    with_states(alice, c1=code)
    assert opens(alice, queries.ME)
    assert opens(alice) == (code in OPEN)
    assert not opens(alice, FRIEND)


@pytest.mark.parametrize("code", ALL)
def test_of_one_it_is_open_by_their_own_answers_unless_the_writer_may_harm_another(
    alice: Person, code: str
) -> None:
    with_states(alice, c1=code, c6="O.")
    assert opens(alice, FRIEND) == (code not in {"H.", "UH"})


def test_nobody_at_work_and_no_ex_is_rated_whatever_was_answered(alice: Person) -> None:
    with_states(alice, c8="O.", c4="O.", c5="O.")
    assert [opens(alice, about) for about in (WORK, 4, 5, 77)] == [False] * 4


@pytest.mark.parametrize("code", ALL)
def test_closed_is_the_page_with_nobody_in_mind_byte_for_byte(
    alice: Person, as_: As, week: Choose, code: str
) -> None:
    week(True)
    with_states(alice, c1=code)
    client = as_(alice)
    beside = client.get("/talk/ways/rate/").content
    for address in ("?about=6", "?about=8", "?about=x", "?about=77", "?about=999999"):
        assert client.get(f"/talk/ways/rate/{address}").content == beside
    assert (client.get("/talk/ways/rate/?about=1").content == beside) == (code not in OPEN)


def test_in_the_other_weeks_it_is_closed_for_everybody_and_what_is_begun_goes_on(
    alice: Person, as_: As, week: Choose
) -> None:
    week(False)
    with_states(alice, c1="O.")
    client = as_(alice)
    beside = client.get("/talk/ways/rate/?q=wish").content
    assert client.get("/talk/ways/rate/?about=1&q=wish").content == beside
    rated(alice, PARTNER)
    assert client.get("/talk/ways/rate/?about=1&q=wish").content != beside


def test_the_rooms_have_the_same_weeks(alice: Person) -> None:
    from footing.safety import weeks
    from footing.trustmap import ideas

    today = timezone.localdate()
    days = [today + timezone.timedelta(days=7 * n) for n in range(40)]
    found = [weeks.is_open(alice.id, day) for day in days]
    assert found == [ideas.asks_this_week(alice.id, day) for day in days]
    assert 8 < sum(found) < 32


def test_what_is_closed_is_not_kept_and_what_was_ticked_stands_there(
    alice: Person, as_: As, week: Choose
) -> None:
    week(True)
    with_states(alice, c1="U.")
    client = as_(alice)
    answer = client.post(
        "/talk/ways/rate/", {"about": "1", "q": "wish", "step": "on", **form({"words": 4, "time": 2})}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="r-words" value="4" checked' in text
    assert 'name="about"' not in text
    assert queries.kept(alice.id) == {}
    with pytest.raises(services.ClosedError):
        services.rate(person=alice.id, about=PARTNER, aspect="wish", ratings=WISH, now=timezone.now())


def test_what_was_kept_is_read_and_deleted_whatever_is_answered_later(
    alice: Person, as_: As, week: Choose
) -> None:
    week(True)
    with_states(alice, c1="O.")
    rated(alice, PARTNER)
    client = as_(alice)
    pages = {address: page(client, address) for address in ("/talk/ways/", "/talk/ways/one/?about=1")}
    with_states(alice, c1="UH")
    assert {address: page(client, address) for address in pages} == pages
    safety.erase(person=alice.id)
    assert {address: page(client, address) for address in pages} == pages
    client.post("/talk/ways/delete/", {"about": "1"})
    assert queries.kept(alice.id) == {}


@pytest.mark.parametrize("code", ALL)
def test_the_first_page_is_the_same_bytes_in_every_state(
    alice: Person, bob: Person, as_: As, code: str
) -> None:
    with_states(alice, c1=code)
    with_states(bob, c1="O.")
    assert as_(alice).get("/talk/ways/").content == as_(bob).get("/talk/ways/").content


def test_a_visitor_reads_what_it_is_and_signs_in_for_the_rest() -> None:
    visitor = OwnClient()
    assert "Make an account" in page(visitor, "/talk/ways/")
    for address in ("rate", "pair", "one"):
        assert visitor.get(f"/talk/ways/{address}/?about=1").status_code == 302


def test_nobody_finds_what_is_somebody_elses(alice: Person, bob: Person, charlie: Person) -> None:
    rated(alice)
    for other in (bob, charlie):
        client = signed_in(other, OwnClient())
        assert client.get("/talk/ways/one/").status_code == 302
        client.post("/talk/ways/delete/", {"step": "all"})
        assert "Kind words" not in page(client, "/talk/ways/")
    assert set(queries.kept(alice.id)) == {queries.ME}
