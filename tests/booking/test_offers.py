"""Never two offers of one time or to one person: two workers, a kill, and each guard taken away once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction

from footing.booking import blocks
from footing.booking.errors import BusyError
from footing.booking.models import Claim, Hold
from footing.booking.queries import search
from footing.booking.services import claims
from footing.booking.waiting import lives, offering, queries, wishes
from footing.booking.waiting.models import Offer, Waiting
from footing.calendars.models import BookingRules, WorkingHours
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.booking.line import doubles, offers, opens, run, waits
from tests.booking.world import ALICE, BOB, NOW, at

DATABASES = ["default", "keys", "marks"]
pytestmark = pytest.mark.django_db(databases=DATABASES)


def test_offers_never_keep_more_than_half_of_a_day(full: Therapist) -> None:
    opens(full, *(at(hour, day=8) for hour in (9, 11, 13, 15)))
    for number in range(6):
        waits(BOB, after=number)
    assert run() == 2
    left = search.slots(search.type_of("introduction"), [full], start=NOW, end=at(9, day=20), now=NOW)
    assert len(left) == 2


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_a_worker_that_dies_between_offer_and_mail_leaves_nothing_and_the_next_does_both(
    full: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def die(_offer: Offer) -> None:
        raise KilledError

    waits(ALICE)
    opens(full, at(9, day=8))
    with monkeypatch.context() as dying:
        dying.setattr("footing.booking.waiting.mail.offered", die)
        with pytest.raises(KilledError):
            run()
    assert (Offer.objects.count(), Hold.objects.count(), Claim.objects.count()) == (0, 0, 0)
    assert run() == 1
    assert (Offer.objects.count(), Message.objects.count()) == (1, 1)


def another_worker_first(patch: pytest.MonkeyPatch) -> None:
    """Whoever has read who is free is overtaken by a whole run of a second worker before the first writes."""
    real, ran = offering.candidates, []

    def overtaken(*arguments: Any) -> Any:
        free = real(*arguments)
        if not ran:
            ran.append(True)
            run()
        return free

    patch.setattr(offering, "candidates", overtaken)


def test_two_workers_at_one_moment_make_one_offer(full: Therapist, monkeypatch: pytest.MonkeyPatch) -> None:
    waits(ALICE)
    waits(BOB, after=1)
    opens(full, at(9, day=8))
    another_worker_first(monkeypatch)
    run()
    assert [name for name, _, _ in offers()] == ["Alice Canary"]
    assert doubles() == []


def no_claims(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(claims, "take", lambda **_: None)
    patch.setattr(offering.limits, "check_day", lambda *_: None)


def seen_as_free(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(claims, "_others", lambda *_: Claim.objects.none())
    patch.setattr(claims, "_insert", lambda *_: None)
    patch.setattr(offering.limits, "check_day", lambda *_: None)


@pytest.mark.parametrize("mutant", [no_claims, seen_as_free])
def test_without_claims_two_people_are_offered_one_time(
    mutant: Callable[[pytest.MonkeyPatch], None], full: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(ALICE)
    waits(BOB, after=1)
    opens(full, at(9, day=8))
    mutant(monkeypatch)
    run()
    assert len(doubles()) == 1


def test_the_database_alone_refuses_a_second_offer_of_one_time_or_to_one_person(full: Therapist) -> None:
    alice, bob = waits(ALICE), waits(BOB, after=1)
    opens(full, at(9, day=8))
    run()
    first = Offer.objects.get()
    values = {name: getattr(first, name) for name in ("therapist", "start", "end", "made_at", "expires_at")}
    for waiter, hold in ((alice, None), (bob, first.hold)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.create(waiting=waiter, hold=hold, **values)
    block = Claim.objects.order_by("block")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(therapist=full, block=block.block, hold=first.hold, expires_at=first.expires_at)


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_without_the_look_at_live_offers_only_the_constraint_is_left(
    full: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alice has an offer, and a worker that forgets to look would make her a second one."""
    alice = waits(ALICE)
    opens(full, at(9, day=8), at(9, day=9))
    run()
    monkeypatch.setattr(queries, "next_in_line", lambda _now: [alice])
    assert run() == 0
    constraint = next(c for c in Offer._meta.constraints if c.name == "one_live_offer_each")
    every = Offer._meta.constraints
    forgetful = "footing.booking.waiting.offering._may_be_offered"
    monkeypatch.setattr(forgetful, lambda _waiting: True)
    with pytest.raises(BusyError):
        run()
    try:
        Offer._meta.constraints = [c for c in every if c is not constraint]
        with connection.schema_editor() as editor:
            editor.remove_constraint(Offer, constraint)
        run()
        assert len(doubles()) == 2
    finally:
        Waiting.objects.all().delete()
        Offer._meta.constraints = every
        with connection.schema_editor() as editor:
            editor.add_constraint(Offer, constraint)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("made", "zone", "limit", "ends"),
    [
        ("2026-11-24T09:00", "UTC", "2026-12-01T00:00", "2026-11-24T21:00"),
        ("2026-11-24T19:00", "UTC", "2026-12-01T00:00", "2026-11-25T18:00"),
        ("2026-11-24T02:00", "UTC", "2026-12-01T00:00", "2026-11-24T20:00"),
        ("2026-11-24T09:00", "UTC", "2026-11-24T14:00", "2026-11-24T14:00"),
        ("2026-11-24T09:00", "UTC", "2026-11-24T11:59", None),
        ("2026-11-24T20:00", "UTC", "2026-11-25T09:59", None),
        ("2026-11-24T20:00", "UTC", "2026-11-25T10:00", "2026-11-25T10:00"),
        ("2026-11-24T09:00", "UTC", "2026-11-20T00:00", None),
        ("2026-10-31T20:00", "America/Toronto", "2026-11-09T00:00", "2026-11-01T20:00"),
        ("2026-03-07T20:00", "America/Toronto", "2026-03-19T00:00", "2026-03-08T18:00"),
        ("2026-11-24T09:00", "Asia/Kathmandu", "2026-12-01T00:00", "2026-11-25T08:00"),
    ],
)
def test_an_offer_lives_twelve_hours_of_the_day_and_never_past_the_notice(
    made: str, zone: str, limit: str, ends: str | None
) -> None:
    now, last = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (made, limit))
    found = lives.until(now, limit=last, zone=ZoneInfo(zone), rule=lives.rule())
    assert (found.strftime("%Y-%m-%dT%H:%M") if found else None) == ends


@pytest.mark.one_database
@pytest.mark.parametrize(
    "zone", ["UTC", "America/Toronto", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
)
def test_what_fits_is_what_the_clock_on_the_wall_says(zone: str) -> None:
    """Against each start looked at alone, over a year with both changes of the clock."""
    starts = np.arange(blocks.block_of(NOW), blocks.block_of(NOW + timedelta(days=370)), 3, dtype=np.int64)
    wanted = {"days": (0, 6), "parts_": ("morning", "evening")}
    found = wishes.fitting(starts, zone=zone, **wanted)
    hours = [(p["from"], p["to"]) for id, p in wishes.parts().items() if id in wanted["parts_"]]
    slow = []
    for block in starts.tolist():
        local = blocks.moment_of(block).astimezone(ZoneInfo(zone))
        if local.weekday() in (0, 6) and any(low <= local.hour < high for low, high in hours):
            slow.append(block)
    assert found.tolist() == slow
    assert len(wishes.fitting(starts, days=(), parts_=(), zone=zone)) == len(starts)


def test_times_kept_for_another_way_or_too_near_to_answer_never_stand_before_one_that_fits(
    full: Therapist,
) -> None:
    """However many of them there are: each run tries a few starts only."""
    opens(full, *(at(9 + n // 2, 30 * (n % 2), day=3) for n in range(10)))
    WorkingHours.objects.filter(therapist=full, valid_from=at(9, day=3).date()).update(modes="phone")
    BookingRules.objects.filter(therapist=full).update(notice_hours=25)
    opens(full, *(at(9 + n // 2, 30 * (n % 2)) for n in range(12)), at(9, day=8))
    waits(ALICE, wishes.Wanted(type="introduction", mode="video"))
    late = at(11, day=0)
    assert run(late) == 1
    assert offers() == [(ALICE.name, at(9, day=8), "")]
