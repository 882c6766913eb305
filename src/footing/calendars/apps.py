"""The capability's start: the database watches what open times are worked out from."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _watch(sender: AppConfig, *, using: str, **_: Any) -> None:
    if using == "default":
        from footing.calendars import watch

        watch.watch(connections[using])


class CalendarsConfig(AppConfig):
    """Triggers are made anew after every `migrate`: SQLite copies a table that changes, without its triggers."""

    name = "footing.calendars"

    def ready(self) -> None:
        from footing.calendars import watch
        from footing.calendars.models import BookingRules, WorkingHours
        from footing.practice.models import Therapist

        watch.register(Therapist, WorkingHours, BookingRules)
        post_migrate.connect(_watch, sender=self, dispatch_uid="calendars.watch")
