"""Mails about a time: neutral, and only to an address that the guest gave and allowed.

Each change has a mail of its own, by version. A newer one takes back what still waits, so that a quick change is one
mail; whoever booked and gave up before any mail left gets none.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import calendar, phrases
from footing.booking.models import Booking
from footing.booking.queries import bookings, contacts, rules
from footing.outbox import services as outbox
from footing.practice.mail import may_mail, speaking_to

# The first mail about a time is always one of these; what changes before it leaves is told as one of them again.
FIRST = ("booking.booked", "booking.requested")

ENDED = ("cancelled", "declined", "lapsed")


Telling = Callable[[Booking], None]


def _in_their_language(tell: Telling) -> Telling:
    @wraps(tell)
    def speak(booking: Booking) -> None:
        with speaking_to(booking):
            tell(booking)

    return speak


@_in_their_language
def booked(booking: Booking) -> None:
    """Say when it is and how to change it."""
    _enqueue(booking, "booked", _text(booking, _("This time is kept for you: {when}."), *_early(booking)))


@_in_their_language
def requested(booking: Booking) -> None:
    """Say what was asked for, and until when somebody answers."""
    request = bookings.request_of(booking)
    until = phrases.when(request.answer_by if request else booking.start, booking.zone)
    sentence = _("You asked for this time: {when}. It is held for you. You hear from us by {until}.")
    _enqueue(booking, "requested", _text(booking, sentence.replace("{until}", until), *_early(booking)))


@_in_their_language
def moved(booking: Booking) -> None:
    """Say the new time; as the first mail where nothing was said of the old one."""
    if _take_back(booking):
        (requested if bookings.is_requested(booking) else booked)(booking)
        return
    _enqueue(booking, "moved", _text(booking, _("Your time has changed. The new one is {when}.")))


@_in_their_language
def approved(booking: Booking) -> None:
    """Say that somebody said yes."""
    sentence = _("The time that you asked for is now kept for you: {when}.")
    _enqueue(booking, "approved", _text(booking, sentence, *_early(booking)), wait=False)


@_in_their_language
def declined(booking: Booking) -> None:
    """Say that the time is not possible, and where others are."""
    sentence = _("We are sorry: the time that you asked for is not possible after all. It was {when}.")
    _enqueue(booking, "declined", _text(booking, sentence, _others()), wait=False)


@_in_their_language
def lapsed(booking: Booking) -> None:
    """Say that nobody answered in time, and where others are."""
    sentence = _(
        "We are sorry: nobody here answered in time, so this time is no longer held for you: {when}."
    )
    _enqueue(booking, "lapsed", _text(booking, sentence, _others()), wait=False)


@_in_their_language
def cancelled(booking: Booking) -> None:
    """Say that the time was given up; nothing where nothing was said before."""
    if not _take_back(booking):
        _enqueue(booking, "cancelled", _text(booking, _("Your time on {when} is given up.")), wait=False)


def withdraw(booking: Booking) -> None:
    """Take back what waits in the outbox. What has left has left."""
    for version in range(1, booking.version + 1):
        outbox.withdraw(key=_key(booking, version))


def _take_back(booking: Booking) -> bool:
    """Withdraw the mails of earlier versions. True where the first of all was among them: then nothing was said yet."""
    untold = False
    for version in range(1, booking.version):
        key = _key(booking, version)
        first = outbox.untried(key=key) in FIRST
        untold = (outbox.withdraw(key=key) and first) or untold
    return untold


def _enqueue(booking: Booking, kind: str, body: str, *, wait: bool = True) -> None:
    """Write the mail. With `wait` it stays for the grace, in which a newer one can take its place."""
    contact = booking.contact
    _take_back(booking)
    if not may_mail(booking):
        return
    weekday = phrases.weekday(booking.start, booking.zone)
    grace = timedelta(seconds=settings.FOOTING_MAIL_GRACE_SECONDS)
    outbox.enqueue(
        holder=booking.holder,
        kind=f"booking.{kind}",
        key=_key(booking, booking.version),
        to=contact["email"],
        subject=_("Your time on {weekday}").format(weekday=weekday),
        body=body,
        calendar=calendar.for_mail(booking, cancelled=kind in ENDED),
        not_before=timezone.now() + grace if wait else None,
        keep_back=contacts.may_be_anothers(booking, contact["email"]),
    )


def _key(booking: Booking, version: int) -> str:
    return f"booking:{booking.id}:{version}"


def _text(booking: Booking, sentence: str, *more: str) -> str:
    said = sentence.format(when=phrases.when(booking.start, booking.zone))
    return "\n\n".join((said, *more, *_way_in(booking), phrases.last()))


def _early(booking: Booking) -> tuple[str, ...]:
    """Until when giving up is early. The practice's own words stay on the page: they could tell too much here."""
    late = rules.late(booking.start, timezone.now())
    if late is None:
        return ()
    if late.now_late:
        return (_("What giving it up means so near to the time stands on that page."),)
    until = phrases.when(late.until, booking.zone)
    return (
        _("If you cannot come, give it up before {until}. The page says what holds later.").format(
            until=until
        ),
    )


def _others() -> str:
    return _("Other times: {page}").format(page=phrases.page("book"))


def _way_in(booking: Booking) -> tuple[str, ...]:
    return phrases.way_in(
        booking,
        "manage",
        open_it=_("To see or change it, open this page and press the button:"),
        anew=_("To see or change it, use the new link that you kept."),
    )
