"""What is kept of the steps: whose it is, what a file tells, how it goes; odd input; what pages weigh."""

import gzip
from uuid import uuid4

import pytest
from django.utils import timezone

from footing.accounts.models import Person
from footing.exercises import queries, reading, services
from footing.exercises.models import Index, Sheet
from footing.vault import export, keys
from tests.everywhere.odd import BROKEN, NUMBERS, TIMES
from tests.everywhere.rows import rows
from tests.exercises.conftest import PARTNER, As, Choose, page, sheet, with_states

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_one_sheet_and_all_of_them_can_be_deleted(alice: Person, as_: As) -> None:
    client = as_(alice)
    keep, go = sheet(alice, "e6", ago=2), sheet(alice, "e4", ago=1)
    assert client.post(f"/steps/kept/{go}/delete/")["Location"] == "/steps/"
    assert [line.id for line in queries.lines(alice.id)] == [keep]
    assert client.get(f"/steps/kept/{go}/").status_code == 404
    for _ in range(2):
        assert client.post("/steps/delete/")["Location"] == "/steps/"
        assert "All of it is deleted." in page(client, "/steps/")
    assert (Sheet.objects.count(), Index.objects.count()) == (0, 0)


def test_anothers_sheet_and_one_that_never_was_are_the_same_answer(
    alice: Person, charlie: Person, as_: As
) -> None:
    other = as_(charlie)
    for id in (sheet(alice, "e6", ago=9), sheet(alice, "e4", done=False)):
        for path in (f"/steps/kept/{id}/", f"/steps/kept/{id}/delete/"):
            unknown = path.replace(str(id), str(uuid4()))
            for ask in (other.get, other.post):
                there, nowhere = ask(path, {"helped": "no"}), ask(unknown, {"helped": "no"})
                assert there.status_code == nowhere.status_code
                assert there.status_code in {404, 405}
                assert there.content == nowhere.content
    for address in ("/steps/", "/steps/e6/", "/steps/e4/"):
        assert "Quoll" not in page(other, address)
    assert Sheet.objects.count() == 2


def test_the_file_has_no_word_no_day_and_no_exercise(alice: Person, as_: As) -> None:
    as_(alice).post("/steps/e6/", {"step": "keep", "fear": "To be left, numbat."})
    sheet(alice, "e4", ago=9)
    held = repr(rows("default.django_session"))
    for word in ("numbat", "Quoll", '"e6"', "helped", timezone.localdate().isoformat()):
        assert word not in held.replace("django_session", ""), word
    for model, own in ((Sheet, {"content"}), (Index, {"lines"})):
        assert {f.name for f in model._meta.concrete_fields} == {"id", "holder", *own}
    keys.erase(alice.id)
    with pytest.raises(keys.ErasedError):
        queries.sheets(alice.id, now=timezone.now())


def test_the_index_says_what_the_sheets_say(alice: Person) -> None:
    sheet(alice, "e6", ago=9)
    done = sheet(alice, "e3", ago=8)
    services.look(person=alice.id, id=done, helped="little", later=2, now=timezone.now())
    sheet(alice, "e1", done=False)
    for line in queries.lines(alice.id):
        kept = Sheet.objects.get(id=line.id).content
        days = (line.begun, line.done, line.looked)
        assert days == tuple(_ordinal(kept[name]) for name in ("begun", "done", "looked"))
        assert (line.exercise, line.about, line.helped) == (kept["exercise"], kept["about"], kept["helped"])


def _ordinal(day: str | None) -> int | None:
    return None if day is None else timezone.datetime.fromisoformat(day).date().toordinal()


def test_the_list_shows_no_word_of_a_sheet_and_many_come_by_pages(alice: Person, as_: As) -> None:
    client = as_(alice)
    for ago in range(24):
        sheet(alice, "e4", ago=ago)
    text = page(client, "/steps/")
    assert "Quoll" not in text
    assert "Page 1 of 3" in text
    assert text.count("Look back") == 3
    assert "more wait." in text
    for odd in ("0", "99", "-1", "x", "²", "9" * 30):
        assert client.get("/steps/", {"p": odd}).status_code == 200
        assert client.get("/steps/", {"t": odd}).status_code == 200


def test_a_sheet_whose_exercise_is_gone_is_still_read_exported_and_deleted(
    alice: Person, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, id = as_(alice), sheet(alice, "e6", ago=9)
    every = reading.exercises()
    monkeypatch.setattr(reading, "exercises", lambda: tuple(e for e in every if e.id != "e6"))
    assert "Quoll" in page(client, f"/steps/kept/{id}/")
    assert page(client, "/steps/")
    assert "Quoll" in export.as_json(export.collect(holder=alice.id, now=timezone.now()))
    assert client.post(f"/steps/kept/{id}/", {"helped": "yes"})["Location"] == "/steps/"
    assert client.post(f"/steps/kept/{id}/delete/")["Location"] == "/steps/"


def test_a_form_that_comes_after_the_session_is_not_kept_for_a_stranger(alice: Person, as_: As) -> None:
    client = as_(alice)
    client.post("/account/sign-out/")
    sent = client.post("/steps/e6/", {"step": "keep", "fear": "To be left, numbat."})
    assert sent.status_code in {302, 401}
    assert Sheet.objects.count() == 0


def test_the_export_has_words_and_no_codes(alice: Person) -> None:
    services.look(person=alice.id, id=sheet(alice, "e6", ago=9), helped="little", later=2, now=timezone.now())
    found = export.as_json(export.collect(holder=alice.id, now=timezone.now()))
    for words in (
        "I can handle it",
        "Myself",
        "What I wait for: Quoll of e6, 9.",
        "A week later: Quite well",
        "A little",
    ):
        assert words in found, words


def test_whatever_is_sent_is_answered_with_a_sentence(alice: Person, as_: As, week: Choose) -> None:
    week(True)
    with_states(alice, c1="O.")
    client, kept = as_(alice), sheet(alice, ago=9)
    for odd in (*BROKEN, *TIMES, *NUMBERS):
        sent = {
            "hard": odd,
            "other": [odd, "A line"],
            "other-day": odd,
            "before": odd,
            "step": odd,
            "about": odd,
        }
        for address in ("/steps/e5/", "/steps/e7/", f"/steps/kept/{kept}/"):
            assert client.post(address, {**sent, "helped": odd, "later": odd}).status_code < 500, odd
            assert client.get(address, {"about": odd, "t": odd}).status_code == 200, odd


def test_a_page_weighs_little_over_the_wire(alice: Person, as_: As, week: Choose) -> None:
    week(True)
    with_states(alice, c1="O.")
    client = as_(alice)
    for address in (
        "/steps/",
        "/steps/?t=1",
        *(f"/steps/{one.id}/?about={PARTNER}" for one in reading.exercises()),
    ):
        assert len(gzip.compress(client.get(address).content)) < 8_000, address
