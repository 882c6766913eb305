"""What people sent to the demo practice: a dozen, in every state, some due today and one overdue."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from footing.accounts.models import Person
from footing.booking import services as booking
from footing.booking.queries import search
from footing.design import content
from footing.outbox.models import Message
from footing.practice import policies, services
from footing.practice.answering import answer_by
from footing.practice.models import Inquiry, Manager, Practice, Therapist
from footing.vault import codes

BACK = 14
WISH = {"reasons", "words", "together", "language", "region"}


def make_letters(house: Practice, team: Sequence[Therapist], *, now: datetime) -> int:
    """Write what content/…/demo/letters.toml names, and each step taken with it; returns how many."""
    by_slug = {t.slug: Therapist.objects.get(pk=t.pk) for t in team}
    people = {slug: t.person for slug, t in by_slug.items() if t.person}
    people["manager"] = Manager.objects.select_related("person").earliest("since").person
    entries = content.table("demo/letters.toml")["letter"]
    for number, entry in enumerate(entries):
        came = _came(entry["due"], now.astimezone(ZoneInfo(house.time_zone)).date(), now)
        inquiry = _receive(entry, number, by_slug.get(entry.get("who", "")), came)
        if "owner" in entry:
            _treat(inquiry, entry, people[entry["owner"]], by_slug.get(entry["owner"]), came, now)
    Message.objects.filter(kind__startswith="practice.").update(sent_at=now, attempts=1)
    return len(entries)


def _came(due: str, today: date, now: datetime) -> datetime:
    """When it was sent, so that the practice's rule makes it due as wanted."""
    if due == "fresh":
        return now - timedelta(hours=2)
    back = range(5, BACK) if due == "past" else range(1, BACK)
    for days in back:
        day = _answer_by(today - timedelta(days=days))
        if due == "past" or (day == today and due == "today") or (day < today and due == "overdue"):
            return now - timedelta(days=days)
    return now - timedelta(hours=3)  # nothing is due on a day off


def _answer_by(day: date) -> date:
    rules = policies.rules()
    return answer_by(
        day, working_days=rules["working_days"], weekdays=rules["weekdays"], closed=rules["closed"]
    )


def _receive(entry: dict[str, Any], number: int, named: Therapist | None, came: datetime) -> Inquiry:
    contact = {
        "email": entry.get("email", ""), "phone": entry.get("phone", ""), "say": entry.get("say", ""),
        "hours": entry.get("hours", ""), "may_mail": entry.get("mail", False),
        "may_leave_message": entry.get("leave", False),
    }  # fmt: skip
    wish = {name: value for name, value in entry.items() if name in WISH}
    letter = services.Letter(
        kind=entry["kind"], name=entry["name"], contact=contact, wish=wish, therapist=named,
        body=f"demo {number}".encode(),
    )  # fmt: skip
    return services.receive(letter=letter, now=came)


def _treat(
    inquiry: Inquiry, entry: dict[str, Any], owner: Person, therapist: Therapist | None, came: datetime, now: datetime
) -> None:  # fmt: skip
    at = came + timedelta(hours=4)
    services.assign(inquiry=inquiry, owner=owner, by=owner.id, now=at)
    if "answer" in entry:
        text = next(t["text"] for t in policies.rules()["answer"] if t["id"] == entry["answer"]).strip()
        words = text.replace("{name}", inquiry.name).replace("{code}", codes.spoken(inquiry.code))
        services.answer(inquiry=inquiry, text=words, by=owner.id, now=at + timedelta(hours=20))
    if entry.get("state") == "converted" and therapist:
        _book(inquiry, therapist, owner, now)
    elif entry.get("state") == "closed":
        services.close(inquiry=inquiry, reason=entry["reason"], by=owner.id, now=at + timedelta(hours=21))


def _book(inquiry: Inquiry, therapist: Therapist, owner: Person, now: datetime) -> None:
    """The first open introductory talk."""
    kind = search.type_of("introduction")
    free = search.slots(kind, [therapist], start=now, end=now + timedelta(days=40), now=now, mode="phone")
    wish = booking.Wish(type=kind.id, start=free[0].start, mode="phone", therapist=therapist.id)
    guest = booking.Guest(name=inquiry.name, zone=therapist.time_zone, **inquiry.contact)
    done = booking.book(wish=wish, guest=guest, now=now)
    services.convert(inquiry=inquiry, booking=done.booking.id, by=owner.id, now=now)
