"""Dana and Femi in every test."""

import pytest

from footing.calendars.models import WorkingHours
from footing.practice.models import Therapist
from tests.booking.world import make_therapist


@pytest.fixture
def dana(db: None) -> Therapist:
    return make_therapist("dana")


@pytest.fixture
def femi(db: None) -> Therapist:
    return make_therapist("femi")


@pytest.fixture
def full(db: None) -> Therapist:
    """Dana, who has no open time."""
    made = make_therapist("dana")
    WorkingHours.objects.all().delete()
    return made
