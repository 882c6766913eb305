"""What three years cost: CPU of what changed with 157 check-ins and twelve checks, beside somebody's who has nothing.

`python -m bench.changed` prepares a SQLite site of its own, measures inside its environment and prints a table.
"""

import json
import sys
from random import Random
from typing import Any

from bench import log

WEEKS, CHECKS = 157, 6
PAGES = ("/today/changed/", "/diary/", "/diary/new/", "/today/")


def measure() -> dict[str, list[float]]:
    """CPU milliseconds of each page: nothing kept, three years; and of the bare view."""
    return log.run("bench.changed")


def lines(found: dict[str, list[float]]) -> list[str]:
    """The part of a report."""
    return [
        "## What changed in three years", "",
        f"{WEEKS} check-ins with five answers, and {CHECKS} checks in each of two contexts.", "",
        *log.table(found, "nothing kept", "three years"),
    ]  # fmt: skip


def _inside() -> None:
    people = log.begin(2)
    _fill(people[1].id)
    found = {page: [log.cpu(person, page) for person in people] for page in PAGES}
    print(json.dumps({**found, log.BARE: [log.cpu(people[0], log.BARE)]}))


def _fill(person: Any) -> None:
    """Three years, by the services."""
    from datetime import timedelta

    from django.utils import timezone

    from footing.check import services as check
    from footing.diary import queries, services
    from footing.vault import keys

    now, chance = timezone.now(), Random(157)
    keys.prefetch([person])
    for n in range(WEEKS):
        answers = {q.id: min(4, max(0, round(n / 60 + chance.gauss()))) for q in queries.questions()}
        said = services.Said(answers, ("calm",), "It rained, and I slept.")
        services.check_in(person=person, said=said, now=now - timedelta(weeks=WEEKS - n))
    for n in range(CHECKS):
        for about in (1, 8):
            at = now - timedelta(days=60 * (CHECKS - n))
            entry = {
                "about": about, "items": "".join(str(chance.randint(0, 3)) for _ in range(18)), "way": "2" * 6,
                "duration": "longer", "shock": "n", "on": at.date().isoformat(),
            }  # fmt: skip
            check.keep(person=person, state={"check": [entry]}, now=at)


def main() -> int:
    """Measure and print; 1 where a page costs more than it may."""
    found = measure()
    print("\n".join(lines(found)))
    return int(log.too_much(found))


if __name__ == "__main__":
    sys.exit(_inside() if sys.argv[1:] == ["inside"] else main())
