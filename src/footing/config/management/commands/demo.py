"""`footing demo`: fill an empty practice with invented people, dated relative to today."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.waiting.models import Waiting
from footing.calendars.models import Feed
from footing.config.demo import (
    articles,
    bookings,
    bulk,
    calendars,
    clients,
    letters,
    practice,
    reminders,
    requests,
    waiting,
)
from footing.learn.models import Article
from footing.practice.models import Inquiry, Therapist


class Command(BaseCommand):
    help = "Fill an empty practice with invented people. Works on a loopback address only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--therapists", type=int, default=0, help="More therapists, for measuring.")
        parser.add_argument("--bookings", type=int, default=0, help="Their bookings, for measuring.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed makes other weeks.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.FOOTING_LOOPBACK:
            raise CommandError(
                "Demo people belong on this machine only. Set FOOTING_URL to http://localhost:8000."
            )
        house, team = practice.make_practice()
        practice.make_people(team)
        if not Booking.objects.exists():
            practice.make_hours(team, now=bookings.today())
            made = bookings.make_bookings(team, now=bookings.today(), seed=options["seed"])
            self.stdout.write(f"The demo practice has {len(team)} therapists and {made} bookings.")
            asked = requests.make_requests(now=timezone.now())
            self.stdout.write(f"{asked} people have asked for a time and wait for an answer.")
        if not Inquiry.objects.exists():
            sent = letters.make_letters(house, team, now=bookings.today())
            self.stdout.write(f"{sent} people have registered or written to it.")
        if not Feed.objects.exists():
            calendars.make_calendars(team, now=bookings.today())
        if not Article.objects.exists():
            articles.make_articles(list(Therapist.objects.all()), now=bookings.today())
        clients.make_clients()
        if not Waiting.objects.exists():
            waiting.make_waiting(team, now=timezone.now())
            reminders.make_reminders(now=timezone.now())
        if options["therapists"] > 0:
            self._more(options["therapists"], max(options["bookings"], 0), options["seed"])

    def _more(self, therapists: int, wanted: int, seed: int) -> None:
        try:
            team, made = bulk.make(therapists=therapists, bookings=wanted, now=bookings.today(), seed=seed)
        except bulk.TooManyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{team} more therapists, {made} more bookings.")
