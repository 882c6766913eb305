"""Verbs of whoever waits, or of the practice for them: wait, take an offered time or not, stop."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import guests
from footing.booking.errors import InvalidError, UnknownError
from footing.booking.guests import Guest
from footing.booking.models import Claim
from footing.booking.queries import search
from footing.booking.services import claims, repeats
from footing.booking.services.book import Booked, book
from footing.booking.services.choose import Wish
from footing.booking.services.hold import end as end_hold
from footing.booking.waiting import mail, queries, wishes
from footing.booking.waiting.models import Ending, Offer, Waiting
from footing.vault import codes, keys, links

T = TypeVar("T")


def wait(
    *,
    wanted: wishes.Wanted,
    guest: Guest,
    passed: Collection[int] = (),
    key: str = "",
    now: datetime | None = None,
) -> Waiting:
    """Put somebody on the list. `passed`: starts, in blocks, that are open but do not suit them.

    The same `key` again is the same row: a button pressed twice. Raises InvalidError, and UnknownError for a type
    or therapist that is not there.
    """
    moment = now or timezone.now()
    guest = guests.check(guest)
    kind = search.type_of(wanted.type)
    if wanted.mode not in kind.modes:
        raise InvalidError("mode", _("Choose how to meet from what is offered."))
    search.therapists_for(mode=wanted.mode, therapist=wanted.therapist)
    if wanted.weeks not in wishes.lengths() or not set(wanted.days) <= set(range(7)):
        raise InvalidError("weeks", _("Choose from what is offered."))
    repeat = links.fingerprint("waiting-key", key.encode()) if key else None
    if repeat and (found := Waiting.objects.filter(repeat=repeat).first()):
        return found
    holder = keys.make_holder()
    keys.prefetch([holder])

    def work() -> Waiting:
        # Again inside: a second press of the same moment comes here after the first was written.
        if repeat and (found := Waiting.objects.filter(repeat=repeat).first()):
            return found
        return Waiting.objects.create(
            holder=holder, code=codes.new_code(), type=kind, therapist_id=wanted.therapist, mode=wanted.mode,
            since=moment, place=moment, until=wishes.end_of_waiting(moment, wanted.weeks), name=guest.name,
            contact=guest.contact(), wish=wanted.kept(passed), zone=guest.zone, repeat=repeat,
        )  # fmt: skip

    return claims.in_transaction(work)


def accept(
    *, code: str, token: str, hold: UUID | None, by: str = "guest", now: datetime | None = None
) -> Booked:
    """Book the time that is kept for somebody: hold, booking and the end of waiting in one transaction.

    `hold` is that of the time they were shown: another one that is kept meanwhile is not booked. A second press within
    a day gets the same booking. Raises UnknownError, InvalidError where nothing is kept, and the errors of `book`.
    """
    moment = now or timezone.now()
    waiting = queries.opened(code=code, token=token)
    seen = queries.live(waiting, moment)
    if seen is None:
        return _again(waiting, moment)
    if not _shown(seen, hold):
        raise InvalidError("offer", queries.another())
    if not _still_offered(waiting, seen, moment):
        claims.in_transaction(lambda: _give_back(waiting, seen, "gone", moment))
        raise InvalidError("offer", queries.gone())

    def work() -> Booked:
        # The therapist's lock first, as whoever books; whoever waits second, as the worker that offers.
        claims.lock(seen.therapist_id)
        locked(waiting)
        offer = queries.live(waiting, moment)
        if offer is None or offer.id != seen.id:
            raise InvalidError("offer", queries.gone())
        wish = Wish(waiting.type_id, offer.start, waiting.mode, offer.therapist_id)
        done = book(wish=wish, guest=_guest(waiting), hold=offer.hold_id, repeat=_repeat(offer), now=moment)
        end_offer(offer, "accepted", moment)
        Ending.objects.create(waiting=waiting, reason="booked", by=by, at=moment)
        return done

    return claims.in_transaction(work)


def decline(*, code: str, token: str, hold: UUID | None, now: datetime | None = None) -> Waiting:
    """Let the time that was shown, by its `hold`, go to the next; whoever waits keeps their place.

    A second press changes nothing, also where another time is kept meanwhile.
    """
    moment = now or timezone.now()

    def work(waiting: Waiting) -> None:
        offer = queries.live(waiting, moment)
        if offer is not None and _shown(offer, hold):
            give_back(offer, "declined", moment)

    return _change(code, token, work)


def stop(*, code: str, token: str, by: str = "guest", now: datetime | None = None) -> Waiting:
    """Wait no longer; a time that was kept is free at once. A second press changes nothing."""
    moment = now or timezone.now()

    def work(waiting: Waiting) -> None:
        if queries.ending(waiting) is None:
            end_waiting(waiting, "stopped", by=by, now=moment)

    return _change(code, token, work)


def renew_link(*, code: str, token: str) -> Waiting:
    """Make a new private link; the old one is dead from now on. Raises UnknownError."""

    def work(waiting: Waiting) -> None:
        waiting.link_version += 1
        waiting.save(update_fields=["link_version"])

    return _change(code, token, work)


def stop_mail(*, code: str, token: str) -> Waiting:
    """Write no more mail, and take back what waits. Raises UnknownError."""

    def work(waiting: Waiting) -> None:
        waiting.contact = {**waiting.contact, "may_mail": False}
        waiting.save(update_fields=["contact"])
        for offer in Offer.objects.filter(waiting=waiting):
            mail.withdraw(offer)

    return _change(code, token, work)


def locked(waiting: Waiting) -> None:
    """Let one transaction at a time change what is offered to somebody."""
    Waiting.objects.select_for_update(no_key=True).values_list("id").get(id=waiting.id)


def end_waiting(waiting: Waiting, reason: str, *, by: str, now: datetime) -> None:
    """Inside the transaction: wait no longer, and give back what is kept."""
    for offer in Offer.objects.filter(waiting=waiting, ended_at__isnull=True).select_related("hold"):
        give_back(offer, "declined" if reason == "stopped" else "expired", now)
    Ending.objects.create(waiting=waiting, reason=reason, by=by, at=now)


def give_back(offer: Offer, outcome: str, now: datetime) -> None:
    """Inside the transaction: end an offer; its time is free at once, and a mail that waits is taken back."""
    if offer.hold is not None:
        Claim.objects.filter(hold=offer.hold).delete()
        if offer.expires_at > now:
            end_hold(offer.hold, "given", now)
    end_offer(offer, outcome, now)


def end_offer(offer: Offer, outcome: str, now: datetime) -> None:
    """Inside the transaction: write down what became of an offer."""
    Offer.objects.filter(id=offer.id).update(ended_at=now, outcome=outcome)
    mail.withdraw(offer)


def _give_back(waiting: Waiting, seen: Offer, outcome: str, now: datetime) -> None:
    locked(waiting)
    offer = queries.live(waiting, now)
    if offer is not None and offer.id == seen.id:
        give_back(offer, outcome, now)


def _change(code: str, token: str, work: Callable[[Waiting], None]) -> Waiting:
    def changed() -> Waiting:
        waiting = queries.opened(code=code, token=token, for_update=True)
        work(waiting)
        return waiting

    return claims.in_transaction(changed)


def _shown(offer: Offer, hold: UUID | None) -> bool:
    """Whether it is the time that somebody was shown; what names no hold is about none."""
    return hold is not None and offer.hold_id == hold


def _again(waiting: Waiting, now: datetime) -> Booked:
    """The booking of an offer that was accepted by an earlier press."""
    last = queries.latest(waiting)
    if last is not None and last.outcome == "accepted":
        if found := repeats.earlier(_repeat(last), now):
            return Booked(found, links.token(found, version=links.FIRST), repeated=True)
        raise InvalidError("offer", _("This time is booked already. Use the code that you got with it."))
    raise InvalidError("offer", queries.gone())


def _still_offered(waiting: Waiting, offer: Offer, now: datetime) -> bool:
    """Whether the therapist still works then and meets in this way, whatever is booked."""
    try:
        kind = search.type_of(waiting.type_id)
        team = search.therapists_for(mode=waiting.mode, therapist=offer.therapist_id)
    except (UnknownError, InvalidError):
        return False
    near = search.around(team, start=offer.start, now=now, mode=waiting.mode)
    return offer.start in {s.start for s in near.slots(kind, start=offer.start, end=offer.end, claims=False)}


def _guest(waiting: Waiting) -> Guest:
    return Guest(name=waiting.name, zone=waiting.zone, **waiting.contact)


def _repeat(offer: Offer) -> repeats.Repeat:
    return repeats.Repeat(f"offer:{offer.id}", b"accept")
