"""About whom something can be written, by state; what a page shows does not depend on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.core.prediction import Going
from footing.log import queries, services
from footing.log.lines import ME
from footing.log.models import Entry
from footing.safety import services as safety
from tests.conftest import OwnClient
from tests.log.conftest import PARTNER, WORK, fear, many, send, with_states
from tests.people import PASSPHRASE, signed_in
from tests.plan.way import masked

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
As = Callable[[Person], Client]
ALL = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.")
OPEN = {"P+", "O."}
# "The same about other people, in a context where its own gate is O", of the table of private questions.
BESIDE = set(ALL) - {"H.", "UH"}


@pytest.mark.parametrize("code", ALL)
def test_about_a_person_it_is_open_in_two_states_and_about_oneself_in_all(alice: Person, code: str) -> None:
    with_states(alice, c1=code)
    now = timezone.now()
    assert queries.opens(alice.id, PARTNER, now=now) == (code in OPEN)
    assert queries.opens(alice.id, ME, now=now)
    assert not queries.opens(alice.id, WORK, now=now)


@pytest.mark.parametrize("code", ALL)
def test_about_others_it_is_open_by_their_own_state_unless_the_writer_may_harm(
    alice: Person, code: str
) -> None:
    with_states(alice, c1=code, c8="O.")
    assert queries.opens(alice.id, WORK, now=timezone.now()) == (code in BESIDE)


@pytest.mark.parametrize("code", [c for c in ALL if c not in OPEN])
def test_where_it_is_closed_the_page_about_oneself_stands_there_and_nothing_is_kept(
    alice: Person, as_: As, code: str
) -> None:
    with_states(alice, c1=code)
    client = as_(alice)
    there, own, odd = (client.get("/log/new/", {"about": a}) for a in (PARTNER, ME, "none"))
    assert there.status_code == 200
    assert there.content == own.content == odd.content
    sent = send(client, about="1", seen="there")
    assert sent.status_code == 422
    assert "I will freeze, numbat." in sent.content.decode()
    assert 'name="about" value="0"' in sent.content.decode()
    with pytest.raises(services.ClosedError):
        services.write(person=alice.id, fear=fear(about=PARTNER, seen="there"), now=timezone.now())
    assert Entry.objects.count() == 0


def test_where_it_is_open_the_page_is_about_that_person(alice: Person, as_: As) -> None:
    with_states(alice, c1="O.")
    client = as_(alice)
    assert "About my partner." in client.get("/log/new/?about=1").content.decode()
    assert send(client, about="1", seen="there")["Location"] == "/log/"
    assert queries.lines(alice.id)[0].about == PARTNER


def test_after_a_month_it_is_closed_for_everybody_and_so_it_is_once_the_answers_are_erased(
    alice: Person,
) -> None:
    with_states(alice, c1="O.")
    then = timezone.now() + timezone.timedelta(days=31)
    assert not queries.opens(alice.id, PARTNER, now=then)
    assert not queries.comforts(alice.id, now=then)
    assert queries.opens(alice.id, ME, now=then)
    safety.erase(person=alice.id)
    assert not queries.opens(alice.id, PARTNER, now=timezone.now())


def seen(code: str, number: int) -> tuple[Any, ...]:
    """Every page of somebody with this state, a short log and the same answers: bytes and how often rows were read."""
    person = make_person(name=f"Somebody {number}", passphrase=PASSPHRASE)
    with_states(person, c1=code)
    many(person, "hd")
    client = signed_in(person, OwnClient())
    pages = [client.get(a) for a in ("/log/", "/today/", "/log/new/?about=0")]
    ids = [str(line.id) for line in queries.lines(person.id)]
    return tuple(_without(masked(page), ids) for page in pages)


def _without(page: str, ids: list[str]) -> str:
    for id in ids:
        page = page.replace(id, "…")
    return page


def test_in_all_states_the_log_the_page_of_today_and_the_page_about_oneself_are_the_same_bytes() -> None:
    assert len({seen(code, number) for number, code in enumerate(ALL)}) == 1


@pytest.mark.parametrize("code", ALL)
def test_comfort_is_there_only_where_everybody_is_open(alice: Person, as_: As, code: str) -> None:
    with_states(alice, c1=code, c8="O.")
    many(alice, "d" * 11 + "h", sure=95, bad=0, coped=3)
    text = as_(alice).get("/log/").content.decode()
    assert ("So far you could handle more" in text) == (code in OPEN)
    assert "1 of 12 happened." in text
    assert isinstance(queries.log(alice.id, now=timezone.now()).summary, Going) == (code in OPEN)


def test_without_any_private_answer_nothing_comforts(alice: Person, as_: As) -> None:
    many(alice, "d" * 12, sure=95, bad=0, coped=3)
    assert "So far you could" not in as_(alice).get("/log/").content.decode()
