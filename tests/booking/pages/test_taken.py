"""Taken meanwhile, kept for ten minutes, pressed twice, tried too often."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking import services
from footing.booking.errors import BusyError
from footing.booking.models import Booking, Hold
from footing.booking.services import claims, repeats
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Therapist
from tests.booking.pages.conftest import Guest, hidden, refused, text
from tests.booking.world import BOB, wish
from tests.conftest import OwnClient

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
OFFERED = re.compile(r'type="radio" id="id_start\w*" name="start" value="([^"]+)"')


def other(start: datetime, therapist: Therapist | None = None) -> Booking:
    """Somebody else's booking of the same start."""
    return services.book(wish=wish(start, therapist), guest=BOB).booking


def stranger() -> Client:
    """Somebody at another address."""
    return OwnClient(REMOTE_ADDR="192.0.2.7")


def test_a_time_taken_meanwhile_is_409_with_three_that_can_be_booked_and_all_typed_words(
    guest: Guest, dana: Therapist, start: datetime
) -> None:
    other(start, dana)
    page = refused(guest.send(), 409, "That time has just been taken")
    offered = OFFERED.findall(page)
    assert len(offered) == 3
    for value in guest.said.values():
        assert value == "on" or value in page
    for value in offered:
        code, token = guest.secrets(start=value, key=value)
        services.cancel(code=code, token=token)
    assert Booking.objects.count() == 4


def test_a_free_time_of_somebody_else_is_booked_with_them(
    guest: Guest, dana: Therapist, femi: Therapist, start: datetime
) -> None:
    hours = WorkingHours.objects.filter(therapist=dana)
    hours.exclude(weekday=start.weekday()).delete()
    hours.update(start_minute=11 * 60, end_minute=11 * 60 + 20)
    BookingRules.objects.filter(therapist=dana).update(horizon_days=4)
    other(start, dana)
    offered = OFFERED.findall(text(guest.send()))
    assert len(offered) == 3
    assert all(value.endswith("|femi") for value in offered)
    assert "Your time is booked" in text(guest.send(start=offered[0]))
    assert Booking.objects.filter(therapist=femi).count() == 1


def test_the_second_screens_taken_time_is_409_as_well(guest: Guest, dana: Therapist, start: datetime) -> None:
    other(start, dana)
    refused(guest.choose(), 409, "That time has just been taken")


def test_a_start_is_kept_for_the_one_who_chose_it_and_longer_once(guest: Guest) -> None:
    third = guest.choose()
    kept = Hold.objects.get()
    assert kept.expires_at - kept.created_at == timedelta(minutes=10)
    refused(
        stranger().post("/book/details/", {**guest.asked, "start": guest.start}),
        409,
        "in ten minutes at most",
    )
    sent = {"hold": hidden(third)["hold"], "renew": "1", **guest.said}
    longer = text(guest.choose(**sent))
    assert "Keep it ten minutes longer" not in longer
    assert all(value in longer for value in ("Alice Canary", "Quokka words", "before four"))
    first = Hold.objects.get().expires_at
    assert first > kept.expires_at
    again = refused(guest.choose(**sent), 422, "This time was kept twice already.")
    assert all(value in again for value in ("Alice Canary", "Quokka words", "before four"))
    assert Hold.objects.get().expires_at == first


def test_a_page_that_is_sent_again_finds_its_own_time_kept(guest: Guest) -> None:
    first, again = guest.choose(), guest.choose()
    assert (first.status_code, again.status_code) == (200, 200)
    assert hidden(first)["hold"] == hidden(again)["hold"]
    assert Hold.objects.count() == 1


def test_a_hold_that_ran_out_is_kept_anew_or_said_to_be_taken(
    guest: Guest, dana: Therapist, start: datetime
) -> None:
    sent = {"hold": hidden(guest.choose())["hold"], "renew": "1", **guest.said}
    past = timezone.now() - timedelta(seconds=1)
    Hold.objects.update(expires_at=past)
    Hold.objects.get().claims.update(expires_at=past)
    assert hidden(guest.choose(**sent))["hold"] != sent["hold"]
    Hold.objects.all().delete()
    other(start, dana)
    page = refused(guest.choose(**sent), 409, "just been taken")
    assert "Quokka words" in page


def test_the_last_button_pressed_twice_books_once(guest: Guest) -> None:
    sent = {name: hidden(guest.choose())[name] for name in ("hold", "key")}
    first, second = guest.send(**sent), guest.send(**sent)
    assert text(first) == text(second)
    assert Booking.objects.count() == 1


def test_two_presses_at_the_same_moment_book_once(guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second press arrives when the first has read that nothing was booked yet."""
    real, pressed = repeats.earlier, []

    def interrupted(*args: Any) -> Any:
        found = real(*args)
        if not pressed:
            pressed.append(None)
            pressed[0] = guest.send()
        return found

    monkeypatch.setattr(repeats, "earlier", interrupted)
    first = guest.send()
    assert text(first) == text(pressed[0])
    assert Booking.objects.count() == 1


def test_without_its_key_the_page_would_say_taken_to_whoever_presses_twice(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footing.booking.views.sent.repeat", lambda request: None)
    guest.send()
    assert guest.send().status_code == 409


def test_a_form_sent_before_with_other_words_says_so_and_can_be_sent(guest: Guest) -> None:
    guest.send()
    page = refused(guest.send(name="Alice Again"), 409, "This form was sent before")
    assert "Alice Again" in page
    assert "Idempotency" not in page
    assert hidden(guest.send(name="Alice Again"))["key"] != "k1"


def test_choosing_another_time_gives_the_first_back(guest: Guest) -> None:
    sent = {**guest.asked, "hold": hidden(guest.choose())["hold"], **guest.said}
    back = guest.client.post("/book/again/", sent)
    assert back["Location"].startswith("/book/times/?type=introduction")
    assert "Canary" not in back["Location"]
    assert guest.start in text(stranger().get(back["Location"]))


def test_many_tries_from_one_address_wait_with_the_words_kept(guest: Guest) -> None:
    for _ in range(20):
        guest.send(type="introduction-for-two", joint_code="WRONG")
    page = refused(guest.send(), 429, "Wait an hour")
    assert "Quokka words" in page
    assert "Your time is booked" in text(
        stranger().post("/book/done/", {**guest.asked, "start": guest.start, **guest.said})
    )


def test_many_starts_from_one_address_wait(guest: Guest) -> None:
    for _ in range(40):
        guest.choose(start="2199-01-06T11:00:00Z")
    refused(guest.choose(), 429, "Wait an hour")


def test_a_busy_database_is_503_with_the_words_kept(guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(work: Any) -> Any:
        raise BusyError("Many people are booking just now.")

    monkeypatch.setattr(claims, "in_transaction", locked)
    page = refused(guest.send(), 503, "Many people are booking")
    assert "Quokka words" in page


def test_a_hold_with_somebody_else_does_not_stand_in_for_the_one_who_was_asked_for(
    guest: Guest, dana: Therapist, femi: Therapist, start: datetime
) -> None:
    guest.choose(who="femi")
    other(start, dana)
    refused(guest.choose(who="dana"), 409, "That time has just been taken")
