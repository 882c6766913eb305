"""The steps through their pages: begin, stop, go on, finish, look back after a week, delete."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.exercises import offering, queries, services
from footing.exercises.models import Sheet
from footing.plan import services as plan
from tests.exercises.conftest import CORE, DOORS, PARTNER, WORK, As, Choose, page, sheet, with_states
from tests.log.conftest import CHECK

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
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
    assert set(re.findall(r'href="/steps/(e\d+)/"', text)) == CORE | DOORS
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


def test_about_others_there_are_steps_only_for_signs_that_were_said(alice: Person, week: Choose) -> None:
    week(True)
    loud = {"about": PARTNER, **CHECK, "items": "000111000000000000"}
    quiet = {"about": WORK, **CHECK, "items": "0" * 18}
    plan.keep(person=alice.id, state={"check": [loud, quiet], "safety": {"1": "O.", "8": "O."}})
    every = offering.every(alice.id, now=timezone.now())
    assert {step.id: [n for n, _ in step.abouts] for step in every if step.abouts} == {"e7": [PARTNER]}


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
     ("e5", {"other": ["A line"], "other-day": ["2090-01-01"]}, "cannot be in the future"),
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
