"""Reads of what somebody sent, for whoever sent it: by its private link, or in their account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from footing.practice import policies, queries, times
from footing.practice.models import Answer, Closing, Inquiry, Owner
from footing.vault import keys, links

FRESH = timedelta(days=1)
WAITING = ("received", "assigned")


@dataclass(frozen=True)
class Progress:
    """How far it has come: a state in words, what was answered, and how it ended.

    `late`: nobody has answered, and the day that was named is over. `time` is code and token of the booking
    that it became.
    """

    state: str
    title: str
    text: str
    waits: bool
    late: bool
    answers: Sequence[Answer]
    time: tuple[str, str] | None


def opened(*, code: str, token: str, for_update: bool = False) -> Inquiry:
    """What a private link opens. A wrong code and a wrong token look alike. Raises links.UnknownError."""
    rows = Inquiry.objects.select_for_update() if for_update else Inquiry.objects.all()
    found = links.find(rows, code=code, token=token)
    if found is None:
        raise links.UnknownError(str(links.NOT_FITTING))
    return found


def shows_link(inquiry: Inquiry, *, now: datetime) -> bool:
    """Whether the answer to its form shows the private link.

    A form that is sent again later, by somebody else with the same device, does not bring the link back.
    """
    return inquiry.link_version == links.FIRST and now < inquiry.received_at + FRESH


def progress(inquiry: Inquiry, *, now: datetime) -> Progress:
    """How far it has come, in the practice's words."""
    state = queries.state(inquiry)
    words = policies.rules()["state"][state]
    keys.prefetch([inquiry.holder])
    return Progress(
        state=state,
        title=words["title"],
        text=_ended(inquiry) if state == "closed" else words["text"],
        waits=state in WAITING,
        late=state in WAITING and inquiry.answer_by < _today(now),
        answers=list(Answer.objects.filter(inquiry=inquiry).order_by("at", "id")),
        time=times.opens(inquiry.conversion.booking) if state == "converted" else None,
    )


def owned_by(person: UUID) -> list[tuple[Inquiry, str]]:
    """What a person took into their account, the latest first, each with its state."""
    mine = Owner.objects.filter(person_id=person).values("inquiry")
    rows = queries.with_state().filter(id__in=mine).order_by("-received_at")
    return [(row, row.state) for row in rows]  # type: ignore[attr-defined]


def holders_of(person: UUID) -> list[UUID]:
    """The holders of all that a person took into their account: the same person."""
    return list(Owner.objects.filter(person_id=person).values_list("inquiry__holder", flat=True))


def is_in_account(inquiry: Inquiry, person: UUID) -> bool:
    """Whether it is in this person's account."""
    return Owner.objects.filter(inquiry=inquiry, person_id=person).exists()


def _ended(inquiry: Inquiry) -> str:
    """Why it was closed, as it is said to whoever wrote."""
    reason = Closing.objects.get(inquiry=inquiry).reason
    told = {entry["id"]: entry.get("told", "") for entry in policies.rules()["close"]}
    return str(told.get(reason) or policies.rules()["state"]["closed"]["text"])


def _today(now: datetime) -> date:
    return now.astimezone(ZoneInfo(queries.zone())).date()
