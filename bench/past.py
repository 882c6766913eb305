"""What a long past costs: the same searches of ten therapists with a hundred bookings behind them, and a hundred thousand.

`python -m bench.past` prepares a SQLite site of its own, measures it over HTTP before and after, and prints a table.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from tests.journeys import site

from bench import kill

FEW, MANY, BATCH = 100, 100_000, 2000
# What a thousand times as many may cost.
MOST = 1.1
TEN = 4  # the demo has six


@dataclass(frozen=True)
class Grown:
    """One search: ratios to the bare view of its run, with few bookings in the past and with many."""

    name: str
    few: float
    many: float

    @property
    def times(self) -> float:
        """How many times as much it costs."""
        return self.many / self.few


def measure(searches: Callable[[site.Site], dict[str, float]]) -> list[Grown]:
    """Grow a practice's past between two measurements. `searches`: ratios by name."""
    made = site.prepared()
    made.run("demo", "--therapists", str(TEN))
    seen = []
    for count in (FEW, MANY - FEW):
        kill.python(made, "-m", "bench.past", "grow", str(count))
        with site.serving(made) as serving:
            seen.append(searches(serving))
    few, many = seen
    return [Grown(name, few[name], many[name]) for name in few]


def lines(grown: list[Grown]) -> list[str]:
    """The part of a report."""
    return [
        "## A long past", "",
        f"Ten therapists; ratios to the bare view in the same run. What is over occupies nobody: the daily job takes its "
        f"claims away, and no search reads a booking. At most {MOST} times is asked for.", "",
        f"| request | {FEW} past bookings | {MANY:,} past bookings | times |", "|---|---:|---:|---:|",
        *(f"| {one.name} | {one.few:.1f} | {one.many:.1f} | {one.times:.2f} |" for one in grown),
    ]  # fmt: skip


def grow(count: int) -> None:
    """Add so many past bookings by the bulk maker, and let the job run that clears what is over."""
    import django

    django.setup()
    from datetime import UTC, datetime, timedelta

    from footing.booking.models import AppointmentType, Booking
    from footing.booking.queries import search
    from footing.booking.services import Guest, expire
    from footing.config.demo import rows
    from footing.vault import keys

    now, team = datetime.now(UTC), search.therapists_for()
    kind = AppointmentType.objects.get(id="introduction")
    guest = Guest(name="Alex", phone="+1 416 555 0142", zone="America/Toronto")
    # Before the first that is there, so that none meets another.
    first = min(Booking.objects.order_by("start").values_list("start", flat=True)[:1], default=now)
    midnight = min(first, now).replace(hour=0, minute=0, second=0, microsecond=0)
    planned = (
        rows.Planned(therapist, start, kind, therapist.modes[0], guest, start - timedelta(days=9), 10)
        for day in range(1, count)
        for hour in range(8, 18)
        for therapist in team
        for start in (midnight - timedelta(days=day) + timedelta(hours=hour),)
    )
    wanted = islice(planned, count)
    while batch := list(islice(wanted, BATCH)):
        rows.write(batch)
        keys.forget()
    expire()


def main() -> int:
    """Measure and print; 1 where a long past costs more than it may."""
    from bench import run

    grown = measure(run.ratios)
    print("\n".join(lines(grown)))
    return int(any(one.times > MOST for one in grown))


if __name__ == "__main__":
    sys.exit(grow(int(sys.argv[2])) if sys.argv[1:2] == ["grow"] else main())
