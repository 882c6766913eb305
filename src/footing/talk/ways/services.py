"""Keep ratings and choices, delete them. One sealed value a person, one transaction a change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from footing.practice.queries import local_day
from footing.talk.ways import queries
from footing.talk.ways.models import Ways
from footing.talk.ways.queries import WISH, Said


class ClosedError(Exception):
    """Nothing can be kept with this person in mind now."""


class NotAskedError(Exception):
    """This pair is not the one that is asked: it was answered already, or a rating changed."""


@transaction.atomic
def rate(*, person: UUID, about: int, aspect: str, ratings: Mapping[str, int], now: datetime) -> Said:
    """Keep the ratings of wish, get or give in place of those before. Raises ClosedError."""
    row, said = _locked(person, about, now)
    said = replace(said, on=local_day(now), ratings={**said.ratings, aspect: dict(ratings)})
    if aspect == WISH:  # choices between ways that no longer share the first place say nothing more
        top = said.standing.top
        said = replace(said, choices=tuple(one for one in said.choices if {*one[:2]} <= {*top}))
    return _put(row, said)


@transaction.atomic
def choose(*, person: UUID, about: int, one: str, other: str, chosen: str, now: datetime) -> Said:
    """Keep one choice between the two that are asked; "" is about the same. Raises ClosedError, NotAskedError."""
    row, said = _locked(person, about, now)
    if said.standing.ask != (one, other) or chosen not in {one, other, ""}:
        raise NotAskedError
    return _put(row, replace(said, on=local_day(now), choices=(*said.choices, (one, other, chosen))))


@transaction.atomic
def delete(*, person: UUID, about: int) -> None:
    """Delete what was said with this person in mind. What is not there is not missed."""
    row = Ways.objects.select_for_update().filter(holder=person).first()
    if row is not None:
        left = {number: entry for number, entry in row.content.items() if number != str(about)}
        if left:
            row.content = left
            row.save()
        else:
            row.delete()


def delete_all(*, person: UUID) -> None:
    """Delete all of it."""
    Ways.objects.filter(holder=person).delete()


def _locked(person: UUID, about: int, now: datetime) -> tuple[Ways, Said]:
    """A person's row, held until the transaction ends, and what it says with this person in mind."""
    if not queries.opens(person, about, now=now):
        raise ClosedError
    row, _ = Ways.objects.select_for_update().get_or_create(holder=person, defaults={"content": {}})
    return row, queries.read(row).get(about, Said(about))


def _put(row: Ways, said: Said) -> Said:
    row.content = {**row.content, str(said.about): said.as_dict()}
    row.save()
    return said
