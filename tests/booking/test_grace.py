"""A quick change makes one mail: what waits is taken back by what is newer, and nothing that left is denied."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from footing.booking import services
from footing.booking.services import Booked
from footing.outbox import services as outbox
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.booking.world import ALICE, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
GRACE = timedelta(seconds=180)


@pytest.fixture(autouse=True)
def grace(settings: Any) -> None:
    settings.FOOTING_MAIL_GRACE_SECONDS = 180


@pytest.fixture
def alice(dana: Therapist) -> dict[str, str]:
    done: Booked = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    return {"code": done.booking.code, "token": done.token}


def later(minutes: float = 3.1) -> list[str]:
    """The first lines of what leaves so many minutes from now."""
    mail.outbox.clear()
    outbox.send_due(now=timezone.now() + timedelta(minutes=minutes))
    return [sent.body.split("\n")[0] for sent in mail.outbox]


def move(alice: dict[str, str], hour: int) -> None:
    services.move(**alice, start=at(hour), now=NOW)


def cancel(alice: dict[str, str]) -> None:
    services.cancel(**alice, now=NOW)


def test_a_mail_waits_three_minutes_and_then_leaves(alice: dict[str, str]) -> None:
    assert later(2.9) == []
    assert [line[:23] for line in later()] == ["This time is kept for y"]


@pytest.mark.parametrize(
    ("changes", "leaves"),
    [
        ([lambda a: move(a, 11)], ["This time is kept for you: Tuesday 24 November at 06:00"]),
        (
            [lambda a: move(a, 11), lambda a: move(a, 12)],
            ["This time is kept for you: Tuesday 24 November at 07:00"],
        ),
        ([cancel], []),
        ([lambda a: move(a, 11), cancel], []),
    ],
)
def test_what_changes_within_the_grace_is_one_mail_or_none(
    alice: dict[str, str], changes: list[Callable[[dict[str, str]], None]], leaves: list[str]
) -> None:
    for change in changes:
        change(alice)
    assert [line[: len(leaves[0])] if leaves else line for line in later()] == leaves
    assert later(60 * 24) == []


def test_what_has_left_is_followed_by_what_changed(alice: dict[str, str]) -> None:
    assert len(later()) == 1
    move(alice, 11)
    assert later(0) == [], "a move waits as well"
    cancel(alice)
    assert [line[:12] for line in later(0.1)] == ["Your time on"], (
        "whoever was told hears that it is given up, at once"
    )
    assert later(60) == []


def test_a_mail_that_is_being_sent_counts_as_told(alice: dict[str, str]) -> None:
    Message.objects.update(leased_until=timezone.now() + timedelta(minutes=1))
    cancel(alice)
    assert sorted(m.kind for m in Message.objects.all()) == ["booking.booked", "booking.cancelled"]


def test_whoever_was_told_long_ago_hears_of_the_end_where_the_outbox_forgot(alice: dict[str, str]) -> None:
    later()
    outbox.forget(now=timezone.now() + timedelta(days=2))
    assert not Message.objects.exists()
    move(alice, 11)
    cancel(alice)
    assert [line[:12] for line in later(0.1)] == ["Your time on"]
