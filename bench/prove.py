"""`make prove`: the long proofs at full counts; writes docs/proofs.md. Stops red at the first that fails."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

from tests import postgres
from tests.journeys import browser

from bench import alike as known
from bench import (
    coverage,
    crowd,
    keykills,
    kill,
    leaving,
    peer,
    personas,
    plans,
    preference,
    race,
    reach,
    strings,
    trustmaps,
    ways,
)
from bench.coercion import report as coercion
from bench.machine import simulate, watch
from bench.machine.values import Rules

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "proofs.md"
ROUNDS, KILL_ROUNDS, HISTORIES = 20, 34, 100_000
DATABASES = {"SQLite": "sqlite", "PostgreSQL": "postgres"}
HEAD = """# Proofs

Written by `make prove`. Every line of a part was seen in the run of the day that stands under its heading; a proof that
fails stops it. The same proofs run at small counts in `make test`. `make prove PARTS="races reach"` proves some anew.
"""
Proof = Callable[[], Iterator[str]]


def main(wanted: Sequence[str]) -> int:
    """Run every proof, or those that are named, and put what was seen in place of what stood there."""
    if not browser.executable():
        sys.exit("There is no Chromium here. Install it; nothing was proved.")
    proofs = every()
    if unknown := set(wanted) - set(proofs):
        sys.exit(f"There is no proof called {', '.join(sorted(unknown))}. There are: {', '.join(proofs)}.")
    parts = _parts()
    for name in wanted or proofs:
        heading, *lines = proofs[name]()
        parts[heading.strip()] = (
            f"Seen on {datetime.now(UTC).date():%d %B %Y}.\n\n" + "\n".join(lines).strip()
        )
        print(f"{name}: seen", flush=True)
        if wanted:
            _write(parts)
    if not wanted:
        _write(parts)
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


def every() -> dict[str, Proof]:
    """The proofs by name, in the order of the report. The first line of each is its heading."""
    proofs: list[Proof] = [
        ways.whole, ways.questions, ways.every_page, ways.nothing_kept, leaving.leaving, ways.weigh, strings.canaries,
        races, peer.peer, kills, machine, keykills.keykills, known.known, reach.reach, plans.plans, personas.personas, trustmaps.trustmaps, coercion.coercion, coverage.coverage,
        preference.preference, both, by_tests,
    ]  # fmt: skip
    return {proof.__name__: proof for proof in proofs}


def _parts() -> dict[str, str]:
    """What stands in the report now, by heading."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    found = re.split(r"^(## .*)$", text, flags=re.MULTILINE)[1:]
    return {heading: lines.strip() for heading, lines in zip(found[::2], found[1::2], strict=True)}


def _write(parts: dict[str, str]) -> None:
    text = "\n".join(f"{heading}\n\n{lines}\n" for heading, lines in parts.items())
    REPORT.write_text(f"{HEAD}\n{text}", encoding="utf-8")


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
            f"{database}: {seen.kills} kills of a worker process while six people at a time booked, moved and gave up, and asked again when no\n"
            f"answer came; {seen.answers[201]} codes were given out, all stand, and there is no other booking. {seen.senders_killed} kills of the sender of\n"
            f"mail: all {seen.mails} mails left, {seen.mails_twice} of them twice, under the same id. The history of all {seen.fitted} requests fits the model:\n"
            f"some order of them gives just these answers, these rows and these mails.\n"
        )
        yield _offered(seen.line)


def _offered(line: crowd.Line) -> str:
    """What the real waiting list showed."""
    return (
        f"Meanwhile {line.waited} people put themselves on the waiting list, and answered what their mails offered or let it pass: {line.offers} times were\n"
        f"offered, {line.taken} taken, {line.lapsed} let pass, {line.declined} given back, with {line.offerers_killed} kills of the two workers that offer, {line.inside} of them in the middle\n"
        f"of a run. No two offers of one time or to one person, none booked by somebody else, each taken one there once as a booking,\n"
        f"each of {line.runs} runs in order ({line.beside} offers of what others behind wanted too): what lapsed went to the next whom it fits. Mails of {line.offers - line.untold} offers\n"
        f"left, {line.told_twice} of them twice, each under one id; {line.untold} ended first, and theirs were taken back.\n"
    )


def both() -> Iterator[str]:
    """Every test that touches a database, on PostgreSQL: `make test` asks there only what rests on the database."""
    yield "## Everything on PostgreSQL\n"
    with postgres.cluster() as address:
        postgres.create_databases(address, "footing", "footing_keys", "footing_marks")
        environment = {**os.environ, **postgres.environment(address)}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "loadgroup",
            "-m",
            "not browser",
            "--needs-db",
        ]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.strip().splitlines()
    if done.returncode:
        sys.exit("\n".join([line for line in lines if line.startswith(("FAILED", "ERROR"))] + [last]))
    yield f"Every test that touches a database and is not marked as asking nothing of it: {last.strip('= ')}."


def machine() -> Iterator[str]:
    """Booking as a pure machine, a hundred thousand random histories; each rule broken once."""
    yield "## Booking as a state machine\n"
    seen = simulate.run(HISTORIES)
    yield (
        f"{seen.histories:,} random histories of {simulate.STEPS} steps on `bench/machine/model.py`, in which {seen.bookings:,} bookings were made, commits\n"
        f"came in any order, {seen.kills:,} kills fell at any moment and the clock was set {seen.jumps:,} times: no two at one time, none lost, no time\n"
        f"kept for nobody, nobody refused where nobody is, every request answered once, every mail once or twice ({seen.twice:,}), the newest\n"
        "last. Holds, requests, moves, ends, expiries and the outbox are in it, and in every second history the waiting list:\n"
        f"{seen.waits:,} people waited, {seen.offers:,} times were offered, {seen.taken:,} taken, {seen.lapsed:,} let pass. No two offers of one time or to one person,\n"
        "whoever waits longest first, nobody left waiting beside an open time, none taken after its end, each offer told.\n"
        "Broken once, each of these rules was seen:\n"
    )
    for rule in fields(Rules):
        try:
            simulate.run(HISTORIES, rules=replace(Rules(), **{rule.name: False}))
        except watch.BrokenError as error:
            yield f"- {rule.name.replace('_', ' ')}: {error}"
        else:
            sys.exit(f"{rule.name} is broken, and no history shows it")


def by_tests() -> Iterator[str]:
    """What rests on tests that run as they are: the same bytes in every state, mutants, kills."""
    files = {
        "The page after the private questions, the result, the plan and its print-out are the same bytes, and the sealed "
        "state the same size, in every state": ["tests/check/test_way.py", "tests/plan/test_way.py"],
        "Each guard against a double booking taken away once: the check goes red": ["tests/booking/test_mutants.py"],
        "Killed before the commit, after it, before and after the mail left": ["tests/booking/test_kill.py"],
        "Nothing a client sends makes a 500 (schemathesis on the API, hypothesis on the forms)":
            ["tests/booking/api/test_schema.py", "tests/everywhere"],
        "`docs/deploy/roles.sql`: who serves changes no table, and nobody else comes in": ["tests/config/test_roles.py"],
        "The pages of somebody who has an account, by keyboard and without script; leaving in every way; every public page light":
            ["tests/journeys/test_account.py", "tests/journeys/test_leave.py", "tests/journeys/test_weight.py",
             "tests/journeys/test_pages.py"],
    }  # fmt: skip
    yield "## By tests\n"
    for claim, paths in files.items():
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-m", "prove or not prove", *paths],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        last = done.stdout.strip().splitlines()[-1]
        if done.returncode:
            sys.exit(f"{claim}: {last}")
        yield f"- {claim}: {last.strip('= ')} (`{'`, `'.join(paths)}`)."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
