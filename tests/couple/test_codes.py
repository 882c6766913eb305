"""A code joins two by the yes of both, and tells nobody who typed it whether it was one."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from footing.couple import queries, services
from footing.couple.linking import codes
from footing.couple.linking import queries as waiting
from footing.couple.linking import services as linking
from footing.couple.models import Code, Link, Typed
from footing.outbox.models import Message
from footing.vault.codes import ALPHABET
from tests.couple.conftest import Pair
from tests.everywhere.rows import rows

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def typed_by_charlie(pair: Pair, code: str, name: str = "Cee") -> None:
    linking.type_in(person=pair.charlie.id, code=code, name=name, now=timezone.now())


def made(pair: Pair) -> tuple[str, waiting.Made]:
    """A code of Alice's that Charlie typed, and what she sees of it."""
    code = linking.make(person=pair.alice.id, name="Al", now=timezone.now())
    typed_by_charlie(pair, code)
    (seen,) = waiting.made(pair.alice.id, timezone.now())
    return code, seen


def test_any_one_wrong_character_shows() -> None:
    for _ in range(3):
        code = codes.new()
        assert codes.is_right(f" {code[:5].lower()}-{code[5:]}")
        for place in range(len(code)):
            wrong = [
                code[:place] + letter + code[place + 1 :] for letter in ALPHABET if letter != code[place]
            ]
            assert not any(map(codes.is_right, wrong))


def test_a_code_that_is_typed_and_confirmed_links_the_two_under_the_names_that_they_chose(pair: Pair) -> None:
    _code, seen = made(pair)
    assert seen.typed_by == "Cee"
    assert seen.typed is not None
    assert queries.links(pair.charlie.id) == []
    linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed, now=timezone.now())
    (link,) = queries.links(pair.charlie.id)
    assert (link.name, link.other_name, link.other) == ("Cee", "Al", pair.alice.id)
    assert not Code.objects.exists()
    assert waiting.typed(pair.charlie.id, timezone.now()) == []


def test_no_and_unknown_and_unlinked_leave_the_same_with_who_typed_it(pair: Pair) -> None:
    now = timezone.now()
    _code, seen = made(pair)
    before = [row.id for row in waiting.typed(pair.charlie.id, now)]
    linking.drop(person=pair.alice.id, id=seen.id)
    assert [row.id for row in waiting.typed(pair.charlie.id, now)] == before
    Typed.objects.all().delete()
    _code, seen = made(pair)
    before = [row.id for row in waiting.typed(pair.charlie.id, now + timedelta(seconds=1))]
    assert seen.typed is not None
    linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed, now=timezone.now())
    (link,) = queries.links(pair.charlie.id)
    services.unlink(person=pair.alice.id, id=link.id)
    assert [row.id for row in waiting.typed(pair.charlie.id, now + timedelta(seconds=1))] == before


def test_typing_asks_and_writes_the_same_whether_there_is_such_a_code(pair: Pair) -> None:
    code, told = linking.make(person=pair.alice.id, name="Al", now=timezone.now()), []
    for one in (code, codes.new()):
        with CaptureQueriesContext(connection) as seen:
            typed_by_charlie(pair, one)
        told.append([q["sql"][:20] for q in seen])
    assert told[0] == told[1]


def test_a_code_has_one_use_for_who_typed_it_first_and_ends_after_three_days(pair: Pair) -> None:
    code, seen = made(pair)
    linking.type_in(person=pair.bob.id, code=code, name="Bo again", now=timezone.now())
    (still,) = waiting.made(pair.alice.id, timezone.now())
    assert still == seen
    later = timezone.now() + timedelta(days=3)
    assert waiting.made(pair.alice.id, later) == []
    with pytest.raises(linking.NotYoursError):
        linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed or seen.id, now=later)


def test_a_yes_is_to_the_one_whose_name_was_seen(pair: Pair) -> None:
    code, seen = made(pair)
    linking.untype(person=pair.charlie.id, id=waiting.typed(pair.charlie.id, timezone.now())[0].id)
    linking.type_in(person=pair.bob.id, code=code, name="Cee", now=timezone.now())
    with pytest.raises(linking.GoneError):
        linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed or seen.id, now=timezone.now())
    assert Link.objects.count() == 1


def test_a_code_of_ones_own_and_one_of_somebody_one_is_linked_with_make_no_second_link(pair: Pair) -> None:
    now = timezone.now()
    code = linking.make(person=pair.alice.id, name="Al", now=now)
    linking.type_in(person=pair.alice.id, code=code, name="Me", now=now)
    assert waiting.made(pair.alice.id, now)[0].typed is None
    linking.type_in(person=pair.bob.id, code=code, name="Bobby", now=now)
    (seen,) = waiting.made(pair.alice.id, now)
    linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed or seen.id, now=now)
    assert [link.other_name for link in queries.links(pair.alice.id)] == ["Bo"]


def test_nobody_has_more_than_five_links_and_codes_and_how_many_the_other_has_stops_nothing(
    pair: Pair,
) -> None:
    now = timezone.now()
    for _ in range(4):
        linking.type_in(person=pair.alice.id, code=codes.new(), name="A", now=now)
    for attempt in (
        lambda: linking.make(person=pair.alice.id, name="A", now=now),
        lambda: linking.type_in(person=pair.alice.id, code=codes.new(), name="A", now=now),
    ):
        with pytest.raises(linking.FullError):
            attempt()
    assert linking.make(person=pair.bob.id, name="B", now=now)


def test_no_row_holds_a_code_or_a_name_and_linking_sends_nothing(pair: Pair) -> None:
    code, seen = made(pair)
    linking.accept(person=pair.alice.id, id=seen.id, typed=seen.typed or seen.id, now=timezone.now())
    found = repr(rows())
    assert code not in found
    assert "Cee" not in found
    assert not Message.objects.exists()


def test_the_pages_show_the_code_once_and_no_name_before_both_agreed(pair: Pair) -> None:
    alice, charlie = pair.sure("alice"), pair.sure("charlie")
    page = alice.post("/two/code/", {"called": "Al Canary"}).content.decode()
    code = page.split('class="code">')[1].split("<")[0]
    assert code not in alice.get("/two/").content.decode()
    assert charlie.post("/two/typed/", {"handed": code, "called": "Cee"})["Location"] == "/two/"
    assert "Al Canary" not in charlie.get("/two/").content.decode()
    (seen,) = waiting.made(pair.alice.id, timezone.now())
    assert "Cee" in alice.get("/two/").content.decode()
    alice.post(f"/two/code/{seen.id}/", {"step": "yes", "typed": str(seen.typed)})
    assert "Al Canary" in charlie.get("/two/").content.decode()


def test_a_known_an_unknown_and_a_used_code_get_the_same_page_and_a_slip_is_said(pair: Pair) -> None:
    code, charlie = linking.make(person=pair.alice.id, name="Al", now=timezone.now()), pair.sure("charlie")
    pages = []
    for one in (code, codes.new()):
        answer = charlie.post("/two/typed/", {"handed": one, "called": "Cee"}, follow=True)
        pages.append(re.sub(rb"[0-9a-f-]{36}", b"-", answer.content))
        linking.untype(person=pair.charlie.id, id=Typed.objects.get().id)
    assert pages[0] == pages[1]
    wrong = charlie.post(
        "/two/typed/", {"handed": f"{code[:-1]}{'2' if code[-1] != '2' else '3'}", "called": "Cee"}
    )
    assert wrong.status_code == 422
    assert "There is a slip in the code" in wrong.content.decode()
    assert "Cee" in wrong.content.decode()


def test_guessing_ends_for_a_person_and_for_an_address(pair: Pair) -> None:
    statuses = []
    for who in ("charlie", "bob", "alice"):
        client = pair.sure(who)
        for _ in range(11):
            answer = client.post("/two/typed/", {"handed": codes.new(), "called": "C"})
            statuses.append(answer.status_code)
            Typed.objects.all().delete()
    assert statuses[:11] == [302] * 10 + [429]
    assert statuses[11:20] == [302] * 9
    assert statuses[20:] == [429] * 13
