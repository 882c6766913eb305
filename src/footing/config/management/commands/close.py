"""`footing close`: end the sign-in of somebody who works here, or with `--all` every session of everybody."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from footing.accounts import sittings
from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.design import events
from footing.practice import house, queries


class Command(BaseCommand):
    help = "End the sign-in of somebody who left the practice, with every session that is open."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", nargs="?", help="The name with which they sign in.")
        parser.add_argument(
            "--all", action="store_true", help="Sign everybody out, on every device. They can sign in again."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["name"]) == options["all"]:
            raise CommandError("Give a NAME, or --all to sign everybody out.")
        if options["all"]:
            self.stdout.write(f"{sittings.end_all()} sign-ins are over. Everybody can sign in again.")
            events.note("sessions-ended", by="command")
            return
        person = Person.objects.filter(login=login_of(options["name"]), is_active=True).first()
        if person is None or not queries.works_here(person.id):
            raise CommandError("Nobody who works here signs in with this name.")
        house.end_seat(person=person)
        events.note("sign-in-closed", who=person.id, by="command")
        self.stdout.write("That sign-in is ended. `footing invite` opens the seat again.")
