"""Book a start: booking, claims and mail in one transaction, or nothing."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import blocks, guests, mail
from footing.booking.errors import InvalidError, TakenError
from footing.booking.guests import Guest
from footing.booking.models import AppointmentType, Booking, Hold, Joint
from footing.booking.queries import holds, search
from footing.booking.reminders import choices
from footing.booking.reminders.choices import Choice
from footing.booking.services import claims, contacts, repeats, requests
from footing.booking.services.choose import Wish, candidates, with_nearest
from footing.booking.services.contacts import Pair
from footing.booking.services.hold import end as end_hold
from footing.booking.services.repeats import Repeat
from footing.calendars.queries import pauses
from footing.practice.mail import allows_mail
from footing.vault import codes, keys, links

PARTY = 4


@dataclass(frozen=True)
class Booked:
    """A booking and what only its guest is given: the token of the private link."""

    booking: Booking
    token: str
    repeated: bool = False

    @property
    def changed_since(self) -> bool:
        """Whether this answer repeats one that no longer holds: moved, given up, or with a new link."""
        return self.repeated and (self.booking.version, self.booking.link_version) != (1, links.FIRST)


@dataclass(frozen=True)
class _Order:
    wish: Wish
    guest: Guest
    hold: Hold | None
    joint: Joint | None
    repeat: Repeat | None
    by: str
    remind: Choice
    chain: UUID | None = None


def book(
    *,
    wish: Wish,
    guest: Guest,
    hold: UUID | None = None,
    joint_code: str = "",
    earlier: Pair | None = None,
    repeat: Repeat | None = None,
    remind: Choice = choices.NONE,
    by: str = "guest",
    now: datetime | None = None,
) -> Booked:
    """Book for a guest, by themselves or by the `practice`.

    With a live `hold`, its start is theirs; a hold that is over counts as none.
    `joint_code` is what somebody who booked "for two" handed over; `earlier` shows that another time to come is the
    same person's; `remind` is what a request that is repeated does not choose again. Where the therapist is asked
    first, it is a request. Raises InvalidError, UnknownError, TakenError with three that can be booked, KeyReusedError,
    BusyError.
    """
    moment = now or timezone.now()
    guest = guests.check(guest)
    remind = choices.check_first(remind, by_mail=allows_mail(guest.contact()))
    if found := repeats.earlier(repeat, moment):
        return _answer(found, repeated=True)
    kept = _kept(hold, wish)
    order = _Order(replace(wish, therapist=kept.therapist_id) if kept else wish, guest, kept,
                   _joint(joint_code, wish), repeat, by, remind, contacts.shown(earlier, guest, moment))  # fmt: skip
    try:
        return _answer(_first_free(order, moment))
    except (TakenError, repeats.RepeatedError):
        if found := repeats.earlier(repeat, moment):
            return _answer(found, repeated=True)
        raise


def _kept(hold: UUID | None, wish: Wish) -> Hold | None:
    if hold is None:
        return None
    kept = holds.known(hold)
    same = (kept.type_id, kept.start, kept.mode) == (wish.type, wish.start, wish.mode)
    if not same or wish.therapist not in {None, kept.therapist_id}:
        raise InvalidError("hold", _("This is not the time that was kept. Choose it again."))
    return kept


def _joint(code: str, wish: Wish) -> Joint | None:
    if not code:
        return None
    found = Joint.objects.filter(code=codes.tidy(code)).first() if codes.is_code(code) else None
    if found is None or found.type_id != wish.type:
        raise InvalidError("joint_code", _("This code is not known. Ask for it again, or leave it empty."))
    _refuse_full(found)
    return found


def _refuse_full(joint: Joint) -> None:
    # Given up or not: else one of them could find out by this code that another gave up their time.
    if Booking.objects.filter(joint=joint).count() >= PARTY:
        raise InvalidError("joint_code", _("This code has been used as often as it can. Leave it empty."))


def _join(joint: Joint | None) -> None:
    """Inside the transaction: whoever comes with the same code at the same moment waits here, and is counted."""
    if joint is not None:
        # After the therapist's lock, always: two who wait for each other could never come to be.
        Joint.objects.select_for_update(no_key=True).values_list("id").filter(id=joint.id).first()
        _refuse_full(joint)


def _first_free(order: _Order, now: datetime) -> Booking:
    kind = search.type_of(order.wish.type)
    # Claims of a hold that is over lie there until somebody clears them; they promise nothing.
    kept = order.hold and order.hold.expires_at > now and order.hold.claims.exists()
    who = [order.hold.therapist_id] if order.hold and kept else candidates(order.wish, kind, now)
    spans = {
        id: blocks.span_of(order.wish.start, _end(order, kind), pause) for id, pause in pauses(who).items()
    }
    while who:
        therapist = who[0]
        try:
            return claims.in_transaction(partial(_book, order, kind, therapist, spans[therapist], now))
        except TakenError:
            # Many want the same few at once: one read for all of them, not one wait for each.
            who = claims.still_free({id: spans[id] for id in who[1:]}, now)
    raise with_nearest(order.wish, kind, now)


def _book(order: _Order, kind: AppointmentType, therapist: UUID, span: range, now: datetime) -> Booking:
    claims.lock(therapist)
    repeats.refuse_second(order.repeat, now)
    if order.hold is None:
        # Before anything is written: whoever is late costs one read, not a key and a row.
        claims.check(therapist=therapist, blocks=span, now=now)
    contacts.check_cap(order.chain)
    _join(order.joint)
    booking = _row(order, kind, therapist, now)
    _claim(order.hold, booking, span, now)
    repeats.remember(order.repeat, booking, now)
    contacts.remember(booking, order.guest, order.chain)
    if order.remind.ahead:
        choices.write(booking, order.remind, now=now)
    # The practice need not ask itself.
    asked_for = order.by == "guest" and requests.ask(booking, now)
    (mail.requested if asked_for else mail.booked)(booking)
    return booking


def _claim(hold: Hold | None, booking: Booking, span: range, now: datetime) -> None:
    if hold and claims.convert(hold=hold, booking=booking, now=now):
        end_hold(hold, "booked", now)
    else:
        claims.take(therapist=booking.therapist_id, blocks=span, now=now, booking=booking)


def _row(order: _Order, kind: AppointmentType, therapist: UUID, now: datetime) -> Booking:
    """The booking's row, under a key of its own that is committed first."""
    holder = keys.make_holder()
    keys.prefetch([holder])
    joint = order.joint
    if kind.together and joint is None:
        joint = Joint.objects.create(id=uuid.uuid4(), code=codes.new_code(), type=kind, created_at=now)
    return Booking.objects.create(
        holder=holder,
        code=codes.new_code(),
        type=kind,
        therapist_id=therapist,
        joint=joint,
        start=order.wish.start,
        end=_end(order, kind),
        mode=order.wish.mode,
        booked_at=now,
        booked_by=order.by,
        name=order.guest.name,
        contact=order.guest.contact(),
        message=order.guest.message,
        zone=order.guest.zone,
    )


def _end(order: _Order, kind: AppointmentType) -> datetime:
    return order.wish.start + timedelta(minutes=kind.minutes)


def _answer(booking: Booking, *, repeated: bool = False) -> Booked:
    """A repeated request gets the token of the first answer, which is dead where the link was made anew."""
    return Booked(booking, links.token(booking, version=links.FIRST), repeated)
