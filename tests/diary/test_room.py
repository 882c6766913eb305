"""Check-ins through their pages: one a week, changed on its day, looked back at, deleted; nobody else's."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.diary import queries, services
from footing.diary.models import CheckIn, Index
from footing.practice.queries import local_day
from footing.vault import keys
from tests.diary.conftest import SENT, said, week, weeks
from tests.everywhere.rows import rows
from tests.people import make_world, signed_in

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
As = Callable[[Person], Client]


def page(client: Client, address: str = "/diary/") -> str:
    return str(client.get(address).content.decode())


def test_a_week_is_kept_and_read_again(alice: Person, as_: As) -> None:
    client = as_(alice)
    assert client.post("/diary/new/", SENT)["Location"] == "/diary/"
    text = page(client)
    assert "A numbat week." in text
    assert "2 things tried" in text
    here = re.findall(r'href="(/diary/[0-9a-f-]{36}/)"', text)[0]
    text = page(client, here)
    assert re.search(r"How well you rested</th><td>Not well", text)
    assert re.search(r"How well you handled what came</th><td>I can&#39;t say", text)
    assert "Wrote in my log" in text
    assert "numbat" not in page(client, "/today/") + page(client, "/today/changed/")


def test_on_its_day_it_can_be_changed_and_not_from_the_next_day_on(
    alice: Person, as_: As, later: Any
) -> None:
    client = as_(alice)
    client.post("/diary/new/", SENT)
    text = page(client, "/diary/new/")
    assert "You did this today." in text
    assert "A numbat week." in text
    assert re.search(r'name="q_doubts" value="3" checked', text)
    client.post("/diary/new/", {**SENT, "line": "A wombat week.", "q_rest": "4"})
    assert (CheckIn.objects.count(), len(queries.book(alice.id).lines)) == (1, 1)
    assert queries.book(alice.id).lines[0].answers["rest"] == 4
    later(days=1)
    client = as_(alice)
    answer = client.get("/diary/new/")
    assert answer.status_code == 200
    assert "the next ones are here from" in answer.content.decode()
    assert 'name="q_rest"' not in answer.content.decode()
    late = client.post("/diary/new/", {**SENT, "line": "A quokka week."})
    assert late.status_code == 422
    assert "A quokka week." in late.content.decode()
    assert "stays as it is" in late.content.decode()
    assert queries.one(alice.id, queries.book(alice.id).lines[0].id).said["line"] == "A wombat week."  # type: ignore[union-attr]


@pytest.mark.parametrize(("days", "kept"), [(0, 1), (1, 1), (5, 1), (6, 2), (7, 2), (60, 2)])
def test_the_next_one_is_there_from_the_sixth_day_on(alice: Person, days: int, kept: int) -> None:
    week(alice, days)
    try:
        services.check_in(person=alice.id, said=said(rest=1), now=timezone.now())
    except services.TooSoonError:
        assert 0 < days < 6
    assert len(queries.book(alice.id).lines) == kept


@pytest.mark.parametrize(
    ("every", "days", "due"),
    [("week", 6, False), ("week", 7, True), ("week", 300, True), ("fortnight", 13, False), ("fortnight", 14, True),
     ("never", 300, False)],
)  # fmt: skip
def test_it_is_asked_for_as_often_as_somebody_said(alice: Person, every: str, days: int, due: bool) -> None:
    week(alice, days)
    services.ask(person=alice.id, every=every)
    assert queries.standing(queries.book(alice.id), today=local_day(timezone.now())).due == due


def test_the_page_of_today_has_one_line_and_no_count_of_what_was_left_out(alice: Person, as_: As) -> None:
    client, line = as_(alice), "This week&#39;s questions are here."
    assert line not in page(client, "/today/")
    week(alice, 65, "A numbat week.")
    text = page(client, "/today/")
    assert line in text
    assert 'href="/diary/new/"' in text
    assert not re.search(r"missed|weeks ago|65|streak|numbat", text)
    assert client.post("/diary/often/", {"every": "never"})["Location"] == "/diary/"
    assert line not in page(client, "/today/")
    services.ask(person=alice.id, every="week")
    week(alice, 1)
    text = page(client, "/today/")
    assert line not in text
    assert 'href="/diary/new/"' not in text


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"q_rest": "9"}, "Choose one of the answers."), ({"q_rest": "x"}, "Choose one of the answers."),
     ({"tried": ["nothing"]}, "Choose one of the answers."), ({"line": "x" * 401}, "A line or two is enough")],
)  # fmt: skip
def test_what_cannot_be_kept_is_named_and_the_rest_comes_back(
    alice: Person, as_: As, changed: dict[str, Any], wrong: str
) -> None:
    answer = as_(alice).post("/diary/new/", {**SENT, "line": "A numbat week.", **changed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert wrong in text
    assert text.count('role="alert"') == 1
    assert re.search(r'name="q_doubts" value="3" checked', text)
    assert ("line" in changed) or "A numbat week." in text
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"q_rest": "", "line": "  "}])
def test_an_empty_one_is_not_kept_and_one_answer_or_a_line_is_enough(
    alice: Person, as_: As, sent: dict[str, str]
) -> None:
    client = as_(alice)
    answer = client.post("/diary/new/", sent)
    assert answer.status_code == 422
    assert "There is nothing in it yet." in answer.content.decode()
    assert client.post("/diary/new/", {"q_rest": "0"}).status_code == 302
    assert client.post("/diary/new/", {"line": "Only this."}).status_code == 302


def test_how_often_takes_only_what_is_offered(alice: Person, as_: As) -> None:
    answer = as_(alice).post("/diary/often/", {"every": "hourly"})
    assert answer.status_code == 422
    assert queries.book(alice.id).every == "week"
    with pytest.raises(ValueError, match="hourly"):
        services.ask(person=alice.id, every="hourly")


def test_one_week_and_all_of_them_can_be_deleted(alice: Person, as_: As) -> None:
    client = as_(alice)
    weeks(alice, [1, 2, 3])
    services.ask(person=alice.id, every="fortnight")
    go = queries.book(alice.id).lines[1]
    assert client.post(f"/diary/{go.id}/delete/")["Location"] == "/diary/"
    assert [line.answers["rest"] for line in queries.book(alice.id).lines] == [1, 3]
    assert CheckIn.objects.count() == 2
    assert client.get(f"/diary/{go.id}/").status_code == 404
    for _ in range(2):
        assert client.post("/diary/delete/")["Location"] == "/diary/"
        assert "Your weeks are deleted." in page(client)
    assert CheckIn.objects.count() == 0
    assert queries.book(alice.id) == queries.Book(every="fortnight")


def test_anothers_week_and_one_that_never_was_are_the_same_answer(alice: Person, as_: As) -> None:
    world = make_world()
    id = week(alice, line="A numbat week.")
    before = CheckIn.objects.count()
    for person in (world.charlie, world.dana, world.erin, world.femi):
        client = signed_in(person, as_(person))
        for path in (f"/diary/{id}/", f"/diary/{id}/delete/"):
            for ask in (client.get, client.post):
                there, nowhere = ask(path), ask(path.replace(str(id), str(uuid4())))
                assert there.status_code == nowhere.status_code
                assert there.status_code in {404, 405}
                assert there.content == nowhere.content
        for address in ("/diary/", "/today/changed/", "/diary/new/"):
            assert "numbat" not in page(client, address)
    assert CheckIn.objects.count() == before


def test_a_thief_with_the_files_reads_no_word_no_answer_and_no_day(alice: Person, as_: As) -> None:
    as_(alice).post("/diary/new/", SENT)
    week(alice, 0, "A wombat week.", doubts=4)
    held = repr(rows("django_session"))
    for word in ("numbat", "wombat", "doubts", "calm", '"rest"', "week."):
        assert word not in held, word
    for model, own in ((CheckIn, {"said"}), (Index, {"lines"})):
        assert {f.name for f in model._meta.concrete_fields} == {"id", "holder", *own}
    keys.erase(alice.id)
    with pytest.raises(keys.ErasedError):
        queries.page(alice.id, now=timezone.now())


def test_the_index_says_what_the_rows_say(alice: Person) -> None:
    weeks(alice, [1, None, 3, 0], last=3)
    rows = {row.id: row.said for row in CheckIn.objects.filter(holder=alice.id)}
    lines = queries.book(alice.id).lines
    assert {line.id for line in lines} == set(rows)
    for line in lines:
        assert (line.on.isoformat(), dict(line.answers)) == (rows[line.id]["day"], rows[line.id]["answers"])


def test_many_weeks_are_shown_by_pages(alice: Person, as_: As) -> None:
    client = as_(alice)
    for number in range(12):
        week(alice, 7 * (12 - number), f"Number {number:02d}.")
    first, second = page(client), page(client, "/diary/?p=2")
    assert "Number 11." in first
    assert "Number 01." not in first
    assert "Number 01." in second
    for odd in ("0", "99", "-1", "x", "²", "9" * 30):
        assert client.get("/diary/", {"p": odd}).status_code == 200


def test_a_form_that_comes_after_the_session_is_not_lost(alice: Person, as_: As) -> None:
    client = as_(alice)
    client.post("/account/sign-out/")
    assert client.post("/diary/new/", SENT).status_code in {302, 401}
    assert CheckIn.objects.count() == 0
