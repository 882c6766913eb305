"""Known and unknown take the same time: pairs of requests whose answers are the same bytes, by CPU time.

Run inside a demo site's environment (`python -m bench.alike`), it prints one line of JSON; `prove` starts it.
"""

import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.journeys import site

from bench import kill

ROUNDS = 60
# Outside of this a difference could be heard through the noise of a network by somebody who asks often enough.
LEAST, MOST = 0.85, 1.18
Ask = Callable[[], Any]


def known() -> Iterator[str]:
    """Measure in a demo site of its own; stops where a pair differs in bytes, status or time."""
    made = site.prepared()
    try:
        pairs = json.loads(kill.python(made, "-m", "bench.alike").splitlines()[-1])
    finally:
        shutil.rmtree(made.data, ignore_errors=True)
    yield "## Known and unknown\n"
    yield f"CPU milliseconds of one request inside the server's process, medians of {ROUNDS} each, asked in turn; same status, same bytes.\n"
    yield "| asked for | there, but not yours | not there | ratio |"
    yield "|---|---:|---:|---:|"
    for name, (known, unknown) in pairs.items():
        if not LEAST <= known / unknown <= MOST:
            sys.exit(f"{name}: {known:.2f} ms for what is there, {unknown:.2f} ms for what is not")
        yield f"| {name} | {known:.2f} | {unknown:.2f} | {known / unknown:.2f} |"
    yield ""


def _main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    print(json.dumps({name: _compared(name, *pair) for name, pair in _pairs().items()}))


def _compared(name: str, known: Ask, unknown: Ask) -> tuple[float, float]:
    """Medians in milliseconds. Raises AssertionError where the answers differ."""
    from django.core.cache import cache

    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 2):
        answers = []
        for ask, found in zip((known, unknown), seconds, strict=True):
            cache.clear()  # the limits count every try
            before = time.process_time()
            answers.append(ask())
            found.append(time.process_time() - before)
        there, nowhere = answers
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content)), name
    return statistics.median(seconds[0][2:]) * 1000, statistics.median(seconds[1][2:]) * 1000


def _pairs() -> dict[str, tuple[Ask, Ask]]:
    from uuid import uuid4

    from footing.booking.models import Booking
    from footing.practice.models import Inquiry, Therapist
    from footing.sharing.models import Grant

    femi = _client("femi")
    booking = Booking.objects.exclude(therapist=Therapist.objects.get(slug="femi")).select_related()[0]
    inquiry, grant = Inquiry.objects.all()[0], Grant.objects.all()[0]
    visitor, wrong = _client(), "a" * 26
    return {
        "a name, with a wrong pass phrase": _names(visitor, "/account/sign-in/", "login", {"password": "not this one"}),
        "a name to be let in again": _names(visitor, "/account/back/", "a-name", {"ask": "1"}),
        "a name, with a wrong code": _names(
            visitor, "/account/back/", "name", {"code": "AAAAA-BBBBB", "passphrase": "seven quiet stepping stones"}
        ),
        "a booking's code, with a wrong second part": _each(
            visitor, "/book/manage/", {"token": wrong}, {"code": booking.code}, {"code": "ABCDE23456"}
        ),
        "another therapist's booking": _pages(femi, "/desk/booking/{}/", booking.id, uuid4()),
        "somebody else's letter": _pages(femi, "/desk/intake/{}/", inquiry.id, uuid4()),
        "what another may see": _pages(femi, "/desk/shared/{}/", grant.id, uuid4()),
    }  # fmt: skip


def _client(who: str = "") -> Any:
    from django.conf import settings
    from django.test import Client

    from footing.practice.models import Therapist

    client = Client(headers={"Sec-Fetch-Site": "same-origin", "Host": settings.FOOTING_URL.split("//")[1]})
    if who:
        person = Therapist.objects.get(slug=who).person
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _names(client: Any, address: str, field: str, sent: dict[str, str]) -> tuple[Ask, Ask]:
    """Alice has an account in the demo, Olice has none."""
    return _each(client, address, sent, {field: "Alice"}, {field: "Olice"})


def _each(
    client: Any, address: str, sent: dict[str, str], known: dict[str, str], unknown: dict[str, str]
) -> tuple[Ask, Ask]:
    return lambda: client.post(address, sent | known), lambda: client.post(address, sent | unknown)


def _pages(client: Any, address: str, known: object, unknown: object) -> tuple[Ask, Ask]:
    return lambda: client.get(address.format(known)), lambda: client.get(address.format(unknown))


if __name__ == "__main__":
    _main()
