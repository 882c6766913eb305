"""The same with the real services and pages: do what an act says, read what came of it, and write down what Bob observes.

The clock stands still. Time goes by in that every moment in a row goes back; so a page with a day on it is the same page
whenever the same time is left.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock
from uuid import UUID

from django.core import mail
from django.db import connections
from django.test import Client

from bench.coercion.model import ALICE, BOB, STEPS, Model, Typed

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
NOBODY = UUID(int=0)
UUIDS = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What may not be read for anything that somebody else sees.
PRIVATE = "safety_kept"
KINDS = ("model", "card", "ways")
TIMES = {"made_at", "at", "ends_at", "from_at"}
Saved = list[tuple[str, list[tuple[Any, ...]]]]


class LeakError(AssertionError):
    """Something that Bob observes depends on what he may not know; or the program does not what the model says."""


@dataclass(frozen=True)
class Answer:
    """One answer as it can be observed: status, where to, the bytes with ids in order of appearance, questions asked."""

    status: int
    to: str
    body: bytes
    asked: int


class Counting:
    """Counts what is asked of the databases, and refuses the private questions."""

    def __init__(self) -> None:
        self.asked, self.private = 0, False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked += 1
        self.private |= PRIVATE in sql
        return execute(sql, params, many, context)


class World:
    """Alice, Bob, and what is between them in the databases of this process."""

    def __init__(self, alice: Any, bob: Any, client: Callable[[Any], Client]) -> None:
        from footing.couple.models import Code, Given, Link, Meeting, Side, Typed, Yes

        self.people = {ALICE: alice, BOB: bob}
        self.bob = client(bob)
        self.models = (Link, Side, Code, Typed, Given, Yes, Meeting)
        self.clear: dict[str, str] = {}
        self.last: dict[str, UUID] = {}
        self.pages: frozenset[str] | None = None

    def read(self) -> Model:
        """What lies in the databases, as a model."""
        link, _side, code, typed, given, yes, meeting = (m.objects for m in self.models)
        codes = {row.holder: row for row in code.filter(ends_at__gt=NOW)}
        hashes = {holder: row.code_hash for holder, row in codes.items()}
        pairs = []
        for who, other in ((ALICE, BOB), (BOB, ALICE)):
            rows = typed.filter(holder=self.id(who), ends_at__gt=NOW)
            theirs = hashes.get(self.id(other))
            found = [
                Typed(_hours(r.ends_at), bool(r.link_id) or r.code_hash == theirs, bool(r.link_id))
                for r in rows
            ]
            pairs.append(tuple(sorted(found, key=lambda t: (t.left, t.right, t.linked))))
        things, ways = [], {ALICE: 0, BOB: 0}
        for row in given.filter(ends_at__gt=NOW):
            if row.kind == "ways":
                ways[self.who(row.holder)] = _hours(row.ends_at)
            else:
                things.append((row.kind, max(_hours(row.from_at), -1), _hours(row.ends_at)))
        said = [(f"{self.who(r.holder)} {r.step}", _hours(r.ends_at)) for r in yes.filter(ends_at__gt=NOW)]
        opened = [(r.step, _hours(r.ends_at)) for r in meeting.filter(ends_at__gt=NOW)]
        left = [_hours(codes[self.id(w)].ends_at) if self.id(w) in codes else 0 for w in (ALICE, BOB)]
        return Model(
            link.exists(), (left[0], left[1]), (pairs[0], pairs[1]), tuple(sorted(things)),
            (ways[ALICE], ways[BOB]), tuple(sorted(said)), tuple(sorted(opened)),
        )  # fmt: skip

    def save(self) -> Saved:
        """All rows between two, to be put back later."""
        found = []
        with connections["default"].cursor() as cursor:
            for model in self.models:
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 (own names)
                found.append((model._meta.db_table, cursor.fetchall()))
        return found

    def restore(self, saved: Saved) -> None:
        """Put them back; nothing else is between two."""
        with connections["default"].cursor() as cursor:
            for table, _rows in reversed(saved):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            for table, rows in saved:
                if rows:
                    places = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608

    def pass_time(self, hours: int) -> None:
        """Let hours go by."""
        from django.db.models import F

        for model in self.models:
            names = [f.name for f in model._meta.concrete_fields if f.name in TIMES]
            if names:
                model.objects.update(**{name: F(name) - timedelta(hours=hours) for name in names})

    def work(self) -> None:
        """What the worker does in its hour."""
        from footing.couple import jobs

        jobs.delete_old(NOW)

    def observe(self, *, rest: bool = True) -> tuple[tuple[str, Answer], ...]:
        """Every page that Bob can ask for, also under ids that he remembers or guesses.

        Without `rest`, those that show something of Alice; the rest shows his own.
        """
        link, given = self.link(), {kind: self.given(ALICE, kind) for kind in KINDS}
        here = f"/two/{link}/"
        pages = {"two": "/two/", "link": here, **{step: f"{here}do/{step}/" for step in STEPS}}
        pages |= {f"see {kind}": f"{here}see/{given[kind]}/" for kind in KINDS}
        if rest:
            pages |= {"link stays": f"{here}still/", "end": f"{here}end/", "show": f"{here}show/"}
            pages |= {f"{step} stays": f"{here}do/{step}/still/" for step in STEPS}
            pages |= {f"{kind} stays": f"{here}see/{given[kind]}/still/" for kind in KINDS}
            pages |= {"today": "/today/", "looks": "/account/access/", "share": "/share/"}
        wanted = {
            name: address for name, address in pages.items() if self.pages is None or name in self.pages
        }
        found = tuple((name, self.ask("get", address)) for name, address in wanted.items())
        self.nothing_sent()
        return found

    def ask(
        self, method: str, address: str, form: dict[str, Any] | None = None, *, follow: bool = False
    ) -> Answer:
        """One request of Bob's. Raises LeakError where it reads the private questions."""
        with counted() as count:
            answer = getattr(self.bob, method)(address, form or {})
            to = answer.get("Location", "")
            body = answer.content
            if follow and to.startswith("/two/"):
                body += self.bob.get(to).content
        if count.private:
            raise LeakError(f"{address} reads the private questions")
        labels: dict[bytes, bytes] = {}
        body = UUIDS.sub(lambda m: labels.setdefault(m[0], b"#%34d" % len(labels)), body)
        return Answer(answer.status_code, UUIDS.sub(b"#", to.encode()).decode(), body, count.asked)

    def nothing_sent(self) -> None:
        """Raises LeakError where a mail left or waits."""
        from footing.outbox.models import Message

        if mail.outbox or Message.objects.exists():
            raise LeakError("a mail was sent")

    def link(self) -> UUID:
        """The link of the two; where there is none, the last that was, or nobody's."""
        found = self.models[0].objects.values_list("id", flat=True).first()
        return self.last.setdefault("link", NOBODY) if found is None else self._keep("link", found)

    def given(self, who: str, kind: str) -> UUID:
        """What one of them gave of a kind, whether it can be seen or not; else the last that was."""
        name = f"{who} {kind}"
        rows = self.models[4].objects.filter(holder=self.id(who), kind=kind).values_list("id", flat=True)
        found = rows.first()
        return self.last.setdefault(name, NOBODY) if found is None else self._keep(name, found)

    def code(self, who: str) -> Any:
        """The code of one of them that holds."""
        return self.models[2].objects.filter(holder=self.id(who), ends_at__gt=NOW).first()

    def typed(self, who: str) -> list[Any]:
        """What one of them typed and waits for, in the order of the model."""
        other = self.code(ALICE if who == BOB else BOB)
        rows = self.models[3].objects.filter(holder=self.id(who), ends_at__gt=NOW, link__isnull=True)
        return sorted(rows, key=lambda r: (r.ends_at, other is not None and r.code_hash == other.code_hash))

    def id(self, who: str) -> UUID:
        """Somebody's id."""
        found: UUID = self.people[who].id
        return found

    def who(self, id: UUID) -> str:
        """Whose id it is."""
        return ALICE if id == self.id(ALICE) else BOB

    def _keep(self, name: str, id: UUID) -> UUID:
        self.last[name] = id
        return id


@contextmanager
def counted() -> Iterator[Counting]:
    """Count what is asked of all databases."""
    count = Counting()
    with ExitStack() as stack:
        for name in ("default", "keys", "marks"):
            stack.enter_context(connections[name].execute_wrapper(count))
        yield count


@contextmanager
def standing() -> Iterator[None]:
    """The clock stands still, pass phrases were just typed, nobody is counted; a card and ways can be shown."""
    from footing.accounts import access, limits, middleware
    from footing.couple.linking import views
    from footing.couple.steps import kinds
    from footing.sharing import between, things

    things.between_two()
    with ExitStack() as stack:
        for where, name, value in (
            ("django.utils.timezone", "now", lambda: NOW), (access, "_proved", lambda request: time.time()),
            (middleware, "WRITE_EVERY", 10**9), (limits, "over", lambda session, now: False), (views, "_within", lambda request, person: True),
        ):  # fmt: skip
            patch = (
                mock.patch(f"{where}.{name}", value)
                if isinstance(where, str)
                else mock.patch.object(where, name, value)
            )
            stack.enter_context(patch)
        mine = {
            "model": between._kinds["model"],
            "card": _kind(between, "card"),
            "ways": _kind(between, "ways", both=True),
        }
        stack.enter_context(mock.patch.object(between, "_kinds", mine))
        stack.enter_context(mock.patch.dict(kinds._addresses, {"turns": "two-one"}))
        yield


def _kind(between: Any, id: str, *, both: bool = False) -> Any:
    """A kind that everybody has one of."""
    return between.Kind(
        id=id, title=id.title(), about=f"A {id}.", template="sharing/note_shown.html", both=both,
        items=lambda person: [between.Item("it", id)], content=lambda person, item: f"A {id} with words.",
    )  # fmt: skip


def _hours(moment: datetime) -> int:
    return round((moment - NOW).total_seconds() / 3600)
