"""What two people do, as values: written by hand beside the program, so that neither is asked what the other should be.

Times are hours that are left. What Bob may know of a moment is `known`: his own doings, what both did together, and what
Alice shows him now. Her answers to the private questions are in no value here at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

ALICE, BOB = "alice", "bob"
TURNS, WAYS = "turns", "ways"
STEPS = (TURNS, WAYS)
DAY = 24
CODE, GIVEN, YES = 3 * DAY, 14 * DAY, DAY
CLOCKS = (12, 3 * DAY)


@dataclass(frozen=True)
class Typed:
    """A code that somebody typed: hours left, whether it is the other's, whether a link came of it."""

    left: int
    right: bool
    linked: bool = False


@dataclass(frozen=True)
class Model:
    """Everything that there is between two. Pairs are Alice's and Bob's; `things` are Alice's: kind, hours to begin and end."""

    linked: bool = False
    codes: tuple[int, int] = (0, 0)
    typed: tuple[tuple[Typed, ...], tuple[Typed, ...]] = ((), ())
    things: tuple[tuple[str, int, int], ...] = ()
    ways: tuple[int, int] = (0, 0)
    yes: tuple[tuple[str, int], ...] = ()
    open: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Act:
    """Something that one of them can do: its name, whether it can be done now, what comes of it."""

    name: str
    can: Callable[[Model], bool]
    after: Callable[[Model], Model]

    @property
    def by_bob(self) -> bool:
        """Whether Bob does it, and so sees its answer."""
        return self.name.startswith(BOB)


def known(m: Model) -> tuple[object, ...]:
    """What Bob may know: two moments with the same value look the same to him."""
    code, own = m.codes[1], m.typed[1]
    seen = bool(code) and any(t.right and not t.linked for t in m.typed[0])
    shown = tuple(sorted(kind for kind, begins, _ends in m.things if m.linked and begins <= 0))
    opened = tuple(sorted(step for step, _left in m.open))
    return (
        m.linked, tuple(sorted(t.left for t in own if not t.linked)), code, seen, shown, m.ways[1],
        m.linked and all(m.ways) and WAYS in opened, opened,
    )  # fmt: skip


def doing(m: Model) -> tuple[object, ...]:
    """The same, and what Bob knows of himself alone: what he does may depend on it, a page does not."""
    yes = tuple(sorted((step, left) for step, left in m.yes if step.startswith(BOB)))
    return (*known(m), yes, tuple(sorted(t.left for t in m.typed[1] if t.linked)))


def acts() -> list[Act]:
    """All that they can do, and the clock."""
    found = [act for who in (ALICE, BOB) for act in (*_linking(who), *_together(who), *_ways(who))]
    return [
        *found,
        *_alone(),
        *(Act(f"clock {hours}", lambda m: m != Model(), _later(hours)) for hours in CLOCKS),
    ]


def unlinked(m: Model, by: str) -> Model:
    """All that hung on the link is gone; whoever ended it keeps no typed code of it, the other's waits as if nothing was."""
    i = _index(by)
    typed = tuple(
        tuple(Typed(t.left, False) if t.linked else t for t in rows if not (n == i and t.linked))
        for n, rows in enumerate(m.typed)
    )
    return Model(codes=m.codes, typed=(_sorted(typed[0]), _sorted(typed[1])))


def erased(m: Model) -> Model:
    """Alice is gone with all that is hers."""
    rest = unlinked(m, ALICE)
    return replace(
        rest, codes=(0, rest.codes[1]), typed=((), tuple(replace(t, right=False) for t in rest.typed[1]))
    )


def _linking(who: str) -> Iterator[Act]:
    i, j = _index(who), 1 - _index(who)

    def typed(right: bool) -> Callable[[Model], Model]:
        return lambda m: replace(m, typed=_set(m.typed, i, _sorted((*m.typed[i], Typed(CODE, right)))))

    def accepted(m: Model) -> Model:
        first = next(t for t in m.typed[j] if t.right and not t.linked)
        # Who is linked already stays it; the code is used up all the same.
        rows = tuple(replace(t, linked=True) if t is first else t for t in m.typed[j])
        return replace(m, linked=True, codes=_set(m.codes, i, 0), typed=_set(m.typed, j, _sorted(rows)))

    def dropped(m: Model) -> Model:
        rows = tuple(t if t.linked else replace(t, right=False) for t in m.typed[j])
        return replace(m, codes=_set(m.codes, i, 0), typed=_set(m.typed, j, _sorted(rows)))

    def waits(m: Model, right: bool) -> bool:
        return any(t.right == right and not t.linked for t in m.typed[i])

    yield Act(
        f"{who} makes a code",
        lambda m: not m.codes[i] and not m.linked,
        lambda m: replace(m, codes=_set(m.codes, i, CODE)),
    )
    yield Act(f"{who} says no", lambda m: bool(m.codes[i]), dropped)
    yield Act(
        f"{who} says it is the one",
        lambda m: bool(m.codes[i]) and any(t.right and not t.linked for t in m.typed[j]),
        accepted,
    )
    yield Act(
        f"{who} types the code",
        lambda m: bool(m.codes[j]) and not waits(m, True) and _room(m, i),
        typed(True),
    )
    if who == BOB:
        yield Act(f"{who} types another code", lambda m: not waits(m, False) and _room(m, i), typed(False))
    yield Act(
        f"{who} takes a code back",
        lambda m: any(not t.linked for t in m.typed[i]),
        lambda m: replace(m, typed=_set(m.typed, i, _without_first(m.typed[i]))),
    )
    yield Act(f"{who} unlinks", lambda m: m.linked, lambda m: unlinked(m, who))


def _together(who: str) -> Iterator[Act]:
    other = BOB if who == ALICE else ALICE
    for step in STEPS:

        def said(m: Model, step: str = step) -> Model:
            yes, opened = dict(m.yes), dict(m.open)
            if step in opened:
                return m
            yes[f"{who} {step}"] = YES
            if f"{other} {step}" in yes:
                del yes[f"{who} {step}"], yes[f"{other} {step}"]
                opened[step] = YES
            return replace(m, yes=_items(yes), open=_items(opened))

        def back(m: Model, step: str = step) -> Model:
            yes, opened = dict(m.yes), dict(m.open)
            yes.pop(f"{who} {step}", None)
            opened.pop(step, None)
            return replace(m, yes=_items(yes), open=_items(opened))

        yield Act(f"{who} says yes to {step}", lambda m: m.linked, said)
        yield Act(f"{who} takes {step} back", lambda m: m.linked, back)


def _ways(who: str) -> Iterator[Act]:
    i = _index(who)
    yield Act(
        f"{who} gives ways",
        lambda m: m.linked and not m.ways[i],
        lambda m: replace(m, ways=_set(m.ways, i, GIVEN)),
    )
    yield Act(f"{who} takes ways", lambda m: bool(m.ways[i]), lambda m: replace(m, ways=_set(m.ways, i, 0)))


def _alone() -> Iterator[Act]:
    """What Alice alone does: she shows two things, looks at what is shown to her, and looks around."""
    for kind, begins in (("model", 0), ("model", DAY), ("card", 0)):
        yield Act(
            f"alice gives {kind} {'tomorrow' if begins else 'now'}",
            lambda m, kind=kind: m.linked and not _thing(m, kind),
            lambda m, kind=kind, begins=begins: replace(
                m, things=tuple(sorted((*m.things, (kind, begins, begins + GIVEN))))
            ),
        )
    for kind in ("model", "card"):
        yield Act(
            f"alice takes {kind}",
            lambda m, kind=kind: bool(_thing(m, kind)),
            lambda m, kind=kind: replace(m, things=tuple(t for t in m.things if t[0] != kind)),
        )
    yield Act("alice renews model", lambda m: bool(_thing(m, "model")), _renewed)
    yield Act("alice looks", lambda m: m.linked, lambda m: m)


def _renewed(m: Model) -> Model:
    return replace(
        m, things=tuple((k, b, max(b, 0) + GIVEN) if k == "model" else (k, b, e) for k, b, e in m.things)
    )


def _later(hours: int) -> Callable[[Model], Model]:
    def later(m: Model) -> Model:
        return Model(
            m.linked,
            tuple(max(0, c - hours) for c in m.codes),  # type: ignore[arg-type]
            tuple(  # type: ignore[arg-type]
                _sorted(
                    replace(t, left=t.left - hours, right=t.right and (t.linked or m.codes[1 - n] > hours))
                    for t in rows
                    if t.left > hours
                )
                for n, rows in enumerate(m.typed)
            ),
            # What began is as good as any that began.
            tuple((k, max(b - hours, -1), e - hours) for k, b, e in m.things if e > hours),
            tuple(max(0, w - hours) for w in m.ways),  # type: ignore[arg-type]
            tuple((s, left - hours) for s, left in m.yes if left > hours),
            tuple((s, left - hours) for s, left in m.open if left > hours),
        )

    return later


def _room(m: Model, i: int) -> bool:
    return sum(not t.linked for t in m.typed[i]) < 2


def _sorted(rows: Iterable[Typed]) -> tuple[Typed, ...]:
    return tuple(sorted(rows, key=lambda t: (t.left, t.right, t.linked)))


def _thing(m: Model, kind: str) -> bool:
    return any(t[0] == kind for t in m.things)


def _without_first(rows: tuple[Typed, ...]) -> tuple[Typed, ...]:
    first = min((t for t in rows if not t.linked), key=lambda t: (t.left, t.right))
    return tuple(t for t in rows if t is not first)


def _index(who: str) -> int:
    return (ALICE, BOB).index(who)


def _set(pair, i, value):  # type: ignore[no-untyped-def]
    return tuple(value if n == i else old for n, old in enumerate(pair))


def _items(of: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(of.items()))
