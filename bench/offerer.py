"""The worker's part of the waiting list without its pauses, until it is killed; what it does stands in a log.

`python -m bench.offerer LOG LIFE AHEAD`: an offer is kept LIFE seconds. With AHEAD its mails are sent as well, by a clock
that is so many seconds ahead, so that the lease of a sender that was killed is over. With `once`, one turn, then stop.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

HOUR, PAUSE = 3600, 0.2


def main(log: Path, life: float, ahead: float | None, *, once: bool) -> int:
    """Offer, and send what tells of offers. Mails about bookings wait for senders that are killed later."""
    from django.db import close_old_connections
    from django.utils import timezone

    from footing.booking.waiting import lives, offering
    from footing.outbox import services as outbox
    from footing.vault import keys

    lives.rule = lambda: lives.Rule(hours=life / HOUR, least=0, day_from=0, day_to=23, quiet=3)  # type: ignore[arg-type]
    real: Callable[[datetime], Any] = outbox._open
    outbox._open = lambda now: real(now).filter(kind="booking.offered")
    with log.open("a", buffering=1, encoding="utf-8") as said:
        while True:
            keys.forget()
            close_old_connections()
            now = timezone.now()
            _do(said.write, "run", now.timestamp(), lambda now=now: offering.run(now=now))
            if ahead is not None:
                later = timezone.now() + timedelta(seconds=ahead)
                if outbox._open(later).exists():
                    _do(said.write, "send", later.timestamp(), lambda now=later: outbox.send_due(now=now))
            if once:
                return 0
            time.sleep(PAUSE)


def _do(say: Callable[[str], object], what: str, now: float, work: Callable[[], int]) -> None:
    """One run, with when it began and ended: what a kill cuts short has no end. The next goes on after an error."""
    say(f"{what} {now!r} {time.time()!r}\n")
    try:
        work()
        how = "done"
    except Exception as error:  # as a periodic job: said, and tried again
        how = type(error).__name__
    say(f"{how} {now!r} {time.time()!r}\n")


if __name__ == "__main__":
    import django

    django.setup()
    log, life, ahead, *rest = sys.argv[1:]
    sys.exit(main(Path(log), float(life), float(ahead) if ahead else None, once=bool(rest)))
