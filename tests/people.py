"""The cast of every test: Alice, Bob and Charlie have no seat here; Dana and Femi are therapists, Erin manages."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.booking import services
from footing.booking.models import Booking
from footing.booking.queries import search
from footing.booking.services import Guest, Wish
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Manager, Practice, Therapist
from tests.practice.test_team import make_therapist

PASSPHRASE = "seven quiet stepping stones"


@dataclass(frozen=True)
class World:
    """A small practice with one booking of Alice's at Dana's."""

    dana: Person
    femi: Person
    erin: Person
    charlie: Person
    room: Therapist
    other: Therapist
    booking: Booking
    token: str


def make_world(*, demo: bool = True) -> World:
    """Make the practice, the people and Alice's booking."""
    Practice.objects.create(
        pk=1, name="House", country="CA", region="ON", time_zone="America/Toronto", is_demo=demo
    )
    dana, femi, erin, charlie = (
        make_person(name=n, passphrase=PASSPHRASE) for n in ("Dana", "Femi", "Erin", "Charlie")
    )
    Manager.objects.create(person=erin, since=timezone.now())
    room, other = make_therapist("dana", person=dana), make_therapist("femi", person=femi)
    for therapist in (room, other):
        BookingRules.objects.create(therapist=therapist, notice_hours=0, pause_minutes=10)
        for day in range(7):
            WorkingHours.objects.create(therapist=therapist, weekday=day, start_minute=0, end_minute=1440)
    done = services.book(
        wish=wish(room), guest=Guest(name="Alice Canary", phone="+1 416 555 0134", message="Canary words")
    )
    return World(dana, femi, erin, charlie, room, other, done.booking, done.token)


def wish(therapist: Therapist, after: timedelta = timedelta(days=2)) -> Wish:
    """The first open start of a therapist some time ahead."""
    kind, now = search.type_of("introduction"), timezone.now()
    slots = search.slots(kind, [therapist], start=now + after, end=now + after + timedelta(days=2), now=now)
    return Wish(type=kind.id, start=slots[0].start, mode="video", therapist=therapist.id)


def signed_in(person: Person, client: Client) -> Client:
    """A client whose session is this person's."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
