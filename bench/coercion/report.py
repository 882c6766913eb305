"""The part of the report: what was gone through, and the leaks that were found."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = "tests/couple/test_coercion.py"


def coercion() -> Iterator[str]:
    """Every interleaving to a depth, and each planted leak. Stops red at the first that differs."""
    from bench.coercion.leaks import LEAKS

    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "seen.jsonl"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-m", "prove or not prove", FILE],
            cwd=ROOT, env={**os.environ, "COERCION_REPORT": str(told)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"Two people: {done.stdout[-2000:]}")
        seen = [json.loads(line) for line in told.read_text().splitlines()]
    yield "## Two people, and what one can observe of the other\n"
    yield "A model written by hand (`bench/coercion/model.py`) says what Bob may know: his own doings, what both did together, and what Alice shows him now. From"
    yield "each state every act of either and of the clock was done with the real services and pages; what lay in the database afterwards was what the model"
    yield "says. In each state Bob asked for all pages that could show something of Alice, also under ids that he remembers or guesses, before and after the"
    yield "worker came, and once more after Alice erased her account; pages that show his own at every eighth time. Two states that are the same in what he may know"
    yield "gave the same status, address, bytes and number of questions to the databases. Alice had answered the private questions in each of nine ways or not at"
    yield "all, in turn, and where it began in all ten; no request of Bob's and no act of Alice's read them. No mail was sent.\n"
    yield "| begun | acts deep | states | transitions | erasures | pages compared | seconds |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in seen:
        numbers = [
            row["depth"],
            row["states"],
            row["transitions"],
            row["erased"],
            row["pages"],
            row["seconds"],
        ]
        yield f"| {row['name']} | {' | '.join(f'{n:,}' for n in numbers)} |"
    yield "\nPlanted one at a time, each of these was found, and without it the same acts showed nothing:\n"
    yield from (f"- {leak.name}" for leak in LEAKS)
