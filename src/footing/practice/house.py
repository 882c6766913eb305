"""Writes of the practice: whose house this is, who works in it, and who of them visitors see.

Who may is asked by the desk: a manager, and for showing a profile also the therapist.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from footing.accounts import services as accounts
from footing.accounts.models import Person
from footing.practice import colours, invitations, queries
from footing.practice.models import Manager, Practice, Settled, Therapist

SLUG_LENGTH = 40


class NotReadyError(Exception):
    """A profile without the words that visitors would read."""


class UnreadableError(Exception):
    """A colour that cannot be read on paper."""


class LeftError(Exception):
    """The sign-in of this therapist is ended, so nobody is shown to visitors."""


def set_practice(
    *, name: str, country: str, region: str, time_zone: str, telephone: str, mail: str = ""
) -> Practice:
    """Write the one row of the practice. `country` and `region` are codes, such as CA and ON."""
    values = {
        "name": name, "country": country, "region": region, "time_zone": time_zone, "telephone": telephone,
        "mail": mail,
    }  # fmt: skip
    practice, _ = Practice.objects.update_or_create(pk=1, defaults=values)
    return practice


def set_age(*, minimum_age: int, asks_guardian: bool) -> None:
    """Write from which age people book by themselves, and whether who is responsible by law is asked."""
    Practice.objects.filter(pk=1).update(minimum_age=minimum_age, asks_guardian=asks_guardian)


def set_words(*, what: str, greeting: str, answers: str, where: str) -> None:
    """Write the practice's own sentences on the first page."""
    Practice.objects.filter(pk=1).update(what=what, greeting=greeting, answers=answers, where=where)


def set_colour(*, colour: str) -> None:
    """Write the main colour; without one the program's own. Raises colours.ColourError, UnreadableError."""
    if colour:
        colour = colours.read(colour)
        if not colours.judged(colour).works:
            raise UnreadableError
    Practice.objects.filter(pk=1).update(colour=colour)
    queries.forget_colour()


def settle(*, step: str, by: UUID) -> None:
    """Note that a step of the first run is done or left out; a second time changes nothing."""
    Settled.objects.get_or_create(step=step, defaults={"by": by, "at": timezone.now()})


def seat(*, person: Person, therapist: Therapist) -> None:
    """Let a manager be this therapist as well. A person has one seat, and a seat one person."""
    if not Therapist.objects.filter(person=person).exists():
        Therapist.objects.filter(pk=therapist.pk, person__isnull=True).update(person=person)


def set_fit_weights(*, weights: Mapping[str, int]) -> None:
    """Write how much each criterion counts when therapists are put in order for somebody."""
    Practice.objects.filter(pk=1).update(fit_weights=dict(weights))


def add_therapist(
    *, name: str, pronouns: str, profession: str, registration_body: str, registration_number: str,
    languages: Sequence[str], ways_of_working: Sequence[str], time_zone: str,
) -> Therapist:  # fmt: skip
    """Add somebody to the team, under an address made of their name. Visitors do not see them yet."""
    with transaction.atomic():
        # Two managers who add a namesake at once wait for each other here.
        Practice.objects.select_for_update().filter(pk=1).first()
        return Therapist.objects.create(
            slug=_free_slug(name), name=name, pronouns=pronouns, profession=profession,
            registration_body=registration_body, registration_number=registration_number,
            languages=list(languages), ways_of_working=list(ways_of_working), time_zone=time_zone,
            fee_minor=0, is_listed=False, position=Therapist.objects.count(),
        )  # fmt: skip


def list_therapist(*, therapist: Therapist) -> None:
    """Show a therapist to visitors, who can then book. Raises NotReadyError, LeftError."""
    if therapist.has_left:
        raise LeftError
    if not therapist.is_ready:
        raise NotReadyError
    Therapist.objects.filter(pk=therapist.pk).update(is_listed=True)


def unlist_therapist(*, therapist: Therapist) -> None:
    """Take a therapist off the team page; what is booked stays."""
    Therapist.objects.filter(pk=therapist.pk).update(is_listed=False)


def end_seat(*, person: Person) -> None:
    """End the sign-in of somebody who works here. Their profile is hidden; what is booked with them stays.

    Open invitations to their seat end with it; after a manager every one, since they may have kept any link.
    """
    with transaction.atomic():
        accounts.close(person=person)
        Therapist.objects.filter(person=person).update(is_listed=False)
        if Manager.objects.filter(person=person).exists():
            invitations.void()
        for seat in Therapist.objects.filter(person=person):
            invitations.void(therapist=seat)


def _free_slug(name: str) -> str:
    base = slugify(name)[:SLUG_LENGTH].strip("-_") or "therapist"
    taken = set(Therapist.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
