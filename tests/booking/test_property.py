"""Any order of hold, renew, release, book, move, cancel, expire: claims are the live occupation, exactly."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from footing.booking import services
from footing.booking.errors import BookingError, HoldLimitError, InvalidError, TakenError, UnknownError
from footing.booking.models import Claim, Hold
from footing.booking.services import Booked
from footing.practice.models import Therapist
from tests.booking.model import LIFE, MINUTES, Model, Occupation
from tests.booking.world import ALICE, at, make_therapist, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NAMES = ("dana", "femi")
starts = st.sampled_from(
    [at(9, m) for m in (0, 15, 30, 45)] + [at(10), at(10, 30), at(16, 30), at(16, 45), at(9, 5)]
)
therapists = st.sampled_from((*NAMES, None))
kinds = st.sampled_from(tuple(MINUTES))


class Machine(RuleBasedStateMachine):
    """The services beside the model: each step must succeed and fail exactly where the model does."""

    holds: Bundle[tuple[UUID, str, str]] = Bundle("holds")
    bookings: Bundle[tuple[Booked, str]] = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.world: AbstractContextManager[Any] = transaction.atomic()
        self.world.__enter__()
        self.model = Model()
        self.team: dict[str | None, Therapist | None] = {n: make_therapist(n) for n in NAMES}
        self.names = {t.id: n for n, t in self.team.items() if t}
        self.team[None] = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @rule(target=holds, therapist=therapists, start=starts, kind=kinds)
    def hold(self, therapist: str | None, start: datetime, kind: str) -> Any:
        wanted = self.wanted(therapist, start, kind)
        free = self.free(wanted)
        allowed = [o for o in free if self.model.may_hold(o)]
        fails = self.refusal(wanted, free) or (None if allowed else HoldLimitError)
        asked = wish(start, self.team[therapist], type=kind)
        done = self.expect(fails, lambda: services.hold(wish=asked, now=self.model.now))
        if done is None:
            return multiple()
        chosen = next(o for o in allowed if o.therapist == self.names[done.therapist_id])
        self.model.holds[str(done.id)] = Occupation(
            chosen.therapist, start, chosen.minutes, self.model.now + LIFE
        )
        return done.id, kind, "once"

    @rule(held=holds)
    def renew(self, held: tuple[UUID, str, str]) -> None:
        known = self.model.live_holds().get(str(held[0]))
        fails = UnknownError if known is None else InvalidError if str(held[0]) in self.renewed() else None
        done = self.expect(fails, lambda: services.renew(hold=held[0], now=self.model.now))
        if done is not None and known is not None:
            end = self.model.now + LIFE
            self.model.holds[str(held[0])] = Occupation(known.therapist, known.start, known.minutes, end)
            self.renewed().add(str(held[0]))

    @rule(held=consumes(holds))
    def release(self, held: tuple[UUID, str, str]) -> None:
        known = self.model.live_holds().get(str(held[0]))
        self.expect(
            None if known else UnknownError, lambda: services.release(hold=held[0], now=self.model.now)
        )
        self.model.holds.pop(str(held[0]), None)

    @rule(target=bookings, therapist=therapists, start=starts, kind=kinds)
    def book(self, therapist: str | None, start: datetime, kind: str) -> Any:
        wanted = self.wanted(therapist, start, kind)
        free = self.free(wanted)
        asked = wish(start, self.team[therapist], type=kind)
        done = self.expect(
            self.refusal(wanted, free), lambda: services.book(wish=asked, guest=ALICE, now=self.model.now)
        )
        if done is None:
            return multiple()
        chosen = next(o for o in free if o.therapist == self.names[done.booking.therapist_id])
        assert self.load(chosen.therapist) == min(self.load(o.therapist) for o in free), (
            "the fairest was not chosen"
        )
        self.model.bookings[done.booking.code] = chosen
        return done, kind

    @rule(target=bookings, held=holds)
    def book_from_hold(self, held: tuple[UUID, str, str]) -> Any:
        kept = Hold.objects.get(id=held[0])
        mine = Occupation(self.names[kept.therapist_id], kept.start, MINUTES[held[1]])
        live = self.model.live_holds().pop(str(held[0]), None)
        free = [mine] if live or self.model.is_free(mine, self.model.live()) else []
        asked = wish(kept.start, type=held[1])
        done = self.expect(
            None if free else TakenError,
            lambda: services.book(wish=asked, guest=ALICE, hold=held[0], now=self.model.now),
        )
        if done is None:
            return multiple()
        self.model.holds.pop(str(held[0]), None)
        self.model.bookings[done.booking.code] = mine
        return done, held[1]

    @rule(made=bookings, start=starts)
    def move(self, made: tuple[Booked, str], start: datetime) -> None:
        code = made[0].booking.code
        own = self.model.bookings.get(code)
        others = [o for o in self.model.live() if o is not own]
        fails: type[BookingError] | None = None
        if own is None or (start != own.start and not self.model.is_start(start, own.minutes)):
            fails = InvalidError
        elif start != own.start and not self.model.is_free(
            Occupation(own.therapist, start, own.minutes), others
        ):
            fails = TakenError
        done = self.expect(
            fails, lambda: services.move(code=code, token=made[0].token, start=start, now=self.model.now)
        )
        if done is not None and own is not None:
            self.model.bookings[code] = Occupation(own.therapist, start, own.minutes)

    @rule(made=bookings)
    def cancel(self, made: tuple[Booked, str]) -> None:
        services.cancel(code=made[0].booking.code, token=made[0].token, now=self.model.now)
        self.model.bookings.pop(made[0].booking.code, None)

    @rule(minutes=st.integers(min_value=1, max_value=12))
    def wait(self, minutes: int) -> None:
        self.model.now += timedelta(minutes=minutes)

    @rule()
    def expire(self) -> None:
        services.expire(now=self.model.now)
        assert not Claim.objects.filter(expires_at__lte=self.model.now).exists()

    @invariant()
    def claims_are_the_live_occupation(self) -> None:
        rows = Claim.objects.exclude(expires_at__lte=self.model.now)
        claimed = [(self.names[id], block) for id, block in rows.values_list("therapist_id", "block")]
        assert len(claimed) == len(set(claimed))
        live = self.model.live()
        assert set(claimed) == frozenset().union(*(o.blocks for o in live)), (
            "claims differ from the occupation"
        )
        assert len(claimed) == sum(len(o.blocks) for o in live), "two live occupations overlap"
        firsts = {(self.names[r.therapist_id], r.block, r.span) for r in rows.filter(span__gt=0)}
        assert firsts == {(*min(o.blocks), len(o.blocks)) for o in live}, "the span is not the occupation's"

    def wanted(self, therapist: str | None, start: datetime, kind: str) -> list[Occupation]:
        return [Occupation(n, start, MINUTES[kind]) for n in NAMES if therapist in {n, None}]

    def free(self, wanted: list[Occupation]) -> list[Occupation]:
        return [o for o in wanted if self.model.is_free(o, self.model.live())]

    def refusal(self, wanted: list[Occupation], free: list[Occupation]) -> type[BookingError] | None:
        if not self.model.is_start(wanted[0].start, wanted[0].minutes):
            return InvalidError
        return None if free else TakenError

    def load(self, therapist: str) -> int:
        return sum(o.therapist == therapist for o in self.model.bookings.values())

    def renewed(self) -> set[str]:
        return self.__dict__.setdefault("_renewed", set())

    @staticmethod
    def expect(fails: type[BookingError] | None, work: Callable[[], Any]) -> Any:
        if fails is None:
            return work() or True
        with pytest.raises(fails) as refusal:
            work()
        if isinstance(refusal.value, TakenError):
            assert len(refusal.value.nearest) == 3
        return None


def test_claims_are_the_live_occupation_in_any_order_of_events() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
