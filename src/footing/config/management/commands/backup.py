"""`footing backup FILE`: data and photos, or with `--keys` the keys, into one new file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from footing.vault import backup


class Command(BaseCommand):
    help = "Write a backup while the site runs. Keys go into a file of their own, kept seven days at most."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", action="store_true", help="The keys of people, in place of the data.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = backup.make(options["file"], kind="keys" if options["keys"] else "data")
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        size = options["file"].stat().st_size
        self.stdout.write(f"{options['file']}: {made.kind}, {len(made.entries)} entries, {size} bytes.")
        if options["keys"]:
            self.stdout.write("Delete it within seven days: until then erased people can be read with it.")
