"""The page of somebody who waits, with code and second part. GET shows nothing; POST opens, and only POST changes."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors, kinds
from footing.booking.views.confirm import booked_context
from footing.booking.views.sent import identifier
from footing.booking.views.wait import pair
from footing.booking.waiting import lives, queries, services, wishes
from footing.booking.waiting.models import Waiting
from footing.calendars.forms import DAYS
from footing.practice.mail import may_mail
from footing.vault import erase, export, files, links, opening

Answer = Callable[[HttpRequest, Waiting, str], HttpResponse]
PAGE = "booking/waiting_open.html"


def waiting(request: HttpRequest) -> HttpResponse:
    """Ask for code and second part, or show what somebody waits for and what is kept for them."""
    if request.method != "POST":
        return opening.ask(request, page=PAGE)
    return _with_waiting(request, show)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Book the time that is kept."""
    return _with_waiting(request, _take)


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Let it go to the next."""
    return _with_waiting(request, _decline)


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Wait no longer."""
    return _with_waiting(request, _stop)


@require_POST
def new_link(request: HttpRequest) -> HttpResponse:
    """Make the private link anew; the old one is dead."""
    return _with_waiting(request, _new_link)


@require_POST
def stop_mail(request: HttpRequest) -> HttpResponse:
    """Write no more mail."""
    return _with_waiting(request, _stop_mail)


@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """All that is kept, and who looked."""
    return _with_waiting(request, _kept)


@require_POST
def kept_file(request: HttpRequest) -> HttpResponse:
    """The same as a file: to read, or for another program."""
    return _with_waiting(request, _file)


@require_POST
def erase_all(request: HttpRequest) -> HttpResponse:
    """Ask once; then delete at once, in seven days, or not."""
    return _with_waiting(request, _erase)


def show(
    request: HttpRequest, waiting: Waiting, token: str, said: str = "", status: int = 200, *, fresh: bool = False
) -> HttpResponse:  # fmt: skip
    """The page, with a sentence on what was just done; a `fresh` link lies open."""
    ended = queries.ending(waiting)
    context: dict[str, Any] = {
        **pair(waiting, token), "waiting": waiting, "zone": waiting.zone, "ended": ended, "said": said, "fresh": fresh,
        "offer": None if ended else queries.live(waiting, timezone.now()), "wish": in_words(waiting),
        "kind_said": kinds.said,
        "by_mail": may_mail(waiting), "rule": lives.rule(), "erasure": erase.asked(waiting.holder),
    }  # fmt: skip
    return render(request, "booking/waiting.html", context, status=status)


def in_words(waiting: Waiting) -> dict[str, list[str]]:
    """Days and parts of the day as a page shows them; none where any will do."""
    wish, known = waiting.wish, wishes.parts()
    return {
        "days": [str(DAYS[day]) for day in wish["days"]],
        "parts": [known[id]["label"] for id in wish["parts"] if id in known],
    }


def _with_waiting(request: HttpRequest, answer: Answer) -> HttpResponse:
    def opened(code: str, token: str) -> HttpResponse:
        return answer(request, queries.opened(code=code, token=token), token)

    return opening.by_pair(request, opened, page=PAGE, what="waiting")


def _take(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    try:
        done = services.accept(code=waiting.code, token=token, hold=shown(request))
    except errors.BookingError as error:
        return show(request, waiting, token, str(error), 503 if isinstance(error, errors.BusyError) else 409)
    if done.changed_since:
        return show(
            request, waiting, token, _("This time is booked. Open it with the code that you got with it.")
        )
    return render(request, "booking/booked.html", booked_context(done.booking, done.token))


def shown(request: HttpRequest) -> UUID | None:
    """The hold of the time that the page showed, as its buttons name it."""
    return identifier(request.POST.get("offer", ""))


def _decline(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    services.decline(code=waiting.code, token=token, hold=shown(request))
    return show(
        request, waiting, token, _("It goes to somebody else. You keep your place, and we go on looking.")
    )


def _stop(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    services.stop(code=waiting.code, token=token)
    return show(request, waiting, token, _("We have stopped looking. Nobody will ask why."))


def _new_link(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    renewed = services.renew_link(code=waiting.code, token=token)
    said = _("Here is a new private link. The old one no longer works.")
    return show(request, renewed, links.token(renewed), said, fresh=True)


def _stop_mail(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    quiet = services.stop_mail(code=waiting.code, token=token)
    return show(request, quiet, token, _("No more mail goes to you. What has left cannot be called back."))


def _kept(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    found = export.collect(holder=waiting.holder, now=timezone.now())
    context = {**pair(waiting, token), "kept": found, "zone": waiting.zone, "shown": export.shown}
    return render(request, "booking/waiting_kept.html", context)


def _file(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    found = export.collect(holder=waiting.holder, now=timezone.now())
    return files.answer(found, zone=waiting.zone, json=request.POST.get("as") == "json")


def _erase(request: HttpRequest, waiting: Waiting, token: str) -> HttpResponse:
    if request.POST.get("sure") == "now":
        # What is kept for them is free for others at once, not only when the offer is over.
        services.stop(code=waiting.code, token=token)
    return opening.erasure(
        request,
        waiting.holder,
        gone=_("Your name, how to reach you and what you wait for are gone for good. Nobody will ask why."),
        show=partial(show, request, waiting, token),
        sure=lambda: render(request, "booking/waiting_erase.html", pair(waiting, token)),
    )
