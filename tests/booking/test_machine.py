"""Booking as a pure machine: random histories keep its promises, each rule broken once breaks one, real orders fit."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from bench.machine import check, line, simulate, watch, watch_line
from bench.machine.check import Found, Op
from bench.machine.model import World
from bench.machine.values import Rules, Span

NINE, LATER = Span("dana", 9, 2), Span("dana", 12, 2)


def test_random_histories_keep_every_promise() -> None:
    seen = simulate.run(600)
    assert seen.histories == 600
    assert min(seen.kills, seen.jumps, seen.bookings, seen.refused, seen.twice) > 10
    assert min(seen.waits, seen.offers, seen.taken, seen.lapsed) > 10


@pytest.mark.prove
def test_a_hundred_thousand_histories_keep_every_promise() -> None:
    assert simulate.run(100_000, seed=2).histories == 100_000


@pytest.mark.parametrize("rule", [field.name for field in fields(Rules)])
def test_each_rule_broken_once_is_seen(rule: str) -> None:
    with pytest.raises(watch.BrokenError):
        simulate.run(1500, seed=15, rules=replace(Rules(), **{rule: False}))


def op(what: str, id: str, span: Span, began: float, ended: float, status: int = 201) -> Op:
    return Op(what, id, span, began, ended, status)


BOOKED = {"a": Found(NINE, "confirmed", 1)}
TWO = [op("book", "a", NINE, 0, 2), op("book", "", NINE, 1, 3, 409)]


def test_answers_that_some_order_gives_are_accepted() -> None:
    assert check.check(TWO, BOOKED, Counter({("a", 1): 1})) == 2
    first = [op("book", "", NINE, 0, 3, 409), op("book", "a", NINE, 1, 2)]
    check.check(first, BOOKED, Counter({("a", 1): 2}))
    swapped = [*TWO, op("move", "a", LATER, 4, 5, 200), op("book", "b", NINE, 4, 6)]
    check.check(
        swapped,
        {"a": Found(LATER, "confirmed", 2), "b": Found(NINE, "confirmed", 1)},
        Counter({("a", 2): 1, ("b", 1): 1}),
    )
    ended = [*TWO, op("cancel", "a", NINE, 4, 5, 200)]
    check.check(ended, {"a": Found(NINE, "cancelled", 2)}, Counter())


WRONG: dict[str, tuple[list[Op], dict[str, Found], Counter[tuple[str, int]]]] = {
    "two at one time": (
        [op("book", "a", NINE, 0, 2), op("book", "b", Span("dana", 10, 2), 1, 3)],
        {"a": Found(NINE, "confirmed", 1), "b": Found(Span("dana", 10, 2), "confirmed", 1)},
        Counter({("a", 1): 1, ("b", 1): 1}),
    ),
    "refused though nobody was there yet": (
        [op("book", "", NINE, 0, 1, 409), op("book", "a", NINE, 2, 3)], BOOKED, Counter({("a", 1): 1}),
    ),
    "not open again after its end": (
        [*TWO, op("cancel", "a", NINE, 4, 5, 200), op("book", "", NINE, 6, 7, 409)],
        {"a": Found(NINE, "cancelled", 2)}, Counter(),
    ),
    "lost": (TWO, {}, Counter()),
    "one that nobody made": (TWO, {**BOOKED, "b": Found(LATER, "confirmed", 1)}, Counter({("a", 1): 1, ("b", 1): 1})),
    "moved by itself": (TWO, {"a": Found(LATER, "confirmed", 2)}, Counter({("a", 2): 1})),
    "no mail": (TWO, BOOKED, Counter()),
    "three mails": (TWO, BOOKED, Counter({("a", 1): 3})),
    "a mail about nobody's": (TWO, BOOKED, Counter({("a", 1): 1, ("x", 1): 1})),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_history_that_no_order_gives_is_refused(name: str) -> None:
    with pytest.raises(watch.BrokenError):
        check.check(*WRONG[name])


def test_an_offer_is_kept_for_one_and_goes_on_to_the_next_when_it_is_let_pass() -> None:
    world = World()
    for number, name in enumerate(("alice", "bob")):
        line.wait(world, name, ("dana",), 2, number)
    assert line.in_line(world, 2) == ["alice", "bob"]
    assert line.offer(world, "o1", "alice", NINE, 2) == "offered"
    assert line.offer(world, "o2", "bob", NINE, 2) == "taken"
    assert world.book("c", NINE, 3, key="k") == "taken"
    assert line.take(world, "a", "alice", 2 + line.OFFER) == "gone"
    line.settle(world, 2 + line.OFFER)
    assert line.in_line(world, 3 + line.OFFER) == ["bob", "alice"]
    assert line.fitting(world, "alice", 10, 3 + line.OFFER) != NINE
    assert line.offer(world, "o3", "bob", NINE, 3 + line.OFFER) == "offered"
    assert line.take(world, "b", "bob", 4 + line.OFFER) == "booked"
    assert line.take(world, "d", "bob", 5 + line.OFFER) == "b"
    watch_line.always(world)
