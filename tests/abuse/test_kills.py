"""Cases 15 and 18 with real kills: a process that works on keys, people or backups dies by SIGKILL at its commits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys import site as sites

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def practice() -> sites.Site:
    return sites.prepared(settings=sites.own_databases())


def kills(practice: sites.Site, work: str, *points: int) -> int:
    """How often the work was killed; stops at the first thing that is not as it must be."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.kill", f"{work}={','.join(map(str, points))}"],
        env=practice.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return int(json.loads(done.stdout)[work])


# Which of the moments, counted from the first commit on: before it, after it, before the second.
@pytest.mark.parametrize(
    ("work", "points"),
    [
        pytest.param("rewrap", (4, 9), marks=pytest.mark.half(0)),
        pytest.param("rotate", (5, 14), marks=pytest.mark.half(1)),
    ],
)
def test_case_18_a_change_of_keys_killed_at_a_commit_loses_nothing_and_the_next_run_finishes(
    practice: sites.Site, work: str, points: tuple[int, int]
) -> None:
    assert kills(practice, work, *points) == 2


@pytest.mark.half(0)
def test_case_15_a_restore_killed_halfway_brings_nobody_back_who_was_erased(practice: sites.Site) -> None:
    assert kills(practice, "restore", 2, 6) == 2


@pytest.mark.half(1)
def test_an_erasure_killed_halfway_leaves_nothing_that_can_be_read_and_the_worker_finishes(
    practice: sites.Site,
) -> None:
    assert kills(practice, "erase", 1, 4, 7) == 3


@pytest.mark.prove
@pytest.mark.parametrize(("work", "least"), [("rewrap", 10), ("rotate", 20), ("restore", 6), ("erase", 12)])
def test_the_same_at_every_commit(practice: sites.Site, work: str, least: int) -> None:
    assert kills(practice, work) >= least
