"""Which steps are listed, three at a time.

The first three are core steps, chosen from the signs alone. What the states open about others comes behind *More
steps*, where it was asked for, for signs that were said, and only in its weeks; the rest are core steps again. So a
list of core steps alone is what everybody has in the other weeks, and no list is shorter than another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.check import queries as check
from footing.core.plan import ContextSaid
from footing.exercises import queries, reading
from footing.plan import queries as plan

SHOWN = 3


@dataclass(frozen=True)
class Step:
    """One step in a list: an exercise with those about whom it can be begun, or a room with its address."""

    id: str
    title: str
    purpose: str
    minutes: int
    because: str = ""
    abouts: tuple[tuple[int, str], ...] = ()
    address: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Three:
    """One page of the list: three steps, which page it is, and which comes next."""

    steps: tuple[Step, ...]
    turn: int
    next: int


@dataclass(frozen=True)
class Door:
    """The steps for whoever came through one of the other doors; `page` is what there is to read."""

    page: str
    title: str
    lead: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _Found:
    step: Step
    level: int
    core: bool


def visitors() -> tuple[Step, ...]:
    """All core steps, for somebody who is not signed in."""
    return tuple(found.step for found in _core((), own=False))


def three(person: UUID, turn: int, *, now: datetime) -> Three:
    """Three steps. `turn` 0 is the first page; after the last one comes the first again."""
    found = every(person, now=now)
    pages = -(-len(found) // SHOWN)
    start = turn % pages * SHOWN
    here = (*found[start : start + SHOWN], *found[:SHOWN])[:SHOWN]
    return Three(here, turn % pages, (turn + 1) % pages)


def doors() -> tuple[Door, ...]:
    """The other doors with their steps about oneself: the same for everybody, whatever was answered."""
    return tuple(
        Door(
            source["id"], source["title"], source["lead"],
            tuple(
                Step(one.id, one.title, one.purpose, one.minutes)
                for one in reading.core()
                if source["id"] in one.doors
            ),
        )
        for source in queries.words()["door"]
    )  # fmt: skip


def every(person: UUID, *, now: datetime) -> tuple[Step, ...]:
    """All steps of a person in their order; what did not help comes last."""
    contexts, not_good = _said(person), queries.unhelpful(person)
    core = sorted(_core(contexts), key=lambda f: (f.step.id in not_good, -f.level))
    rest = [*_about_others(person, contexts, now=now), *core[SHOWN:]]
    rest.sort(key=lambda f: (f.step.id in not_good, f.core, -f.level))
    return tuple(found.step for found in (*core[:SHOWN], *rest))


def _core(contexts: Sequence[ContextSaid], *, own: bool = True) -> list[_Found]:
    found = []
    for one in reading.listed():
        level, said = _because(contexts, one.signs)
        step = Step(one.id, one.title, one.purpose, one.minutes, said)
        found.append(_Found(step, level, core=True))
    return [*found, *(_room(contexts, room, own=own) for room in queries.words()["room"])]


def _room(contexts: Sequence[ContextSaid], room: dict[str, Any], *, own: bool) -> _Found:
    level, said = _because(contexts, room["signs"])
    step = Step(
        room["id"], room["title"], room["purpose"], room["minutes"], said,
        address=room["own" if own else "visitor"], anchor=room.get("anchor", ""),
    )  # fmt: skip
    return _Found(step, level, core=True)


def _about_others(person: UUID, contexts: Sequence[ContextSaid], *, now: datetime) -> list[_Found]:
    """Those for a sign that was said: nobody is given a doubt about somebody with whom all is quiet.

    Those of another door come once the core step next to them was begun: who has not come through it is not led there.
    """
    if not queries.is_week(person, now):
        return []
    numbers, begun = sorted(entry["about"] for entry in check.kept(person)), queries.begun(person)
    found = []
    for one in reading.exercises():
        if one.about_me:
            continue
        named = [n for n in numbers if _because(_of(contexts, n), one.signs)[0]]
        if one.beside in begun and one.doors:
            named = numbers
        open_for = [n for n in named if queries.opens(person, one, n, now=now)]
        if open_for:
            level, said = _because([c for c in contexts if _number(c) in open_for], one.signs)
            abouts = tuple((n, check.label(n)) for n in open_for)
            step = Step(one.id, one.title, one.purpose, one.minutes, said, abouts)
            found.append(_Found(step, level, core=False))
    return found


def _said(person: UUID) -> tuple[ContextSaid, ...]:
    return plan.answers_of({check.PART: check.kept(person)}).contexts


def _of(contexts: Sequence[ContextSaid], number: int) -> list[ContextSaid]:
    return [context for context in contexts if _number(context) == number]


def _number(context: ContextSaid) -> int:
    return next(int(c["about"]) for c in plan.words()["context"] if c["id"] == context.context)


def _because(contexts: Sequence[ContextSaid], signs: Sequence[str]) -> tuple[int, str]:
    """The strongest of these signs, and the sentence that cites it; 0 and nothing where none was found."""
    levels = [
        (said.level or 0, context.context, said.sign)
        for context in contexts
        for said in context.signs
        if said.sign in signs
    ]
    level, context, sign = max(levels, key=lambda found: found[0], default=(0, "", ""))
    if not level:
        return 0, ""
    words, because = plan.words(), plan.words()["because"]
    place = next(c["with"] for c in words["context"] if c["id"] == context)
    said = because["sign"][sign].format(**{"with": place, "often": because["often"][level]})
    return level, f"{words['page']['said']} {said}."
