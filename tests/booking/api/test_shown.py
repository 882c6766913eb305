"""Who is shown what was chosen through the API: whoever holds the link, as its page does, and nobody else."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.reminders.models import Reminder
from footing.practice.models import Therapist
from footing.vault import keys
from tests.booking.api.calls import MAIL, WORK, book, get, opened, send
from tests.booking.api.test_api import problem
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import make_world, signed_in, wish

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys", "marks"]),
    pytest.mark.usefixtures("no_limits"),
]


def public(start: datetime) -> list[bytes]:
    """What anybody can ask of the API about that day."""
    day = f"{start:%Y-%m-%d}"
    return [
        get("/slots", **{"type": "introduction", "from": day, "to": day}).content,
        get("/days", type="introduction", month=f"{start:%Y-%m}").content,
        get("/therapists").content,
    ]


def test_nobody_else_can_see_that_a_reminder_was_chosen(dana: Therapist, start: datetime) -> None:
    seen: list[tuple[Any, ...]] = []
    wants: list[dict[str, Any]] = [{}, {"reminders": WORK, "contact": {**MAIL, "calendar": True}}]
    for want in wants:
        made = book(start, **{"contact": MAIL, **want})
        other = book(start + timedelta(hours=2), name="Bob", contact={"phone": "+1 416 555 0134"})
        assert set(opened(other).json()) == {
            "code", "status", "start", "end", "therapist", "mode", "version",
        }  # fmt: skip
        code, token = made.json()["code"], other.json()["token"]
        refused = send("GET", f"/bookings/{code}", token=token)
        problem(refused, 404)
        taken = problem(book(start), 409)
        assert "reminder" not in json.dumps(taken)
        seen.append((refused.content, taken, public(start)))
        for row in Booking.objects.all():
            row.delete()
    assert seen[0] == seen[1]


def test_nobody_at_the_desk_sees_what_was_chosen() -> None:
    world = make_world()
    start = wish(world.room, timedelta(days=4)).start
    made = book(start, therapist=str(world.room.id), contact={**MAIL, "calendar": True}, reminders=WORK)
    booking = Booking.objects.get(code=made.json()["code"])

    def seen() -> list[str]:
        pages = ["/desk/", f"/desk/day/?day={start:%Y-%m-%d}", f"/desk/booking/{booking.id}/", "/desk/came/"]
        staff = (world.dana, world.erin)
        got = [signed_in(person, OwnClient()).get(page) for person in staff for page in pages]
        assert [answer.status_code for answer in got] == [200, 200, 200, 404, 200, 200, 200, 200]
        return [answer.content.decode() for answer in got]

    with_ = seen()
    assert "alice@example.org" in with_[2]
    Reminder.objects.all().delete()
    booking.contact = {name: said for name, said in booking.contact.items() if name != "calendar"}
    booking.save(update_fields=["contact"])
    assert seen() == with_
    femi = signed_in(world.femi, OwnClient())
    assert femi.get(f"/desk/booking/{booking.id}/").status_code == 404


def test_what_was_chosen_lies_sealed_and_in_no_log(
    dana: Therapist, start: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    book(start, contact=MAIL, reminders={"ahead": ["day"], "mail_hours": "evening"})
    problem(book(start, contact=MAIL, reminders={"ahead": ["day"], "mail_hours": "Quokka"}), 422)
    problem(book(start, contact={"email": "x@example.org"}, reminders={"ahead": ["day"]}), 422)
    bookings = {name: found for name, found in rows().items() if "booking_" in name}
    assert any("booking_reminder" in name and found for name, found in bookings.items())
    assert "evening" not in repr(bookings)
    assert "Quokka" not in caplog.text


def test_of_whoever_is_being_erased_nothing_is_shown(dana: Therapist, start: datetime) -> None:
    made = book(start, contact=MAIL, reminders=WORK)
    keys.erase(Booking.objects.get().holder)
    keys.forget()
    answer = opened(made)
    assert answer.status_code == 200
    assert "reminders" not in answer.json()


@pytest.mark.parametrize("end", ["over", "stopped"])
def test_what_the_page_no_longer_shows_the_api_does_not_either(
    dana: Therapist, start: datetime, end: str, client: Client
) -> None:
    made = book(start, contact=MAIL, reminders=WORK)
    pair = {name: made.json()[name] for name in ("code", "token")}
    assert "Reminders:" in client.post("/book/manage/", pair).content.decode()
    ends: dict[str, Callable[[], Any]] = {
        "over": lambda: Booking.objects.update(start=timezone.now() - timedelta(minutes=1)),
        "stopped": lambda: client.post("/book/manage/mail/", pair),
    }
    ends[end]()
    assert "Reminders:" not in client.post("/book/manage/", pair).content.decode()
    assert "reminders" not in opened(made).json()
