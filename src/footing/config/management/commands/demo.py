"""`footing demo`: fill an empty practice with invented people, dated relative to today."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from footing.config.demo import practice


class Command(BaseCommand):
    help = "Fill an empty practice with invented people. Works on a loopback address only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.FOOTING_LOOPBACK:
            raise CommandError(
                "Demo people belong on this machine only. Set FOOTING_URL to http://localhost:8000."
            )
        practice.make_practice()
        self.stdout.write("The demo practice is ready.")
