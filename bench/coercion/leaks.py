"""Eleven leaks, planted one at a time: each has to be found, or the exploration would prove nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import UUID

from django.core import mail

from bench.coercion.explore import explore
from bench.coercion.model import ALICE
from bench.coercion.world import LeakError, World

LINKED = ("alice makes a code", "bob types the code", "alice says it is the one")
SIDE_BY_SIDE = (
    *LINKED,
    "bob gives ways",
    "alice gives ways",
    "bob says yes to ways",
    "alice says yes to ways",
)


@dataclass(frozen=True)
class Leak:
    """What leaks, how it is planted, and the few acts among which it has to show."""

    name: str
    plant: Callable[[World], Any]
    only: tuple[str, ...]
    depth: int
    begin: tuple[str, ...] = LINKED
    pages: tuple[str, ...] = ("link",)


def found(world: World, leak: Leak) -> str:
    """What the exploration says with the leak in place; empty where it finds nothing."""
    world.pages = frozenset(leak.pages)
    try:
        with leak.plant(world):
            explore(
                world, depth=leak.depth, begin=leak.begin, only=lambda name: name in leak.only, ends=False
            )
    except LeakError as error:
        return str(error)
    finally:
        world.pages = None
        mail.outbox.clear()
    return ""


def _shut_where_she_is_afraid(world: World) -> Any:
    from footing.couple import queries
    from footing.safety.models import Kept

    real = queries.both_said

    def both_said(link: Any, step: str, now: Any) -> bool:
        afraid = any(
            row.state["state"].startswith("U") for row in Kept.objects.filter(holder=world.id(ALICE))
        )
        return real(link, step, now) and not afraid

    return mock.patch.object(queries, "both_said", both_said)


@contextmanager
def _a_word_at_the_end(world: World) -> Iterator[None]:
    from footing.accounts import said
    from footing.couple import queries, services

    ended, unlink, now = set[UUID](), services.unlink, said.now

    def telling(*, person: UUID, id: UUID) -> None:
        link = queries.link(person, id)
        unlink(person=person, id=id)
        ended.update([link.other] if link else [])

    def saying(request: Any) -> str:
        return "The link has ended." if request.user.id in ended else now(request)

    with mock.patch.object(services, "unlink", telling), mock.patch.object(said, "now", saying):
        yield


def _in_the_answer(more: str) -> Callable[[World], Any]:
    """Whoever types a code reads more where there is one."""

    def plant(world: World) -> Any:
        from footing.couple.linking import views

        real = views.words

        def words() -> dict[str, Any]:
            own, there = real(), world.code(ALICE) is not None
            return {**own, "typed": {**own["typed"], "done": own["typed"]["done"] + (more if there else "")}}

        return mock.patch.object(views, "words", words)

    return plant


def _read_mark(world: World) -> Any:
    from footing.couple.giving import queries
    from footing.vault.models import AccessLog

    real = queries.given

    def given(link: Any, now: Any) -> Any:
        looks = AccessLog.objects.filter(subject=link.id, actor=link.other, action="look")
        opened = {row.kind for row in looks}
        return [replace(one, label=f"{one.label}, opened") if opened else one for one in real(link, now)]

    return mock.patch.object(queries, "given", given)


def _count(world: World) -> Any:
    from footing.couple.giving import queries
    from footing.couple.models import Given

    real = queries.received

    def received(link: Any, now: Any) -> Any:
        many = Given.objects.filter(link_id=link.id, holder=link.other).count()
        return [*real(link, now), queries.Received(UUID(int=0), f"{many} things")]

    return mock.patch.object(queries, "received", received)


def _one_question_more(world: World) -> Any:
    from footing.couple.giving import queries

    real = queries._open

    def opened(link: Any, rows: Any, now: Any) -> Any:
        found = real(link, rows, now)
        if any(row.holder == link.other for row in rows if row not in found):
            queries.Given.objects.count()
        return found

    return mock.patch.object(queries, "_open", opened)


def _mail(world: World) -> Any:
    from footing.couple import services

    real = services.say_yes

    def say_yes(**what: Any) -> None:
        real(**what)
        mail.send_mail("News", "There is something new.", None, ["somebody@example.org"])

    return mock.patch.object(services, "say_yes", say_yes)


def _sooner(world: World) -> Any:
    from footing.couple import services

    return mock.patch.object(services, "YES_LASTS", timedelta(hours=12))


def _in_the_order_given(world: World) -> Any:
    from footing.couple.giving import queries

    real = queries._open

    def opened(link: Any, rows: Any, now: Any) -> Any:
        return sorted(real(link, rows, now), key=lambda row: row.from_at)

    return mock.patch.object(queries, "_open", opened)


def _no_takes_away(world: World) -> Any:
    from footing.couple.linking import services
    from footing.couple.models import Typed

    real = services.drop

    def drop(*, person: UUID, id: UUID) -> None:
        code = services.Code.objects.get(id=id)
        Typed.objects.filter(code_hash=code.code_hash).delete()
        real(person=person, id=id)

    return mock.patch.object(services, "drop", drop)


TYPING = ("alice makes a code", "bob types the code", "bob types another code")
LEAKS = (
    Leak(
        "a step is shut where she is afraid", _shut_where_she_is_afraid,
        ("alice says yes to turns", "bob says yes to turns"), 2, pages=("turns",),
    ),
    Leak("a word says that the link has ended", _a_word_at_the_end, (*LINKED, "alice unlinks"), 4, (), ("two",)),
    Leak("whoever types a code reads the maker's name", _in_the_answer(" It is Ali's."), TYPING, 2, (), ("two",)),
    Leak("the giver sees that it was opened", _read_mark, ("alice looks",), 1, SIDE_BY_SIDE),
    Leak("the other sees how many things there are", _count, ("alice gives model tomorrow",), 1),
    Leak("an answer is one byte longer where there is a code", _in_the_answer(" "), TYPING, 2, (), ("two",)),
    Leak("one question more where something waits", _one_question_more, ("alice gives ways",), 1),
    Leak("a mail says that there is something new", _mail, ("alice says yes to turns",), 1),
    Leak("a yes lapses sooner than it says", _sooner, ("alice says yes to turns",), 1),
    Leak(
        "things stand in the order in which they were given", _in_the_order_given,
        ("alice gives model now", "alice gives card now", "clock 12"), 3,
    ),
    Leak("a no takes away what was typed", _no_takes_away, ("alice says no",), 1, LINKED[:2], ("two",)),
)  # fmt: skip
