"""A kill at any moment: what was not confirmed leaves nothing, what was confirmed stands and its mail goes out."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import kill
from bench.waiters import WAITERS

from tests.journeys import site

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def practice() -> site.Site:
    """The demo practice without a server, its waiting mails sent."""
    made = site.prepared(settings=site.own_databases())
    made.run("work", "--once")
    return made


def play(practice: site.Site, *arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.booking.kill", *arguments],
        env=practice.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout.split("\n")


def ask(practice: site.Site, code: str) -> str:
    """What a line of Django says about the database."""
    return practice.run("shell", "--no-imports", "-c", code).strip()


def bookings(practice: site.Site, start: str, therapist: str) -> int:
    query = (
        "from footing.booking.models import Booking; "
        f"print(Booking.objects.filter(start='{start}', therapist_id='{therapist}').count())"
    )
    return int(ask(practice, query))


def mails(practice: site.Site, to: bytes = b"kill-") -> int:
    return sum(b"To: " + to in f.read_bytes() for f in (practice.data / "mail").glob("*"))


def test_a_kill_before_the_commit_leaves_nothing(practice: site.Site) -> None:
    code, said = play(practice, "book", "before")
    assert code == -signal.SIGKILL
    start, therapist = said[0].split()
    assert len(said) == 2, "no code was given out"
    again, said_again = play(practice, "book", "before")
    assert said_again[0] == said[0], "the same start is open again"
    assert again == -signal.SIGKILL
    claims = (
        "from footing.booking.models import Claim; "
        "print(Claim.objects.filter(booking__isnull=True, hold__offer__isnull=True).count())"
    )
    assert int(ask(practice, claims)) == 0
    assert bookings(practice, start, therapist) == 0


def test_what_was_confirmed_stands_and_its_mail_goes_out_once(practice: site.Site) -> None:
    code, said = play(practice, "book", "after")
    assert code == -signal.SIGKILL
    booked = said[1]
    known = (
        f"from footing.booking.models import Booking; print(Booking.objects.filter(code='{booked}').count())"
    )
    assert ask(practice, known) == "1"
    before = mails(practice)
    assert play(practice, "send", "before")[0] == -signal.SIGKILL
    assert mails(practice) == before, "the sender died before the mail left"
    assert json.loads(play(practice, "send", "now")[1][0]) == 0, "the dead sender's lease still holds"
    assert json.loads(play(practice, "send", "later")[1][0]) == 1
    assert mails(practice) == before + 1
    assert json.loads(play(practice, "send", "later")[1][0]) == 0
    assert mails(practice) == before + 1


def test_a_mail_that_left_while_its_sender_died_comes_again_with_the_same_id(practice: site.Site) -> None:
    """Between the mail server and the database there is no common commit: at least once, and recognisable."""
    assert play(practice, "book", "after")[0] == -signal.SIGKILL
    assert play(practice, "send", "after")[0] == -signal.SIGKILL
    play(practice, "send", "later")
    texts = sorted((practice.data / "mail").glob("*"), key=lambda f: f.stat().st_mtime)[-2:]
    ids = {line for f in texts for line in f.read_text().splitlines() if line.startswith("Message-ID:")}
    assert len(ids) == 1


def test_an_offer_and_its_mail_stand_or_fall_together_and_the_mail_goes_out_once(practice: site.Site) -> None:
    """Killed between the two, nothing of either is there, and the next worker makes both."""
    query = (
        "from footing.booking.models import Claim; from footing.booking.waiting.models import Offer, Waiting; "
        "from footing.outbox.models import Message; row = Waiting.objects.order_by('since').last(); "
        "stray = Claim.objects.filter(booking__isnull=True, hold__offer__isnull=True); "
        "mails = Message.objects.filter(holder=row.holder); "
        "print(Offer.objects.filter(waiting=row).count(), mails.count(), stray.count())"
    )
    code, said = play(practice, "offer", "before")
    assert (code, said) == (-signal.SIGKILL, [""])
    assert ask(practice, query) == "0 0 0"
    code, said = play(practice, "offer", "after")
    assert (code, said[0]) == (-signal.SIGKILL, "offered")
    assert ask(practice, query) == "1 1 0"
    for _ in range(2):
        assert play(practice, "send", "tomorrow")[0] == 0
        assert mails(practice, b"kill-offer@") == 1


@pytest.mark.half(0)
@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="finds the server's workers as Linux shows them"
)
def test_who_got_a_code_has_their_time_whenever_workers_are_killed(practice: site.Site) -> None:
    seen = kill.run(practice, rounds=1)
    assert (seen.kills, seen.senders_killed) == (2, 1)
    assert seen.answers[201] == len(set(seen.codes))
    assert len(seen.codes) + seen.line.taken >= seen.mails > kill.PEOPLE
    assert seen.fitted == seen.answers.total() > 4 * kill.PEOPLE
    assert set(seen.answers) <= {200, 201, 409}
    assert (seen.line.offerers_killed, seen.line.waited >= WAITERS) == (2, True)
    assert seen.line.offers == seen.line.taken + seen.line.lapsed + seen.line.declined


@pytest.mark.prove
@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="finds the server's workers as Linux shows them"
)
def test_the_same_twenty_times(practice: site.Site) -> None:
    seen = kill.run(practice, rounds=20, seed=2, taken=5)
    assert (seen.kills, seen.line.taken >= 5) == (40, True)


@pytest.mark.one_database
@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="finds the server's workers as Linux shows them"
)
def test_a_stop_that_is_asked_while_workers_start_is_heard(practice: site.Site, tmp_path: Path) -> None:
    """Whoever does not hear it is killed some seconds later, and the server says so."""
    log = tmp_path / "log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [site.FOOTING, "serve"], env=practice.environment, stdout=written, stderr=written
        )
    try:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            started = kill.workers(server.pid)
            if len(started) == 2 and not any(map(_catches_a_stop, started)):
                break
            time.sleep(0.002)
        else:
            raise AssertionError("no two workers that build their application")
        server.terminate()
        server.wait(timeout=60)
        assert "refused to gracefully stop" not in log.read_text(encoding="utf-8")
    finally:
        server.kill()
        server.wait()
        for worker in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)


def _catches_a_stop(worker: int) -> bool:
    """Whether a handler of granian's still hears the signal: until our application is built, and again afterwards."""
    status = Path(f"/proc/{worker}/status").read_text(encoding="utf-8")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
