"""A caller changes their time: with code and second part, which open no more at the desk than is needed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking.models import Booking
from footing.booking.queries import bookings
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.views import caller, moving
from footing.vault import access, opening

PURPOSE = "call"
Answer = Callable[[Booking, tuple[str, str]], HttpResponse]


@staff
def change(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Ask for both parts, or show the time that they open: no name, no number, no words."""
    if request.method != "POST":
        context = {"staff": staff, "words": caller.words(), "form": opening.OpenForm()}
        return render(request, "desk/change.html", context)
    return _with(request, staff, lambda found, pair: _show(request, staff, found, pair))


@require_POST
@staff
def move(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Take another time."""

    def answer(found: Booking, pair: tuple[str, str]) -> HttpResponse:
        def moved(now: Booking) -> HttpResponse:
            return _show(request, staff, now, pair, _("It is moved. Say the new time once more."))

        more = {"called": "", "back": "", "pair": pair}
        return moving.step(request, staff, found, more, done=moved, purpose=PURPOSE)

    return _with(request, staff, answer)


@require_POST
@staff
def cancel(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Ask once, then give the time up."""

    def answer(found: Booking, pair: tuple[str, str]) -> HttpResponse:
        if "sure" not in request.POST:
            return _show(request, staff, found, pair, ask=True)
        try:
            services.cancel(staff=staff, found=found, purpose=PURPOSE)
        except errors.BookingError as error:
            return _show(request, staff, found, pair, str(error), status=422)
        return _show(request, staff, found, pair, _("It is given up. Nobody asks why."))

    return _with(request, staff, answer)


def _with(request: HttpRequest, staff: Staff, answer: Answer) -> HttpResponse:
    def opened(code: str, token: str) -> HttpResponse:
        found = bookings.opened(code=code, token=token)
        access.record(
            actor=staff.person.id, subjects=[found.holder], kind="booking", action="look", purpose=PURPOSE
        )
        return answer(found, (code, token))

    context = {"staff": staff, "words": caller.words()}
    return opening.by_pair(request, opened, page="desk/change.html", what="desk-change", context=context)


def _show(
    request: HttpRequest, staff: Staff, found: Booking, pair: tuple[str, str], said: str = "", *,
    ask: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "staff": staff, "booking": found, "pair": pair, "said": said, "ask": ask,
        "cancelled": bookings.is_cancelled(found), "over": found.start <= timezone.now(),
        "theirs": found.therapist_id in {t.id for t in staff.team()},
    }  # fmt: skip
    return render(request, "desk/changed.html", context, status=status)
