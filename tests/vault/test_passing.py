"""Counts in memory: who waits, for how long, and what stays."""

import sys
from typing import Any

import pytest
from django.test import RequestFactory

from footing.vault import passing

SECONDS = 600


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: float) -> None:
        self.now = now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(SECONDS * 1000 + 100)
    monkeypatch.setattr(passing, "time", made)
    return made


def waits(address: str = "203.0.113.7", what: str = "x") -> int:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return passing.wait(request, what, limit=3, seconds=SECONDS)


def test_up_to_the_limit_nobody_waits_and_then_until_the_window_ends(clock: Clock) -> None:
    assert [waits() for _ in range(5)] == [0, 0, 0, 500, 500]
    clock.now += 499.5
    assert waits() == 1
    clock.now += 0.5
    assert [waits() for _ in range(4)] == [0, 0, 0, SECONDS]


def test_another_visitor_and_another_count_are_not_touched(clock: Clock) -> None:
    assert [waits() for _ in range(4)][-1]
    assert waits("203.0.113.8") == 0
    assert waits(what="y") == 0
    assert waits()


def test_a_network_of_one_person_counts_as_one(clock: Clock) -> None:
    assert [waits(f"2001:db8::{n}") for n in range(1, 5)] == [0, 0, 0, 500]
    assert waits("2001:db8:0:1::1") == 0


def test_where_limits_are_off_nobody_is_counted(clock: Clock, settings: Any) -> None:
    settings.FOOTING_RATE_LIMITS = False
    assert not any(waits() for _ in range(9))
    assert not passing._windows


def test_no_address_is_kept_and_nothing_of_a_window_after_it(clock: Clock) -> None:
    waits()
    first = passing._windows["x"]
    assert "203.0.113.7" not in repr(first)
    assert all(isinstance(mark, bytes) and len(mark) == 16 for mark in first.counts)
    clock.now += SECONDS
    waits()
    second = passing._windows["x"]
    assert second is not first
    assert second.key != first.key
    assert not set(second.counts) & set(first.counts)
    assert list(second.counts.values()) == [1]


def test_many_addresses_take_no_more_memory_and_whoever_asked_last_stays_counted(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "MOST_VISITORS", 50)
    for n in range(200):
        waits(f"198.51.{n // 100}.{n % 100}")
        own = waits()
    assert own
    counts = passing._windows["x"].counts
    assert len(counts) == 50
    assert sys.getsizeof(counts) < 20_000
