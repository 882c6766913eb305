"""What the practice says of booking, written by a manager."""

from footing.booking.models import HouseRules


def set_rules(*, open_per_person: int, late_hours: int, late_words: str) -> HouseRules:
    """Write the one row. `open_per_person` 1 to 50, `late_hours` 0 to 336."""
    values = {"open_per_person": open_per_person, "late_hours": late_hours, "late_words": late_words}
    made, _ = HouseRules.objects.update_or_create(pk=1, defaults=values)
    return made
