"""Why a start cannot be booked: a word that never changes, and a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.booking import blocks
from footing.booking.errors import InvalidError, Slot, TakenError
from footing.booking.models import BLOCK_MINUTES, AppointmentType, Claim
from footing.booking.queries.search import Reading
from footing.calendars import queries as calendars

# Was open, and is not: answered with what is near. The rest never was a start.
TAKEN = {
    "taken": _("Somebody was a moment faster: this time is taken. Choose another one."),
    "held": _(
        "Somebody is booking this time just now. If they do not, it is free in ten minutes at most. "
        "Choose another one, or look again then."
    ),
}
NEVER = {
    "closed": _("Nobody is there at this time: it was closed. Choose another one."),
    "off-the-grid": _("Nothing begins at this minute. Choose one from the list."),
    "too-soon": _("This is too soon to be booked here. Choose a later time, or call us."),
    "too-far": _("This is too far ahead: it cannot be booked yet. Choose an earlier time."),
    "outside-hours": _(
        "This is not a time that can be booked: it is outside our hours. Choose one from the list."
    ),
    "past": _("This time is over. Choose one from the list."),
}
NOT_OFFERED = "not-offered"
OTHERS = {
    NOT_OFFERED: _("This appointment is not offered in this way."),
    "too-many-open": _("As many times are booked ahead as one person can have."),
}
ALL = {**TAKEN, **NEVER, **OTHERS}


def never(kind: AppointmentType, near: Reading, start: datetime) -> InvalidError:
    """The error for what never was a start: of many therapists', the cause that comes nearest to being one."""
    found = {_never(plan, kind, start, near) for plan in near.plans.values()}
    cause = next((cause for cause in NEVER if cause in found), "outside-hours")
    return InvalidError("start", str(NEVER[cause]), cause=cause)


def taken(kind: AppointmentType, near: Reading, start: datetime, nearest: list[Slot]) -> TakenError:
    """The error for a start that was open: booked, or kept by somebody for ten minutes at most."""
    pauses = {id: plan.rules.pause for id, plan in near.plans.items()}
    cause = "held" if _only_held(pauses, kind, start, near.now) else "taken"
    return TakenError(str(TAKEN[cause]), nearest, cause=cause)


def _never(plan: calendars.Plan, kind: AppointmentType, start: datetime, near: Reading) -> str:
    now = near.now
    if start <= now:
        return "past"
    if start < now + plan.rules.notice:
        return "too-soon"
    if start >= now + plan.rules.horizon:
        return "too-far"
    opened = replace(plan, away=())
    if _opens(opened, kind, start, near):
        return "closed"
    every = replace(opened, rules=replace(opened.rules, step=BLOCK_MINUTES))
    return (
        "off-the-grid"
        if _opens(every, kind, blocks.moment_of(blocks.block_of(start)), near)
        else "outside-hours"
    )


def _opens(plan: calendars.Plan, kind: AppointmentType, start: datetime, near: Reading) -> bool:
    found = calendars.blocks_in(
        plan, minutes=kind.minutes, start=start, end=start + timedelta(minutes=1), now=near.now, taken=(),
        type=kind.id, modes=near.ways(kind),
    )  # fmt: skip
    return bool(len(found))


def _only_held(pauses: Mapping[UUID, int], kind: AppointmentType, start: datetime, now: datetime) -> bool:
    """Whether for one of these therapists nothing but holds that are not over stands in the way."""
    end = start + timedelta(minutes=kind.minutes)
    spans = {id: blocks.span_of(start, end, pause) for id, pause in pauses.items()}
    last = max((span.stop for span in spans.values()), default=0)
    rows = Claim.objects.filter(therapist__in=list(spans), block__gte=blocks.block_of(start), block__lt=last)
    found: dict[UUID, bool] = {}
    # A time that is offered to somebody who waits is kept for longer, and nobody is to see that anybody waits.
    columns = ("therapist_id", "block", "hold_id", "hold__offer")
    for id, block, hold, offer in rows.exclude(expires_at__lte=now).values_list(*columns):
        if block in spans[id]:
            found[id] = found.get(id, True) and hold is not None and offer is None
    return any(found.values())
