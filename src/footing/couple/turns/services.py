"""Begin a round, press something in it, keep what was agreed on. Each by one of the two alone.

Link before round: whoever changes something holds them in this order, so that of a press and an unlink at one moment
the second finds what the first left.
"""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from footing.couple import queries as couple
from footing.couple import services as linked
from footing.couple.models import Meeting
from footing.couple.turns import machine, queries
from footing.couple.turns.machine import Action, Phase, Room
from footing.couple.turns.models import Kept, Round, Wish, Word
from footing.couple.turns.queries import STEP, Line
from footing.vault import keys

LASTS = timedelta(hours=2)


class ClosedError(Exception):
    """The two have not both said yes, or one took it back since."""


class OverError(Exception):
    """The round is over, was never there, or is somebody else's."""


def begin(*, person: UUID, link: UUID, minutes: int | None, now: datetime) -> UUID:
    """Begin a round, or go into the one that the other has begun. Raises ClosedError, linked.NotYoursError."""
    with transaction.atomic():
        linked.own_link(person, link)
        meeting = queries.meeting(link, now)
        if meeting is None or not queries.open_for(person, link, now):
            raise ClosedError
        going_on = queries.going_on(link, now)
        if going_on is not None:
            return going_on
        room = Room()
        row = Round.objects.create(
            id=uuid.uuid4(), meeting=meeting, phase=room.phase, floor="", turn=room.turn, version=room.version,
            minutes=minutes, since=now, ends_at=min(now + LASTS, meeting.ends_at),
        )  # fmt: skip
    return row.id


def press(*, person: UUID, id: UUID, action: Action, seen: int, text: str, now: datetime) -> bool:
    """Press something. False where that changed nothing: too late, twice, or not this one's turn. Raises OverError.

    `text`: what a listener wrote of what they heard; empty where they said it out loud.
    """
    with transaction.atomic():
        row = _locked(person, id, now)
        before = queries.room_of(row)
        after = machine.press(before, queries.side_of(row, person), action, seen)
        if after is before:
            return False
        if after.phase is Phase.ENDED:
            linked.take_back(person=person, id=row.meeting.link_id, step=STEP)
            return True
        if action in {Action.HEARD, Action.AGAIN}:
            _write(row, person, text, shown=action is Action.HEARD)
        if machine.agrees(before, action):
            Word.objects.filter(round=row, turn=before.turn).update(agreed=True)
            _copy(row, now)
        row.phase, row.floor, row.turn, row.version = (
            after.phase,
            after.floor or "",
            after.turn,
            after.version,
        )
        if after.turn != before.turn:
            row.since = now
        row.save()
    return True


def put_clock_away(*, person: UUID, id: UUID, now: datetime) -> None:
    """No clock from now on, for both. Raises OverError."""
    with transaction.atomic():
        row = _locked(person, id, now)
        if row.minutes is not None:
            row.minutes, row.version = None, row.version + 1
            row.save()


def want_copy(*, person: UUID, id: UUID, wanted: bool, now: datetime) -> None:
    """Say in private whether one would like a copy. It is made when both would, and stays then. Raises OverError."""
    with transaction.atomic():
        row = _locked(person, id, now)
        if not wanted:
            if not Kept.objects.filter(round=row).exists():
                Wish.objects.filter(round=row, holder=person).delete()
            return
        Wish.objects.get_or_create(round=row, holder=person)
        if not Kept.objects.filter(round=row, holder=person).exists() and _copy(row, now):
            row.version += 1
            row.save()


def delete(*, person: UUID, id: UUID) -> bool:
    """Delete one's own copy; the other's stays theirs. False where there was none."""
    with transaction.atomic():
        copy = Kept.objects.filter(holder=person, id=id).first()
        if copy is None:
            return False
        Wish.objects.filter(holder=person, round=copy.round).delete()
        copy.delete()
    return True


def end_old(now: datetime) -> None:
    """Delete rounds whose time is over, with the yes of both that they hang on."""
    Meeting.objects.filter(id__in=Round.objects.filter(ends_at__lte=now).values("meeting_id")).delete()


def _locked(person: UUID, id: UUID, now: datetime) -> Round:
    found = queries.found(person, id, now)
    if found is None:
        raise OverError
    try:
        linked.own_link(person, found.meeting.link_id)
    except linked.NotYoursError as error:
        raise OverError from error
    row = Round.objects.select_for_update(of=("self",)).select_related("meeting__link").filter(id=id).first()
    if row is None:
        raise OverError
    return row


def _write(row: Round, person: UUID, text: str, *, shown: bool) -> None:
    """What a listener wrote of this turn, in place of what they wrote of it before. Not shown, it waits for them."""
    Word.objects.filter(round=row, turn=row.turn).delete()
    if text:
        Word.objects.create(holder=person, round=row, turn=row.turn, shown=shown, text=text)


def _copy(row: Round, now: datetime) -> bool:
    """Where both would like one, give each a copy of what is agreed on so far."""
    link = couple.link(row.meeting.link.one_id, row.meeting.link_id)
    if link is None or Wish.objects.filter(round=row).count() < 2:
        return False
    keys.prefetch([link.person, link.other])
    written = list(Word.objects.filter(round=row).order_by("turn"))
    for person, name in ((link.person, link.other_name), (link.other, link.name)):
        lines: tuple[Line, ...] = queries.lines(written, person)
        copy = Kept.objects.filter(round=row, holder=person).first() or Kept(round=row, holder=person, at=now)
        copy.said = {"name": name, "lines": [asdict(line) for line in lines]}
        copy.save()
    return True
