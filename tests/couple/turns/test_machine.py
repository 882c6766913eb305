"""The machine of turns: every press in every state, and any presses from two sides in any order."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footing.couple.turns.machine import Action, Phase, Role, Room, Side, agrees, may, press, role

ONE, OTHER = Side
FLOORS = {Phase.OPEN: [None], Phase.ENDED: [None]}
STATES = [Room(phase, floor, 3, 7) for phase in Phase for floor in FLOORS.get(phase, list(Side))]
# Written once more by hand: where a press of the first side leads, as (phase, floor, turn). Whatever is not here
# changes nothing.
LEADS = {
    ("open", None, "speak"): ("speaking", "one", 4), ("open", None, "listen"): ("speaking", "other", 4),
    ("speaking", "one", "said"): ("back", "one", 3), ("speaking", "one", "give"): ("speaking", "other", 4),
    ("back", "other", "again"): ("speaking", "other", 3), ("back", "other", "heard"): ("check", "other", 3),
    ("check", "one", "correct"): ("mend", "one", 3), ("mend", "one", "said"): ("back", "one", 3),
    ("check", "one", "more"): ("speaking", "one", 4),
    ("check", "one", "give"): ("speaking", "other", 4),
    ("open", None, "stop"): ("ended", None, 3),
    **{(phase, floor, "stop"): ("ended", None, 3)
       for phase, floor in product(("speaking", "back", "check", "mend"), ("one", "other"))},
}  # fmt: skip
# A busy machine draws slowly, and that says nothing about the machine of turns.
examples = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
PRESSES = st.tuples(st.sampled_from(Side), st.sampled_from(Action), st.integers(0, 3))


def mirrored(floor: Side | None, side: Side) -> Side | None:
    """The floor as the first side would see it, were it this one."""
    return floor.across if floor and side is OTHER else floor


@pytest.mark.parametrize("room", STATES, ids=lambda r: f"{r.phase}-{r.floor}")
def test_every_press_in_every_state_leads_where_the_table_says_or_changes_nothing(room: Room) -> None:
    for side, action in product(Side, Action):
        after = press(room, side, action, room.version)
        wanted = LEADS.get((room.phase.value, mirrored(room.floor, side), action.value))
        if wanted is None:
            assert after is room
            assert action not in may(room, side)
        else:
            assert (after.phase.value, mirrored(after.floor, side), after.turn) == wanted
            assert after.version == room.version + 1
            assert action in may(room, side)


@pytest.mark.parametrize("room", STATES, ids=lambda r: f"{r.phase}-{r.floor}")
def test_a_press_with_another_version_changes_nothing_but_stop_always_counts(room: Room) -> None:
    for side, action, seen in product(Side, Action, (0, 6, 8, 99)):
        after = press(room, side, action, seen)
        if action is Action.STOP and room.phase is not Phase.ENDED:
            assert after.phase is Phase.ENDED
        else:
            assert after is room


def test_nobody_is_ever_left_without_stop_and_somebody_can_always_go_on() -> None:
    for room in STATES[:-1]:
        assert all(may(room, side)[-1] is Action.STOP for side in Side)
        assert any(len(may(room, side)) > 1 for side in Side)
    assert may(STATES[-1], ONE) == may(STATES[-1], OTHER) == ()


def test_after_the_end_no_row_says_who_stopped() -> None:
    room = Room(Phase.BACK, ONE, 2, 5)
    assert press(room, ONE, Action.STOP, 5) == press(room, OTHER, Action.STOP, 1)


def test_one_speaks_the_other_says_it_back_it_is_put_right_and_the_floor_passes() -> None:
    room = Room()
    for side, action in (
        (ONE, "speak"),
        (ONE, "said"),
        (OTHER, "heard"),
        (ONE, "correct"),
        (ONE, "said"),
        (OTHER, "heard"),
        (ONE, "give"),
    ):
        room = press(room, side, Action(action), room.version)
    assert (room.phase, room.floor, room.turn, room.version) == (Phase.SPEAKING, OTHER, 2, 8)
    assert (role(room, OTHER), role(room, ONE)) == (Role.SPEAKER, Role.LISTENER)


def test_only_that_is_it_agrees() -> None:
    yes = {(room.phase, action) for room in STATES for action in Action if agrees(room, action)}
    assert yes == {(Phase.CHECK, Action.MORE), (Phase.CHECK, Action.GIVE)}


@examples
@given(st.lists(PRESSES, max_size=40))
def test_any_presses_of_two_sides_keep_the_promises(presses: list[tuple[Side, Action, int]]) -> None:
    """Late presses see a version of one, two or three changes ago."""
    room = Room()
    for side, action, late in presses:
        before, seen = room, room.version - late
        room = press(before, side, action, seen)
        assert (room is before) == (room.version == before.version)
        assert room.version - before.version in {0, 1}
        assert (room.floor is None) == (room.phase in {Phase.OPEN, Phase.ENDED})
        assert room.turn - before.turn in {0, 1}
        if room is not before:
            assert action is Action.STOP or (seen == before.version and action in may(before, side))
        # The same press once more, as a line that was down sends it: only the first counts.
        assert press(room, side, action, seen) is room
        if before.phase is Phase.ENDED:
            assert room is before


@examples
@given(st.lists(st.tuples(st.sampled_from(Side), st.sampled_from(Action)), min_size=2, max_size=2))
def test_of_two_presses_that_saw_the_same_only_the_first_counts(presses: list[tuple[Side, Action]]) -> None:
    for room in STATES:
        first = press(room, *presses[0], room.version)
        second = press(first, *presses[1], room.version)
        assert second is first or first is room or presses[1][1] is Action.STOP


@examples
@given(st.lists(st.tuples(st.sampled_from(Side), st.sampled_from(Action)), max_size=60))
def test_presses_in_order_end_only_by_stop(presses: list[tuple[Side, Action]]) -> None:
    room = Room()
    for side, action in presses:
        room = press(room, side, action, room.version)
    assert (room.phase is Phase.ENDED) == any(action is Action.STOP for _, action in presses)
