"""Somebody calls: what each at the desk can see and do with what the caller says, and what is kept of it."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.booking import services
from footing.booking.models import Booking, Cancellation, Hold
from footing.booking.services import Guest
from footing.design import content
from footing.desk.views.caller import words
from footing.outbox.models import Message
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
ASKED = {"type": "introduction", "who": "dana", "mode": "video", "tz": "America/Vancouver"}
SAID = {
    "name": "Quoll Canary", "phone": "+1 416 555 0134", "hours": "before four", "say": "Sam",
    "read_out": "on", "old_enough": "on", "key": "k1",
}  # fmt: skip
CHANGE = "/desk/book/change/"
# Who gets what with the code and second part of what Alice booked with Dana.
WITH_BOTH = {"visitor": 302, "alice": 404, "bob": 404, "charlie": 404, "dana": 200, "femi": 200, "erin": 200}
PRIVATE = ("Alice Canary", "Canary words", "416 555 0134")


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    def client(who: str) -> Client:
        if who == "visitor":
            return OwnClient()
        person: Person | None = getattr(world, who, None)
        return signed_in(person or make_person(name=who.title(), passphrase=PASSPHRASE), OwnClient())

    return client


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def pair(world: World, **other: str) -> dict[str, str]:
    return {"code": world.booking.code, "token": world.token, **other}


def called(client: Client, start: Any, **other: str) -> Any:
    return client.post("/desk/book/done/", {**ASKED, **SAID, "start": start.isoformat(), **other})


def made(world: World) -> Booking:
    return Booking.objects.exclude(id=world.booking.id).get()


@pytest.mark.parametrize("who", WITH_BOTH)
def test_code_and_second_part_open_the_time_at_the_desk_and_no_private_word(
    as_: Callable[[str], Client], world: World, who: str
) -> None:
    client = as_(who)
    answer = client.post(CHANGE, pair(world))
    assert answer.status_code == WITH_BOTH[who]
    for word in PRIVATE:
        assert word not in text(answer)
    looks = AccessLog.objects.filter(subject=world.booking.holder)
    if WITH_BOTH[who] != 200:
        for part in ("move/", "cancel/"):
            to = wish(world.room).start.isoformat()
            refused = client.post(f"{CHANGE}{part}", pair(world, sure="1", start=to))
            assert refused.status_code == WITH_BOTH[who]
        assert not looks.exists()
        assert not Cancellation.objects.exists()
        return
    assert world.room.name in text(answer)
    assert (f"/desk/booking/{world.booking.id}/" in text(answer)) == (who != "femi")
    assert looks.get().purpose == "call"


@pytest.mark.parametrize("who", ["femi", "erin"])
def test_a_thief_who_has_one_part_only_learns_nothing_from_whoever_answers(
    as_: Callable[[str], Client], world: World, who: str
) -> None:
    client = as_(who)
    for code, token in (
        (world.booking.code, "a" * 26),
        ("ABCDE23456", world.token),
        (world.booking.code, ""),
    ):
        for part in ("", "move/", "cancel/"):
            answer = client.post(f"{CHANGE}{part}", {"code": code, "token": token, "sure": "1"})
            assert answer.status_code == 404
            assert "The two parts do not fit together." in text(answer)
            assert world.room.name not in text(answer).split("<main")[1]
    assert not AccessLog.objects.exists()
    assert not Cancellation.objects.exists()


def test_femi_moves_and_gives_up_for_danas_client_who_says_both_parts_and_the_client_sees_who_did(
    as_: Callable[[str], Client], world: World
) -> None:
    femi, to = as_("femi"), wish(world.room).start
    times = text(femi.post(f"{CHANGE}move/", pair(world)))
    assert f'value="{to.isoformat()}"' in times
    assert "Canary" not in times
    moved = text(femi.post(f"{CHANGE}move/", pair(world, start=to.isoformat())))
    assert "It is moved." in moved
    assert Booking.objects.get().moves.get().by == "practice"
    page = text(OwnClient().post("/book/manage/", pair(world)))
    assert "We moved this time for you on" in page
    assert "Give this time up for them?" in text(femi.post(f"{CHANGE}cancel/", pair(world)))
    femi.post(f"{CHANGE}cancel/", pair(world, sure="1"))
    assert Cancellation.objects.get().by == "practice"
    assert "We gave this time up for you on" in text(OwnClient().post("/book/manage/", pair(world)))
    done = AccessLog.objects.filter(subject=world.booking.holder, actor=world.femi.id)
    assert {"move", "cancel", "look"} == set(done.values_list("action", flat=True))


def test_a_time_taken_meanwhile_is_said_in_the_words_that_the_client_would_get(
    as_: Callable[[str], Client], world: World
) -> None:
    taken = wish(world.room)
    services.book(wish=taken, guest=Guest(name="Bob", phone="+1 416 555 0134"))
    sent = pair(world, start=taken.start.isoformat())
    pages = [as_("erin").post(f"{CHANGE}move/", sent), OwnClient().post("/book/manage/move/", sent)]
    assert [page.status_code for page in pages] == [409, 409]
    alerts = [text(p)[text(p).index('role="alert"') :].split("</form>")[0] for p in pages]
    said = [re.findall(r"<h2>(.*?)</h2>", alert) for alert in alerts]
    assert said[0] == said[1]
    assert [alert.count('name="start"') for alert in alerts] == [3, 3]
    assert Booking.objects.get(id=world.booking.id).version == 1


def test_dana_books_for_a_caller_and_reads_both_parts_aloud_in_groups(
    as_: Callable[[str], Client], world: World
) -> None:
    dana, start = as_("dana"), wish(world.room).start
    assert f'value="{start.isoformat()}"' in text(dana.get("/desk/book/", ASKED))
    asking = text(dana.post("/desk/book/details/", {**ASKED, "start": start.isoformat()}))
    for line in words()["first"]["limits"]:
        assert line in asking
    hold = Hold.objects.get()
    page = text(called(dana, start, hold=str(hold.id)))
    booked = made(world)
    assert (booked.name, booked.contact["say"], booked.zone) == ("Quoll Canary", "Sam", "America/Vancouver")
    assert (booked.booked_by, booked.therapist) == ("practice", world.room)
    groups = re.findall(r'class="code">(\w+)</th><td>(.*?)</td>', page)
    assert [len(signs) for signs, _say in groups] == [5, 5, 4, 4, 4, 4, 4, 4, 2]
    assert all(len(say.split(", ")) == len(signs) for signs, say in groups)
    code, token = "".join(s for s, _ in groups[:2]), " ".join(s for s, _ in groups[2:])
    mine = text(OwnClient().post("/book/manage/", {"code": code, "token": token.upper()}))
    assert "We booked it for you on" in mine
    assert "the practice, for you" in text(
        OwnClient().post("/book/manage/kept/", {"code": code, "token": token})
    )
    line = AccessLog.objects.get(subject=booked.holder, action="make")
    assert (line.actor, line.purpose) == (world.dana.id, "call")
    assert not Message.objects.exists()


@pytest.mark.parametrize(("may", "mails"), [("", 0), ("on", 1)])
def test_mail_goes_to_an_address_only_when_the_caller_said_so(
    as_: Callable[[str], Client], world: World, may: str, mails: int
) -> None:
    called(as_("dana"), wish(world.room).start, email="quoll@example.org", may_mail=may)
    assert made(world).contact["email"] == "quoll@example.org"
    assert Message.objects.count() == mails


@pytest.mark.parametrize("missing", ["read_out", "old_enough", "name", "phone"])
def test_nothing_is_booked_before_the_limits_were_read_and_what_was_typed_stays(
    as_: Callable[[str], Client], world: World, missing: str
) -> None:
    answer = called(as_("dana"), wish(world.room).start, **{missing: ""})
    assert answer.status_code == 422
    assert Booking.objects.count() == 1
    for name, value in SAID.items():
        if name not in {missing, "read_out", "old_enough", "key"}:
            assert f'value="{value}"' in text(answer)


def test_two_presses_are_one_booking_with_one_line_in_the_log(
    as_: Callable[[str], Client], world: World
) -> None:
    dana, start = as_("dana"), wish(world.room).start
    pages = [text(called(dana, start)) for _ in range(2)]
    assert pages[0] == pages[1]
    assert AccessLog.objects.filter(subject=made(world).holder, action="make").count() == 1


def test_a_time_that_was_taken_while_they_spoke_comes_back_with_three_others(
    as_: Callable[[str], Client], world: World
) -> None:
    taken = wish(world.room)
    services.book(wish=taken, guest=Guest(name="Bob", phone="+1 416 555 0134"))
    answer = called(as_("dana"), taken.start)
    assert answer.status_code == 409
    assert text(answer).count('type="radio"') == 3
    assert 'value="Quoll Canary"' in text(answer)
    assert (
        as_("dana").post("/desk/book/details/", {**ASKED, "start": taken.start.isoformat()}).status_code
        == 409
    )


@pytest.mark.parametrize(
    ("who", "slug", "status"), [("dana", "femi", 404), ("femi", "dana", 404), ("erin", "femi", 200)]
)
def test_a_therapist_books_into_their_own_time_and_a_manager_with_anybody(
    as_: Callable[[str], Client], world: World, who: str, slug: str, status: int
) -> None:
    room = {"dana": world.room, "femi": world.other}[slug]
    client, start = as_(who), wish(room).start
    assert client.get("/desk/book/", {**ASKED, "who": slug}).status_code == status
    assert called(client, start, who=slug).status_code == status
    assert Booking.objects.filter(therapist=world.other).count() == (status == 200)


def test_whoever_fits_first_is_somebody_else_for_a_manager_and_oneself_for_a_therapist(
    as_: Callable[[str], Client], world: World
) -> None:
    assert called(as_("femi"), world.booking.start, who="").status_code == 200
    assert made(world).therapist == world.other


def test_the_words_that_are_said_are_those_of_todays_text_of_the_limits() -> None:
    """Whoever changes the text looks at what is said aloud, too."""
    told = words()["of"]
    assert content.page("practice/limits.md").meta["version"] == told["version"]


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/day/", "/desk/book/", CHANGE, "/desk/hours/", "/desk/intake/"]
)
def test_we_neither_confirm_nor_deny_is_one_press_away_from_each_page(
    as_: Callable[[str], Client], address: str
) -> None:
    assert text(as_("dana").get(address)).count("We neither confirm nor deny who comes here.") == 1
