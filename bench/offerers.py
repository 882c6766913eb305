"""Two workers that offer at the same time, one of which sends the mails too; each is killed and another one started."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.journeys.site import Site

from bench.asking import PATIENCE, LostError
from bench.machine.inline import Window

ROOT = Path(__file__).resolve().parents[1]
LEASE, LIFE, SCARCE = 61, 20, 3
WORDS = {"run", "send"}


@dataclass
class _Worker:
    """One place: its process, which sends or does not, and all that the processes in it said."""

    log: Path
    sends: bool
    process: "subprocess.Popen[bytes] | None" = None
    kills: list[float] = field(default_factory=list)


class Offerers:
    """Both, from the first start until `stop`, or until the block ends."""

    def __init__(self, made: Site, chance: random.Random) -> None:
        self._made, self._chance = made, chance
        stamp = time.time_ns()  # a practice may be used twice
        self._workers = [_Worker(made.data / f"offerer-{stamp}-{n}", sends=n == 0) for n in (0, 1)]
        for worker in self._workers:
            worker.log.touch()
            self._start(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.process and worker.process.poll() is None:
                worker.process.kill()
                worker.process.wait()

    def kill(self, which: int) -> None:
        """Kill one while it offers or sends; another takes its place. Raises LostError where none works."""
        worker = self._workers[which]
        seen, began = worker.log.read_text(encoding="utf-8").count("\n"), time.monotonic()
        wanted = self._chance.choice(["run", "send"]) if worker.sends else "run"
        while not self._does(worker, wanted, seen):
            waited = time.monotonic() - began
            if waited > PATIENCE:
                raise LostError("nobody offers any more")
            if waited > SCARCE:
                wanted = "run"  # nothing was due meanwhile
            time.sleep(0.001)
        time.sleep(self._chance.choice((0, self._chance.uniform(0, 0.03), self._chance.uniform(0, 0.15))))
        self._end(worker)
        self._start(worker)

    def stop(self) -> tuple[list[Window], int]:
        """Kill both, let a last one work off what is due; what runs there were, and how many kills cut one short."""
        for worker in self._workers:
            self._end(worker)
        self._start(self._workers[0], "once")
        last = self._workers[0].process
        if last is None or last.wait(timeout=2 * PATIENCE):
            raise LostError(
                f"the last worker failed: {self._workers[0].log.with_suffix('.errors').read_text()}"
            )
        told = [_told(worker) for worker in self._workers]
        return [window for windows, _cut in told for window in windows], sum(cut for _windows, cut in told)

    @property
    def kills(self) -> int:
        """How many were killed so far."""
        return sum(len(worker.kills) for worker in self._workers)

    def _does(self, worker: _Worker, wanted: str, seen: int) -> bool:
        """Whether something new began, and has not ended."""
        lines = worker.log.read_text(encoding="utf-8").splitlines()
        return len(lines) > seen and lines[-1].startswith(wanted)

    def _start(self, worker: _Worker, *more: str) -> None:
        # One sender at a time, and each by a clock that is past the leases of all before it.
        ahead = str(LEASE * (len(worker.kills) + 1)) if worker.sends else ""
        command = [sys.executable, "-m", "bench.offerer", str(worker.log), str(LIFE), ahead, *more]
        environment = {**self._made.environment, "DJANGO_SETTINGS_MODULE": "footing.config.settings"}
        with worker.log.with_suffix(".errors").open("ab") as said:
            worker.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)

    def _end(self, worker: _Worker) -> None:
        if worker.process is None or worker.process.poll() is not None:
            said = worker.log.with_suffix(".errors").read_text(encoding="utf-8")
            raise LostError(f"a worker that offers has ended by itself: {said[-2000:]}")
        worker.process.kill()
        worker.process.wait()
        worker.kills.append(time.time())
        with worker.log.open("a", encoding="utf-8") as log:
            log.write(f"\nkilled 0 {worker.kills[-1]!r}\n")


def _told(worker: _Worker) -> tuple[list[Window], int]:
    """The runs that a log tells of, and how many runs or sendings were cut short."""
    found: list[Window] = []
    begun: tuple[str, float] | None = None
    cut = 0
    for line in worker.log.read_text(encoding="utf-8").splitlines():
        if len(words := line.split()) != 3:
            continue
        what, now, at = words[0], float(words[1]), float(words[2])
        if what in WORDS:
            begun = (what, now)
        elif begun:
            cut += what == "killed"
            if begun[0] == "run":
                found.append(Window(begun[1], at, what == "done"))
            begun = None
    return found, cut
