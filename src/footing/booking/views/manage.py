"""Change a booking later, with its code and token. GET shows nothing; POST opens."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import calendar, errors, services
from footing.booking.models import Booking, Cancellation
from footing.booking.queries import bookings, offers, search
from footing.booking.reminders import queries as reminders
from footing.booking.views import find
from footing.booking.views.confirm import booked_context
from footing.booking.views.sent import instant
from footing.vault import erase, links, opening

Answer = Callable[[HttpRequest, Booking, str], HttpResponse]
PAGE = "booking/open.html"


def manage(request: HttpRequest) -> HttpResponse:
    """Ask for code and token, or show the booking that they open."""
    if request.method != "POST":
        return opening.ask(request, page=PAGE)
    return with_booking(request, show)


@require_POST
def times(request: HttpRequest) -> HttpResponse:
    """Other open times with the same therapist."""
    return with_booking(request, _times)


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Take another time."""
    return with_booking(request, _move)


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Ask once, then give the time up."""
    return with_booking(request, _cancel)


@require_POST
def calendar_file(request: HttpRequest) -> HttpResponse:
    """A neutral entry for one's own calendar."""
    return with_booking(request, _calendar)


@require_POST
def new_link(request: HttpRequest) -> HttpResponse:
    """Make the private link anew; the old one is dead."""
    return with_booking(request, _new_link)


@require_POST
def stop_mail(request: HttpRequest) -> HttpResponse:
    """Write no more mail to the guest."""
    return with_booking(request, _stop_mail)


def with_booking(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Answer for the booking that code and token open; a form with what was typed for any other."""

    def opened(code: str, token: str) -> HttpResponse:
        return answer(request, bookings.opened(code=code, token=token), token)

    return opening.by_pair(request, opened, page=PAGE, what="manage")


def show(
    request: HttpRequest,
    booking: Booking,
    token: str,
    said: str = "",
    status: int = 200,
    *,
    fresh: bool = False,
) -> HttpResponse:
    """The page of a booking, with a sentence on what was just done; a `fresh` link lies open."""
    context = {**booked_context(booking, token), "erasure": erase.asked(booking.holder)}
    gone = Cancellation.objects.filter(booking=booking).first()
    context.update(
        gone=gone, moved=bookings.last_move(booking), reminding=reminders.of(booking, now=timezone.now())
    )
    state = bookings.status(booking)
    context.update(cancelled=state in bookings.GIVEN_UP, over=booking.start <= timezone.now(), state=state)
    context.update(said=said, fresh=fresh, near=_near(booking) if state in bookings.NOT_GIVEN else ())
    return render(request, "booking/manage.html", context, status=status)


def _near(booking: Booking) -> list[errors.Slot]:
    """Up to three times near one that was asked for and not given, itself left out; none once it would be over."""
    now, therapist = timezone.now(), booking.therapist
    if booking.start <= now:
        return []
    near = search.around([therapist], start=booking.start, now=now, mode=booking.mode)
    return [
        slot
        for slot in search.nearest_of(booking.type, near, start=booking.start)
        if slot.start != booking.start
    ]


def _times(
    request: HttpRequest, booking: Booking, token: str, error: errors.BookingError | None = None
) -> HttpResponse:
    zone, now = ZoneInfo(booking.zone), timezone.now()
    first = find.day(request.POST.get("from", "")) or booking.start.astimezone(zone).date() - timedelta(
        days=1
    )
    team = search.team([booking.therapist_id])
    week = offers.week(booking.type, team, first=first, zone=zone, now=now, mode=booking.mode)
    context = {**booked_context(booking, token), "week": week, "error": str(error) if error else ""}
    context["nearest"] = error.nearest if isinstance(error, errors.TakenError) else ()
    status = 200 if error is None else 409 if isinstance(error, errors.TakenError) else 422
    return render(request, "booking/move.html", context, status=status)


def _move(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    start = instant(request.POST.get("start", ""))
    if start is None:
        return _times(
            request, booking, token, errors.InvalidError("start", _("Choose a time from the list."))
        )
    try:
        moved = services.move(code=booking.code, token=token, start=start)
    except (errors.TakenError, errors.InvalidError, errors.BusyError) as error:
        return _times(request, booking, token, error)
    if bookings.is_requested(moved):
        return show(request, moved, token, _("Now you ask for this time. The one before is free again."))
    return show(request, moved, token, _("Your time has changed. The old one is free again."))


def _cancel(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    if "sure" not in request.POST:
        return render(request, "booking/cancel.html", booked_context(booking, token))
    try:
        given_up = services.cancel(code=booking.code, token=token)
    except (errors.InvalidError, errors.BusyError) as error:
        return show(request, booking, token, str(error), status=422)
    return show(request, given_up, token, _("Your time is given up. Nobody will ask why."))


def _calendar(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    text = calendar.entry(booking, cancelled=bookings.is_cancelled(booking), now=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    return response


def _new_link(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    renewed = services.renew_link(code=booking.code, token=token)
    said = _("Here is a new private link. The old one no longer works.")
    return show(request, renewed, links.token(renewed), said, fresh=True)


def _stop_mail(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    quiet = services.stop_mail(code=booking.code, token=token)
    return show(request, quiet, token, _("No more mail goes to you. What has left cannot be called back."))
