"""A process that books, or sends mail, and ends itself by SIGKILL at a named moment."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any


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
    slot = search.slots(kind, search.therapists_for(), start=now, end=now + timedelta(days=20), now=now)[0]
    print(slot.start.isoformat(), slot.therapist, flush=True)
    module = import_module("footing.booking.services.book")
    if moment == "before":
        module.mail.booked = die
    wish = services.Wish(
        type=kind.id, start=slot.start, mode=mode_of(slot.therapist), therapist=slot.therapist
    )
    guest = services.Guest(name="Kill Canary", email="kill@example.org", may_mail=True)
    done = services.book(wish=wish, guest=guest)
    print(done.booking.code, flush=True)
    die()


def mode_of(therapist: Any) -> str:
    """A way in which a therapist meets."""
    from footing.practice.models import Therapist

    return str(Therapist.objects.get(id=therapist).modes[0])


def send(moment: str) -> None:
    """Send what is due; `before` the mail leaves, or `after`, the process dies. `later` is after the lease."""
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
    print(
        services.send_due(now=timezone.now() + timedelta(minutes=2 if moment == "later" else 0)), flush=True
    )


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "footing.config.settings"
    django.setup()
    {"book": book, "send": send}[sys.argv[1]](sys.argv[2])
