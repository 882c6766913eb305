"""What a process keeps of hours, rules and people is never older than the last commit, whoever wrote it."""

import re
from collections.abc import Callable
from datetime import timedelta
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
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.practice.models import Therapist
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
    return listed, plan.zone, {(w.weekday, w.start) for w in plan.hours}, plan.rules.pause, plan.away, minutes


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
    off = TimeOff(therapist=dana, start=later, end=later + timedelta(hours=2))
    return [
        sql("UPDATE calendars_workinghours SET start_minute = %s WHERE weekday = 2", 600),
        lambda: WorkingHours.objects.filter(therapist=dana, weekday=3).update(start_minute=605),
        lambda: TimeOff.objects.bulk_create([off]),
        lambda: TimeOff.objects.all().delete(),
        lambda: BookingRules.objects.update_or_create(therapist=dana, defaults={"pause_minutes": 30}),
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
def test_every_table_that_is_kept_is_watched_by_the_database(dana: Therapist) -> None:
    memory.forget()
    with CaptureQueriesContext(connection) as asked:
        known(dana)
    read = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"])}
    assert read - {watch.VERSION} == watch._tables
    assert watch.unwatched(connection) == []


@ONE
@pytest.mark.parametrize("model", [WorkingHours, BookingRules, TimeOff, Therapist, AppointmentType])
def test_without_its_trigger_a_change_of_a_table_is_missed(dana: Therapist, model: Any) -> None:
    later, femi = NOW + timedelta(days=1), make_therapist("femi", is_listed=False)
    TimeOff.objects.create(therapist=dana, start=later, end=later + timedelta(hours=2))
    before = known(dana)
    with connection.cursor() as cursor:
        for name, table in watch.triggers(connection):
            if table == model._meta.db_table:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")
    assert watch.unwatched(connection) == [model._meta.db_table]
    values = {
        WorkingHours: {"start_minute": 600}, BookingRules: {"pause_minutes": 30}, Therapist: {"name": "Dana Two"},
        TimeOff: {"therapist": femi}, AppointmentType: {"minutes": 40},
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
