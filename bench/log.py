"""What a long log costs: CPU of its pages with a thousand entries, beside those of a log that is empty.

`python -m bench.log` prepares a SQLite site of its own, measures inside its environment and prints a table.
"""

import json
import os
import shutil
import sys
import time
from typing import Any

from tests.journeys import site

from bench import kill

ENTRIES, ROUNDS = 1000, 40
WORDS = "seven quiet stepping stones"
# What a page of the longest log may cost beyond that of an empty one, in CPU milliseconds.
MOST = 20.0
PAGES = ("/log/", "/log/?p=50", "/today/")


def measure() -> dict[str, list[float]]:
    """CPU milliseconds of each page: empty, with all entries."""
    made = site.prepared(demo=False)
    try:
        found: dict[str, list[float]] = json.loads(
            kill.python(made, "-m", "bench.log", "inside").splitlines()[-1]
        )
        return found
    finally:
        shutil.rmtree(made.data, ignore_errors=True)


def lines(found: dict[str, list[float]]) -> list[str]:
    """The part of a report."""
    return [
        "## A long log", "",
        f"{ENTRIES} entries of one person, most of them answered, least of {ROUNDS} requests, CPU milliseconds of the process, SQLite.", "",
        "| page | empty | full | beyond |", "|---|---:|---:|---:|",
        *(f"| `{page}` | {empty:.1f} | {full:.1f} | {full - empty:.1f} |" for page, (empty, full) in found.items()),
    ]  # fmt: skip


def _inside() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    from footing.accounts.services import make_person

    people = [make_person(name=f"Writer {n}", passphrase=WORDS) for n in range(2)]
    _fill(people[1].id)
    print(json.dumps({page: [_cpu(person, page) for person in people] for page in PAGES}))


def _fill(person: Any) -> None:
    """A thousand entries with what came of them: the rows of the services, and the index once."""
    from datetime import timedelta

    from django.utils import timezone

    from footing.log import queries
    from footing.log.models import Entry, Index, Outcome
    from footing.vault import keys

    today = timezone.localdate()
    keys.prefetch([person])
    entries, outcomes, index = [], [], []
    for n in range(ENTRIES):
        fear = {
            "text": f"{n}: it goes wrong, and I cannot say why. " * 4, "about": 0, "seen": "mine", "feared": n % 3,
            "due": (today - timedelta(days=n % 50 + 2)).isoformat(), "sure": (5, 20, 35, 50, 65, 80, 95)[n % 7],
            "expected": n % 4, "written": (today - timedelta(days=60)).isoformat(),
        }  # fmt: skip
        entries.append(Entry(holder=person, fear=fear))
        line = queries.line(entries[-1])
        if n % 11:
            came = ("did-not", n % 2, n % 4) if n % 5 else ("happened", n % 3, n % 4)
            found = dict(zip(("outcome", "found", "coped"), came, strict=True))
            outcomes.append(
                Outcome(holder=person, entry_id=line.id, found={**found, "did": "I waited.", "on": ""})
            )
            line = line._replace(**found)
        index.append(list(line))
    Entry.objects.bulk_create(entries, batch_size=200)
    Outcome.objects.bulk_create(outcomes, batch_size=200)
    Index(holder=person, lines={"lines": index}).save()


def _cpu(person: Any, page: str) -> float:
    from django.conf import settings
    from django.test import Client

    from footing.core.prediction import rate

    client = Client(headers={"Host": settings.FOOTING_URL.split("//")[1]})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    used = []
    for _ in range(ROUNDS):
        rate.credible.cache_clear()  # as after an answer, when every interval is a new one
        before = time.process_time()
        assert client.get(page).status_code == 200
        used.append((time.process_time() - before) * 1000)
    return min(used)


def main() -> int:
    """Measure and print; 1 where a page costs more than it may."""
    found = measure()
    print("\n".join(lines(found)))
    return int(any(full - empty > MOST for empty, full in found.values()))


if __name__ == "__main__":
    sys.exit(_inside() if sys.argv[1:] == ["inside"] else main())
