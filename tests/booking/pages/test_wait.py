"""The pages of the waiting list: what fits comes first, a code and a second part, one press takes a time."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footing.booking.models import Booking, Claim
from footing.booking.queries import search
from footing.booking.waiting import offering
from footing.booking.waiting.models import Offer, Waiting
from footing.calendars.models import WorkingHours
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault.models import Key
from tests.booking.pages.conftest import refused, text
from tests.everywhere.rows import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
SAID = {
    "type": "introduction", "who": "", "mode": "video", "tz": "UTC", "weeks": "4",
    "days": [str(n) for n in range(7)],
    "name": "Alice Canary", "email": "alice@example.org", "may_mail": "on", "old_enough": "on", "key": "k1",
}  # fmt: skip
PARTS = ("take", "pass", "stop", "link", "mail", "kept", "kept/file", "erase")


@pytest.fixture
def full(dana: Therapist) -> Therapist:
    WorkingHours.objects.all().delete()
    return dana


def ask(client: Client, **changes: Any) -> Any:
    return client.post("/book/wait/", {**SAID, **changes})


def pair_on(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(code|token)" value="([^"]+)"', page))


def offer_on(page: str) -> str:
    """Which time the buttons of a page are about."""
    return re.findall(r'name="offer" value="([^"]+)"', page)[0]


def offered(full: Therapist) -> Offer:
    """A day on which Dana works again, and the worker's next run."""
    day = (timezone.now() + timedelta(days=5)).date()
    WorkingHours.objects.create(
        therapist=full, weekday=day.weekday(), start_minute=600, end_minute=640, valid_from=day, valid_to=day
    )
    assert offering.run(now=timezone.now()) == 1
    return Offer.objects.get(ended_at__isnull=True)


def test_from_an_empty_search_to_a_booked_time(client: Client, full: Therapist) -> None:
    page = text(client.get("/book/times/", {k: SAID[k] for k in ("type", "who", "mode", "tz")}))
    here = re.findall(r'href="(/book/wait/\?[^"]+)"', page)[0].replace("&amp;", "&")
    assert 'name="mode" value="video"' in text(client.get(here))
    page = text(ask(client))
    assert "You are on the list" in page
    link = pair_on(page)
    assert "Nothing that fits has come free so far" in text(client.post("/book/waiting/", link))
    offer = offered(full)
    page = text(client.post("/book/waiting/", link))
    assert "Take this time" in page
    link["offer"] = offer_on(page)
    assert Booking.objects.count() == 0
    page = text(client.post("/book/waiting/take/", link))
    assert "Your time is booked" in page
    assert Booking.objects.get().start == offer.start
    assert text(client.post("/book/waiting/take/", link)) == page
    assert "You have a time." in text(client.post("/book/waiting/", link))


def test_get_shows_and_changes_nothing_and_a_wrong_pair_gets_the_same_bytes(
    client: Client, full: Therapist
) -> None:
    link = pair_on(text(ask(client)))
    offered(full)
    before = rows("marks_cache")
    plain = client.get("/book/waiting/").content
    assert client.get("/book/waiting/", link).content == plain
    for part in PARTS:
        assert client.get(f"/book/waiting/{part}/", link).status_code == 405
    pages = set()
    for wrong in ({"code": "ABCDE-23456"}, {"token": "a" * 26}, {"code": "x"}, {"token": "é"}):
        for part in ("", *(f"{p}/" for p in PARTS)):
            sent = {**link, **wrong}
            page = refused(
                client.post(f"/book/waiting/{part}", {**sent, "sure": "now"}), 404, "do not fit together"
            )
            for typed in sent.values():
                page = page.replace(f'value="{typed}"', "value=…")
            pages.add(page)
        cache.clear()
    assert len(pages) == 1
    assert rows("marks_cache") == before


def test_what_fits_and_is_open_is_shown_before_somebody_waits(client: Client, dana: Therapist) -> None:
    page = text(ask(client))
    assert "These fit, and are free now" in page
    assert page.count('name="start"') == 6
    assert 'name="name" value="Alice Canary"' in page
    assert not Waiting.objects.exists()
    start = re.findall(r'name="start" value="([^"]+)"', page)[0]
    assert "Alice Canary" in text(client.post("/book/details/", {**SAID, "start": start}))
    Claim.objects.all().delete()
    assert "You are on the list" in text(ask(client, anyway="1"))
    assert offering.run(now=timezone.now()) == 0


def test_a_form_that_is_sent_twice_is_one_place_and_brings_no_new_link_back(
    client: Client, full: Therapist
) -> None:
    link = pair_on(text(ask(client)))
    assert pair_on(text(ask(client))) == link
    fresh = pair_on(text(client.post("/book/waiting/link/", link)))
    assert fresh["token"] != link["token"]
    refused(client.post("/book/waiting/", link), 404, "do not fit together")
    page = text(ask(client))
    assert Waiting.objects.count() == 1
    assert fresh["token"] not in page
    assert "Type the code and the second part" in page


def test_what_is_missing_is_said_and_everything_typed_is_still_there(client: Client, full: Therapist) -> None:
    for changes, sentence in (
        ({"name": ""}, "Any name that you like will do."),
        ({"email": "", "may_mail": ""}, "Write a phone number or an e-mail address"),
        ({"old_enough": ""}, "look at the help page"),
        ({"weeks": "99"}, "Choose one from the list."),
        ({"days": ["9"]}, "Choose days from the list."),
        ({"mode": "phone"}, "Write the number we should call."),
        ({"type": "none"}, "Choose one from the list."),
    ):
        page = refused(ask(client, **changes), 422, sentence)
        assert "alice@example.org" in page or changes.get("email") == ""
    assert not Waiting.objects.exists()


def test_one_place_asks_for_little_in_a_day(client: Client, full: Therapist) -> None:
    for number in range(6):
        assert "You are on the list" in text(ask(client, key=f"k{number}"))
    refused(ask(client, key="k9"), 429, "Wait until tomorrow")


def test_a_page_that_is_old_takes_and_refuses_no_other_time(client: Client, full: Therapist) -> None:
    """The time it showed went, another is kept: a press on it is about the one it showed."""
    link = pair_on(text(ask(client)))
    offered(full)
    old = {**link, "offer": offer_on(text(client.post("/book/waiting/", link)))}
    client.post("/book/waiting/pass/", old)
    WorkingHours.objects.all().delete()
    second = offered(full)
    client.post("/book/waiting/pass/", old)
    assert Offer.objects.get(ended_at__isnull=True) == second
    for typed in (old, link, {**link, "offer": "nothing"}):
        refused(client.post("/book/waiting/take/", typed), 409, "Another one is: look at it")
    assert Booking.objects.count() == 0
    assert Offer.objects.get(ended_at__isnull=True) == second
    new = {**link, "offer": offer_on(text(client.post("/book/waiting/", link)))}
    assert "Your time is booked" in text(client.post("/book/waiting/take/", new))


def test_a_no_and_a_stop_give_the_time_back_at_once(client: Client, full: Therapist) -> None:
    kind, now = search.type_of("introduction"), timezone.now()

    def open_() -> int:
        return len(search.slots(kind, [full], start=now, end=now + timedelta(days=9), now=timezone.now()))

    for part, said in (("pass", "It goes to somebody else."), ("stop", "We have stopped looking.")):
        link = pair_on(text(ask(client, key=part)))
        link["offer"] = str(offered(full).hold_id)
        whole = open_()
        page = text(client.post(f"/book/waiting/{part}/", link))
        assert said in page
        assert open_() > whole
        refused(client.post("/book/waiting/take/", link), 409, "no longer kept for you")
        Waiting.objects.all().delete()
        WorkingHours.objects.all().delete()


def test_all_of_it_can_be_seen_and_deleted_and_the_time_is_free(client: Client, full: Therapist) -> None:
    link = pair_on(text(ask(client)))
    offered(full)
    assert "alice@example.org" in text(client.post("/book/waiting/kept/", link))
    assert "alice@example.org" in text(client.post("/book/waiting/kept/file/", {**link, "as": "json"}))
    assert "Delete it now" in text(client.post("/book/waiting/erase/", link))
    holder = Waiting.objects.get().holder
    assert "It is deleted" in text(client.post("/book/waiting/erase/", {**link, "sure": "now"}))
    assert not Waiting.objects.exists()
    assert not Claim.objects.exists()
    assert not Message.objects.exists()
    assert Key.objects.get(holder=holder).wrapped is None


def test_nothing_that_others_see_depends_on_who_waits(client: Client, full: Therapist) -> None:
    """Bob looks at the same pages with and without Alice on the list."""
    asked = {k: SAID[k] for k in ("type", "who", "mode", "tz")}

    def seen() -> list[str]:
        pages = [
            client.get("/book/times/", asked),
            client.get("/book/wait/", asked),
            client.get("/team/dana/"),
        ]
        pages.append(
            client.get("/api/v1/slots", {"type": "introduction", "from": "2026-11-23", "to": "2026-12-23"})
        )
        return [re.sub(r'name="key" value="\w+"', "", text(page)) for page in pages]

    before = seen()
    ask(client)
    assert seen() == before
