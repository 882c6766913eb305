"""What a signed-in person finds on their page: one next thing, and what they kept. No word of theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from footing.accounts import notices, returns
from footing.booking.queries import bookings
from footing.check import queries as check
from footing.design import content
from footing.diary import queries as diary
from footing.exercises import queries as exercises
from footing.log import queries as log
from footing.log.lines import Line
from footing.plan import queries as plan
from footing.practice import letters, policies
from footing.practice import queries as practice
from footing.practice.queries import local_day
from footing.story import queries as story
from footing.today import look
from footing.vault import keys, links


@dataclass(frozen=True)
class Next:
    """One next thing to do: a sentence, what the button says, and where it leads; `step` is an exercise."""

    title: str
    text: str
    go: str
    address: str
    anchor: str = ""
    step: str = ""


@dataclass(frozen=True)
class Talk:
    """A coming appointment: when, with whom, in which zone, and what opens it."""

    start: datetime
    zone: str
    name: str
    minutes: int
    code: str
    token: str


@dataclass(frozen=True)
class Letter:
    """Something sent to the practice: when, how far it has come, and what opens it."""

    sent_at: datetime
    zone: str
    state: str
    code: str
    token: str


@dataclass(frozen=True)
class Room:
    """A page of the person's own: its name, a line about it, and its address."""

    title: str
    text: str
    address: str


@dataclass(frozen=True)
class Today:
    """The page: the next thing, what waits, and which things are kept."""

    next: Next
    state: dict[str, Any]
    has_result: bool
    waiting: list[Room]
    rooms: list[Room]
    talks: list[Talk]
    letters: list[Letter]
    told: bool
    look: look.Look | None


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("today/texts.toml")


def today(person: UUID) -> Today:
    """What a person finds today."""
    state = plan.kept(person)
    has_result = bool(state.get(check.PART))
    has_plan = story.answered(state)
    first = _next(person, state, has_result=has_result, has_plan=has_plan)
    lines, book = log.lines(person), diary.book(person)
    rooms = [Room(**room) for room in words()["room"] if has_plan or room["address"] != "plan"]
    return Today(
        first, state, has_result, _waiting(person, lines, book), rooms, _talks(person), _letters(person),
        _told(person), look.of(person, book, check.kept_on(person), today=local_day(timezone.now()), lines=lines),
    )  # fmt: skip


def _waiting(person: UUID, lines: list[Line], book: diary.Book) -> list[Room]:
    """What has come to its day: the questions of a week, entries of the log, steps. No word and no answer of one."""
    today, found = local_day(timezone.now()), list[Room]()
    week, entries = diary.standing(book, today=today), sum(line.is_due(today) for line in lines)
    steps, come = exercises.waiting(person, now=timezone.now())
    if week.due and week.last:
        found.append(_room("week", diary.words()["today"]["due"]))
    if entries:
        found.append(_room("log", _counted(log.words()["today"], entries)))
    if come:
        found.append(_room("word", exercises.words()["today"]["come"]))
    if steps:
        found.append(_room("steps", _counted(exercises.words()["today"], steps)))
    return found


def _room(id: str, text: str) -> Room:
    return Room(text=text, **words()["waiting"][id])


def _counted(said: dict[str, str], n: int) -> str:
    return said["due_one"] if n == 1 else said["due"].format(n=n)


def _told(person: UUID) -> bool:
    """Whether the account has something to tell: a credential changed, or somebody asks to be let in."""
    return bool(notices.unseen(person) or returns.asked(person))


def _talks(person: UUID) -> list[Talk]:
    """The person's coming appointments, in the zone in which they were booked."""
    found = bookings.owned_by(person, now=timezone.now())
    keys.prefetch(booking.holder for booking in found)
    return [Talk(b.start, b.zone, b.therapist.name, b.type.minutes, *bookings.private_pair(b)) for b in found]


def _letters(person: UUID) -> list[Letter]:
    """What the person sent to the practice and took into their account."""
    zone, words = practice.zone(), policies.rules()["state"]
    return [
        Letter(sent.received_at, zone, words[state]["title"], sent.code, links.token(sent))
        for sent, state in letters.owned_by(person)
    ]


def _next(person: UUID, state: dict[str, Any], *, has_result: bool, has_plan: bool) -> Next:
    """First the plan's own three; then what follows an exercise about oneself that was done; else a talk."""
    source = words()["next"]
    if not has_plan:
        return Next(**source["plan" if has_result else "check"])
    way = plan.undone(state)
    if not way:
        found = plan.following(person, state)
        if found and found.exercise and not found.first:
            return Next(found.title, found.why, source["step"]["go"], "step", step=found.exercise)
        return Next(**source["done"])
    step = plan.words()["ways"][way]
    return Next(title=step["title"], anchor=way, **source["step"])
