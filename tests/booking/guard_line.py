"""The waiting list as the databases have it in the end: who waited, what was offered, its mails, what was booked."""

from typing import Any


def everything() -> dict[str, Any]:
    """Rows of the list as values for JSON, moments as seconds since 1970."""
    from footing.practice.models import Therapist

    slugs = {str(id): slug for id, slug in Therapist.objects.values_list("id", "slug")}
    return {"slugs": slugs, "waiting": waiting(), "offers": offers(), "addresses": addresses()}


def waiting() -> dict[str, dict[str, Any]]:
    """Everybody on the list by their code. `passed`: starts, in blocks, that did not suit them."""
    from footing.booking.waiting.models import Waiting

    found = {}
    for row in Waiting.objects.select_related("ending").order_by("since"):
        ending = getattr(row, "ending", None)
        found[row.code] = {
            "therapist": str(row.therapist_id or ""), "email": row.contact["email"], "since": row.since.timestamp(),
            "passed": row.wish["passed"], "ended": ending.reason if ending else "",
            "ended_at": ending.at.timestamp() if ending else 0,
        }  # fmt: skip
    return found


def offers() -> list[dict[str, Any]]:
    """Every offer, in the order in which it was made. `said`: its time, in the words of its mail."""
    from footing.booking import phrases
    from footing.booking.waiting.models import Offer

    found = []
    for one in Offer.objects.select_related("waiting").order_by("id"):
        mail, state = _mail(one.id)
        found.append(
            {
                "id": str(one.id), "waiter": one.waiting.code, "therapist": str(one.therapist_id),
                "start": one.start.isoformat(), "end": one.end.isoformat(), "made": one.made_at.timestamp(),
                "expires": one.expires_at.timestamp(), "ended": one.ended_at.timestamp() if one.ended_at else 0,
                "outcome": one.outcome, "said": phrases.when(one.start, one.waiting.zone), "mail": mail, "state": state,
            }
        )  # fmt: skip
    return found


def addresses() -> dict[str, str]:
    """The address of whoever has a booking, by its code."""
    from footing.booking.models import Booking

    return {booking.code: booking.contact["email"] for booking in Booking.objects.all()}


def _mail(offer: int) -> tuple[str, str]:
    """The row of an offer's mail: sent, replaced while somebody may have been sending it, open, or withdrawn."""
    from footing.outbox.models import Message

    row = Message.objects.filter(key=f"offer:{offer}").first()
    if row is None:
        return "", "withdrawn"
    return str(row.id), "sent" if row.sent_at else row.error or "open"
