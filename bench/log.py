"""What a long log costs: CPU of its pages with a thousand entries, beside an empty log and a view that only answers.

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
BARE = "/healthz"
# What these may cost, in CPU milliseconds; the others are shown beside them.
MOST, ASKED = 20.0, ("/log/", "/today/changed/")
PAGES = ("/log/", "/log/?p=50", "/today/")


def measure() -> dict[str, list[float]]:
    """CPU milliseconds of each page: empty, with all entries; and of the bare view."""
    return run("bench.log")


def run(module: str) -> dict[str, list[float]]:
    """Run a bench inside a SQLite site of its own; what it printed last."""
    made = site.prepared(demo=False)
    try:
        found: dict[str, list[float]] = json.loads(kill.python(made, "-m", module, "inside").splitlines()[-1])
        return found
    finally:
        shutil.rmtree(made.data, ignore_errors=True)


def lines(found: dict[str, list[float]]) -> list[str]:
    """The part of a report."""
    return [
        "## A long log", "",
        f"{ENTRIES} entries of one person, most of them answered.", "", *table(found, "empty", "full"),
    ]  # fmt: skip


def table(found: dict[str, list[float]], *names: str) -> list[str]:
    """CPU milliseconds of each page; the ratio is to the bare view in the same process."""
    bare = found[BARE][0]
    return [
        f"CPU milliseconds of the process, least of {ROUNDS} requests, SQLite; ratios to `{BARE}`, {bare:.2f} ms.", "",
        f"| page | {' | '.join(names)} | ratio |", f"|---|{'---:|' * (len(names) + 1)}",
        *(
            f"| `{page}` | {' | '.join(f'{used:.1f}' for used in both)} | {both[-1] / bare:.1f} |"
            for page, both in found.items() if page != BARE
        ),
    ]  # fmt: skip


def too_much(found: dict[str, list[float]]) -> bool:
    """Whether a full page costs more than it may."""
    return any(found[page][-1] > MOST for page in ASKED if page in found)


def _inside() -> None:
    people = begin(2)
    _fill(people[1].id)
    found = {page: [cpu(person, page) for person in people] for page in PAGES}
    print(json.dumps({**found, BARE: [cpu(people[0], BARE)]}))


def begin(count: int) -> list[Any]:
    """Set Django up and make people."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    from footing.accounts.services import make_person

    return [make_person(name=f"Writer {n}", passphrase=WORDS) for n in range(count)]


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


def cpu(person: Any, page: str) -> float:
    """CPU milliseconds of one request by somebody, the least of many."""
    from django.conf import settings
    from django.test import Client

    from footing.core.change import ordered
    from footing.core.prediction import beta, paired, rate

    client = Client(headers={"Host": settings.FOOTING_URL.split("//")[1]})
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    used = []
    for _ in range(ROUNDS):
        # As after an answer, when every interval is a new one.
        rate.credible.cache_clear()
        beta.quantile.cache_clear()
        paired._left_out.cache_clear()
        ordered._orders.cache_clear()
        before = time.process_time()
        assert client.get(page).status_code == 200
        used.append((time.process_time() - before) * 1000)
    return min(used)


def main() -> int:
    """Measure and print; 1 where a page costs more than it may."""
    found = measure()
    print("\n".join(lines(found)))
    return int(too_much(found))


if __name__ == "__main__":
    sys.exit(_inside() if sys.argv[1:] == ["inside"] else main())
