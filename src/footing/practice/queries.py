"""Reads of the practice: its public face, and what people sent, for those who may see it."""

import time
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, UUIDField, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404
from django.utils.translation import gettext as _

from footing.practice import openings
from footing.practice.models import (
    Answer,
    Assignment,
    Inquiry,
    Manager,
    Practice,
    Therapist,
)

DONE = ("closed", "converted")
# A process may be so many seconds behind with the colour of its pages.
BEHIND = 5.0
_colour: dict[str, tuple[float, str]] = {}


@dataclass(frozen=True)
class Tile:
    """A therapist on the team page, with the next start that can be booked."""

    therapist: Therapist
    next_open: datetime | None


def practice() -> Practice | None:
    """The practice, or None before it is set up."""
    return Practice.objects.filter(pk=1).first()


def house_name() -> str:
    """What the practice is called, or nothing before it is set up."""
    house = practice()
    return house.name if house else ""


def listed() -> list[Therapist]:
    """Every therapist whom visitors may see, in the practice's order."""
    return list(Therapist.objects.filter(is_listed=True))


def by_slug(slug: str) -> Therapist:
    """One listed therapist. Raises Http404."""
    found = Therapist.objects.filter(slug=slug, is_listed=True).first()
    if found is None:
        raise Http404
    return found


def team(now: datetime) -> list[Tile]:
    """The team with next open times."""
    starts = openings.next_open(now)
    return [Tile(therapist, starts.get(therapist.id)) for therapist in listed()]


def therapist_of(person_id: uuid.UUID) -> Therapist | None:
    """The therapist that a signed-in person is."""
    return Therapist.objects.filter(person_id=person_id).first()


def zone() -> str:
    """The practice's own time zone."""
    house = practice()
    return house.time_zone if house else "UTC"


def local_day(now: datetime) -> date:
    """The day that it is where the practice is."""
    return now.astimezone(ZoneInfo(zone())).date()


def inquiries(*, person: uuid.UUID) -> QuerySet[Inquiry]:
    """What a person of the practice may see: a manager all, a therapist what is theirs to answer, others none.

    Each has `owner` (whose it is now) and `state`; what is due first comes first.
    """
    latest = Assignment.objects.filter(inquiry=OuterRef("pk")).order_by("-at", "-id")
    owner = Subquery(latest.values("owner")[:1], output_field=UUIDField())
    rows = with_state().annotate(owner=owner)
    if not Manager.objects.filter(person=person).exists():
        rows = rows.filter(owner=person, owner__in=Therapist.objects.values("person"))
    return rows.select_related("therapist").order_by("answer_by", "received_at")


def waiting(rows: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Those that are neither closed nor booked."""
    return rows.exclude(_done())


def over(rows: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Those that are, the latest first."""
    return rows.filter(_done()).order_by("-received_at")


def with_state() -> QuerySet[Inquiry]:
    """All, each with its `state`; who may see which is the caller's to say."""
    return Inquiry.objects.annotate(state=_state())


def state(inquiry: Inquiry) -> str:
    """received, assigned, answered, converted or closed: read from the rows that say so."""
    return str(with_state().get(pk=inquiry.pk).state)  # type: ignore[attr-defined]


def done_before(moment: datetime) -> QuerySet[Inquiry]:
    """What was last answered, booked or closed before a moment."""
    rows = Inquiry.objects.annotate(
        last=Greatest(
            Coalesce(Max("answers__at"), F("received_at")),
            Coalesce("conversion__at", F("received_at")),
            Coalesce("closing__at", F("received_at")),
        )
    )
    return rows.filter(_done() | Exists(Answer.objects.filter(inquiry=OuterRef("pk")))).filter(
        last__lt=moment
    )


def _state() -> Case:
    mine = {"inquiry": OuterRef("pk")}
    return Case(
        When(closing__isnull=False, then=Value("closed")),
        When(conversion__isnull=False, then=Value("converted")),
        When(Exists(Answer.objects.filter(**mine)), then=Value("answered")),
        When(Exists(Assignment.objects.filter(**mine)), then=Value("assigned")),
        default=Value("received"),
    )


def _done() -> Q:
    return Q(closing__isnull=False) | Q(conversion__isnull=False)


def names(people: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What people of the practice are called to others. A manager's own name is their sign-in, so not that."""
    managers = Manager.objects.filter(person__in=people).values_list("person_id", flat=True)
    therapists = Therapist.objects.filter(person__in=people).values_list("person_id", "name")
    known = {person: _("A manager of the practice") for person in managers}
    return {**known, **{person: name for person, name in therapists if person is not None}}


def works_here(person_id: uuid.UUID) -> bool:
    """Whether a person has a seat at the desk."""
    return therapist_of(person_id) is not None or Manager.objects.filter(person_id=person_id).exists()


def minimum_age() -> int:
    """From which age somebody books and keeps by themselves."""
    house = practice()
    return house.minimum_age if house else 16


def colour() -> str:
    """The practice's main colour, nothing where it chose none."""
    return Practice.objects.filter(pk=1).values_list("colour", flat=True).first() or ""


def colour_lately() -> str:
    """The same as it was some seconds ago at most: every page asks for it, and it changes once in a year."""
    until, known = _colour.get("lately", (0.0, ""))
    if time.monotonic() >= until:
        known = colour()
        _colour["lately"] = (time.monotonic() + BEHIND, known)
    return known


def forget_colour() -> None:
    """It has changed in this process."""
    _colour.clear()
