"""What booking should do, told without a database: the measure for the state machine."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.booking.world import NOW

PAUSE, STEP = timedelta(minutes=10), timedelta(minutes=15)
NOTICE, LIFE = timedelta(hours=12), timedelta(minutes=10)
MINUTES = {"introduction": timedelta(minutes=20), "first-appointment": timedelta(minutes=50)}


@dataclass(frozen=True)
class Occupation:
    """A live hold (it expires) or booking of one therapist."""

    therapist: str
    start: datetime
    minutes: timedelta
    expires: datetime | None = None

    @property
    def blocks(self) -> frozenset[tuple[str, int]]:
        first, length = int(self.start.timestamp()) // 300, (self.minutes + PAUSE) // timedelta(minutes=5)
        return frozenset((self.therapist, first + n) for n in range(length))


@dataclass
class Model:
    """Occupations by name; `now` only goes forward."""

    now: datetime = NOW
    holds: dict[str, Occupation] = field(default_factory=dict)
    bookings: dict[str, Occupation] = field(default_factory=dict)

    def live_holds(self) -> dict[str, Occupation]:
        return {name: o for name, o in self.holds.items() if o.expires and o.expires > self.now}

    def live(self) -> list[Occupation]:
        return [*self.live_holds().values(), *self.bookings.values()]

    def is_start(self, start: datetime, minutes: timedelta) -> bool:
        """Within the hours (09:00 to 17:00 UTC), on the grid, not too soon."""
        opens = start.replace(hour=9, minute=0)
        inside = opens <= start and start + minutes <= opens + timedelta(hours=8)
        return inside and not (start - opens) % STEP and start >= self.now + NOTICE

    def is_free(self, wanted: Occupation, among: list[Occupation]) -> bool:
        return self.is_start(wanted.start, wanted.minutes) and not any(
            o.therapist == wanted.therapist
            and wanted.start < o.start + o.minutes + PAUSE
            and o.start < wanted.start + wanted.minutes + PAUSE
            for o in among
        )

    def may_hold(self, wanted: Occupation) -> bool:
        """The first hold of a therapist's day, or one that leaves half of its open starts."""
        day = wanted.start.date()
        held = [
            o for o in self.live_holds().values() if o.therapist == wanted.therapist and o.start.date() == day
        ]
        if not held:
            return True
        booked = list(self.bookings.values())
        every = [wanted.start.replace(hour=9, minute=0) + n * STEP for n in range(32)]
        each = [replace(wanted, start=start) for start in every]
        whole = sum(self.is_free(o, booked) for o in each)
        left = sum(self.is_free(o, [*booked, *held, wanted]) for o in each)
        return 2 * left >= whole
