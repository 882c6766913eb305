"""`footing close`: end the sign-in of somebody who works here."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from footing.accounts.models import Person
from footing.accounts.names import login_of
from footing.practice import house, queries


class Command(BaseCommand):
    help = "End the sign-in of somebody who left the practice, with every session that is open."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="The name with which they sign in.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(login=login_of(options["name"]), is_active=True).first()
        if person is None or not queries.works_here(person.id):
            raise CommandError("Nobody who works here signs in with this name.")
        house.end_seat(person=person)
        self.stdout.write("That sign-in is ended. `footing invite` opens the seat again.")
