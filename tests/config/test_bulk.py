"""`footing demo --therapists N --bookings N`: rows like those of the services, in batches."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from footing.booking import blocks
from footing.booking.models import Booking, Claim
from footing.calendars.models import BookingRules
from footing.practice.models import Therapist

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def fill(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_a_large_practice_has_the_rows_that_the_services_write(settings: Any, tmp_path: Path) -> None:
    """And more bookings than starts are refused with the number that fits."""
    settings.FOOTING_DATA_DIR = tmp_path
    with pytest.raises(CommandError, match="have 350 starts"):
        fill("--therapists", "1", "--bookings", "351")
    own = Booking.objects.count()
    assert own > 0
    assert not Therapist.objects.filter(slug__startswith="t").exists()
    assert "5 more therapists, 200 more bookings." in fill("--therapists", "5", "--bookings", "200")
    assert Therapist.objects.count() == 11
    made = list(Booking.objects.filter(therapist__slug__startswith="t"))
    assert len(made) == 200 == Booking.objects.count() - own
    assert all(row.name and row.contact["phone"] for row in made)
    pause = dict(BookingRules.objects.values_list("therapist", "pause_minutes"))
    for row in made:
        span = blocks.span_of(row.start, row.end, pause[row.therapist_id])
        claimed = Claim.objects.filter(booking=row).order_by("block").values_list("block", "span")
        assert [block for block, _ in claimed] == list(span)
        assert claimed[0][1] == len(span)
