"""Reads of rounds, by one of the two. Over, unknown and somebody else's are the same: None."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.couple import queries as couple
from footing.couple.models import Meeting
from footing.couple.turns.machine import Phase, Room, Side
from footing.couple.turns.models import Kept, Round, Wish, Word
from footing.design import content
from footing.vault import keys

STEP = "turns"


@dataclass(frozen=True)
class Line:
    """A sentence that was agreed on: of whom the speaker is, and what the listener wrote."""

    mine: bool
    text: str


@dataclass(frozen=True)
class Shown:
    """A round as one of the two sees it. `written`: what the listener wrote of this turn; `left`: seconds of it."""

    id: UUID
    name: str
    room: Room
    side: Side
    written: str
    agreed: tuple[Line, ...]
    wants: bool
    both: bool
    minutes: int | None
    left: int


@dataclass(frozen=True)
class Copy:
    """What somebody kept of one round."""

    id: UUID
    name: str
    at: datetime
    lines: tuple[Line, ...]


def words() -> dict[str, Any]:
    """The words of all pages of turns."""
    return content.table("couple/turns.toml")


def clocks() -> list[tuple[str, str]]:
    """The minutes that a turn can have, empty for none, and their words."""
    return [(code, said) for code, said in words()["page"]["clocks"]]


def minutes_of(sent: str) -> int | None:
    """The minutes that a form sent; None for none and for what is not on the list."""
    return int(sent) if sent and sent in dict(clocks()) else None


def open_for(person: UUID, link: UUID, now: datetime) -> bool:
    """Whether both have said yes and no round of it has run out. Nothing for anybody else."""
    found = couple.link(person, link)
    if found is None or not couple.both_said(found, STEP, now):
        return False
    return not Round.objects.filter(meeting__link_id=link, ends_at__lte=now).exists()


def going_on(link: UUID, now: datetime) -> UUID | None:
    """The round of a link that is going on."""
    rounds = Round.objects.filter(meeting__link_id=link, ends_at__gt=now)
    return rounds.values_list("id", flat=True).first()


def shown(person: UUID, id: UUID, now: datetime) -> Shown | None:
    """One round of a person."""
    row = found(person, id, now)
    if row is None:
        return None
    link = couple.link(person, row.meeting.link_id)
    if link is None:
        return None
    written = list(Word.objects.filter(round=row).order_by("turn"))
    seen = (word for word in written if word.turn == row.turn and not word.agreed)
    here = next((word.text for word in seen if word.shown or word.holder == person), "")
    wants, both = (model._default_manager.filter(round=row, holder=person).exists() for model in (Wish, Kept))
    return Shown(
        row.id, link.other_name, room_of(row), side_of(row, person), here, lines(written, person), wants, both,
        row.minutes, (row.minutes or 0) * 60 - int((now - row.since).total_seconds()),
    )  # fmt: skip


def found(person: UUID, id: UUID, now: datetime) -> Round | None:
    """The row of a round that is going on, with its link."""
    row = Round.objects.select_related("meeting__link").filter(id=id, ends_at__gt=now).first()
    if row is None or person not in {row.meeting.link.one_id, row.meeting.link.other_id}:
        return None
    return row


def room_of(row: Round) -> Room:
    """A row as the machine has it."""
    return Room(Phase(row.phase), Side(row.floor) if row.floor else None, row.turn, row.version)


def side_of(row: Round, person: UUID) -> Side:
    """Which side of the machine somebody is: told by the ids of the two, not by who began."""
    return Side.ONE if person == row.meeting.link.one_id else Side.OTHER


def lines(written: list[Word], person: UUID) -> tuple[Line, ...]:
    """What was agreed on, as one of the two sees it: who wrote it had listened."""
    return tuple(Line(word.holder != person, word.text) for word in written if word.agreed)


def kept(person: UUID) -> list[Copy]:
    """What somebody kept of rounds, the newest first."""
    keys.prefetch([person])
    return [
        Copy(row.id, row.said["name"], row.at, tuple(Line(**line) for line in row.said["lines"]))
        for row in Kept.objects.filter(holder=person).order_by("-at", "id")
    ]


def meeting(link: UUID, now: datetime) -> Meeting | None:
    """The yes of both, where it stands; locked, so that of two who begin at one moment the second finds the first's."""
    return Meeting.objects.select_for_update().filter(link_id=link, step=STEP, ends_at__gt=now).first()


def clock(minutes: int | None) -> list[tuple[int, str]]:
    """What a turn's clock says, by the least seconds that are left; empty where there is none."""
    if minutes is None:
        return []
    source = words()["clock"]
    many = [(60 * n - 30, source["many"].replace("{n}", str(n))) for n in range(minutes, 1, -1)]
    return [*many, (1, source["one"]), (-(10**6), source["over"])]
