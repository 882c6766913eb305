"""One's own account: sign-ins that end, a new pass phrase, what came too late, and how one may be reached."""

import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footing.accounts import contact, services, sittings
from footing.accounts.models import Notice, Person, SafeContact, Sitting
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
OTHER = "eight louder stepping stones"
CLIENT_PAGES = ("/account/", "/account/phrase/", "/account/reach/", "/account/held/", "/today/")


@pytest.fixture
def alice() -> Person:
    return services.make_person(name="Alice", passphrase=PASSPHRASE)


def signed(name: str = "Alice", passphrase: str = PASSPHRASE, **more: str) -> Client:
    client = OwnClient()
    answer = client.post("/account/sign-in/", {"login": name, "password": passphrase, **more})
    assert answer.status_code == 302, answer.content
    return client


def later(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)


def test_sign_ins_are_listed_without_address_and_browser_and_end_one_by_one(alice: Person) -> None:
    here, there = signed(), signed()
    page = here.get("/account/", HTTP_USER_AGENT="Canary/9").content.decode()
    assert (page.count("This browser"), page.count("Another browser")) == (1, 1)
    assert "Canary/9" not in repr(rows())
    other = re.findall(r'name="sitting" value="([^"]+)"', page)
    assert len(other) == 1
    assert "That sign-in is over." in here.post("/account/end/", {"sitting": other[0]}).content.decode()
    assert there.get("/today/").status_code == 302
    assert here.get("/today/").status_code == 200


def test_all_others_end_with_one_press(alice: Person) -> None:
    here, others = signed(), [signed() for _ in range(3)]
    here.post("/account/end/", {"all": "1"})
    assert [c.get("/today/").status_code for c in others] == [302] * 3
    assert here.get("/today/").status_code == 200
    assert Session.objects.count() == Sitting.objects.count() == 1


@pytest.mark.parametrize("sent", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_nobody_ends_what_is_not_theirs_and_foreign_and_unknown_are_alike(alice: Person, sent: str) -> None:
    services.make_person(name="Bob", passphrase=PASSPHRASE)
    alices, bobs = signed(), signed("Bob")
    foreign = str(Sitting.objects.get(person=alice).id)
    answers = [bobs.post("/account/end/", {"sitting": id}) for id in (foreign, sent)]
    assert answers[0].content == answers[1].content
    assert alices.get("/today/").status_code == 200


def test_leaving_and_signing_out_take_the_sign_in_off_the_list(alice: Person) -> None:
    for address, method in (("/leave/", "get"), ("/account/sign-out/", "post")):
        client = signed()
        cookie = client.cookies["s"].value
        getattr(client, method)(address)
        assert Sitting.objects.count() == 0
        old = OwnClient()
        old.cookies["s"] = cookie
        assert old.get("/today/").status_code == 302


@pytest.mark.parametrize(("shared", "lasts", "ends"), [("", 9, 11), ("on", 4, 6)])
def test_a_clients_session_ends_when_idle_and_sooner_on_a_shared_device(
    alice: Person, monkeypatch: pytest.MonkeyPatch, shared: str, lasts: int, ends: int
) -> None:
    client = signed(**({"shared": shared} if shared else {}))
    later(monkeypatch, lasts)
    assert client.get("/account/").status_code == 200
    later(monkeypatch, ends)
    assert client.get("/account/").status_code == 302
    assert Sitting.objects.count() == 0


def test_a_clients_session_ends_after_a_day_however_busy(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, start = signed(), time.time()
    for minute in range(0, 24 * 60, 8):
        monkeypatch.setattr(time, "time", lambda at=start + minute * 60: at)
        assert client.get("/account/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: start + 24 * 60 * 60 + 1)
    assert client.get("/account/").status_code == 302


def test_the_device_can_be_set_to_shared_later(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed()
    assert 'name="shared" checked' in client.post("/account/device/", {"shared": "on"}).content.decode()
    assert 'data-idle="300"' in client.get("/account/").content.decode()
    later(monkeypatch, 6)
    assert client.get("/account/").status_code == 302


def test_staying_signed_in_counts_as_being_here(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed()
    for _ in range(3):
        later(monkeypatch, 8)
        assert client.post("/account/stay/").status_code == 204
    assert OwnClient().post("/account/stay/").status_code == 302


def test_another_pass_phrase_ends_every_other_sign_in_and_leaves_a_notice(alice: Person) -> None:
    here, there = signed(), signed()
    sent = {"old": PASSPHRASE, "passphrase": OTHER}
    assert here.post("/account/phrase/", sent)["Location"] == "/account/"
    assert there.get("/account/").status_code == 302
    assert "Your pass phrase was changed." in here.get("/account/").content.decode()
    assert signed(passphrase=OTHER).get("/account/").status_code == 200
    here.post("/account/seen/")
    assert "was changed" not in here.get("/account/").content.decode()
    assert Notice.objects.filter(seen_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"old": "wrong wrong wrong"}, "not your pass phrase"), ({"passphrase": "short"}, "at least 10"),
     ({"old": ""}, "Write")],
)  # fmt: skip
def test_a_pass_phrase_is_not_changed_by_mistake(alice: Person, sent: dict[str, str], said: str) -> None:
    answer = signed().post("/account/phrase/", {"old": PASSPHRASE, "passphrase": OTHER, **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PASSPHRASE not in answer.content.decode()
    assert signed().get("/account/").status_code == 200


def test_old_pass_phrases_cannot_be_guessed_in_numbers(alice: Person) -> None:
    client = signed()
    sent = {"old": "wrong wrong wrong", "passphrase": OTHER}
    codes = [client.post("/account/phrase/", sent).status_code for _ in range(7)]
    assert codes == [422] * 5 + [429] * 2


def test_nobody_is_reached_until_they_say_so_and_no_takes_the_address_away(alice: Person) -> None:
    client = signed()
    assert contact.contact_of(alice.id)["how"] == "none"
    chosen = {"how": "mail", "address": "quokka@example.org", "hours": ""}
    assert "That is kept" in client.post("/account/reach/", chosen).content.decode()
    assert contact.contact_of(alice.id) == chosen
    assert "quokka" not in repr(rows())
    assert "quokka" not in client.get("/account/").content.decode()
    client.post("/account/reach/", {**chosen, "how": "none"})
    assert SafeContact.objects.get().how == {"how": "none", "address": "", "hours": ""}


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"how": "mail", "address": "nowhere"}, "in full"), ({"how": "hours", "address": "x"}, "in digits"),
     ({"how": "hours", "address": "(----) 12"}, "in digits"),
     ({"how": "hours", "address": "+1 416 555 0134"}, "hours at which"), ({}, "one of the three")],
)  # fmt: skip
def test_a_contact_that_cannot_work_comes_back_filled_in(
    alice: Person, sent: dict[str, str], said: str
) -> None:
    answer = signed().post("/account/reach/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert sent.get("address", "") in page


@pytest.mark.parametrize(
    "chosen",
    [{"how": "mail", "address": "quokka@example.org", "hours": ""},
     {"how": "hours", "address": "+1 416 555 0177", "hours": "quokka mornings"}],
)  # fmt: skip
def test_how_to_be_reached_is_filled_in_for_its_person_and_for_nobody_else(
    alice: Person, chosen: dict[str, str]
) -> None:
    signed().post("/account/reach/", chosen)
    services.make_person(name="Bob", passphrase=PASSPHRASE)
    for address in ("/contact/", "/register/"):
        page = signed().get(address).content.decode()
        assert all(f'value="{typed}"' in page for typed in (chosen["address"], chosen["hours"]) if typed)
        assert not any(
            chosen["address"] in one.get(address).content.decode() for one in (signed("Bob"), OwnClient())
        )


def test_what_was_done_is_said_on_the_next_page_once(alice: Person) -> None:
    client = signed()
    client.post("/account/phrase/", {"old": PASSPHRASE, "passphrase": "a wholly other set of words"})
    pages = [client.get("/account/").content.decode() for _ in range(2)]
    assert ["Your pass phrase is changed." in page for page in pages] == [True, False]


def too_late(client: Client, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str]:
    later(monkeypatch, 11)
    sent = {"how": "hours", "address": "+1 416 555 0134", "hours": "wombat mornings", "passphrase": "secret"}
    answer = client.post("/account/reach/", sent)
    return answer, re.findall(r'name="held" value="([^"]+)"', answer.content.decode())[0]


def test_what_came_after_the_end_of_the_session_comes_back_after_signing_in(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed()
    answer, held = too_late(client, monkeypatch)
    assert answer.status_code == 401
    assert "wombat" not in answer.content.decode()
    assert SafeContact.objects.count() == 0
    there = client.post("/account/sign-in/", {"login": "Alice", "password": PASSPHRASE, "held": held})
    assert there["Location"] == "/account/held/"
    assert "wombat" not in repr(rows())
    page = client.get("/account/held/").content.decode()
    assert 'action="/account/reach/"' in page
    assert "wombat mornings" in page
    assert re.findall(r'<label for="held\d">(.*?)</label>', page) == [
        "What you wrote, part 1",
        "What you wrote, part 2",
    ]
    assert '<input type="hidden" name="how" value="hours">' in page
    assert "secret" not in page.replace('class="secret"', "")
    assert client.get("/account/held/")["Location"] == "/account/"


def test_what_came_too_late_is_given_to_nobody_else(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    services.make_person(name="Bob", passphrase=PASSPHRASE)
    _answer, held = too_late(signed(), monkeypatch)
    bob = signed("Bob", held=held)
    assert bob.get("/account/held/")["Location"] == "/account/"
    assert signed("Bob", held="altered").get("/account/held/").status_code == 302


def test_sessions_that_are_over_are_swept(alice: Person) -> None:
    signed()
    Session.objects.update(expire_date=timezone.now())
    assert sittings.sweep(now=timezone.now()) == 1
    assert Session.objects.count() == Sitting.objects.count() == 0


@pytest.mark.parametrize("address", CLIENT_PAGES)
def test_a_visitor_signs_in_before_any_page_of_an_account(alice: Person, address: str) -> None:
    assert OwnClient().get(address)["Location"].startswith("/account/sign-in/?next=")
    cache.clear()
    answer = signed().get(address)
    assert answer.status_code in {200, 302}
    assert "no-store" in answer["Cache-Control"]
