"""`footing restore FILE`: put a backup in place, then delete again what was erased since."""

from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser

from footing.config.prepare import migrate
from footing.outbox import services as outbox
from footing.vault import archive, backup, erase, keys
from footing.vault.secrets import KeyFileError


class Command(BaseCommand):
    help = "Put a backup in the place of the data or the keys. Stop the site first."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--over", action="store_true", help="Replace what is there.")
        parser.add_argument("--check", action="store_true", help="Only look whether the file is whole.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = archive.check(options["file"])
                self.stdout.write(f"Whole: {manifest.kind}, made {manifest.made_at.isoformat()}.")
                return
            manifest = backup.restore(options["file"], over=options["over"])
            migrate()
            keys.check_master()
        except (archive.ArchiveError, backup.BackupError, KeyFileError) as error:
            raise CommandError(str(error)) from error
        gone = erase.replay()
        if manifest.kind == "data":
            Session.objects.all().delete()
            outbox.give_up_waiting()
        self.stdout.write(
            f"Restored: {manifest.kind} of {manifest.made_at.isoformat()}. {gone} rows of erased people deleted again."
        )
