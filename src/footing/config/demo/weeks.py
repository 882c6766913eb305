"""Earlier checks and weeks of a demo client, dated from today."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from footing.accounts.models import Person
from footing.check import services as check
from footing.diary import services as diary
from footing.practice.queries import local_day


def make_weeks(person: Person, entry: dict[str, Any]) -> None:
    """Keep what was checked and what was said so many days ago."""
    now = timezone.now()
    for kept in entry.get("check", ()):
        at = now - timedelta(days=kept["ago"])
        answers = {**{k: v for k, v in kept.items() if k != "ago"}, "on": local_day(at).isoformat()}
        check.keep(person=person.id, state={"check": [answers]}, now=at)
    for week in entry.get("week", ()):
        said = diary.Said(week["answers"], tuple(week.get("tried", ())), week.get("line", ""))
        diary.check_in(person=person.id, said=said, now=now - timedelta(days=week["ago"]))
