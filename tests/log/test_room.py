"""The log through its pages: write down, come back, say what came, delete; nothing can be changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from footing.accounts.models import Person
from footing.log import queries, services
from footing.log.models import Entry, Index, Outcome
from footing.vault import keys
from tests import addresses
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.log.conftest import SENT, answered, found, many, send, written

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
As = Callable[[Person], Client]
AFTER = {"outcome": "happened", "found": "1", "coped": "2", "did": "I said it again, bilby."}


def page(client: Client, address: str = "/log/") -> str:
    return str(client.get(address).content.decode())


def test_a_visitor_reads_what_it_is_and_how_to_have_one(client: Client) -> None:
    text = page(client)
    assert "An example" in text
    assert 'href="/account/new/"' in text
    assert 'href="/account/sign-in/?next=/log/"' in text
    assert client.get("/log/new/")["Location"] == "/account/sign-in/?next=%2Flog%2Fnew%2F"


def test_an_entry_is_kept_comes_back_on_its_day_and_is_answered_once(
    alice: Person, as_: As, later: Any
) -> None:
    client = as_(alice)
    assert send(client)["Location"] == "/log/"
    entry = Entry.objects.get()
    text = page(client)
    assert "numbat" in text
    assert "Its day has come" not in text
    assert "0 of" not in text
    later(days=3)
    client = as_(alice)
    assert "Its day has come" in page(client)
    assert "One entry has come to its day." in page(client, "/today/")
    here = f"/log/{entry.id}/"
    assert client.post(here, AFTER)["Location"] == "/log/"
    assert "1 of 1 happened." in page(client)
    assert "One is too few to say how often in general." in page(client)
    text = page(client, here)
    assert "bilby" in text
    assert 'name="outcome"' not in text
    assert "come to its day" not in page(client, "/today/")


def test_nothing_can_be_changed_afterwards(alice: Person, as_: As) -> None:
    client, id = as_(alice), answered(alice)
    before = rows("django_session", "vault_accesslog", "accounts_sitting")
    for address in addresses.pages(log_entry=id):
        if address.startswith("/log/") and "delete" not in address and address != "/log/new/":
            client.post(address, {**SENT, **AFTER, "id": str(id), "fear": "Something else", "sure": "5"})
    with pytest.raises(services.NotThereError):
        services.answer(person=alice.id, id=id, found=found("happened"), now=timezone.now())
    assert rows("django_session", "vault_accesslog", "accounts_sitting") == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome(holder=alice.id, entry_id=id, found={}).save(force_insert=True)
    verbs = {name for name in vars(services) if callable(getattr(services, name)) and name[0].islower()}
    changing = verbs & {"change", "update", "edit", "set", "move", "rewrite"}
    assert not changing
    names = {
        p.name
        for p in get_resolver().url_patterns
        for p in getattr(p, "url_patterns", [])
        if hasattr(p, "name")
    }
    assert not {n for n in names if n and n.startswith("log-")} - {
        "log-new",
        "log-entry",
        "log-delete",
        "log-delete-all",
    }


def test_before_its_day_one_can_only_say_that_it_happened(alice: Person, as_: As) -> None:
    client, id = as_(alice), written(alice, days=4)
    here = f"/log/{id}/"
    assert 'value="did-not"' not in page(client, here)
    refused = client.post(here, {**AFTER, "outcome": "did-not"})
    assert refused.status_code == 422
    assert "Until then you can only say that it happened" in refused.content.decode()
    assert "bilby" in refused.content.decode()
    with pytest.raises(services.NotThereError):
        services.answer(person=alice.id, id=id, found=found("did-not"), now=timezone.now())
    assert Outcome.objects.count() == 0
    assert client.post(here, AFTER)["Location"] == "/log/"


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"seen": "checking"}, "look into a phone"), ({"seen": "asking"}, "ask around"),
     ({"seen": "hidden"}, "you cannot see"), ({"seen": "unknown"}, "notice yourself"),
     ({"seen": "there"}, "This page is about you"), ({"seen": "to-me"}, "This page is about you"),
     ({"due": ""}, "Give a day"), ({"due": "tomorrow"}, "Give a day"), ({"due": "2026-02-30"}, "Give a day"),
     ({"due": "2020-01-01"}, "today or over"), ({"due": "2090-01-01"}, "more than three months"),
     ({"sure": ""}, "A guess will do"), ({"sure": "99"}, "Choose one of"), ({"feared": "7"}, "Choose one of")],
)  # fmt: skip
def test_case_47_what_cannot_be_logged_is_refused_with_the_reason_and_comes_back(
    alice: Person, as_: As, sent: dict[str, str], said: str
) -> None:
    answer = send(as_(alice), **sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "I will freeze, numbat." in text
    assert text.count('role="alert"') == 1
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("fear", ["", "   ", "x" * 601, "a\x00b"])
def test_words_that_cannot_be_kept_are_named(alice: Person, as_: As, fear: str) -> None:
    answer = send(as_(alice), fear=fear)
    assert answer.status_code == 422
    assert Entry.objects.count() == 0


def test_the_same_form_sent_twice_is_kept_once(alice: Person, as_: As) -> None:
    client = as_(alice)
    for _ in range(2):
        assert send(client)["Location"] == "/log/"
    assert (Entry.objects.count(), len(queries.lines(alice.id))) == (1, 1)
    send(client, sure="50")
    assert (Entry.objects.count(), len(queries.lines(alice.id))) == (2, 2)


def test_one_entry_and_the_whole_log_can_be_deleted(alice: Person, as_: As) -> None:
    client = as_(alice)
    many(alice, "hd")
    keep, go = (line.id for line in queries.lines(alice.id))
    assert client.post(f"/log/{go}/delete/")["Location"] == "/log/"
    assert [line.id for line in queries.lines(alice.id)] == [keep]
    assert (Entry.objects.count(), Outcome.objects.count()) == (1, 1)
    assert client.get(f"/log/{go}/").status_code == 404
    for _ in range(2):
        assert client.post("/log/delete/")["Location"] == "/log/"
        assert "Your log is deleted." in page(client)
    assert (Entry.objects.count(), Outcome.objects.count(), Index.objects.count()) == (0, 0, 0)


def test_anothers_entry_and_one_that_never_was_are_the_same_answer(
    alice: Person, charlie: Person, as_: As
) -> None:
    own, other = as_(alice), as_(charlie)
    id = written(alice, days=-1)
    assert own.get(f"/log/{id}/").status_code == 200
    for path in (f"/log/{id}/", f"/log/{id}/delete/"):
        unknown = path.replace(str(id), str(uuid4()))
        for ask in (other.get, other.post):
            there, nowhere = ask(path, AFTER), ask(unknown, AFTER)
            assert there.status_code == nowhere.status_code
            assert there.status_code in {404, 405}
            assert there.content == nowhere.content
    assert "I will freeze" not in page(other)
    assert (Entry.objects.count(), Outcome.objects.count()) == (1, 0)


def test_the_file_has_no_word_no_day_and_no_answer(alice: Person, as_: As) -> None:
    send(as_(alice))
    answered(alice, "happened", text="The wombat comes", days=2, ago=1)
    held = repr(rows())
    for word in ("numbat", "wombat", "breathed", "happened", "did-not"):
        assert word not in held, word
    for model, own in ((Entry, {"fear"}), (Outcome, {"entry", "found"}), (Index, {"lines"})):
        assert {f.name for f in model._meta.concrete_fields} == {"id", "holder", *own}
    sizes = {
        len(bytes(v)) for v in Entry.objects.values_list("fear", flat=True).iterator() if isinstance(v, bytes)
    }
    assert len(sizes) <= 1
    keys.erase(alice.id)
    with pytest.raises(keys.ErasedError):
        queries.log(alice.id, now=timezone.now())


def test_the_index_says_what_the_entries_say(alice: Person) -> None:
    many(alice, "hdt")
    written(alice, days=5)
    rows = {row.id: row for row in Entry.objects.filter(holder=alice.id)}
    came = {row.entry_id: row.found for row in Outcome.objects.filter(holder=alice.id)}
    lines = queries.lines(alice.id)
    assert [line.id for line in lines] == [*dict.fromkeys(line.id for line in lines)]
    assert {line.id for line in lines} == set(rows)
    for line in lines:
        after = came.get(line.id)
        assert line[:7] == queries.line(rows[line.id])[:7]
        assert line[7:] == (
            (after["outcome"], after["found"], after["coped"]) if after else (None, None, None)
        )


def test_a_long_log_is_shown_by_pages_with_three_that_are_due(alice: Person, as_: As) -> None:
    client = as_(alice)
    for number in range(24):
        written(alice, text=f"Number {number:02d}.", days=0 if number < 7 else 9)
    first, second = page(client), page(client, "/log/?p=3")
    assert "Number 23." in first
    assert first.count("Say what came") == 3
    assert "4 more wait." in first
    assert "Page 1 of 3" in first
    assert "Number 03." in second
    assert "Number 23." not in second
    for odd in ("0", "99", "-1", "x", "²", "9" * 30):
        assert client.get("/log/", {"p": odd}).status_code == 200


def test_a_form_that_comes_after_the_session_is_not_lost(alice: Person, as_: As) -> None:
    client = as_(alice)
    client.post("/account/sign-out/")
    assert send(client).status_code in {302, 401}
    assert Entry.objects.count() == 0


def test_what_is_due_is_asked_for_with_the_day_of_the_practice(alice: Person) -> None:
    written(alice, days=0)
    now = timezone.now()
    assert queries.due(alice.id, now=now) == 1
    assert queries.due(alice.id, now=now - timedelta(days=2)) == 0
    assert OwnClient().get("/log/").status_code == 200
