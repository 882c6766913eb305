"""The checks of a real waiting list: a history that is right passes, and each planted fault is seen."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from bench import post, recorded
from bench.machine import check, inline, offers, watch
from bench.machine.check import Found, Op
from bench.machine.inline import Window
from bench.machine.offers import Offered, Press, Waited
from bench.machine.values import Span

pytestmark = pytest.mark.one_database
NINE, NOON = Span("dana", 9, 2), Span("dana", 12, 2)
ALICE = Waited("alice", "", 1, 2, frozenset(), "stopped", 90)
BOB = Waited("bob", "dana", 3, 4, frozenset(), "booked", 60, ("b",))
FREED = [
    Op("book", "x", NINE, 0, 1, 201), Op("cancel", "x", NINE, 8, 9, 200),
]  # fmt: skip
# Alice lets it pass, and it goes on to Bob, who takes it.
LAPSED = Offered("1", "alice", NINE, 10, 11, 40, 50, 51, "expired", mail="m1")
TAKEN = Offered("2", "bob", NINE, 50, 51, 80, 60, 61, "accepted", booking="b", mail="m2")
PRESSES = [Press("take", "bob", 59, 61, True, "b"), Press("stop", "alice", 89, 91, True)]
RUNS = [Window(10, 11, True), Window(50, 51, True)]
LEFT = {"1": ["m1"], "2": ["m2", "m2"]}


def ops(made: list[Offered]) -> list[Op]:
    found = []
    for one in made:
        found.append(Op("offer", "", one.span, one.made, one.made_by, 200, offer=one.id))
        what = {"accepted": "take", "declined": "pass"}.get(one.outcome, "lapse")
        began = one.expires if what == "lapse" else one.ended
        found.append(Op(what, one.booking, one.span, began, one.ended_by, 200, offer=one.id))
    return found


def order(made: list[Offered], *more: Op, bookings: tuple[str, ...] = ("b",)) -> int:
    """Hold offers and requests against the model; what is booked in the end is Bob's."""
    found = {"x": Found(NINE, "cancelled", 2)} | {id: Found(NINE, "confirmed", 1) for id in bookings}
    return check.check([*FREED, *ops(made), *more], found, Counter({(id, 1): 1 for id in bookings}))


def line(waiters: list[Waited], made: list[Offered], windows: list[Window] = RUNS) -> int:
    taken = [op for op in ops(made) if op.what == "take"]
    return inline.Line(waiters, made, [*FREED, *taken]).check(windows)


def test_an_offer_that_goes_on_to_the_next_and_is_taken_is_accepted() -> None:
    assert order([LAPSED, TAKEN]) == 6
    offers.people([ALICE, BOB], [LAPSED, TAKEN], PRESSES)
    assert line([ALICE, BOB], [LAPSED, TAKEN]) == 1
    assert offers.mails([LAPSED, TAKEN], LEFT) == Counter({1: 1, 2: 1})
    untold = replace(LAPSED, mail="", state="withdrawn")
    assert offers.mails([untold], {}) == Counter({0: 1})


@pytest.mark.parametrize(
    "fault",
    [
        [LAPSED, replace(TAKEN, made=20, made_by=21)],
        [replace(LAPSED, span=Span("dana", 8, 2)), replace(TAKEN, made=12, made_by=13)],
    ],
)
def test_two_offers_of_one_time_are_seen(fault: list[Offered]) -> None:
    with pytest.raises(watch.BrokenError, match="no order gives these answers"):
        order(fault)


def test_a_time_that_is_kept_and_booked_by_somebody_else_is_seen() -> None:
    other = Op("book", "c", NINE, 20, 21, 201)
    with pytest.raises(watch.BrokenError, match="no order gives these answers"):
        order([LAPSED, TAKEN], other, bookings=("b", "c"))
    refused = replace(other, id="", status=409)
    assert order([LAPSED, TAKEN], refused) == 7


def test_a_refusal_though_the_offer_has_lapsed_is_seen() -> None:
    with pytest.raises(watch.BrokenError, match="no order gives these answers"):
        order([LAPSED], Op("book", "", NINE, 60, 61, 409), bookings=())


def test_an_offer_taken_twice_is_seen() -> None:
    twice = Op("take", "c", NINE, 59, 62, 200, offer="2")
    with pytest.raises(watch.BrokenError, match="no order gives these answers"):
        order([LAPSED, TAKEN], twice, bookings=("b", "c"))
    lapsed = Op("lapse", "", NINE, 80, 90, 200, offer="2")
    with pytest.raises(watch.BrokenError, match="no order gives these answers"):
        order([LAPSED, TAKEN], lapsed)
    with pytest.raises(watch.BrokenError, match="bob has taken"):
        offers.people([ALICE, replace(BOB, bookings=("b", "c"))], [LAPSED, TAKEN], PRESSES)
    again = replace(TAKEN, id="3", span=NOON, made=70, made_by=71, expires=95, ended=80, ended_by=81)
    with pytest.raises(watch.BrokenError, match="bob has taken 2, 3"):
        offers.people([BOB], [TAKEN, again], PRESSES)


def test_the_mails_of_one_time_that_came_to_somebody_twice_are_told_apart(tmp_path: Path) -> None:
    rows = [
        {"id": id, "waiter": "ABCDEFGH23", "said": "Monday 4 January, 10:00", "mail": mail}
        for id, mail in (("1", "first"), ("2", ""), ("3", "third"))
    ]
    for number, id in enumerate(("third", "first", "gone", "first")):
        with (tmp_path / str(number % 3)).open("ab") as file:  # two senders came to one file
            file.write(
                f"Message-ID: <{id}@here>\r\nTo: a@example.org\r\n\r\nA time is free: Monday 4 January, 10:00.\r\n"
                f"http://here/book/waiting/#ABCDEFGH23.{'a' * 26}\r\n".encode()
                + post.END
            )
    assert recorded.left(rows, tmp_path) == {"1": ["first", "first"], "2": ["gone"], "3": ["third"]}


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ({**LEFT, "1": ["m1"] * 3}, "the mail of 1 left 3 times"),
        ({**LEFT, "2": ["m2", "m3"]}, "mails of 2 under several ids"),
        ({**LEFT, "2": ["m3"]}, "mails of 2 under several ids"),
        ({"1": ["m1"]}, "2 was kept for bob, and nobody told them"),
        ({"2": ["m2"]}, "1 was kept for alice, and nobody told them"),
    ],
)
def test_a_mail_three_times_or_under_two_ids_or_never_is_seen(left: dict[str, list[str]], words: str) -> None:
    with pytest.raises(watch.BrokenError, match=words):
        offers.mails([LAPSED, TAKEN], left)


WRONG: dict[str, tuple[Waited, list[Offered], list[Press]]] = {
    "taken, and not booked": (replace(BOB, bookings=()), [TAKEN], PRESSES),
    "booked, and not taken": (replace(BOB, ended="stopped"), [], PRESSES),
    "taken, and still waiting": (replace(BOB, ended=""), [TAKEN], PRESSES),
    "taken too late": (BOB, [replace(TAKEN, expires=55)], PRESSES),
    "let go too early": (ALICE, [replace(LAPSED, ended=30)], PRESSES),
    "without an end": (ALICE, [replace(LAPSED, outcome="")], PRESSES),
    "two to one person": (
        ALICE, [LAPSED, replace(LAPSED, id="2", span=NOON, made=20, made_by=21)], PRESSES,
    ),
    "pressed, and nothing happened": (ALICE, [LAPSED], [Press("pass", "alice", 20, 21, True)]),
    "refused, though it was kept": (ALICE, [LAPSED], [Press("take", "alice", 20, 21, False)]),
    "silent three times, and waiting on": (
        ALICE,
        [replace(LAPSED, id=str(n), made=n, made_by=n + 1, expires=n + 5, ended=n + 9) for n in (10, 20, 30)],
        PRESSES,
    ),
    "silent twice, and off the line": (replace(ALICE, ended="quiet"), [LAPSED], PRESSES),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_must_never_be_of_a_person_is_seen(name: str) -> None:
    waiter, made, presses = WRONG[name]
    with pytest.raises(watch.BrokenError):
        offers.people([waiter], made, presses)


def test_whoever_is_passed_over_is_seen() -> None:
    first = replace(TAKEN, made=10, made_by=11, ended=15, ended_by=16)
    with pytest.raises(watch.BrokenError, match="2 is offered to bob, and alice stood before them"):
        line([ALICE, BOB], [first])
    assert line([replace(ALICE, passed=frozenset({9})), BOB], [first], RUNS[:1]) == 0
    assert line([replace(ALICE, joined=10.5), BOB], [first], RUNS[:1]) == 0


def test_an_offer_that_lapsed_and_goes_on_to_nobody_is_seen() -> None:
    with pytest.raises(watch.BrokenError, match=r"bob waits at 60, and .* is open"):
        line([ALICE, replace(BOB, ended="stopped", ended_at=90)], [LAPSED], [RUNS[0], Window(60, 61, True)])
    cut_short = Window(60, 61, False)
    assert line([ALICE, replace(BOB, ended="stopped", ended_at=90)], [LAPSED], [RUNS[0], cut_short]) == 1


def test_a_time_that_nobody_had_so_far_is_not_missed() -> None:
    """It may not have been open yet; once somebody was offered it, it was."""
    bob = replace(BOB, ended="stopped", ended_at=90, bookings=())
    noon = replace(
        TAKEN, id="3", booking="", outcome="declined", span=NOON, made=70, made_by=71, ended=75, ended_by=76
    )
    gone = replace(LAPSED, waiter="carol")
    still = Op("book", "z", NINE, 52, 53, 201)
    held = inline.Line([bob], [gone, noon], [*FREED, still])
    assert held.check([Window(60, 61, True)]) == 0
    later = replace(ALICE, joined=2, passed=frozenset({9}), ended_at=99)
    with pytest.raises(watch.BrokenError, match=r"alice waits at 80, and .* is open"):
        inline.Line([later], [gone, noon], [*FREED, still]).check(
            [Window(60, 61, True), Window(80, 81, True)]
        )


def test_whoever_let_an_offer_pass_stands_behind() -> None:
    """Alice asked first, and Bob stands before her since her silence."""
    noon = replace(
        TAKEN, id="3", waiter="alice", booking="", outcome="declined", span=NOON, made=55, made_by=56
    )
    freed = [*FREED, Op("book", "y", NOON, 0, 1, 201), Op("cancel", "y", NOON, 52, 53, 200)]
    bob = replace(BOB, ended="stopped", ended_at=90, bookings=())
    with pytest.raises(watch.BrokenError, match="3 is offered to alice, and bob stood before them"):
        inline.Line([ALICE, bob], [LAPSED, noon], freed).check([Window(55, 56, False)])
