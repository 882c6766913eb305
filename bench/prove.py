"""`make prove`: the long proofs at full counts; writes docs/proofs.md. Stops red at the first that fails."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys import browser

from bench import alike as known
from bench import coverage, keykills, kill, leaving, personas, race, reach, strings, trustmaps, ways

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "proofs.md"
ROUNDS, KILL_ROUNDS = 20, 20
DATABASES = {"SQLite": "sqlite", "PostgreSQL": "postgres"}
HEAD = """# Proofs

Written by `make prove` on {today:%d %B %Y}. Every line below was seen in that run; a proof that fails stops it.
The same proofs run at small counts in `make test`.
"""


def main() -> int:
    """Run every proof, then write the report."""
    if not browser.executable():
        sys.exit("There is no Chromium here. Install it; nothing was proved.")
    proofs: list[Callable[[], Iterator[str]]] = [
        ways.whole, ways.questions, ways.every_page, ways.nothing_kept, leaving.leaving, ways.weigh, strings.canaries, races, kills,
        keykills.keykills, known.prove, reach.prove, personas.prove, trustmaps.prove, coverage.prove, alike,
    ]  # fmt: skip
    text = [HEAD.format(today=datetime.now(UTC).date())]
    for proof in proofs:
        text += list(proof())
        print(f"{proof.__module__}.{proof.__name__}: seen", flush=True)
    REPORT.write_text("\n".join(text) + "\n", encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


def races() -> Iterator[str]:
    """Fifty at once, twenty rounds, both databases."""
    yield "## Fifty at once\n"
    yield f"Two server processes of four threads, fifty connections that stand, {ROUNDS} rounds of each scene after one to warm up.\n"
    yield "| database | scene | got it, in every round | median ms | p99 ms | slowest ms |"
    yield "|---|---|---|---:|---:|---:|"
    for database, name in DATABASES.items():
        seen = race.prove(ROUNDS, name)
        counts = {"one start": seen.one, "overlapping starts": seen.overlapping, "any of ten": seen.ten,
                  "moves into one start": seen.moves, race.LAST: seen.joint}  # fmt: skip
        for scene, count in counts.items():
            median, p99, slowest = seen.milliseconds(scene)
            got = " or ".join(str(n) for n in sorted(count))
            yield f"| {database} | {scene} | {got} | {median:.0f} | {p99:.0f} | {slowest:.0f} |"
        if seen.booked_later != seen.offered:
            raise race.DoubleError(
                f"{seen.offered - seen.booked_later} losers could not book what they were offered"
            )
        yield f"\n{database}: {seen.offered} people came too late for one start; each was offered three others and booked one.\n"
        if database == "SQLite":
            yield "| database | scene | got it, in every round | median ms | p99 ms | slowest ms |"
            yield "|---|---|---|---:|---:|---:|"


def kills() -> Iterator[str]:
    """Workers and senders killed while people book, both databases."""
    yield "## Killed at any moment\n"
    for database, name in DATABASES.items():
        seen = kill.prove(KILL_ROUNDS, name)
        yield (
            f"{database}: {seen.kills} kills of a worker process while six people at a time booked and asked again when no answer came;\n"
            f"{seen.answers[201]} codes were given out, all stand, and there is no other booking. {seen.senders_killed} kills of the sender of mail:\n"
            f"all {seen.mails} mails left, {seen.mails_twice} of them twice, under the same id.\n"
        )


def alike() -> Iterator[str]:
    """What rests on tests that run as they are: the same bytes in every state, mutants, kills."""
    files = {
        "The page after the private questions, the result, the plan and its print-out are the same bytes, and the sealed "
        "state the same size, in every state": ["tests/check/test_way.py", "tests/plan/test_way.py"],
        "Each guard against a double booking taken away once: the check goes red": ["tests/booking/test_mutants.py"],
        "Killed before the commit, after it, before and after the mail left": ["tests/booking/test_kill.py"],
        "Nothing a client sends makes a 500 (schemathesis on the API, hypothesis on the forms)":
            ["tests/booking/api/test_schema.py", "tests/everywhere"],
    }  # fmt: skip
    yield "## By tests\n"
    for claim, paths in files.items():
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *paths], cwd=ROOT, capture_output=True, text=True, check=False
        )
        last = done.stdout.strip().splitlines()[-1]
        if done.returncode:
            sys.exit(f"{claim}: {last}")
        yield f"- {claim}: {last.strip('= ')} (`{'`, `'.join(paths)}`)."


if __name__ == "__main__":
    sys.exit(main())
