"""Work on keys and people that is killed at each of its commits, and done again: `python -m tests.vault.kill`.

A process starts once; each piece of work runs in a fork of it, which kills itself just before or just after its n-th
commit: of a transaction, of a single statement, of the key file, of a restored file. Prints what was seen, as JSON.
"""

import itertools
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

WRITES = ("INSERT", "UPDATE", "DELETE")
ALIASES = ("default", "keys")
Work = Callable[[], object]
Points = tuple[int, ...]


class BrokenError(AssertionError):
    """Something cannot be read that should be, or can be that should not."""


class Fuse:
    """Ends this process at the n-th commit."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.left, self.after = at, after

    def around(self, commit: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0 and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = commit(*arguments, **named)
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    def statement(self, run: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        """One statement outside a transaction is its own commit."""
        if context["connection"].in_atomic_block or not str(sql).lstrip().upper().startswith(WRITES):
            return run(sql, parameters, many, context)
        return self.around(run, sql, parameters, many, context)

    def set(self) -> None:
        from django.db import connections

        from footing.vault import backup, secrets

        for alias in ALIASES:
            commit = connections[alias].commit
            connections[alias].commit = lambda commit=commit: self.around(commit)
            connections[alias].execute_wrappers.append(self.statement)
        for module, name in (
            (secrets, "replace"),
            (backup, "_put_sqlite"),
            (backup, "_load"),
            (backup, "_put_photos"),
        ):
            real = getattr(module, name)
            setattr(module, name, lambda *a, real=real, **k: self.around(real, *a, **k))


def killed(work: Work, at: int, *, after: bool) -> bool:
    """Do the work in a process that dies at its n-th commit; False when it had fewer."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    child = os.fork()
    if child == 0:
        try:
            Fuse(at, after=after).set()
            work()
        except BaseException as error:
            print(f"the work failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise BrokenError(f"the work failed before its commit {at}")
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def points(chosen: Points) -> Iterator[tuple[int, bool]]:
    """Before the first commit, after it, before the second, and so on; those of these numbers, or all without any."""
    for number in sorted(chosen) or itertools.count(1):
        yield (number + 1) // 2, number % 2 == 0


def readable() -> Counter[str]:
    """Opens every sealed value there is: how many can be read, are erased, do not open."""
    from footing.vault import crypto, keys, registry, secrets

    keys.forget()
    found: Counter[str] = Counter()
    for model in registry.owned():
        rows = list(model._base_manager.all())
        keys.prefetch(row.holder for row in rows)  # type: ignore[attr-defined]
        for row in rows:
            for column in registry.private_fields(model):
                try:
                    getattr(row, column.name)
                    found["read"] += 1
                except keys.ErasedError:
                    found["erased"] += 1
                except (crypto.OpenError, secrets.KeyFileError):
                    found["damaged"] += 1
    return found


def expect(what: bool, *said: object) -> None:
    """Raises BrokenError unless it is so."""
    if not what:
        raise BrokenError(" ".join(map(str, said)))


def command(*words: str) -> Work:
    """A command of `footing`, silent."""
    from django.core.management import call_command

    with_out = {"stdout": open(os.devnull, "w"), "stderr": open(os.devnull, "w")}  # noqa: SIM115
    return lambda: call_command(*words, **with_out)


def change(name: str, chosen: Points) -> int:
    """`footing keys rewrap` or `rotate`: everything stays readable, and the next run finishes."""
    from footing.vault import keys, rewrap, rotate, secrets
    from footing.vault.models import Key

    live = Key.objects.filter(wrapped__isnull=False)
    rewrap.BATCH = rotate.BATCH = -(-live.count() // 3)
    work = (
        command("keys", "rewrap") if name == "rewrap" else command("keys", "rotate", "--all", "--settle", "0")
    )
    whole, seen = readable(), 0
    holders = live.values("holder").distinct().count()
    for at, after in points(chosen):
        before = set(live.values_list("id", "kek"))
        if not killed(work, at, after=after):
            break
        seen += 1
        expect(readable() == whole, name, at, after, readable(), whole)
        work()
        expect(readable() == whole, name, at, after, "finished", readable(), whole)
        expect(live.count() == holders, name, at, after, "old keys are left")
        expect(not before & set(live.values_list("id", "kek")), name, at, after, "a key was passed by")
        expect(keys.ring().old == (), name, at, after, "the old master key is left")
        expect(set(live.values_list("kek", flat=True)) == {secrets.key_id(keys.ring().current)}, name, at)
    return seen


def erase(chosen: Points) -> int:
    """A person's erasure at once: never a value that does not open, and the worker finishes it."""
    from django.utils import timezone

    from footing.vault import erase as erasures

    seen = 0
    for at, after in points(chosen):
        whole = readable()
        person = make_person()
        everyone = holders_of(person)
        if not killed(lambda person=person: erasures.at_once(holder=person, by=person), at, after=after):
            expect(left(everyone) == 0, "erase", at, after, "rows are left")
            break
        seen += 1
        expect(readable()["damaged"] == 0, "erase", at, after)
        if erasures.asked(person) is None and (at, after) == (1, False):
            erasures.at_once(holder=person, by=person)  # not even the wish was noted: they ask again
        erasures.carry_out(moment=timezone.now())
        erasures.replay()
        expect(left(everyone) == 0, "erase", at, after, "rows or keys are left:", left(everyone))
        expect(readable() == whole, "erase", at, after, "others", readable(), whole)
    return seen


def restore(chosen: Points) -> int:
    """An old backup over what is there: whoever was erased since is at no moment readable, and gone at the end."""
    from django.contrib.sessions.models import Session

    from footing.vault import backup
    from footing.vault import erase as erasures

    seen, whole, person = 0, readable(), make_person()
    everyone = holders_of(person)
    with tempfile.TemporaryDirectory() as folder:
        backup.make(Path(folder) / "old.tar")
        erasures.now(holder=person)
        work = command("restore", str(Path(folder) / "old.tar"), "--over")
        for at, after in points(chosen):
            if not killed(work, at, after=after):
                break
            seen += 1
            state = readable()
            expect(
                state["damaged"] == 0 and state["read"] == whole["read"], "restore", at, after, state, whole
            )
            work()
            expect(readable() == whole, "restore", at, after, "finished", readable(), whole)
            expect(left(everyone) == 0, "restore", at, after, "somebody came back")
            expect(not Session.objects.exists(), "restore", at, after, "a session came back")
    return seen


def make_person() -> UUID:
    """Somebody with an account, a choice how to be reached, a sign-in and a booking of their own."""
    import uuid

    from django.contrib.auth import SESSION_KEY
    from django.utils import timezone

    from footing.accounts import contact, services
    from footing.accounts.models import Sitting
    from footing.accounts.sessions import SessionStore, row_key
    from footing.config.demo import clients

    person = services.make_person(name=f"Kim {uuid.uuid4().hex}", passphrase="four quiet words here")
    contact.choose(person=person.id, how="mail", address="kim@example.org", hours="")
    clients._book(person)
    session = SessionStore()
    session[SESSION_KEY] = str(person.id)
    session.create()
    key = row_key(session.session_key)
    Sitting.objects.create(person=person, session_key=key, began_at=timezone.now())
    return person.id


def holders_of(person: UUID) -> list[UUID]:
    """The person and their booking."""
    from footing.vault import registry

    found = registry.holders(person)
    expect(len(found) == 2, "the person has a booking")
    return found


def left(holders: list[UUID]) -> int:
    """Rows, keys and sessions of these holders that are still there."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.models import Session

    from footing.vault import registry
    from footing.vault.models import Key

    rows = sum(
        t.model._base_manager.filter(**{f"{t.path}__in": holders}).count() for t in registry.personal()
    )
    names = {str(holder) for holder in holders}
    sessions = sum(s.get_decoded().get(SESSION_KEY) in names for s in Session.objects.all())
    return int(rows + sessions + Key.objects.filter(holder__in=holders, wrapped__isnull=False).count())


WORKS: dict[str, Callable[[Points], int]] = {
    "rewrap": lambda chosen: change("rewrap", chosen),
    "rotate": lambda chosen: change("rotate", chosen),
    "erase": erase,
    "restore": restore,
}

if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "footing.config.settings"
    django.setup()
    from footing.vault import registry as _registry

    _registry.discover()
    found = {}
    for word in sys.argv[1:]:
        name, _, numbers = word.partition("=")
        found[name] = WORKS[name](tuple(int(n) for n in numbers.split(",") if n))
    print(json.dumps(found))
