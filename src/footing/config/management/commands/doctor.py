"""`footing doctor`: look whether this installation is well. Ends with 1 when something is not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from footing.config import doctor


class Command(BaseCommand):
    help = "Look whether this installation is well; one line for each thing that is not, with what to do."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        found = doctor.findings(timezone.now())
        for line in found:
            self.stdout.write(line)
        if found:
            sys.exit(1)
        self.stdout.write("All is well.")
