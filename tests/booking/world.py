"""The practice of the booking tests: Dana and Femi, who can be booked, and Erin, who runs it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from footing.booking.models import Claim
from footing.booking.services import Guest, Wish
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Therapist

# A Monday morning; every day has starts from 09:00 UTC.
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ALICE = Guest(name="Alice Canary", email="alice@example.org", zone="America/Toronto", may_mail=True)
BOB = Guest(name="Bob", phone="+1 416 555 0134", zone="Europe/London")


def make_therapist(slug: str, **changes: Any) -> Therapist:
    """A therapist who works every day from 09:00 to 17:00 UTC."""
    values: dict[str, Any] = {
        "name": slug.title(), "profession": "Social worker", "registration_body": "College", "line": "Plain talk.",
        "registration_number": "DEMO 1", "bio": "One.", "modes": ["video", "phone", "in-person"],
        "languages": ["English"], "fee_minor": 12000, "fee_currency": "CAD", "time_zone": "UTC",
    }  # fmt: skip
    made = Therapist.objects.create(slug=slug, **{**values, **changes})
    BookingRules.objects.create(therapist=made, pause_minutes=10, step_minutes=15)
    WorkingHours.objects.bulk_create(
        WorkingHours(therapist=made, weekday=day, start_minute=9 * 60, end_minute=17 * 60) for day in range(7)
    )
    return made


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    """A time on a day after NOW's."""
    return NOW.replace(hour=hour, minute=minute) + timedelta(days=day)


def wish(start: datetime, therapist: Therapist | None = None, **changes: Any) -> Wish:
    """An introductory talk by video."""
    values = {"type": "introduction", "mode": "video", **changes}
    return Wish(start=start, therapist=therapist.id if therapist else None, **values)


def spans(therapist: Therapist) -> list[tuple[datetime, datetime]]:
    """What is occupied, recounted block by block from the claims."""
    numbers = Claim.objects.filter(therapist=therapist).order_by("block").values_list("block", flat=True)
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1][1] += 1
        else:
            found.append([number, number + 1])
    return [(datetime.fromtimestamp(a * 300, UTC), datetime.fromtimestamp(b * 300, UTC)) for a, b in found]
