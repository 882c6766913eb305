"""Reads of the waiting list: by code and second part, by the people of the practice, and by the worker."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from footing.booking import blocks
from footing.booking.errors import UnknownError
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.booking.waiting import wishes
from footing.booking.waiting.models import Ending, Offer, Waiting
from footing.practice.models import Manager, Therapist
from footing.vault import keys, links


def opened(*, code: str, token: str, for_update: bool = False) -> Waiting:
    """What a private link opens. A wrong code and a wrong token look alike. Raises UnknownError."""
    rows = Waiting.objects.select_for_update() if for_update else Waiting.objects.all()
    found = links.find(rows, code=code, token=token)
    if found is None:
        raise UnknownError(str(links.NOT_FITTING))
    return found


def ending(waiting: Waiting) -> Ending | None:
    """How the waiting ended; None while somebody waits."""
    return Ending.objects.filter(waiting=waiting).first()


def live(waiting: Waiting, now: datetime) -> Offer | None:
    """The time that is kept for somebody now."""
    rows = Offer.objects.filter(waiting=waiting, ended_at__isnull=True, expires_at__gt=now)
    return rows.select_related("therapist", "hold").first()


def latest(waiting: Waiting) -> Offer | None:
    """The last time that was offered to somebody."""
    return Offer.objects.filter(waiting=waiting).order_by("-made_at", "-id").first()


def next_in_line(now: datetime) -> list[Waiting]:
    """Who waits without an offer, in order. Their keys are read in one query."""
    offered = Offer.objects.filter(waiting=OuterRef("pk"), ended_at__isnull=True)
    rows = Waiting.objects.filter(ending__isnull=True, until__gt=now).exclude(Exists(offered))
    found = list(rows.order_by("place", "id"))
    keys.prefetch(row.holder for row in found)
    return found


def seen_by(person: UUID) -> "QuerySet[Waiting]":
    """Who waits, as far as a person of the practice may see: a manager all, a therapist whoever asks for them
    or was offered a time of theirs."""
    rows = Waiting.objects.filter(ending__isnull=True).order_by("place", "id")
    rows = rows.select_related("type", "therapist")
    if Manager.objects.filter(person=person).exists():
        return rows
    own = Therapist.objects.filter(person=person)
    mine = Offer.objects.filter(waiting=OuterRef("pk"), ended_at__isnull=True, therapist__in=own)
    return rows.filter(Q(therapist__in=own) | Exists(mine))


def passed(waiting: Waiting) -> list[int]:
    """Starts, in blocks, that did not suit somebody or were left without an answer: not offered again."""
    ended = Offer.objects.filter(waiting=waiting, ended_at__isnull=False).values_list("start", flat=True)
    return [*waiting.wish["passed"], *(blocks.block_of(start) for start in ended)]


def open_now(
    wanted: wishes.Wanted, kind: AppointmentType, *, zone: str, now: datetime, end: datetime
) -> list[datetime]:
    """Starts that are open now and fit a wish, in order: what somebody could book instead of waiting."""
    team = search.therapists_for(mode=wanted.mode, therapist=wanted.therapist)
    known = search.read(team, start=now, end=end, now=now, mode=wanted.mode)
    found = starts_of(known, kind, team, now=now, end=end)
    fits = wishes.fitting(found, days=wanted.days, parts_=wanted.parts, zone=zone)
    return [blocks.moment_of(block) for block in fits.tolist()]


def starts_of(
    known: search.Reading, kind: AppointmentType, team: Sequence[Therapist], *, now: datetime, end: datetime
) -> wishes.Blocks:
    """Starts at which any of a team can be booked, in blocks, in order."""
    ids = {therapist.id for therapist in team}
    own = [starts for id, starts in known.starts(kind, start=now, end=end).items() if id in ids]
    return np.unique(np.concatenate(own)) if own else np.empty(0, dtype=np.int64)


def another() -> str:
    """What somebody reads whose time went while another came free."""
    return _("That time is no longer kept for you. Another one is: look at it before you take it.")


def gone() -> str:
    """What somebody reads whose offer is over."""
    return _(
        "This time is no longer kept for you. You keep waiting, and the next one that fits is offered to you."
    )
