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
from footing.design.filters import day
from footing.diary import queries as diary
from footing.log import queries as log
from footing.plan import queries as plan
from footing.practice import letters, policies
from footing.practice import queries as practice
from footing.practice.queries import local_day
from footing.story import queries as story
from footing.today import look
from footing.vault import keys, links


@dataclass(frozen=True)
class Next:
    """One next thing to do: a sentence, what the button says, and where it leads."""

    title: str
    text: str
    go: str
    address: str
    anchor: str = ""


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
class Week:
    """The check-in in one line, and whether it can be written now."""

    text: str
    open: bool


@dataclass(frozen=True)
class Today:
    """The page: the next thing, and which things are kept."""

    next: Next
    state: dict[str, Any]
    has_result: bool
    has_plan: bool
    talks: list[Talk]
    letters: list[Letter]
    told: bool
    log: str
    week: Week
    look: look.Look | None


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("today/texts.toml")


def today(person: UUID) -> Today:
    """What a person finds today."""
    state = plan.kept(person)
    has_result = bool(state.get(check.PART))
    has_plan = story.answered(state)
    first = _next(state, has_result=has_result, has_plan=has_plan)
    today, lines, book = local_day(timezone.now()), log.lines(person), diary.book(person)
    return Today(
        first, state, has_result, has_plan, _talks(person), _letters(person), _told(person),
        _log(sum(line.is_due(today) for line in lines)), _week(diary.standing(book, today=today)),
        look.of(person, book, check.kept_on(person), today=today, lines=lines),
    )  # fmt: skip


def _week(found: diary.Standing) -> Week:
    """Where the check-in stands; no answer and no word of one."""
    own = diary.words()["today"]
    if found.opens and found.last:
        return Week(own["wait"].format(last=day(found.last), next=day(found.opens)), open=False)
    said = "first" if found.last is None else "due" if found.due else "open"
    return Week(own[said], open=True)


def _log(n: int) -> str:
    """How many entries of the log wait, in words; no word of one."""
    own = log.words()["today"]
    return str(own["none"] if n == 0 else own["due_one"] if n == 1 else own["due"].format(n=n))


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


def _next(state: dict[str, Any], *, has_result: bool, has_plan: bool) -> Next:
    source = words()["next"]
    if not has_plan:
        return Next(**source["plan" if has_result else "check"])
    way = plan.undone(state)
    if not way:
        return Next(**source["done"])
    step = plan.words()["ways"][way]
    return Next(title=step["title"], anchor=way, **source["step"])
