"""Keep a start for ten minutes; give it back; keep it once more."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import blocks
from footing.booking.errors import HoldLimitError, InvalidError, TakenError
from footing.booking.models import AppointmentType, Claim, Hold, Release
from footing.booking.queries import holds, ownday, search
from footing.booking.services import claims, limits
from footing.booking.services.choose import Wish, candidates, with_nearest

LIFE = timedelta(minutes=10)


def hold(*, wish: Wish, client: str | None = None, now: datetime | None = None) -> Hold:
    """Keep a start for ten minutes. `client` is the asking address's daily hash, None without limits.

    Raises InvalidError, TakenError (with what is near) and HoldLimitError.
    """
    moment = now or timezone.now()
    kind = search.type_of(wish.type)
    limited: HoldLimitError | None = None
    for therapist in candidates(wish, kind, moment):
        try:
            return claims.in_transaction(partial(_hold, wish, kind, therapist, client, moment))
        except HoldLimitError as error:
            limited = error
        except TakenError:
            continue
    raise limited or with_nearest(wish, kind, moment)


def _hold(wish: Wish, kind: AppointmentType, therapist: UUID, client: str | None, now: datetime) -> Hold:
    claims.lock(therapist)
    end = wish.start + timedelta(minutes=kind.minutes)
    place = limits.free_place(client, now)
    limits.check_day(kind, therapist, wish.start, now)
    kept = Hold.objects.create(
        type=kind, therapist_id=therapist, start=wish.start, end=end, mode=wish.mode,
        created_at=now, expires_at=now + LIFE, client=client, place=place,
    )  # fmt: skip
    span = blocks.span_of(wish.start, end, ownday.pause_of(therapist))
    claims.take(therapist=therapist, blocks=span, now=now, hold=kept)
    return kept


def renew(*, hold: UUID, now: datetime | None = None) -> Hold:
    """Keep a start for ten minutes from now, once. Raises UnknownError, InvalidError."""
    moment = now or timezone.now()

    def work() -> Hold:
        kept = holds.live(hold, moment, for_update=True)
        if kept.renewed_at is not None:
            raise InvalidError("hold", _("This time was kept twice already. Finish now, or choose again."))
        kept.renewed_at, kept.expires_at = moment, moment + LIFE
        kept.save(update_fields=["renewed_at", "expires_at"])
        if not Claim.objects.filter(hold=kept).update(expires_at=kept.expires_at):
            raise InvalidError("hold", _("This time is no longer kept for you. Choose it again."))
        return kept

    return claims.in_transaction(work)


def release(*, hold: UUID, now: datetime | None = None) -> None:
    """Give a start back. Raises UnknownError for a hold that is over."""
    moment = now or timezone.now()

    def work() -> None:
        kept = holds.live(hold, moment, for_update=True)
        Claim.objects.filter(hold=kept).delete()
        end(kept, "given", moment)

    claims.in_transaction(work)


def end(kept: Hold, reason: str, now: datetime) -> None:
    """Write down that a hold ended early, and forget who asked for it."""
    Release.objects.create(hold=kept, reason=reason, at=now)
    Hold.objects.filter(id=kept.id).update(client=None)
