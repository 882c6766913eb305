"""Every interleaving to a depth. A state is what lies in the database; what Bob observes has to follow from what he may know."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from bench.coercion import model
from bench.coercion.doing import do
from bench.coercion.model import ALICE, Act, Model
from bench.coercion.world import NOW, LeakError, World

# What the private questions came to: each state, two at once, and "not now", for which nothing is kept.
ANSWERS = ("U.", "H.", "UH", "W.", "N.", "P-", "P+", "E.", "O.", "")


@dataclass
class Seen:
    """What was gone through, and what Bob observed: by what he may know."""

    states: int = 0
    transitions: int = 0
    pages: int = 0
    erased: int = 0
    times: int = 0
    rest: int = 8
    depth: int = 0
    looks: dict[Any, Any] = field(default_factory=dict)
    answers: dict[Any, Any] = field(default_factory=dict)


def explore(
    world: World, *, depth: int, begin: Collection[str] = (), only: Callable[[str], bool] = lambda name: True,
    every_answer: int = 0, rest: int = 8, ends: bool = True, seen: Seen | None = None,
) -> Seen:  # fmt: skip
    """Go through all that can follow, `depth` acts deep, after the acts of `begin`. Raises LeakError.

    In states less than `every_answer` acts deep Bob observes under each of Alice's answers, in others under one, in turn.
    Pages that show his own are looked at every `rest` times. With `ends`, Alice erases her account in every state.
    """
    found = seen or Seen()
    acts = [act for act in model.acts() if only(act.name)]
    world.restore([(m._meta.db_table, []) for m in world.models])
    world.observe()  # a session's first request writes, what is kept in memory is read
    now = Model()
    for name in begin:
        now = _step(world, found, next(a for a in model.acts() if a.name == name), now)
    first = world.save()
    known, waiting = {now}, deque([(now, first, 0)])
    found.rest = rest
    _observe(world, found, now, every=every_answer > 0)
    while waiting:
        here, saved, deep = waiting.popleft()
        found.states, found.depth = found.states + 1, max(found.depth, deep)
        if deep == depth:
            continue
        for act in acts:
            if not act.can(here):
                continue
            world.restore(saved)
            after = _step(world, found, act, here)
            if after not in known:
                known.add(after)
                _observe(world, found, after, every=deep + 1 < every_answer)
                waiting.append((after, world.save(), deep + 1))
            elif not act.by_bob and (after == here or act.name == "alice looks"):
                _observe(world, found, after)
        world.restore(saved)
        if ends:
            _erase(world, found, here)
    return found


def _step(world: World, found: Seen, act: Act, here: Model) -> Model:
    """Do an act under one of Alice's answers, and hold what came of it against the model."""
    after = act.after(here)
    _answer(world, ANSWERS[found.transitions % len(ANSWERS)])
    found.transitions += 1
    answer = do(world, act.name)
    if act.name.startswith("clock"):
        # Before the worker came: what has lapsed lies there still.
        _observe(world, found, after)
        world.work()
    if (read := world.read()) != after:
        raise LeakError(f"{act.name}: {read}, and not {after}")
    if answer is not None:
        # Bob does not know which of the codes that he types is one.
        name = act.name.replace("another", "the")
        _same(found.answers, (name, model.doing(here), model.known(after)), answer, name)
    return after


def _observe(world: World, found: Seen, here: Model, *, every: bool = False) -> None:
    """What Bob observes, under one of Alice's answers or each."""
    for answer in ANSWERS if every else (ANSWERS[found.pages % len(ANSWERS)],):
        _answer(world, answer)
        found.times += 1
        for name, page in world.observe(rest=found.times % found.rest == 0):
            found.pages += 1
            _same(found.looks, (name, model.known(here)), page, name)


def _erase(world: World, found: Seen, here: Model) -> None:
    """Alice erases her account; then it is taken back, since nothing follows."""
    from footing.vault import erase, keys

    # Keys go in a transaction that nothing may stand around, so that here only savepoints can.
    points = {name: transaction.savepoint(using=name) for name in ("default", "keys")}
    try:
        erase.now(holder=world.id(ALICE))
        found.erased += 1
        _observe(world, found, model.erased(here))
    finally:
        for name, point in points.items():
            transaction.savepoint_rollback(point, using=name)
        keys.forget()


def _answer(world: World, code: str) -> None:
    """Alice answers the private questions: this is kept, or nothing."""
    from footing.safety import services as safety
    from footing.safety.models import Kept

    Kept.objects.filter(holder=world.id(ALICE)).delete()
    if code and world.people[ALICE]._meta.model.objects.filter(id=world.id(ALICE)).exists():
        safety.keep(person=world.id(ALICE), state={"safety": {"1": code}}, now=NOW)


def _same(known: dict[Any, Any], key: Any, value: Any, name: str) -> None:
    before = known.setdefault(key, value)
    if before != value:
        raise LeakError(f"{name} tells apart what Bob may not know: {_difference(before, value)}")


def _difference(before: Any, value: Any) -> str:
    for part in ("status", "to", "asked"):
        if getattr(before, part) != getattr(value, part):
            return f"{part}: {getattr(before, part)} and {getattr(value, part)}"
    place = next((n for n, (a, b) in enumerate(zip(before.body, value.body, strict=False)) if a != b), -1)
    return f"{before.body[max(0, place - 60) : place + 60]!r} and {value.body[max(0, place - 60) : place + 60]!r}"
