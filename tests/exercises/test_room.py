"""The steps through their pages: begin, stop, go on, finish, look back after a week, delete."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.exercises import offering, queries, reading, services
from footing.exercises.models import Index, Sheet
from footing.vault import export, keys
from tests.everywhere.rows import rows
from tests.exercises.conftest import CORE, PARTNER, As, Choose, page, sheet, with_states

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
HANDLE = {
    "step": "keep",
    "before": "1",
    "fear": "To be left, numbat.",
    "hour": "Ring Jo.",
    "past": ["A move", ""],
}


def send(client: Client, id: str = "e6", **changed: Any) -> Any:
    """Send an exercise's form."""
    return client.post(f"/steps/{id}/", {**HANDLE, **changed})


@pytest.mark.parametrize("id", sorted(CORE))
def test_a_visitor_reads_does_and_prints_a_core_step_and_nothing_is_sent(client: Client, id: str) -> None:
    text = page(client, f"/steps/{id}/")
    main = text.split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert "<textarea" in main
    assert "data-print" in main
    assert 'href="/account/new/"' in main
    assert client.post(f"/steps/{id}/", HANDLE)["Location"].startswith("/account/sign-in/")
    assert Sheet.objects.count() == 0


def test_a_visitor_sees_all_core_steps_and_how_to_keep(client: Client) -> None:
    text = page(client, "/steps/")
    assert set(re.findall(r'href="/steps/(e\d+)/"', text)) == CORE
    assert 'href="/map/"' in text
    assert 'href="/plan/#w2"' in text
    assert 'href="/account/sign-in/?next=/steps/"' in text


def test_a_draft_is_kept_and_comes_back_and_there_is_one(alice: Person, as_: As) -> None:
    client = as_(alice)
    assert send(client)["Location"] == "/steps/"
    assert "It is kept." in page(client, "/steps/")
    text = page(client, "/steps/e6/")
    assert "To be left, numbat." in text
    assert ">\nA move</textarea>" in text
    assert re.search(r'name="before" value="1" checked', text)
    assert send(client, fear="To be left alone, bilby.")["Location"] == "/steps/"
    assert Sheet.objects.count() == 1
    text = page(client, "/steps/e6/")
    assert "bilby" in text
    assert "numbat" not in text


def test_it_is_done_asks_again_after_a_week_and_only_once(alice: Person, as_: As, later: Any) -> None:
    client = as_(alice)
    done = send(client, step="done", after="2")["Location"]
    assert done == f"/steps/kept/{Sheet.objects.get().id}/"
    text = page(client, done)
    assert "To be left, numbat." in text
    assert "A move" in text
    assert 'name="later"' not in text
    assert "In a week it is here again" in text
    assert 'name="fear"' in page(client, "/steps/e6/")
    assert "numbat" not in page(client, "/steps/e6/")
    assert "A week has passed" not in page(client, "/steps/")
    later(days=7)
    client = as_(alice)
    assert "A week has passed" in page(client, "/steps/")
    assert "One step is a week old" in page(client, "/today/")
    assert 'name="later"' in page(client, done)
    assert client.post(done, {"helped": "little", "later": "3"})["Location"] == "/steps/"
    text = page(client, done)
    assert 'name="helped"' not in text
    assert re.search(
        r"Before</th><td>A little</td>.*After</th><td>Quite well</td>.*A week later</th><td>Well<", text
    )
    assert "A week has passed" not in page(client, "/steps/")
    assert "week old" not in page(client, "/today/")
    with pytest.raises(services.NotThereError):
        services.look(person=alice.id, id=Sheet.objects.get().id, helped="no", later=0, now=timezone.now())


def test_what_did_not_help_comes_last_until_it_is_said_otherwise(alice: Person, as_: As) -> None:
    client = as_(alice)
    first = offering.every(alice.id, now=timezone.now())[0].id
    id = sheet(alice, first)
    for helped, last in (("little", False), ("no", True), ("unknown", False), ("no", True), ("yes", False)):
        assert client.post(f"/steps/kept/{id}/", {"helped": helped})["Location"] == "/steps/"
        order = [step.id for step in offering.every(alice.id, now=timezone.now())]
        assert (order[-1] == first) == last
        assert len(order) == len(set(order))


def test_the_order_follows_the_signs_and_because_cites_signs_only(alice: Person, week: Choose) -> None:
    week(True)
    with_states(alice, c1="O.")
    said = [step.because for step in offering.every(alice.id, now=timezone.now()) if step.because]
    assert said
    for sentence in said:
        assert re.fullmatch(r"Because you said: with your partner, .* \(\w[\w ]*\)\.", sentence), sentence


def test_nothing_typed_is_nothing_kept(alice: Person, as_: As) -> None:
    client = as_(alice)
    for step in ("keep", "done"):
        answer = client.post("/steps/e6/", {"step": step, "past": [" ", ""]})
        assert answer.status_code == 422
        assert "One word is enough." in answer.content.decode()
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize(
    ("id", "sent", "said"),
    [("e6", {"hour": "x" * 1201}, "too long"), ("e6", {"past": ["y" * 301]}, "too long"),
     ("e6", {"past": ["z"] * 61}, "more lines than fit"), ("e6", {"before": "9"}, "Choose one of"),
     ("e5", {"other": ["A line"], "other-day": ["2090-01-01"]}, "cannot lie ahead"),
     ("e5", {"other": ["A line"], "other-day": ["tomorrow"]}, "year, month, day"),
     ("e1", {"did": "nothing like it", "note": "wombat"}, "Choose one of")],
)  # fmt: skip
def test_what_cannot_be_kept_is_named_and_comes_back(
    alice: Person, as_: As, id: str, sent: dict[str, Any], said: str
) -> None:
    typed = {"fear": "A quokka", "hard": "A quokka", "note": "A quokka"} | sent
    answer = as_(alice).post(f"/steps/{id}/", {"step": "done", **typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert text.count('role="alert"') == 1
    assert ("wombat" if "note" in sent else "A quokka") in text
    assert all(line in text for line in sent.get("other", []) + sent.get("past", [])[:1])
    assert Sheet.objects.count() == 0


def test_lines_keep_their_day_and_side_and_an_emptied_one_goes(alice: Person, as_: As, week: Choose) -> None:
    week(True)
    with_states(alice, c1="O.")
    client = as_(alice)
    lines = {"shown": ["Came on time", "Forgot the milk", ""], "shown-day": ["2026-01-02", "2026-01-03", ""],
             "shown-side": ["did", "not", "did"]}  # fmt: skip
    assert send(client, "e7", about=PARTNER, doubt="A quokka", **lines)["Location"] == "/steps/"
    kept = Sheet.objects.get().content["answers"]["shown"]
    assert kept == [{"text": "Came on time", "day": "2026-01-02", "side": "did"},
                    {"text": "Forgot the milk", "day": "2026-01-03", "side": "not"}]  # fmt: skip
    text = page(client, f"/steps/e7/?about={PARTNER}")
    assert 'value="2026-01-03"' in text
    assert "About my partner." in text
    lines["shown"][0] = ""
    send(client, "e7", about=PARTNER, doubt="A quokka", step="done", **lines)
    assert [line["text"] for line in Sheet.objects.get().content["answers"]["shown"]] == ["Forgot the milk"]
    assert "Not shown)" in page(client, f"/steps/kept/{Sheet.objects.get().id}/")


def test_the_same_one_finished_twice_is_kept_once(alice: Person, as_: As) -> None:
    client = as_(alice)
    places = {send(client, step="done")["Location"] for _ in range(2)}
    assert len(places) == 1
    assert (Sheet.objects.count(), len(queries.lines(alice.id))) == (1, 1)
    assert send(client, step="done", hour="Sit down.")["Location"] not in places
    assert Sheet.objects.count() == 2


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
    send(as_(alice))
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
    assert send(client).status_code in {302, 401}
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
