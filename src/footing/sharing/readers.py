"""Whom somebody may let see something: therapists of the practice who sign in here. `booking` says who is known."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.utils.translation import gettext as _

from footing.practice import queries as practice
from footing.practice.models import Therapist

Provider = Callable[[UUID], Collection[UUID]]
_providers: list[Provider] = []


def register(known: Provider) -> None:
    """Name the function that gives the therapists with whom a person has booked."""
    _providers[:] = [known]


def therapists(person: UUID) -> list[Therapist]:
    """Those whom a person can choose, the ones they booked with first."""
    known = {id for provider in _providers for id in provider(person)}
    found = [t for t in practice.listed() if t.person_id is not None and not t.has_left]
    return sorted(found, key=lambda t: t.id not in known)


def name_of(reader: UUID) -> str:
    """What a reader is called."""
    found = practice.therapist_of(reader)
    return found.name if found else _("Somebody who no longer works here")
