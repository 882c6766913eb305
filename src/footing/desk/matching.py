"""What the weights do: made-up people ranked with the present and with other weights, and everybody's load."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from footing.booking.fitform import seeker_of
from footing.booking.models import AppointmentType
from footing.booking.queries import fits, search
from footing.core.matching import Criterion, Standing
from footing.practice import fit, queries
from footing.practice.models import Therapist


@dataclass(frozen=True)
class Row:
    """A therapist in the order for somebody: place with the present weights and with the tried ones, from 1."""

    therapist: Therapist
    now: int
    tried: int
    hundredth: int
    standing: Standing


@dataclass(frozen=True)
class Person:
    """A made-up person and the team in the tried order. `hard`: something must be so for them."""

    name: str
    text: str
    hard: bool
    rows: tuple[Row, ...]

    @property
    def changed(self) -> bool:
        """Whether anybody's place is another one."""
        return any(row.now != row.tried for row in self.rows)


@dataclass(frozen=True)
class Load:
    """Coming appointments of a therapist, and how many there could be."""

    therapist: Therapist
    booked: int
    places: int


@dataclass(frozen=True)
class Effect:
    """All that the page shows of a set of weights."""

    people: tuple[Person, ...]
    loads: tuple[Load, ...]


def effect(tried: Mapping[Criterion, float], present: Mapping[Criterion, float]) -> Effect:
    """Rank the made-up people of the content file twice, over the team and the open times of this moment."""
    kind = AppointmentType.objects.filter(active=True, together=False).order_by("minutes", "position").first()
    team = search.therapists_for()
    if kind is None or not team:
        return Effect((), ())
    found = fits.known(kind, team, zone=ZoneInfo(queries.zone()), now=timezone.now())
    currencies = sorted(one.fee_currency for one in team)
    currency = max(currencies, key=currencies.count)
    people = tuple(_person(said, found, tried, present, currency) for said in fit.words().people)
    loads = tuple(
        Load(found.team[id], one.booked or 0, one.places or 0) for id, one in found.candidates.items()
    )
    return Effect(people, loads)


def _person(
    said: dict[str, Any], found: fits.Known, tried: Mapping[Criterion, float],
    present: Mapping[Criterion, float], currency: str,
) -> Person:  # fmt: skip
    seeker = seeker_of(said, currency=currency)
    before = {place.therapist.id: n for n, place in enumerate(fits.ranked(seeker, found, present), 1)}
    rows = tuple(
        Row(place.therapist, before[place.therapist.id], n, round(place.fit.score * 100), place.fit.standing)
        for n, place in enumerate(fits.ranked(seeker, found, tried), 1)
    )
    return Person(said["name"], said["text"], bool(seeker.musts), rows)
