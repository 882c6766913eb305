"""The worker's part: end what is over, then offer what came free to the first in line whom it fits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import numpy as np

from footing.booking import blocks
from footing.booking.errors import BookingError, HoldLimitError, TakenError
from footing.booking.models import AppointmentType, Claim, Hold
from footing.booking.queries import ownday, search
from footing.booking.services import claims, limits
from footing.booking.services.choose import Wish, candidates
from footing.booking.waiting import lives, mail, queries, services, wishes
from footing.booking.waiting.models import Offer, Waiting
from footing.calendars import queries as calendars
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import keys
from footing.vault.private import UNREADABLE

HORIZON = timedelta(days=120)
# Starts that are tried for one person in one run: others may be faster, and the next run comes soon.
TRIES = 5
# Offers in one run, so that a run ends long before its lease.
MOST = 50
# A visitor's hold is over in twenty minutes at most; one that lives longer without its offer keeps a time for nobody.
STRAY = timedelta(hours=1)
KEPT = timedelta(days=14)
BATCH = 500


@dataclass
class _Known:
    """Open starts of the whole team by the way to meet, read when first asked for and again after each offer."""

    now: datetime
    team: list[Therapist]
    readings: dict[str, search.Reading] = field(default_factory=dict)
    kinds: dict[str, AppointmentType] = field(default_factory=dict)

    def read(self, mode: str) -> search.Reading:
        if mode not in self.readings:
            end = self.now + HORIZON
            self.readings[mode] = search.read(self.team, start=self.now, end=end, now=self.now, mode=mode)
        return self.readings[mode]


def run(*, now: datetime) -> int:
    """End offers and waiting that are over, then offer; returns how many offers were made."""
    known = _Known(now, list(Therapist.objects.filter(is_listed=True)))
    known.kinds = {kind.id: kind for kind in search.types()}
    settle(now=now)
    _take_back_closed(known)
    made = 0
    for waiting in queries.next_in_line(now):
        if made == MOST:
            break
        try:
            if _offer_first(waiting, known):
                made += 1
                known.readings.clear()
        except UNREADABLE:
            continue  # whoever is being erased waits no longer, and keeps nobody behind them waiting
    return made


def settle(*, now: datetime) -> None:
    """Offers and waiting whose time is over, and holds that keep a time for nobody any more."""
    over = Offer.objects.filter(ended_at__isnull=True, expires_at__lte=now).select_related("waiting", "hold")
    for offer in over:
        claims.in_transaction(partial(_expire, offer, now))
    # What was promised until a moment stands until then, also where somebody's own time is over before.
    idle = Waiting.objects.filter(ending__isnull=True, until__lte=now)
    for waiting in idle.exclude(id__in=Offer.objects.filter(ended_at__isnull=True).values("waiting")):
        claims.in_transaction(partial(_end, waiting, "over", now))
    stray = Hold.objects.filter(
        client__isnull=True, offer__isnull=True, created_at__lte=now - STRAY, expires_at__gt=now
    )
    Claim.objects.filter(hold__in=stray).delete()


def forget(*, now: datetime, keep: timedelta = KEPT) -> int:
    """Delete whoever ended to wait longer ago than `keep`: rows, mails and key; returns how many."""
    old = Waiting.objects.filter(ending__at__lt=now - keep).values_list("id", "holder")
    gone = 0
    while found := list(old[:BATCH]):
        holders = [holder for _id, holder in found]
        Message.objects.filter(holder__in=holders).delete()
        Waiting.objects.filter(id__in=[id for id, _holder in found]).delete()
        for holder in holders:
            keys.erase(holder)
        gone += len(found)
    return gone


def _expire(offer: Offer, now: datetime) -> None:
    """An offer without an answer: whoever let it pass goes to the end of the line, or off it after some."""
    services.locked(offer.waiting)
    if not Offer.objects.filter(id=offer.id, ended_at__isnull=True).exists():
        return
    services.give_back(offer, "expired", now)
    Waiting.objects.filter(id=offer.waiting_id).update(place=now)
    last = Offer.objects.filter(waiting=offer.waiting).order_by("-made_at", "-id")
    quiet = lives.rule().quiet
    outcomes = list(last.values_list("outcome", flat=True)[:quiet])
    if outcomes == ["expired"] * quiet:
        _end(offer.waiting, "quiet", now)


def _end(waiting: Waiting, reason: str, now: datetime) -> None:
    services.locked(waiting)
    if queries.ending(waiting) is None:
        services.end_waiting(waiting, reason, by="worker", now=now)


def _take_back_closed(known: _Known) -> None:
    """Offers of a time that the therapist has closed meanwhile: nobody is to press a button that refuses."""
    rows = Offer.objects.filter(ended_at__isnull=True).select_related("waiting", "hold")
    for offer in rows:
        kind = known.kinds.get(offer.waiting.type_id)
        near = known.read(offer.waiting.mode)
        open_ = near.starts(kind, start=offer.start, end=offer.end, claims=False) if kind else {}
        if blocks.block_of(offer.start) not in open_.get(offer.therapist_id, ()):
            claims.in_transaction(partial(_gone, offer, known.now))


def _gone(offer: Offer, now: datetime) -> None:
    services.locked(offer.waiting)
    if Offer.objects.filter(id=offer.id, ended_at__isnull=True).exists():
        services.give_back(offer, "gone", now)


def _offer_first(waiting: Waiting, known: _Known) -> bool:
    """Offer somebody the first open start that fits. False where there is none."""
    kind = known.kinds.get(waiting.type_id)
    if kind is None:
        return False
    team = [t for t in known.team if waiting.mode in t.modes and waiting.therapist_id in {None, t.id}]
    starts = _fitting(waiting, kind, team, known)
    tried = 0
    for block in starts.tolist():
        if tried == TRIES:
            break
        outcome = _try(waiting, kind, blocks.moment_of(block), known.now)
        if outcome:
            return True
        tried += outcome is not None
    return False


def _fitting(waiting: Waiting, kind: AppointmentType, team: list[Therapist], known: _Known) -> wishes.Blocks:
    starts = queries.starts_of(known.read(waiting.mode), kind, team, now=known.now, end=known.now + HORIZON)
    wish = waiting.wish
    fits = wishes.fitting(starts, days=wish["days"], parts_=wish["parts"], zone=waiting.zone)
    found: wishes.Blocks = fits[~np.isin(fits, queries.passed(waiting))]
    return found


def _try(waiting: Waiting, kind: AppointmentType, start: datetime, now: datetime) -> bool | None:
    """Offer a start with whoever is free. None where too little time is left to answer: that is no try."""
    zone, rule = ZoneInfo(waiting.zone), lives.rule()
    if lives.until(now, limit=start, zone=zone, rule=rule) is None:
        return None
    wish = Wish(waiting.type_id, start, waiting.mode, waiting.therapist_id)
    try:
        free = candidates(wish, kind, now)
    except BookingError:
        return False
    asked = False
    for therapist, rules in calendars.rules(free).items():
        until = lives.until(now, limit=start - rules.notice, zone=zone, rule=rule)
        if until is None:
            continue
        chosen, asked = Wish(wish.type, start, wish.mode, therapist), True
        try:
            return claims.in_transaction(partial(_offer, waiting, kind, chosen, until, now))
        except (TakenError, HoldLimitError):
            continue
    return False if asked else None


def _offer(waiting: Waiting, kind: AppointmentType, wish: Wish, until: datetime, now: datetime) -> bool:
    """Hold, claims, offer and mail: all or nothing."""
    assert wish.therapist is not None  # noqa: S101 (narrows the type)
    claims.lock(wish.therapist)
    services.locked(waiting)
    if not _may_be_offered(waiting):
        return False
    limits.check_day(kind, wish.therapist, wish.start, now)
    end = wish.start + timedelta(minutes=kind.minutes)
    hold = Hold.objects.create(
        type=kind, therapist_id=wish.therapist, start=wish.start, end=end, mode=wish.mode,
        created_at=now, expires_at=until,
    )  # fmt: skip
    span = blocks.span_of(wish.start, end, ownday.pause_of(wish.therapist))
    claims.take(therapist=wish.therapist, blocks=span, now=now, hold=hold)
    offer = Offer.objects.create(
        waiting=waiting, hold=hold, therapist_id=wish.therapist, start=wish.start, end=end, made_at=now,
        expires_at=until,
    )  # fmt: skip
    mail.offered(offer)
    return True


def _may_be_offered(waiting: Waiting) -> bool:
    """Whether somebody still waits, and without an offer."""
    live = Offer.objects.filter(waiting=waiting, ended_at__isnull=True)
    return queries.ending(waiting) is None and not live.exists()
