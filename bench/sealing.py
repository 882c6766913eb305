"""What sealing costs: a day of diary-like entries with and without it, and new keys for 10,000 holders.

Run inside a site's environment (`python -m bench.sealing`), it prints one line of JSON; `measure` starts it.
"""

import json
import os
import shutil
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from tests.journeys import site

from bench import kill

PEOPLE, ENTRIES, ROUNDS, HOLDERS, WRITERS = 100, 10, 5, 10_000, 10
TEXT = "It was late, and the phone did not ring. I wrote down what I feared, and what came of it. " * 4


@dataclass(frozen=True)
class Mark:
    """CPU milliseconds for an entry written or read, by itself and by a person's request; seconds for all holders."""

    write_clear: float
    write_sealed: float
    read_clear: float
    read_sealed: float
    keep_clear: float
    keep_sealed: float
    show_clear: float
    show_sealed: float
    rewrap: float
    rotate: float


def measure() -> Mark:
    """Measure in a fresh SQLite site of its own."""
    made = site.prepared(demo=False)
    try:
        return Mark(**json.loads(kill.python(made, "-m", "bench.sealing").splitlines()[-1]))
    finally:
        shutil.rmtree(made.data, ignore_errors=True)


def lines(mark: Mark) -> list[str]:
    """The part of the report."""
    rows = [
        ("an entry kept by a page", mark.keep_clear, mark.keep_sealed),
        ("an entry shown on a page", mark.show_clear, mark.show_sealed),
        ("a row written, nothing else", mark.write_clear, mark.write_sealed),
        ("a row read, nothing else", mark.read_clear, mark.read_sealed),
    ]
    return [
        "## Sealing", "",
        f"A day of entries of {len(TEXT)} letters. By pages: {WRITERS} people keep and open {ENTRIES} each, a request for each, as the site does it.",
        f"By themselves: {PEOPLE} people, {ENTRIES} rows each, a transaction for each row, a person's day read at once, no request around it.",
        f"CPU of the process, the least of {ROUNDS} rounds. New keys for {HOLDERS:,} holders with an entry each.", "",
        "| | clear, CPU ms | sealed, CPU ms | ratio |", "|---|---:|---:|---:|",
        *(f"| {name} | {clear:.3f} | {sealed:.3f} | {sealed / clear:.2f} |" for name, clear, sealed in rows), "",
        "| new keys | CPU seconds |", "|---|---:|",
        f"| a new master key | {mark.rewrap:.1f} |", f"| new data keys, all values sealed anew | {mark.rotate:.1f} |",
    ]  # fmt: skip


def _main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    from footing.vault import keys

    found: dict[str, float] = {}
    holders = keys.make_holders(PEOPLE)
    for name in ("clear", "sealed") * ROUNDS:
        with _sealing(name == "sealed"):
            for part, work in (("write", _write), ("read", _read)):
                used = _cpu(lambda work=work: work(holders)) / (PEOPLE * ENTRIES) * 1000
                found[f"{part}_{name}"] = min(found.get(f"{part}_{name}", used), used)
    found |= _by_pages()
    found |= _new_keys()
    print(json.dumps(asdict(Mark(**found))))


def _by_pages() -> dict[str, float]:
    """The same through the pages of the note: signed in, session, forms and template included."""
    from django.conf import settings
    from django.test import Client

    from footing.accounts.models import Person
    from footing.accounts.services import make_person

    found: dict[str, float] = {}
    for name in ("clear", "sealed") * ROUNDS:
        with _sealing(name == "sealed"):
            Person.objects.all().delete()
            clients = []
            for number in range(WRITERS):
                client = Client(
                    headers={"Sec-Fetch-Site": "same-origin", "Host": settings.FOOTING_URL.split("//")[1]}
                )
                person = make_person(name=f"Writer {number}", passphrase=TEXT[:40])
                client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
                clients.append(client)

            def keep(clients: list[Client] = clients) -> None:
                for client in clients:
                    for number in range(ENTRIES):
                        assert (
                            client.post(
                                "/share/note/", {"step": "keep", "text": f"{number} {TEXT}"}
                            ).status_code
                            == 302
                        )

            def show(clients: list[Client] = clients) -> None:
                for client in clients:
                    for _ in range(ENTRIES):
                        assert TEXT.strip() in client.get("/share/note/").content.decode()

            for part, work in (("keep", keep), ("show", show)):
                used = _cpu(work) / (WRITERS * ENTRIES) * 1000
                found[f"{part}_{name}"] = min(found.get(f"{part}_{name}", used), used)
    return found


def _entry(holder: uuid.UUID) -> Any:
    """A sealed row like a page of a diary: the outbox has the only table of that kind so far."""
    from django.utils import timezone

    from footing.outbox.models import Message

    now, content = timezone.now(), {"text": TEXT, "mood": 3}
    return Message(
        holder=holder, kind="bench", key=uuid.uuid4().hex, content=content, created_at=now, not_before=now
    )


def _write(holders: list[uuid.UUID]) -> None:
    from footing.outbox.models import Message
    from footing.vault import keys

    Message.objects.all().delete()
    for holder in holders:
        for _ in range(ENTRIES):
            keys.forget()
            _entry(holder).save(force_insert=True)


def _read(holders: list[uuid.UUID]) -> None:
    from footing.outbox.models import Message
    from footing.vault import keys

    for holder in holders:
        keys.forget()
        keys.prefetch([holder])
        assert all(row.content["text"] == TEXT for row in Message.objects.filter(holder=holder))


@contextmanager
def _sealing(on: bool) -> Any:
    """Without sealing a value lies in its column as JSON, and no key is asked for."""
    from footing.vault import keys
    from footing.vault.private import Private, Sealed

    own = Private.seal, Private.open, keys.prefetch
    if not on:
        Private.seal = lambda self, row, value: Sealed(json.dumps(value).encode())  # type: ignore[method-assign]
        Private.open = lambda self, row, sealed: json.loads(sealed.blob)  # type: ignore[method-assign]
        keys.prefetch = lambda holders: None
    try:
        yield
    finally:
        Private.seal, Private.open, keys.prefetch = own  # type: ignore[method-assign]


def _new_keys() -> dict[str, float]:
    from django.conf import settings

    from footing.outbox.models import Message
    from footing.vault import keys, rewrap, rotate

    Message.objects.all().delete()
    holders = keys.make_holders(HOLDERS)
    Message.objects.bulk_create((_entry(holder) for holder in holders), batch_size=500)
    keys.forget()

    def whole() -> None:
        rewrap.begin(settings.FOOTING_KEY_FILE)
        rewrap.rewrap()
        rewrap.finish(settings.FOOTING_KEY_FILE)

    seconds = {"rewrap": _cpu(whole), "rotate": _cpu(lambda: rotate.rotate(holders))}
    assert Message.objects.order_by("?")[0].content["text"] == TEXT
    return seconds


def _cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    sys.exit(_main())
