"""Stop a piece of work at its n-th commit, just before it or just after: what a kill leaves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.db.utils import DatabaseError

from footing.vault import secrets


class StoppedError(DatabaseError):
    """The process ended here."""


class Counter:
    """How many commits (of a database or of the key file) there were."""

    def __init__(self, stop_at: int, after: bool) -> None:
        self.seen, self.stop_at, self.after = 0, stop_at, after

    def around(self, commit: Callable[[], None]) -> None:
        self.seen += 1
        if self.seen == self.stop_at and not self.after:
            raise StoppedError
        commit()
        if self.seen == self.stop_at:
            raise StoppedError


@contextmanager
def stopped(monkeypatch: pytest.MonkeyPatch, *, at: int, after: bool) -> Iterator[Counter]:
    """Within the block the n-th commit is the last thing that happens; 0 only counts."""
    counter = Counter(at, after)
    with monkeypatch.context() as patch:
        for name in ("default", "keys"):
            real = connections[name].commit
            patch.setattr(connections[name], "commit", lambda real=real: counter.around(real))
        swap = secrets.replace
        patch.setattr(secrets, "replace", lambda path, ring: counter.around(lambda: swap(path, ring)))
        yield counter
