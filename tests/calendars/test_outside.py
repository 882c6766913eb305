"""Outside calendars as rows: what is kept, what it closes, and who may."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from footing.accounts.models import Person
from footing.booking import services as booking
from footing.booking.errors import InvalidError
from footing.calendars import jobs
from footing.calendars.away import ALWAYS, away
from footing.calendars.models import BusyTime, Feed, OwnCalendar, TimeOff
from footing.calendars.outside import queries, services
from footing.calendars.outside.fetch import Answer
from footing.calendars.outside.troubles import TroubleError
from footing.practice.models import Therapist
from tests.calendars.elsewhere import (
    ADDRESS,
    DAY,
    FIFTEEN,
    HOUR,
    NOW,
    Say,
    add,
    clock,
    dana,
    femi,
    read,
    say,
    starts,
)
from tests.calendars.test_calendars import make_person
from tests.calendars.test_feeds import content
from tests.everywhere.rows import rows

__all__ = ["clock", "dana", "femi", "say"]
pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_a_busy_time_closes_the_starts_that_meet_it_in_a_search_and_for_whoever_books(
    dana: Therapist, say: Say
) -> None:
    assert starts(dana) == ["14:00", "14:30", "15:00", "15:30"]
    read(add(dana))
    assert starts(dana) == ["15:00", "15:30"]
    wish = booking.Wish(
        type="introduction", start=NOW.replace(day=23, hour=14), mode="video", therapist=dana.id
    )
    guest = booking.Guest(name="Alice", phone="+1 416 555 0134")
    with pytest.raises(InvalidError):
        booking.book(wish=wish, guest=guest, now=NOW)
    late = booking.Wish(
        type="introduction", start=NOW.replace(day=23, hour=15), mode="video", therapist=dana.id
    )
    done = booking.book(wish=late, guest=guest, now=NOW)
    with pytest.raises(InvalidError):
        booking.move(code=done.booking.code, token=done.token, start=wish.start, now=NOW)


def test_time_off_busy_times_and_closed_hours_are_one_query_for_any_number(
    dana: Therapist, femi: Therapist, say: Say, django_assert_num_queries: Any
) -> None:
    read(add(dana))
    TimeOff.objects.create(therapist=dana, start=NOW + HOUR, end=NOW + 2 * HOUR)
    add(femi, limit=6, now=NOW - 7 * HOUR)
    with django_assert_num_queries(1):
        found = away([dana.id, femi.id, uuid.uuid4()], start=NOW, end=NOW + 3 * DAY)
    block = int(NOW.timestamp()) // 300
    assert sorted(found[dana.id]) == [(block + 12, block + 24), (block + 26 * 12, block + 27 * 12)]
    assert found[femi.id] == [ALWAYS]


def test_case_27_nothing_but_when_is_kept_and_the_address_only_locked(dana: Therapist, say: Say) -> None:
    """Nor does a thief with the files learn more: no row of any table has a word of an entry, or the address."""
    say(Answer(content("script"), '"numbat"', "dunnart"))
    feed = read(add(dana))
    assert (feed.source["address"], feed.source["name"], feed.source["etag"]) == (
        ADDRESS,
        "Home bilby",
        '"numbat"',
    )
    table = repr(rows()).lower()
    assert "calendars_busytime" in table
    assert [
        w for w in ("wallaroo", "quokka", "bilby", "numbat", "dunnart", "cal.example") if w in table
    ] == []
    columns = {field.name for field in BusyTime._meta.concrete_fields}
    assert columns == {"id", "therapist", "feed", "start", "end"}


def test_what_has_not_changed_is_asked_for_by_its_mark_but_once_a_day_in_whole(
    dana: Therapist, say: Say
) -> None:
    feed = read(add(dana))
    say(Answer(None))
    feed = read(feed, NOW + FIFTEEN)
    assert (feed.read_at, feed.whole_at, feed.trouble) == (NOW + FIFTEEN, NOW, "")
    assert (feed.next_at, feed.closes_at) == (NOW + 2 * FIFTEEN, NOW + FIFTEEN + DAY)
    read(feed, NOW + DAY)
    assert say.told == [("", ""), ('"a1"', ""), ("", "")]  # type: ignore[attr-defined]
    assert Feed.objects.get().trouble == "answer"


def test_only_what_is_different_is_written(dana: Therapist, say: Say) -> None:
    feed = read(add(dana))
    before = set(BusyTime.objects.values_list("id", flat=True))
    assert len(before) == 3
    say(Answer(content("exdate")))
    read(feed, NOW + FIFTEEN)
    after = set(BusyTime.objects.values_list("id", flat=True))
    assert len(after) == 2
    assert len(before & after) == 1


def test_the_worker_reads_what_is_due_and_one_that_breaks_stops_no_other(
    dana: Therapist, femi: Therapist, say: Say, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    bad, good = add(dana), add(femi)
    whole = services.refresh

    def refresh(feed: Feed, *, now: datetime) -> None:
        if feed.id == bad.id:
            raise RuntimeError("quokka")
        whole(feed, now=now)

    monkeypatch.setattr(services, "refresh", refresh)
    jobs.read_feeds(NOW)
    assert BusyTime.objects.filter(feed=good).count() == 3
    assert Feed.objects.get(id=bad.id).next_at == NOW + FIFTEEN
    assert "quokka" not in caplog.text


def test_one_that_is_taken_away_while_it_is_read_stays_away(dana: Therapist, say: Say) -> None:
    feed = Feed.objects.select_related("therapist").get(id=add(dana).id)
    Feed.objects.all().delete()
    services.refresh(feed, now=NOW)
    say("gone")
    services.refresh(feed, now=NOW)
    assert not Feed.objects.exists()
    assert not BusyTime.objects.exists()


def test_nobody_but_the_therapist_changes_a_calendar(dana: Therapist, femi: Therapist, say: Say) -> None:
    feed = read(add(dana))
    acts: list[Callable[[Any], Any]] = [
        lambda by: services.add_address(by=by, therapist=dana, name="x", address=ADDRESS, limit_hours=6),
        lambda by: services.add_file(by=by, therapist=dana, name="x", content=content("weekly")),
        lambda by: services.remove(by=by, therapist=dana, id=feed.id),
        lambda by: services.set_limit(by=by, therapist=dana, id=feed.id, limit_hours=6),
        lambda by: services.make_address(by=by, therapist=dana),
    ]
    for act in acts:
        for by in (femi.person_id, uuid.uuid4()):
            with pytest.raises(PermissionDenied):
                act(by)
    assert femi.person_id
    assert not services.remove(by=femi.person_id, therapist=femi, id=feed.id)
    assert not services.set_limit(by=femi.person_id, therapist=femi, id=feed.id, limit_hours=6)
    assert Feed.objects.get().limit_hours == 24
    assert queries.own(femi, now=NOW) == []


def test_a_file_is_read_at_once_and_is_never_read_again(dana: Therapist, say: Say) -> None:
    assert dana.person_id
    feed = services.add_file(
        by=dana.person_id, therapist=dana, name="Plan", content=content("weekly"), now=NOW
    )
    assert starts(dana) == ["15:00", "15:30"]
    assert (feed.next_at, feed.closes_at) == (None, None)
    assert not queries.due(NOW + 400 * DAY)
    (seen,) = queries.own(dana, now=NOW)
    assert (seen.busy, seen.closed, seen.name) == (3, False, "Plan")
    with pytest.raises(TroubleError):
        services.add_file(by=dana.person_id, therapist=dana, name="x", content=content("a-page"))
    assert Feed.objects.count() == 1


def test_there_are_at_most_twenty_and_none_leads_back_to_ourselves(
    dana: Therapist, say: Say, settings: Any
) -> None:
    settings.FOOTING_URL = "https://rooms.example"
    with pytest.raises(TroubleError, match="refused"):
        add(dana, address="https://rooms.example/calendar/x.ics")
    for n in range(services.MOST_FEEDS):
        add(dana, address=f"https://cal.example/{n}")
    with pytest.raises(services.ManyError):
        add(dana)


def test_what_is_over_goes_and_so_does_everything_of_whoever_left(
    dana: Therapist, femi: Therapist, say: Say
) -> None:
    for room in (dana, femi):
        read(add(room))
        assert room.person_id
        services.make_address(by=room.person_id, therapist=room)
    jobs.forget(datetime(2026, 12, 3, tzinfo=UTC))
    assert BusyTime.objects.filter(therapist=dana).count() == 1
    Person.objects.filter(id=dana.person_id).update(is_active=False)
    Therapist.objects.filter(id=femi.id).update(person=make_person("Other"))
    assert not queries.due(NOW + DAY).filter(therapist=femi)
    jobs.forget(NOW)
    assert not Feed.objects.exists()
    assert not OwnCalendar.objects.exists()
    assert not BusyTime.objects.exists()


def test_an_address_of_ones_own_opens_until_a_new_one_is_made(dana: Therapist, femi: Therapist) -> None:
    assert dana.person_id
    services.make_address(by=dana.person_id, therapist=dana)
    first = queries.own_address(dana)
    assert queries.opened(first) == dana
    services.make_address(by=dana.person_id, therapist=dana)
    second = queries.own_address(dana)
    assert queries.opened(second) == dana
    code, _, token = second.partition("-")
    for wrong in (first, code, f"{code}-", f"-{token}", f"{code}-{'a' * 26}", f"aaaaaaaaaa-{token}", "", "x"):
        assert queries.opened(wrong) is None
    assert token not in repr(rows())
    assert queries.own_address(femi) == ""
