"""What happens while an outside calendar cannot be read, and who is told."""

from collections.abc import Callable
from typing import Any

import pytest

from footing.accounts import contact
from footing.calendars import away as away_module
from footing.calendars.models import BusyTime, Feed
from footing.calendars.outside import expand, notices, queries, services
from footing.calendars.outside.fetch import Answer
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.calendars.elsewhere import (
    DAY,
    FIFTEEN,
    HOUR,
    NOW,
    Clock,
    Say,
    add,
    clock,
    dana,
    femi,
    read,
    say,
    starts,
)
from tests.calendars.test_feeds import content

__all__ = ["clock", "dana", "femi", "say"]
pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_a_calendar_that_fails_keeps_its_busy_times_and_closes_the_hours_after_its_limit(
    dana: Therapist, say: Say, clock: Clock
) -> None:
    """From the moment itself, whether or not a worker looks; and open again with the first good reading."""
    feed = read(add(dana, now=NOW))
    say("gone")
    feed = read(feed, NOW + HOUR)
    assert (feed.failing_since, feed.trouble, feed.read_at) == (NOW + HOUR, "gone", NOW)
    assert BusyTime.objects.count() == 3
    clock.at = NOW + DAY - FIFTEEN
    assert starts(dana) == ["15:00", "15:30"]
    clock.at = NOW + DAY
    assert starts(dana) == starts(dana, 25) == []
    say(Answer(content("weekly")))
    feed = read(feed, clock.at)
    assert (feed.failing_since, feed.trouble) == (None, "")
    assert len(starts(dana, 25)) == 4
    clock.at = NOW + 3 * DAY
    assert starts(dana, 25) == []
    assert dana.person_id
    assert services.remove(by=dana.person_id, therapist=dana, id=feed.id)
    assert len(starts(dana)) == 4
    assert not BusyTime.objects.exists()


def test_case_25_hostile_content_keeps_what_was_read_before(dana: Therapist, say: Say) -> None:
    feed = read(add(dana))
    for name, trouble in (
        ("every-second", "too-much"),
        ("cut-off", "no-calendar"),
        ("a-page", "no-calendar"),
    ):
        say(Answer(content(name)))
        assert read(feed, NOW + HOUR).trouble == trouble
    assert BusyTime.objects.count() == 3


def test_the_therapist_is_told_once_after_an_hour_and_once_when_hours_close(
    dana: Therapist, say: Say
) -> None:
    assert dana.person_id
    feed = read(add(dana, limit=6))
    say("no-answer")
    for step in range(1, 5):
        feed = read(feed, NOW + step * FIFTEEN)
    assert not Message.objects.exists()
    contact.choose(person=dana.person_id, how="mail", address="dana@house.example", hours="")
    for step in range(5, 40):
        feed = read(feed, NOW + step * FIFTEEN)
    told = [(m.kind, m.content) for m in Message.objects.order_by("created_at")]
    assert [kind for kind, _ in told] == ["calendars.failing", "calendars.closed"]
    for _, mail in told:
        assert mail["to"] == "dana@house.example"
        assert "/desk/calendars/" in mail["body"]
        said = (mail["subject"] + mail["body"]).lower()
        assert [
            w for w in ("bilby", "quokka", "cal.example", "client", "therap", "counsel") if w in said
        ] == []


def test_it_is_asked_every_quarter_of_an_hour_and_less_often_after_a_while(dana: Therapist, say: Say) -> None:
    feed = add(dana)
    assert [f.id for f in queries.due(NOW)] == [feed.id]
    feed = read(feed)
    assert feed.next_at == NOW + FIFTEEN
    assert not queries.due(NOW)
    say("slow")
    assert read(feed, NOW + FIFTEEN).next_at == NOW + 2 * FIFTEEN
    assert read(feed, NOW + 8 * HOUR).next_at == NOW + 9 * HOUR


def test_a_limit_counts_from_the_last_good_reading(dana: Therapist, say: Say) -> None:
    feed = read(add(dana))
    assert dana.person_id
    assert services.set_limit(by=dana.person_id, therapist=dana, id=feed.id, limit_hours=72)
    assert Feed.objects.get().closes_at == NOW + 72 * HOUR


def test_a_manager_learns_how_many_and_since_when_and_nothing_else(
    dana: Therapist, femi: Therapist, say: Say
) -> None:
    feed = read(add(dana))
    say("slow")
    read(feed, NOW + HOUR)
    (told,) = queries.health([dana, femi], now=NOW + 2 * DAY)
    assert told == queries.Health(dana, 1, 1, NOW + HOUR, True)


# Each guard of this room taken away once.
MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], Any]] = {
    "keeps its times": lambda patch: patch.setattr(
        services, "_failed", lambda feed, *_: BusyTime.objects.filter(feed=feed).delete() and none_told(feed)
    ),
    "closes": lambda patch: patch.setattr(away_module, "timezone", Clock(NOW - 10 * DAY)),
    "is told": lambda patch: patch.setattr(notices, "_mail", lambda *_: None),
    "is silent": lambda patch: patch.setattr(expand, "slim", lambda content, **_: content.decode()),
}


def none_told(feed: Feed) -> None:
    for kind in ("a", "b"):
        notices._mail(feed, kind, NOW, "")


@pytest.mark.one_database
@pytest.mark.parametrize("mutant", ["", *MUTANTS])
def test_without_one_of_them_something_is_lost(
    mutant: str, dana: Therapist, say: Say, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dana.person_id
    contact.choose(person=dana.person_id, how="mail", address="dana@house.example", hours="")
    seen: list[str] = []
    parsed = expand.Calendar.from_ical

    def from_ical(text: str, multiple: bool) -> Any:
        seen.append(text)
        return parsed(text, multiple=multiple)

    monkeypatch.setattr(expand.Calendar, "from_ical", from_ical)
    clock.at = NOW + 2 * DAY
    if mutant:
        MUTANTS[mutant](monkeypatch)
    say(Answer(content("script")))
    feed = read(add(dana))
    say("gone")
    for hours in (1, 3, 30):
        read(feed, NOW + hours * HOUR)
    holds = {
        "keeps its times": BusyTime.objects.count() == 1,
        "closes": starts(dana, 25) == [],
        "is told": Message.objects.count() == 2,
        "is silent": not any("wallaroo" in text for text in seen),
    }
    assert [name for name, held in holds.items() if not held] == ([mutant] if mutant else [])
