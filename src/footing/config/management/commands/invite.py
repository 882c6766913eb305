"""`footing invite`: print a one-time link for a manager or a therapist."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from footing.practice import invitations
from footing.practice.models import Therapist


class Command(BaseCommand):
    help = "Print a one-time link with which somebody who works here chooses a name and a pass phrase."

    def add_arguments(self, parser: CommandParser) -> None:
        seat = parser.add_mutually_exclusive_group(required=True)
        seat.add_argument("--manager", metavar="NAME", help="For a manager; NAME is only for this message.")
        seat.add_argument("--therapist", metavar="SLUG", help="For a therapist who is in the team already.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["manager"]:
            who, secret = options["manager"], invitations.invite(manager=True)
        else:
            therapist = Therapist.objects.filter(slug=options["therapist"]).first()
            if therapist is None:
                raise CommandError(f"There is no therapist {options['therapist']!r} in the team.")
            who, secret = therapist.name, invitations.invite(therapist=therapist)
        self.stdout.write(f"For {who}, once, within three days:\n{invitations.link(secret)}")
