"""The line of people who wait, for tests: who comes, what opens, what was offered."""

from datetime import datetime, timedelta
from itertools import pairwise

from footing.booking.services import Guest
from footing.booking.waiting import offering, wishes
from footing.booking.waiting import services as waiting
from footing.booking.waiting.models import Offer, Waiting
from footing.calendars.models import WorkingHours
from footing.practice.models import Therapist
from footing.vault import links
from tests.booking.world import NOW

CHARLIE = Guest(name="Charlie", email="charlie@example.org", zone="UTC")
ANY = wishes.Wanted(type="introduction", mode="video")


def opens(therapist: Therapist, *starts: datetime) -> None:
    """Single starts of twenty minutes that a therapist adds."""
    WorkingHours.objects.bulk_create(
        WorkingHours(
            therapist=therapist, weekday=start.weekday(), start_minute=start.hour * 60 + start.minute,
            end_minute=start.hour * 60 + start.minute + 20, valid_from=start.date(), valid_to=start.date(),
        )
        for start in starts
    )  # fmt: skip


def waits(guest: Guest, wanted: wishes.Wanted = ANY, *, after: int = 0) -> Waiting:
    return waiting.wait(wanted=wanted, guest=guest, now=NOW + timedelta(minutes=after))


def run(now: datetime = NOW + timedelta(hours=1)) -> int:
    return offering.run(now=now)


def pair(row: Waiting) -> dict[str, str]:
    return {"code": row.code, "token": links.token(row)}


def offers() -> list[tuple[str, datetime, str]]:
    """Whom which time was offered, and what became of it, in order."""
    return [(o.waiting.name, o.start, o.outcome) for o in Offer.objects.order_by("id")]


def doubles() -> list[Offer]:
    """Live offers of one therapist that overlap, or a person's second: there must be none."""
    live = list(Offer.objects.filter(ended_at__isnull=True).order_by("therapist", "start"))
    found = [b for a, b in pairwise(live) if a.therapist_id == b.therapist_id and b.start < a.end]
    people = [o.waiting_id for o in live]
    return found + [o for o in live if people.count(o.waiting_id) > 1]
