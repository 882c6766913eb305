"""What was read of hours, rules and people, kept in this process while the database says that nothing of it changed.

One small query a question asks for the version; a trigger gives it a new value in the transaction of each change
(`watch`), so that a change of another process is seen by the first question after its commit.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True)
class _Kept:
    """What was read under a version. Replaced as a whole, since many threads read it."""

    version: str = ""
    found: dict[str, dict[Any, Any]] = field(default_factory=dict)


class _Memory:
    """This process's own; a new version begins with nothing."""

    kept = _Kept()

    def of(self, version: str) -> dict[str, dict[Any, Any]]:
        kept = self.kept
        if kept.version != version or not version:
            kept = self.kept = _Kept(version)
        return kept.found


_memory = _Memory()


def one(kind: str, load: Callable[[], T]) -> T:
    """What `load` reads; read again only after a change. It is shared by all requests: nobody writes on it."""
    return many(kind, [""], lambda _: {"": load()})[""]


def many(kind: str, names: Sequence[K], load: Callable[[list[K]], Mapping[K, T]]) -> dict[K, T]:
    """The same of many names at once; `load` is given those that are missing, and reads watched tables only."""
    version = _version()
    held: dict[K, T] = _memory.of(version).setdefault(kind, {})
    missing = [name for name in names if name not in held]
    if not missing:
        return {name: held[name] for name in names}
    found = load(missing)
    if version and version == _version():  # else it may be newer than its version says
        held.update(found)
    return {name: found[name] if name in found else held[name] for name in names}


def forget() -> None:
    """Drop what is kept, as a process that begins."""
    _memory.kept = _Kept()


def _version() -> str:
    """The version of this moment; empty where there is none yet: then nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM calendars_version")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
