"""The types that a new practice begins with."""

from footing.booking.blocks import SECONDS
from footing.booking.kinds import PATH
from footing.booking.models import AppointmentType
from footing.design import content


def seed_types() -> None:
    """Add the types of the content file that are not there yet. Raises ContentError."""
    known = set(AppointmentType.objects.values_list("id", flat=True))
    for position, row in enumerate(content.table(PATH, content.SOURCE)["type"]):
        if row["minutes"] * 60 % SECONDS:
            raise content.ContentError(f"{PATH}: {row['id']}: minutes must be a multiple of five")
        if row["id"] not in known:
            AppointmentType.objects.create(**row, position=position)
