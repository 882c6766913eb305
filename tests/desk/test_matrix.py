"""Every address of the desk for everybody: who sees what, and that unknown and forbidden are the same."""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.test import Client

from footing.booking import services
from footing.booking.models import Booking
from footing.booking.services import Guest
from footing.booking.waiting import services as waiting
from footing.booking.waiting import wishes
from footing.booking.waiting.models import Waiting
from footing.practice.models import Inquiry
from footing.practice.services import assign
from footing.vault.models import AccessLog
from tests import addresses
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish
from tests.practice.letters import letter
from tests.undone import undone

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
EVERYBODY = ("visitor", "left", "charlie", "femi", "dana", "erin")
DESK = [a for a in addresses.pages() if a.startswith("/desk/")]
# What is shared is its one reader's, not a manager's: tests/sharing/test_matrix.py.
# What code and second part open, they open for everybody at the desk: tests/desk/test_caller.py.
# Calendars are each one's own, whoever an address names: tests/desk/test_calendars.py.
# The program's texts are the same for everybody who works here: tests/practice/test_adoptions.py.
# Articles have a writer, whoever an address names, and links to copy are the same for all: tests/desk/test_articles.py.
OTHERS = (
    "/desk/shared/", "/desk/book/change/", "/desk/calendars/", "/desk/texts/", "/desk/articles/", "/desk/links/",
)  # fmt: skip
OWN = [a for a in DESK if not a.startswith(OTHERS)]
POST_ONLY = (
    "/missed/",
    "/details/",
    "/again/",
    "/done/",
    "/move/",
    "/cancel/",
    "/off/",
    "/photo/",
    "/logo/",
    "/take/",
    "/give/",
    "/answer/",
    "/close/",
    "/apart/",
    "/holidays/",
)
DANAS, FEMIS = "Numbat Canary", "Bilby Canary"
# What each gets for what is Dana's own; whoever must sign in first is sent there.
MANAGERS = (
    "/desk/team/", "/desk/came/", "/desk/matching/", "/desk/start/", "/desk/practice/", "/desk/practice/texts/",
    "/desk/practice/near/",
)  # fmt: skip
SEES = {"visitor": 302, "left": 302, "charlie": 404, "femi": 404, "dana": 200, "erin": 200}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    def client(who: str) -> Client:
        if who == "visitor":
            return OwnClient()
        if who == "left":
            gone = signed_in(world.dana, OwnClient())
            gone.post("/account/sign-out/")
            return gone
        return signed_in(getattr(world, who), OwnClient())

    return client


@pytest.fixture
def bookings(world: World) -> dict[str, Booking]:
    """One booking of Dana's and one of Femi's."""
    made = {}
    for name, room in ((DANAS, world.room), (FEMIS, world.other)):
        guest = Guest(name=name, phone="+1 416 555 0134", message=f"{name} words")
        made[name] = services.book(wish=wish(room), guest=guest).booking
    return made


@pytest.fixture
def inquiry(world: World) -> Inquiry:
    """Something that was sent to the practice and is Dana's to answer."""
    made = letter(name=DANAS)
    assign(inquiry=made, owner=world.dana, by=world.erin.id)
    return made


@pytest.fixture
def waiter(world: World) -> Waiting:
    """Somebody who waits for a time of Dana's."""
    wanted = wishes.Wanted("introduction", "video", world.room.id)
    return waiting.wait(wanted=wanted, guest=Guest(name=DANAS, phone="+1 416 555 0134"))


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_danas_is_seen_by_dana_and_the_manager_only(
    as_: Callable[[str], Client], bookings: dict[str, Booking], inquiry: Inquiry, waiter: Waiting, who: str
) -> None:
    assert len(OWN) >= 16
    for address in OWN:
        own = inquiry if "/intake/" in address else waiter if "/waiting/" in address else bookings[DANAS]
        with undone():
            _seen(as_(who), address, str(own.id), who)


def _seen(client: Client, address: str, own: str, who: str) -> None:
    here = address.replace(str(addresses.NOBODY), own)
    if address.endswith(POST_ONLY):
        assert client.get(here).status_code == 405
        answer = client.post(here, {"who": "dana"})
        wanted = SEES[who] if SEES[who] != 200 or "booking" in here else 422
        wanted = {
            ("dana", "give"): 404, ("dana", "logo"): 404, ("dana", "take"): 302, ("erin", "take"): 302,
            ("dana", "again"): 302, ("erin", "again"): 302,
            ("dana", "missed"): 422, ("erin", "missed"): 422,  # it is still to come
            ("dana", "apart"): 422, ("erin", "apart"): 422,
        }.get((who, here.split("/")[-2]), wanted)  # fmt: skip
    else:
        answer = client.get(here, {"who": "dana"})
        wanted = 404 if address in MANAGERS and who == "dana" else SEES[who]
    assert answer.status_code == wanted, here
    if SEES[who] == 302:
        assert answer["Location"].startswith("/account/sign-in/?next=%2Fdesk%2F"), here
        assert own in answer["Location"] or own not in here
    if who not in {"dana", "erin"}:
        assert "Canary" not in answer.content.decode(), here


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["visitor", "left", "charlie", "femi"])
def test_forbidden_and_unknown_are_the_same_bytes(
    as_: Callable[[str], Client], bookings: dict[str, Booking], inquiry: Inquiry, waiter: Waiting, who: str
) -> None:
    client = as_(who)

    def answer(method: str, path: str, id: object, slug: str) -> tuple[int, bytes, Any]:
        sent: Any = {"who": slug, "sure": "1", "start": "2026-11-24T10:00:00Z"} if method != "delete" else ""
        found = getattr(client, method)(path.replace(str(addresses.NOBODY), str(id)), sent)
        place = found.headers.get("Location", "").replace(str(id), "…")
        headers = {k: v for k, v in found.headers.items() if k != "Location"}
        # The key of a new form is made by chance each time.
        page = re.sub(rb'name="key" value="[^"]*"', b"", found.content)
        return found.status_code, page, (place, headers)

    for address, method in product(DESK, ("get", "post", "delete")):
        own = inquiry if "/intake/" in address else waiter if "/waiting/" in address else bookings[DANAS]
        never = answer(method, address, addresses.NOBODY, "nobody")
        assert answer(method, address, own.id, "dana") == never, (method, address)
        assert not AccessLog.objects.filter(subject=own.holder).exists(), (method, address)
    assert Booking.objects.filter(cancellation__isnull=False).count() == 0


@pytest.mark.parametrize(("who", "own", "foreign"), [("dana", DANAS, FEMIS), ("femi", FEMIS, DANAS)])
def test_no_page_of_a_therapist_holds_a_word_of_anothers_guest(
    as_: Callable[[str], Client], bookings: dict[str, Booking], who: str, own: str, foreign: str
) -> None:
    client, seen = as_(who), ""
    for name in (own, foreign):
        week = bookings[name].start.date().isoformat()
        for slug in ("", "dana", "femi"):
            seen += client.get("/desk/", {"week": week, "who": slug}).content.decode()
        for part in ("", "move/", "cancel/"):
            address = f"/desk/booking/{bookings[name].id}/{part}"
            seen += (client.post if part else client.get)(address).content.decode()
    assert own in seen
    assert foreign.split(" ", maxsplit=1)[0] not in seen


def test_the_manager_sees_both_and_each_look_has_its_line(
    as_: Callable[[str], Client], bookings: dict[str, Booking], world: World
) -> None:
    erin = as_("erin")
    for name, booking in bookings.items():
        assert f"{name} words" in erin.get(f"/desk/booking/{booking.id}/").content.decode()
        assert (
            AccessLog.objects.filter(actor=world.erin.id, subject=booking.holder, action="look").count() == 1
        )


def test_a_time_taken_meanwhile_is_409_at_the_desk_with_three_that_can_be_booked(
    as_: Callable[[str], Client], world: World, bookings: dict[str, Booking]
) -> None:
    here, taken = f"/desk/booking/{world.booking.id}/move/", bookings[DANAS].start.isoformat()
    answer = as_("dana").post(here, {"start": taken})
    page = answer.content.decode()
    assert answer.status_code == 409
    alert = page[page.index('role="alert"') : page.index("</form>", page.index('role="alert"'))]
    assert alert.count('name="start"') == 3
    for start in ("soon", "0001-01-01T00:00:00+14:00"):
        refused = as_("dana").post(here, {"start": start})
        assert refused.status_code == 422
        assert "Choose a time from the list." in refused.content.decode()
    assert Booking.objects.get(id=world.booking.id).version == 1


def test_words_of_a_guest_are_shown_as_text_at_the_desk(as_: Callable[[str], Client], world: World) -> None:
    bad = '<script>alert(1)</script>"onmouseover="x'
    guest = Guest(name=bad[:80], phone="+1 416 555 0134", message=bad, say="=HYPERLINK(1)", hours=bad)
    booking = services.book(wish=wish(world.room), guest=guest).booking
    dana = as_("dana")
    week = dana.get("/desk/", {"week": booking.start.date().isoformat()}).content.decode()
    page = dana.get(f"/desk/booking/{booking.id}/").content.decode()
    for shown in (week, page, dana.post(f"/desk/booking/{booking.id}/move/").content.decode()):
        assert "<script>alert" not in shown
        assert '"onmouseover' not in shown
        assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("number", ["²", "１", "9" * 18, "9" * 400, "-1", "1.5", "one"])
def test_time_off_that_does_not_exist_is_not_opened_again(as_: Callable[[str], Client], number: str) -> None:
    answer = as_("dana").post("/desk/hours/off/", {"who": "dana", "remove": number})
    assert answer.status_code in {302, 422}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2999-12-31"])
def test_time_off_of_another_age_is_refused_in_words(as_: Callable[[str], Client], day: str) -> None:
    answer = as_("dana").post("/desk/hours/off/", {"who": "dana", "first": day})
    assert answer.status_code == 422
    assert "There is no such day in our calendar." in answer.content.decode()
