"""From five parts to a card: what stays as it was typed, what is kept, and who sees it."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from footing.accounts.models import Person
from footing.talk.models import Card
from footing.talk.say import queries, services
from footing.talk.say.parts import Parts, compose, words
from tests.everywhere.rows import rows
from tests.talk.conftest import PARTNER, PARTS, TEXT, WORK, As, say, with_states

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


@pytest.fixture
def client_(alice: Person, as_: As) -> Client:
    """Alice, who can say something to her partner and at work."""
    with_states(alice, c1="O.", c8="P-")
    return as_(alice)


def text(page: Any) -> str:
    return unescape(page.content.decode())


def kept(person: Person, **changed: Any) -> queries.Shown:
    own = {"about": PARTNER, "parts": Parts("It rained."), "text": "It rained.", **changed}
    id = services.keep(person=person.id, now=timezone.now(), **own)
    found = queries.card(person.id, id)
    assert found
    return found


def test_five_parts_become_a_text_a_card_and_a_card_that_is_kept(client_: Client, alice: Person) -> None:
    assert "What happened" in text(client_.get("/talk/say/?about=1"))
    read = say(client_, "read")
    assert f"{TEXT}</textarea>" in text(read)
    card = say(client_, "card", s=TEXT)
    assert text(card).count(f"{TEXT}<") == 2  # to hold up, and to copy
    assert not Card.objects.exists()
    answer = say(client_, "keep", s="You came at ten.\r\nNumbat.")
    assert answer.status_code == 302
    shown = text(client_.get(answer["Location"]))
    assert "You came at ten.\nNumbat." in shown
    assert "It is kept." in shown
    assert "My partner" in text(client_.get("/talk/"))
    assert "numbat" not in text(client_.get("/talk/")).lower()


def test_nothing_that_was_typed_is_changed(client_: Client) -> None:
    typed = "you said {x} & <b>that</b> — “never”"
    shown = text(say(client_, "read", w=typed, f=[], n="", r=""))
    assert f"{typed}.</textarea>" in shown


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (Parts(request="text me when it is late"), "My one request: text me when it is late."),
        (Parts(request="please call."), "please call."),
        (Parts(request="I would like you to call"), "I would like you to call."),
        (Parts(request="How about Sunday?"), "How about Sunday?"),
        (Parts(feelings=("unsure",)), "I do not know yet what I felt."),
        (Parts(feelings=("sad", "unsure"), feeling="I felt left out."), "I felt sad and left out."),
        (Parts(need="I need rest."), "I need rest."),
        (Parts(happened="You said “no!”"), "You said “no!”"),
        (Parts("It rained"), "It rained."),
    ],
)
def test_a_part_becomes_a_sentence(parts: Parts, said: str) -> None:
    assert compose(parts) == said


def test_in_french_too() -> None:
    with translation.override("fr"):
        said = compose(Parts("Il a plu", ("sad",), "", "j'ai besoin de calme", "Pourrais-tu m'écrire"))
    assert said == (
        "Il a plu. J'ai ressenti de la tristesse. Ce dont j'ai besoin, c'est de calme. Pourrais-tu m'écrire\u00a0?"
    )


def test_a_hint_says_what_was_written_and_why_and_leaves_the_text(client_: Client) -> None:
    shown = text(say(client_, "look", s="You never listen, numbat."))
    assert "You wrote: “You never”" in shown
    assert "thinks of the one time" in shown
    assert "You never listen, numbat.</textarea>" in shown
    assert 'value="card"' in shown
    assert "We have no hint" in text(say(client_, "look", s=TEXT))


def test_before_the_card_stands_when_not_to_say_it(client_: Client) -> None:
    partner, work = text(say(client_, "read")), text(say(client_, "read", about=WORK))
    for shown in (partner, work):
        assert shown.index("When not to say it") < shown.index('value="card"')
        assert "afraid of what they might do" in shown
    assert "In front of children" in partner
    assert "just before a meeting" in work
    assert "you spoke before I had finished" in text(client_.get("/talk/say/?about=8"))


def test_a_changed_text_stays_while_its_parts_do(client_: Client) -> None:
    back = text(say(client_, "parts", s="My own.", made=TEXT))
    assert 'name="s" value="My own."' in back
    assert "numbat.</textarea>" in back
    assert "My own.</textarea>" in text(say(client_, "read", s="My own.", made=TEXT))
    assert "My own.</textarea>" not in text(say(client_, "read", s="My own.", made=TEXT, n="rest"))


@pytest.mark.parametrize(
    ("step", "sent", "seen"),
    [
        ("read", {"w": " ", "f": [], "n": "", "r": ""}, "Write one thing first"),
        ("read", {"f": ["hurt", "sad", "angry", "tense"]}, "Keep the loudest"),
        ("read", {"f": ["gold"]}, "Choose one of the answers"),
        ("read", {"w": "z" * 401}, "400 letters fit"),
        ("read", {"g": "z" * 61}, "60 letters fit"),
        ("card", {"s": " "}, "Write one thing first"),
        ("keep", {"s": "z" * 1801}, "1800 letters fit"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    client_: Client, step: str, sent: dict[str, Any], seen: str
) -> None:
    page = say(client_, step, **sent)
    assert page.status_code == 422
    assert seen in text(page)
    assert PARTS["n"] in text(page) or not sent.get("n", "x")
    assert not Card.objects.exists()


def test_the_same_card_sent_twice_is_kept_once_and_a_changed_one_takes_its_place(
    client_: Client, alice: Person
) -> None:
    for _ in range(2):
        say(client_, "keep", s=TEXT)
    [card] = queries.cards(alice.id)
    say(client_, "keep", s="Other.", c=str(card.id))
    assert [one.text for one in queries.cards(alice.id)] == ["Other."]


def test_there_is_an_end_to_it_and_the_card_is_not_lost(
    client_: Client, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(alice)
    monkeypatch.setitem(words(), "cards_most", 1)
    page = say(client_, "keep", s=TEXT)
    assert page.status_code == 422
    assert "no room for more" in text(page)
    assert TEXT in text(page)


def test_charlie_finds_none_of_alices_cards_and_cannot_put_his_in_their_place(
    client_: Client, alice: Person, charlie: Person, as_: As
) -> None:
    card = kept(alice)
    with_states(charlie, c1="O.")
    his = as_(charlie)
    for id in (card.id, uuid4()):
        assert his.get(f"/talk/say/{id}/").status_code == 404
        assert his.post(f"/talk/say/{id}/delete/").status_code == 404
    say(his, "keep", s="His.", c=str(card.id))
    assert [one.text for one in queries.cards(alice.id)] == ["It rained."]
    assert client_.post(f"/talk/say/{card.id}/delete/").status_code == 302
    assert queries.cards(alice.id) == []


def test_a_visitor_reads_what_it_is_and_can_begin_alone(client: Client) -> None:
    for address in ("/talk/say/?about=1", "/talk/repair/?about=1", "/talk/weekly/"):
        shown = text(client.get(address))
        assert "Make an account" in shown
        assert 'href="/talk/"' in shown
    assert client.post("/talk/say/", {"step": "keep"})["Location"].startswith("/account/sign-in/")


def test_nothing_that_was_written_lies_in_the_database_in_clear(client_: Client) -> None:
    say(client_, "keep", s=TEXT)
    client_.post("/talk/wishes/", {"t": "Numbat tea."})
    client_.post("/talk/repair/", {"t": "Numbat words."})
    client_.post("/talk/weekly/", {"about": PARTNER, "step": "keep", "p": ["good"], "t": "Numbat day."})
    client_.post("/talk/listening/", {"scene": "a", "step": "keep", "t": "Numbat heard."})
    found = rows()
    assert (
        len(found["default.talk_card"])
        == len(found["default.talk_wish"])
        == len(found["default.talk_shelf"])
        == 1
    )
    assert "numbat" not in str(found).lower()
