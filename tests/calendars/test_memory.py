"""What a process keeps of hours, rules and people is never older than the last commit, whoever wrote it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from footing.booking.errors import UnknownError
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.calendars import memory, queries, watch
from footing.calendars.models import BookingRules, BusyTime, Feed, TimeOff, WorkingHours
from footing.practice.models import Therapist
from footing.vault import keys
from tests.booking.world import NOW, make_therapist

TWO = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
ONE = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def dana(db: None) -> Therapist:
    return make_therapist("dana")


def known(dana: Therapist) -> Any:
    """What this process says of Dana: whether she is listed, her plan, and how long an introduction is."""
    plan = queries.plans([dana], start=NOW, end=NOW + timedelta(days=7))[dana.id]
    listed = [therapist.name for therapist in search.therapists_for()]
    try:
        minutes = search.type_of("introduction").minutes
    except UnknownError:
        minutes = 0
    return listed, plan.zone, set(plan.hours), plan.rules, sorted(plan.away), minutes


def other(work: Callable[[], object]) -> None:
    """Do something on a connection of its own, and wait for it."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def anew(dana: Therapist) -> Any:
    """The same, read by a process that keeps nothing yet."""
    memory.forget()
    return known(dana)


def sql(statement: str, *values: Any) -> Callable[[], object]:
    """A statement as somebody types it at the database's own prompt."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def changes(dana: Therapist) -> list[Callable[[], object]]:
    """One change of everything that is kept, each in another way of writing."""
    later = NOW + timedelta(days=1)
    off = TimeOff(therapist=dana, start=later, end=later + timedelta(hours=2), holiday="A day of rest")
    feed, block = Feed.objects.get(), int(later.timestamp()) // 300
    return [
        sql("UPDATE calendars_workinghours SET start_minute = %s WHERE weekday = 2", 600),
        lambda: WorkingHours.objects.filter(therapist=dana, weekday=3).update(start_minute=605),
        lambda: TimeOff.objects.bulk_create([off]),
        lambda: TimeOff.objects.all().delete(),
        lambda: WorkingHours.objects.filter(therapist=dana, weekday=4).update(types="introduction"),
        sql("UPDATE calendars_workinghours SET modes = %s WHERE weekday = 5", "video phone"),
        lambda: WorkingHours.objects.bulk_create(
            [WorkingHours(therapist=dana, weekday=1, start_minute=0, end_minute=60, week=date(2026, 11, 30))]
        ),
        lambda: BusyTime.objects.bulk_create(
            [BusyTime(therapist=dana, feed=feed, start=block, end=block + 12)]
        ),
        sql("UPDATE calendars_feed SET closes_at = %s", "2026-11-01 00:00:00+00:00"),
        lambda: Feed.objects.update(closes_at=None),
        sql("DELETE FROM calendars_busytime"),
        lambda: BookingRules.objects.update_or_create(therapist=dana, defaults={"pause_minutes": 30}),
        sql("UPDATE calendars_bookingrules SET most_a_day = %s", 3),
        sql("DELETE FROM calendars_bookingrules"),
        lambda: Therapist.objects.filter(id=dana.id).update(time_zone="Asia/Kolkata"),
        sql("UPDATE practice_therapist SET name = %s", "Dana Two"),
        lambda: Therapist.objects.get(id=dana.id).save(),
        lambda: make_therapist("femi"),
        lambda: Therapist.objects.filter(slug="femi").delete(),
        lambda: AppointmentType.objects.filter(id="introduction").update(minutes=40),
        sql("UPDATE booking_appointmenttype SET active = %s", False),
        sql("DELETE FROM calendars_workinghours"),
    ]


@TWO
def test_a_change_by_another_connection_is_seen_by_the_next_question(dana: Therapist) -> None:
    Feed.objects.create(holder=keys.make_holder(), therapist=dana, kind="file", added_at=NOW, source={})
    seen = [known(dana)]
    for change in changes(dana):
        other(change)
        seen.append(known(dana))
        assert seen[-1] == anew(dana)
    assert sum(a == b for a, b in pairwise(seen)) == 1  # who saved her row changed nothing


@TWO
def test_a_change_that_is_taken_back_leaves_nothing_behind(dana: Therapist) -> None:
    before = known(dana)
    with transaction.atomic():
        WorkingHours.objects.all().delete()
        assert known(dana) != before
        transaction.set_rollback(True)
    assert known(dana) == before
    WorkingHours.objects.filter(weekday=2).delete()
    assert known(dana) == anew(dana)


@ONE
def test_every_table_that_is_kept_is_watched_by_the_database(
    dana: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, many = set[str](), memory.many

    def watched(kind: str, names: Any, load: Callable[[Any], Any]) -> Any:
        def loaded(missing: Any) -> Any:
            with CaptureQueriesContext(connection) as asked:
                found = load(missing)
            kept.update(tables(asked))
            return found

        return many(kind, names, loaded)

    monkeypatch.setattr(memory, "many", watched)
    memory.forget()
    known(dana)
    assert kept == watch._tables
    assert watch.unwatched(connection) == []
    with CaptureQueriesContext(connection) as asked:
        known(dana)
    assert tables(asked) == {watch.VERSION, "calendars_timeoff", "calendars_busytime", "calendars_feed"}


def tables(asked: CaptureQueriesContext) -> set[str]:
    """The tables that were read."""
    return {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"])}


@ONE
@pytest.mark.parametrize("model", [WorkingHours, BookingRules, Therapist, AppointmentType])
def test_without_its_trigger_a_change_of_a_table_is_missed(dana: Therapist, model: Any) -> None:
    before = known(dana)
    with connection.cursor() as cursor:
        for name, table in watch.triggers(connection):
            if table == model._meta.db_table:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")
    assert watch.unwatched(connection) == [model._meta.db_table]
    values = {
        WorkingHours: {"start_minute": 600}, BookingRules: {"pause_minutes": 30}, Therapist: {"name": "Dana Two"},
        AppointmentType: {"minutes": 40},
    }  # fmt: skip
    model.objects.update(**values[model])
    assert known(dana) == before
    assert anew(dana) != before


@ONE
def test_without_a_version_nothing_is_kept(dana: Therapist) -> None:
    sql("DELETE FROM calendars_version")()
    before = known(dana)
    WorkingHours.objects.filter(weekday=2).delete()
    assert known(dana) == anew(dana) != before


@ONE
def test_what_was_read_while_somebody_wrote_is_not_kept(dana: Therapist) -> None:
    def load() -> str:
        WorkingHours.objects.filter(weekday=2).delete()
        return "read before the change"

    assert memory.one("tried", load) == "read before the change"
    assert memory.one("tried", lambda: "read after it") == "read after it"
