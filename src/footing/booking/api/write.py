"""Holds and bookings: the same services as the pages."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.params import functions
from ninja.responses import Status
from ninja.security import HttpBearer

from footing.booking import errors, guests, queries, services
from footing.booking.api import schemas
from footing.booking.api.problems import WINDOW, RateError
from footing.booking.models import Booking
from footing.booking.reminders import queries as reminders
from footing.vault import visitors

router = Router(tags=["booking"])
PROBLEMS = {status: schemas.Problem for status in (400, 404, 413, 415, 422, 429, 503)}
CONFLICT = {409: schemas.Conflict}
OPENED = {200: schemas.Opened, 401: schemas.Problem, 404: schemas.Problem, 429: schemas.Problem}
KEY: Any = functions.Header(None, alias="Idempotency-Key", pattern=r"^[!-~]{1,255}$")


class Bearer(HttpBearer):
    """The token of a booking's private link; the booking itself decides whether it fits."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return token or None


bearer = Bearer()


@router.post("/holds", response={201: schemas.HoldOut, **PROBLEMS, **CONFLICT})
def hold(request: HttpRequest, payload: schemas.HoldIn) -> Status[Any]:
    """Keep a start for ten minutes."""
    limit(request, "hold", 60)
    kept = services.hold(wish=_wish(payload), client=client(request))
    body = {"hold": kept.id, "expires": kept.expires_at, "therapist": kept.therapist_id}
    return Status(201, {**body, "start": kept.start, "end": kept.end})


@router.delete("/holds/{uuid:hold_id}", response={204: None, 404: schemas.Problem, 503: schemas.Problem})
def release(request: HttpRequest, hold_id: UUID) -> Status[None]:
    """Give a start back."""
    services.release(hold=hold_id)
    return Status(204, None)


@router.post("/bookings", response={201: schemas.Booked, **PROBLEMS, **CONFLICT}, exclude_none=True)
def book(request: HttpRequest, payload: schemas.BookingIn, key: str | None = KEY) -> Status[Any]:
    """Book. Without `therapist`, the practice's rule chooses one who is free.

    With the same Idempotency-Key and body, a repeated request gets the first answer for a day.
    """
    limit(request, "book", 20)
    contact = payload.contact
    guest = services.Guest(
        name=payload.name, email=contact.email or "", phone=contact.phone or "", zone=str(payload.tz),
        message=payload.message, say=contact.say, hours=contact.hours, may_mail=contact.may_mail,
        may_leave_message=contact.may_leave_message, calendar=contact.calendar,
    )  # fmt: skip
    if sentence := guests.wrong_entry(guest.contact()):
        raise errors.InvalidError("calendar", sentence)
    done = services.book(
        wish=_wish(payload), guest=guest, hold=payload.hold, joint_code=payload.joint_code,
        earlier=services.Pair(payload.earlier.code, payload.earlier.token) if payload.earlier else None,
        repeat=services.Repeat(key, _canonical(payload)) if key else None, remind=_choice(payload.reminders),
    )  # fmt: skip
    joint = done.booking.joint
    return Status(
        201, {**_shown(done.booking), "token": done.token, "joint_code": joint.code if joint else None}
    )


@router.get("/bookings/{code}", response=OPENED, auth=bearer, exclude_none=True)
def booking(request: Any, code: str) -> dict[str, Any]:
    """See a booking."""
    limit(request, "open", 60)
    return _opened(queries.opened(code=code, token=request.auth))


@router.patch("/bookings/{code}", response={**PROBLEMS, **CONFLICT, **OPENED}, auth=bearer, exclude_none=True)
def move(request: Any, code: str, payload: schemas.MoveIn) -> dict[str, Any]:
    """Move a booking to another start of the same therapist. Sent again, it changes nothing more."""
    limit(request, "open", 60)
    return _opened(services.move(code=code, token=request.auth, start=payload.start))


@router.delete(
    "/bookings/{code}", response={**OPENED, 422: schemas.Problem, 503: schemas.Problem}, auth=bearer,
    exclude_none=True,
)  # fmt: skip
def cancel(request: Any, code: str) -> dict[str, Any]:
    """Give a booking up. A second time changes nothing."""
    limit(request, "open", 60)
    return _shown(services.cancel(code=code, token=request.auth))


def limit(request: HttpRequest, what: str, most: int) -> None:
    """At most so many in ten minutes from one address. Raises RateError."""
    if not visitors.within(request, what, limit=most, seconds=WINDOW):
        raise RateError


def client(request: HttpRequest) -> str | None:
    """The mark that the limit of live holds counts by; None where limits are lifted."""
    return visitors.mark(request) if settings.FOOTING_RATE_LIMITS else None


def _wish(payload: schemas.HoldIn | schemas.BookingIn) -> services.Wish:
    return services.Wish(
        type=payload.type, start=payload.start, mode=payload.mode, therapist=payload.therapist
    )


def _choice(wanted: schemas.Reminders | None) -> services.Choice:
    return services.Choice(tuple(wanted.ahead), wanted.mail_hours) if wanted else services.Choice()


def _canonical(payload: schemas.BookingIn) -> bytes:
    """What is not wanted is left out: a request from before it could be wanted is the same when it is sent again."""
    said = payload.model_dump(mode="json")
    if not (payload.reminders and payload.reminders.ahead):
        del said["reminders"]
    if not payload.contact.calendar:
        del said["contact"]["calendar"]
    return json.dumps(said, sort_keys=True, default=str).encode()


def _opened(booking: Booking) -> dict[str, Any]:
    """What whoever holds the private link is shown, as its page does."""
    wanted = reminders.shown(booking, now=timezone.now())
    shown = {"ahead": list(wanted.ahead), "mail_hours": wanted.hours} if wanted else None
    return {**_shown(booking), "reminders": shown}


def _shown(booking: Booking) -> dict[str, Any]:
    names = ("code", "start", "end", "mode", "version")
    shown = {name: getattr(booking, name) for name in names}
    return {**shown, "therapist": booking.therapist_id, "status": queries.status(booking)}
