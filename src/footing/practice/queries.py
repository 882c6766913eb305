"""Reads of the practice's public face."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from footing.practice import openings
from footing.practice.models import Manager, Practice, Therapist


@dataclass(frozen=True)
class Tile:
    """A therapist on the team page, with the next start that can be booked."""

    therapist: Therapist
    next_open: datetime | None


def practice() -> Practice | None:
    """The practice, or None before it is set up."""
    return Practice.objects.filter(pk=1).first()


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


def works_here(person_id: uuid.UUID) -> bool:
    """Whether a person has a seat at the desk."""
    return therapist_of(person_id) is not None or Manager.objects.filter(person_id=person_id).exists()


def minimum_age() -> int:
    """From which age somebody books and keeps by themselves."""
    house = practice()
    return house.minimum_age if house else 16
