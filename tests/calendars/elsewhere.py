"""Two therapists, calendars whose servers say what a test wants, and a clock for what is asked of this very moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.calendars import away as away_module
from footing.calendars.models import BookingRules, Feed, WorkingHours
from footing.calendars.outside import expand, reading, services
from footing.calendars.outside.fetch import Answer
from footing.calendars.outside.troubles import TroubleError
from footing.practice.models import Therapist
from tests.calendars.test_calendars import make_person
from tests.calendars.test_feeds import content
from tests.practice.test_team import make_therapist

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "https://cal.example/private-quokka/basic.ics"
FIFTEEN, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
Say = Callable[..., None]


@dataclass
class Clock:
    """What the search takes for this very moment."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(away_module, "timezone", made)
    return made


@pytest.fixture
def dana() -> Therapist:
    room = make_therapist("dana", person=make_person("Dana"))
    BookingRules.objects.create(therapist=room, notice_hours=0, pause_minutes=0)
    for day in range(7):
        WorkingHours.objects.create(therapist=room, weekday=day, start_minute=540, end_minute=660)
    return room


@pytest.fixture
def femi() -> Therapist:
    return make_therapist("femi", person=make_person("Femi"))


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Say what the calendar's server answers; files are read in this process, the small one is looked at apart."""

    def near(file: bytes, *, zone: str, own: str, now: datetime) -> reading.Reading:
        found = expand.read(file, zone=zone, own=own, start=now - reading.BACK, end=now + reading.AHEAD)
        spans = [[int(low.timestamp()), int(high.timestamp())] for low, high in found.spans]
        return reading.Reading(reading._blocks(spans), found.unread)

    def said(answer: Answer | str) -> None:
        def fetched(address: str, **asked: Any) -> Answer:
            told.append((asked["etag"], asked["modified"]))
            if isinstance(answer, str):
                raise TroubleError(answer)
            return answer

        monkeypatch.setattr(services, "fetch", fetched)

    told: list[tuple[str, str]] = []
    said.told = told  # type: ignore[attr-defined]
    monkeypatch.setattr(services.reading, "read", near)
    said(Answer(content("weekly"), '"a1"'))
    return said


def add(room: Therapist, *, limit: int = 24, now: datetime = NOW, address: str = ADDRESS) -> Feed:
    assert room.person_id
    return services.add_address(
        by=room.person_id, therapist=room, name="Home bilby", address=address, limit_hours=limit, now=now
    )


def read(feed: Feed, now: datetime = NOW) -> Feed:
    services.refresh(Feed.objects.select_related("therapist").get(id=feed.id), now=now)
    return Feed.objects.get(id=feed.id)


def starts(room: Therapist, day: int = 23) -> list[str]:
    kind = AppointmentType.objects.get(id="introduction")
    low = datetime(2026, 11, day, tzinfo=UTC)
    found = search.slots(kind, [room], start=low, end=low + DAY, now=NOW)
    return [f"{slot.start:%H:%M}" for slot in found]
