"""Changes of keys, erasures and restores, killed at every commit there is, on both databases."""

import json
import sys
from collections.abc import Iterator
from itertools import chain

from bench import house
from bench.kill import python

WORKS = {
    "rewrap": "`footing keys rewrap`",
    "rotate": "`footing keys rotate --all`",
    "erase": "an account's erasure at once",
    "restore": "`footing restore` of a backup from before an erasure",
}


def keykills() -> Iterator[str]:
    """Each piece of work is killed at its first commit, its second, and so on until it has no more."""
    yield "## Killed at every commit\n"
    yield "A process that does the work ends by SIGKILL just before or just after a commit (of a transaction, a statement, the key file, a restored"
    yield "file); then every sealed value is opened, the work is done again, and every value is opened once more. Nothing was lost, nobody came back.\n"
    yield f"| database | {' | '.join(WORKS.values())} |"
    yield f"|---{'|---:' * len(WORKS)}|"
    for name, database in (("SQLite", "sqlite"), ("PostgreSQL", "postgres")):
        seen: dict[str, int] = {}
        with house.filled(database) as made:
            for work in WORKS:
                seen |= json.loads(python(made, "-m", "tests.vault.kill", work))
        if min(seen.values()) < 4:
            sys.exit(f"too few kills: {seen}")
        yield "| " + " | ".join(chain([name], (f"{seen[work]} kills" for work in WORKS))) + " |"
    yield ""
