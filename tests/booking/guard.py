"""What must never be, recounted from bookings and not from what the services believe.

`python -m tests.booking.guard` says it of a site's own databases, in a process of its own.
"""

import itertools
import json
import sys
from datetime import UTC, datetime, timedelta


def doubles() -> list[str]:
    """Live bookings that begin before an earlier one of the same therapist, and the pause after it, is over."""
    from footing.booking.models import Booking
    from footing.calendars import queries as calendars

    pauses = calendars.pauses(Booking.objects.values_list("therapist", flat=True))
    live = Booking.objects.filter(cancellation__isnull=True).order_by("therapist", "start")
    found = []
    for therapist, own in itertools.groupby(live, key=lambda booking: booking.therapist_id):
        until: datetime | None = None
        for booking in own:
            if until and booking.start < until:
                found.append(f"{booking.code} begins at {booking.start}, before {until}")
            after = booking.end + timedelta(minutes=pauses[therapist])
            until = max(until, after) if until else after
    return found


def loose(now: datetime) -> list[str]:
    """Coming bookings whose claims are not exactly their time, and claims of bookings that were given up."""
    from footing.booking import blocks
    from footing.booking.models import Booking, Claim
    from footing.calendars import queries as calendars

    pauses = calendars.pauses(Booking.objects.values_list("therapist", flat=True))
    found = []
    for booking in Booking.objects.filter(cancellation__isnull=True, start__gt=now):
        own = list(Claim.objects.filter(booking=booking).order_by("block").values_list("block", "span"))
        span = blocks.span_of(booking.start, booking.end, pauses[booking.therapist_id])
        if own != [(block, len(span) if block == span.start else 0) for block in span]:
            found.append(f"{booking.code} has claims {own}")
    stray = Claim.objects.filter(booking__cancellation__isnull=False).values_list("booking__code", flat=True)
    return found + [f"{code} is given up and has claims" for code in stray.distinct()]


def unsaid() -> list[str]:
    """Bookings of guests who want mail that have not exactly one in the outbox, and others that have one."""
    from footing.booking.models import Booking
    from footing.outbox.models import Message

    found = []
    for booking in Booking.objects.filter(version=1):
        mails = Message.objects.filter(holder=booking.holder).count()
        if mails != bool(booking.contact["may_mail"] and booking.contact["email"]):
            found.append(f"{booking.code} has {mails} mails")
    return found


def bookings() -> list[tuple[str, str, str, str, str, int]]:
    """Every booking: code, therapist, begin, end, status and version."""
    from footing.booking import queries
    from footing.booking.models import Booking

    return [
        (b.code, str(b.therapist_id), b.start.isoformat(), b.end.isoformat(), queries.status(b), b.version)
        for b in Booking.objects.all()
    ]


def mails() -> dict[str, tuple[str, str]]:
    """Every mail about a booking by its id: whose code, and which version."""
    from footing.booking.models import Booking
    from footing.outbox.models import Message

    codes = {str(id): code for id, code in Booking.objects.values_list("id", "code")}
    keys = Message.objects.filter(key__startswith="booking:").values_list("id", "key")
    return {str(id): (codes.get(key.split(":")[1], ""), key.split(":")[2]) for id, key in keys}


def main() -> int:
    """Print all bookings, their codes, the pauses, the mails, the waiting list and every finding, as JSON."""
    from footing.booking.models import Booking
    from footing.calendars import queries as calendars
    from footing.practice.models import Therapist
    from tests.booking import guard_line

    findings = [*doubles(), *loose(datetime.now(UTC)), *unsaid()]
    codes = list(Booking.objects.values_list("code", flat=True))
    pauses = {
        str(id): n for id, n in calendars.pauses(Therapist.objects.values_list("id", flat=True)).items()
    }
    print(
        json.dumps(
            {
                "codes": codes, "bookings": bookings(), "pauses": pauses, "mails": mails(), "findings": findings,
                "line": guard_line.everything(),
            }
        )
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    import django

    django.setup()
    sys.exit(main())
