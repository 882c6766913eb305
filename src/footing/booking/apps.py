"""The capability's start: a new installation has its appointment types."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _seed(sender: AppConfig, *, using: str, **_: Any) -> None:
    if using == "default":
        from footing.booking.services import seed_types

        seed_types()


class BookingConfig(AppConfig):
    """Types come from `content/en/booking/types.toml`, once; a practice's own edits stay."""

    name = "footing.booking"

    def ready(self) -> None:
        from footing.booking.models import AppointmentType
        from footing.booking.queries import bookings, next_open
        from footing.calendars import watch
        from footing.practice import openings, times
        from footing.sharing import readers
        from footing.vault import registry

        watch.register(AppointmentType)
        openings.register(next_open)
        times.register(bookings.pair_of)
        registry.link(bookings.holders_of)
        readers.register(bookings.therapists_of)
        post_migrate.connect(_seed, sender=self, dispatch_uid="booking.seed_types")
