"""A process that books, or sends mail, and ends itself by SIGKILL at a named moment."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4


def die(*_: Any, **__: Any) -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def book(moment: str) -> None:
    """Book the first open start; `before` the commit the process dies, `after` it as well, just later."""
    from django.utils import timezone

    from footing.booking import services
    from footing.booking.queries import search

    now = timezone.now()
    kind = search.type_of("introduction")
    # Somebody who need not be asked first; and an address that no other booking has, or nothing would be sent to it.
    team = [one for one in search.therapists_for(mode="video") if one.slug == "noor"]
    slot = search.slots(kind, team, start=now, end=now + timedelta(days=20), now=now, mode="video")[0]
    print(slot.start.isoformat(), slot.therapist, flush=True)
    module = import_module("footing.booking.services.book")
    if moment == "before":
        module.mail.booked = die
    wish = services.Wish(type=kind.id, start=slot.start, mode="video", therapist=slot.therapist)
    guest = services.Guest(name="Kill Canary", email=f"kill-{uuid4().hex}@example.org", may_mail=True)
    done = services.book(wish=wish, guest=guest)
    print(done.booking.code, flush=True)
    die()


def offer(moment: str) -> None:
    """Offer a time to somebody who waits; `before` the commit the process dies, at the mail, or `after` it."""
    from django.utils import timezone

    from footing.booking import services
    from footing.booking.waiting import mail, offering, wishes
    from footing.booking.waiting import services as waiting
    from footing.booking.waiting.models import Offer

    now = timezone.now()
    guest = services.Guest(name="Kill Canary", email="kill-offer@example.org", may_mail=True)
    wanted = wishes.Wanted(type="introduction", mode="video")
    row = waiting.wait(wanted=wanted, guest=guest, key="kill", now=now)
    real: Callable[[Offer], None] = mail.offered
    if moment == "before":
        mail.offered = lambda made: die() if made.waiting_id == row.id else real(made)
    offering.run(now=now)
    print("offered", flush=True)
    die()


def send(moment: str) -> None:
    """Send what is due; `before` the mail leaves, or `after`, the process dies. `later` is after the lease.

    `tomorrow` is when mails leave that are not sent at night.
    """
    from django.core.mail import EmailMessage
    from django.utils import timezone

    from footing.outbox import services

    real: Callable[..., int] = EmailMessage.send

    def sent_then_die(*arguments: Any, **named: Any) -> int:
        real(*arguments, **named)
        die()
        return 1

    if moment == "before":
        EmailMessage.send = die  # type: ignore[assignment,method-assign]
    if moment == "after":
        EmailMessage.send = sent_then_die  # type: ignore[method-assign]
    wait = {"later": timedelta(minutes=2), "tomorrow": timedelta(days=1)}.get(moment, timedelta(0))
    print(services.send_due(now=timezone.now() + wait, limit=100), flush=True)


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "footing.config.settings"
    django.setup()
    {"book": book, "offer": offer, "send": send}[sys.argv[1]](sys.argv[2])
